"""The page in a real browser, by keyboard, without a network: Chromium, if there is one."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from histbot.timeline.exports import timeline_html

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from histbot.timeline.events.events import Event

    MakeEvent = Callable[..., Event]

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(not (BROWSER and DRIVER), reason="there is no chromium with its chromedriver")
FLAGS = """
    --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
    --disable-component-update --disable-sync --disable-dev-shm-usage --host-resolver-rules=MAP*~NOTFOUND
""".split()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    options = ChromeOptions()
    options.binary_location = BROWSER or ""
    for flag in [*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('browser')}"]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = Chrome(options, ChromeService(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture
def page(browser: Chrome, make_event: MakeEvent, tmp_path: Path) -> Chrome:
    events = [
        make_event("-0043-03-15", "Caesar was murdered by senators.", title="Rome"),
        make_event("1938-09-30", "The Munich agreement was signed.", title="Munich"),
        make_event("1939-03/..", "The republic was no more.", title="Munich"),
        make_event("1944-09/1945-05", "The Red Army freed Kramář's country.", title="War"),
        make_event("1945-05-09", "</script><script>document.title='owned'</script> Prague was freed.", title="War"),
    ]
    file = tmp_path / "page.html"
    file.write_text(timeline_html(events, "Five events"), encoding="utf-8")
    browser.get(file.as_uri())
    return browser


def shown(page: Chrome) -> list[str]:
    return [each.text for each in page.find_elements(By.TAG_NAME, "h3") if each.is_displayed()]


def status(page: Chrome) -> str:
    return str(page.find_element(By.ID, "status").text)


def type_into(page: Chrome, field: str, text: str) -> None:
    page.find_element(By.ID, field).send_keys(text)


def test_all_events_are_shown_and_nothing_else_runs(page: Chrome) -> None:
    assert shown(page) == [
        "15 March 44 BC",
        "30 September 1938",
        "after March 1939",
        "September 1944 – May 1945",
        "9 May 1945",
    ]
    assert page.title == "Five events: timeline"
    assert [entry for entry in page.get_log("browser") if entry["level"] == "SEVERE"] == []  # type: ignore[no-untyped-call]


def test_words_filter_without_case_or_diacritics(page: Chrome) -> None:
    type_into(page, "words", "KRAMAR freed")
    assert (shown(page), status(page)) == (["September 1944 – May 1945"], "1 of 5 events")
    assert [each.text for each in page.find_elements(By.TAG_NAME, "h2") if each.is_displayed()] == ["the 1940s"]


@pytest.mark.parametrize(
    ("first", "last", "dates"),
    [
        ("1944", "", ["after March 1939", "September 1944 – May 1945", "9 May 1945"]),
        ("", "44 BC", ["15 March 44 BC"]),
        ("-44", "1938", ["15 March 44 BC", "30 September 1938"]),
        ("1938", "50 b.c.", ["15 March 44 BC", "30 September 1938"]),
        ("1900", "1900", []),
        ("1940s", "", ["after March 1939", "September 1944 – May 1945", "9 May 1945"]),
        ("May 1945", "1940s", ["after March 1939", "September 1944 – May 1945", "9 May 1945"]),
        ("1939", "the 1930s", ["after March 1939"]),
    ],
)
def test_years_filter(page: Chrome, first: str, last: str, dates: list[str]) -> None:
    type_into(page, "from", first)
    type_into(page, "to", last)
    assert shown(page) == dates
    assert len(page.find_elements(By.CSS_SELECTOR, ".strip .off")) == 5 - len(dates)


def test_what_is_no_year_is_said(page: Chrome) -> None:
    type_into(page, "from", "soon")
    assert (status(page), len(shown(page))) == ("“soon” is no time; try 1939, 1940s or May 1945", 5)
    assert page.find_element(By.ID, "from").get_attribute("aria-invalid") == "true"


def test_nothing_found_is_said_and_undone(page: Chrome) -> None:
    type_into(page, "words", "zebra")
    assert (status(page), shown(page)) == ("No event fits; show all, or try fewer words", [])
    page.find_element(By.CSS_SELECTOR, "button").send_keys(Keys.ENTER)
    assert page.switch_to.active_element.get_attribute("id") == "words"
    assert (status(page), len(shown(page))) == ("5 events", 5)


def test_the_keyboard_reaches_everything_in_order(page: Chrome) -> None:
    reached = []
    for _ in range(6):
        page.switch_to.active_element.send_keys(Keys.TAB)
        reached.append(page.switch_to.active_element)
    assert [each.accessible_name for each in reached] == [
        "Skip to the timeline", "Words", "From", "To", "Show all", "Rome › The war › Its end",
    ]  # fmt: skip
    assert reached[-1].get_attribute("href") == "https://example.org/rome#:~:text=x"
    assert reached[-1].value_of_css_property("outline-style") == "solid"


def test_a_screen_reader_is_told_what_is_what(page: Chrome) -> None:
    assert page.find_element(By.TAG_NAME, "form").aria_role == "search"
    assert page.find_element(By.ID, "status").aria_role == "status"
    assert page.find_element(By.CSS_SELECTOR, ".events").aria_role == "list"
    assert page.find_element(By.CSS_SELECTOR, ".strip").get_attribute("aria-hidden") == "true"
    section = page.find_element(By.TAG_NAME, "section")
    assert section.accessible_name == "50–41 BC"


def test_it_fits_a_phone(page: Chrome) -> None:
    page.set_window_size(500, 900)
    assert page.execute_script("return document.documentElement.scrollWidth <= window.innerWidth")


def style(page: Chrome, selector: str, name: str) -> str:
    return str(page.find_element(By.CSS_SELECTOR, selector).value_of_css_property(name))


def test_it_follows_what_its_reader_prefers(page: Chrome) -> None:
    features = {"prefers-color-scheme": "dark", "prefers-reduced-motion": "reduce"}
    listed = [{"name": name, "value": value} for name, value in features.items()]
    assert (style(page, "body", "background-color"), style(page, "html", "scroll-behavior")) == (
        "rgba(255, 255, 255, 1)", "smooth",
    )  # fmt: skip
    try:
        page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": listed})
        assert (style(page, "body", "background-color"), style(page, "html", "scroll-behavior")) == (
            "rgba(21, 24, 28, 1)", "auto",
        )  # fmt: skip
        page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        assert style(page, "form", "display") == "none"
    finally:
        page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})


def test_what_the_keyboard_reaches_is_not_covered(page: Chrome) -> None:
    page.set_window_size(900, 500)
    page.execute_script("document.documentElement.style.scrollBehavior = 'auto'")  # at once, to be measured
    links, form = page.find_elements(By.CSS_SELECTOR, ".events a"), page.find_element(By.TAG_NAME, "form")
    for link in reversed(links[1:]):
        link.send_keys(Keys.SHIFT, Keys.TAB)
        reached = page.switch_to.active_element.rect
        assert reached["y"] >= form.rect["y"] + form.rect["height"]


def test_it_is_a_plain_list_without_scripts(page: Chrome) -> None:
    page.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        page.refresh()
        assert len(page.find_elements(By.CSS_SELECTOR, ".events > li")) == 5
        assert page.find_element(By.TAG_NAME, "form").get_attribute("hidden") is not None
    finally:
        page.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})

"""Show in a browser that nothing of an article comes alive in TimelineJS, whatever field it stands in.

    npm pack @knight-lab/timelinejs && tar xzf knight-lab-timelinejs-*.tgz
    python benchmarks/timelinejs.py package/dist [--picture timelinejs.png]

A timeline of hostile articles is opened in Chromium with TimelineJS itself, every slide is turned to, and what has run
is counted. As a check of the check, the same markup is then put into a group unescaped, where it must run.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selenium.webdriver import Chrome, ChromeOptions, ChromeService

from histbot.knowledge import Article
from histbot.knowledge.prose.passages import read_passages
from histbot.timeline.exports import timeline_timelinejs
from histbot.timeline.reading.collecting import events_of

if TYPE_CHECKING:
    from histbot.timeline import Event

HOSTILE = (
    "<img src=x onerror=owned()>",
    "&lt;img src=x onerror=owned()&gt;",
    "&amp;lt;img src=x onerror=owned()&amp;gt;",
    "<script>owned()</script>",
    '"><svg onload=owned()>',
)
PAGE = """<!doctype html><meta charset=utf-8><link rel=stylesheet href="css/timeline.css">
<script src="js/timeline.js"></script>
<div id=t style="width:1000px;height:600px"></div><script>
window.runs = 0; window.owned = () => {{ window.runs++ }};
window.timeline = new TL.Timeline("t", {json}, {{hash_bookmark: false}});
</script>"""
FLAGS = "--headless --no-sandbox --disable-gpu --allow-file-access-from-files --window-size=1040,640".split()


def main() -> None:
    """Open both timelines and print how often something of an article has run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("dist", type=Path, help="TimelineJS's dist folder")
    parser.add_argument("--picture", type=Path, help="where to leave a screenshot")
    given = parser.parse_args()
    events = [event for number, words in enumerate(HOSTILE) for event in hostile(words, number)]
    few = json.loads(timeline_timelinejs(events[:4], HOSTILE[0]))
    many = json.loads(timeline_timelinejs(events, HOSTILE[1]))
    naive = json.loads(timeline_timelinejs(events[:1], "A"))
    naive["events"][0]["group"] = HOSTILE[1]
    print("ran, of a few articles in groups:", opened(given.dist, few, given.picture))
    print("ran, of many articles:", opened(given.dist, many))
    print("ran, with a group as it stands (must be more than 0):", opened(given.dist, naive))


def hostile(words: str, number: int) -> list[Event]:
    """Make an event with markup in every field that an article fills."""
    text = f"On {number + 1} May 1945 the town {words} was freed, they say {words}."
    article = Article(f"a{number}", words, text, f"{words}.md", url=f"javascript:owned()//{words}", license=words)
    article = replace(article, passages=read_passages(article.slug, text))
    event = events_of(article)[0]
    return [replace(event, citation=replace(event.citation, section=words))]


def opened(dist: Path, timeline: dict[str, Any], picture: Path | None = None) -> int:
    """Open a timeline, turn to every slide, and count what has run."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(dist, folder, dirs_exist_ok=True)
        # As TimelineJS reads it from a file of its own, so that no tag in it ends this page's script.
        page = PAGE.format(json=json.dumps(timeline).replace("<", "\\u003c"))
        (folder / "page.html").write_text(page, encoding="utf-8")
        options = ChromeOptions()
        options.binary_location = shutil.which("chromium") or shutil.which("chromium-browser") or ""
        for flag in FLAGS:
            options.add_argument(flag)
        driver = Chrome(options, ChromeService(shutil.which("chromedriver")))
        try:
            driver.get((folder / "page.html").as_uri())
            time.sleep(3)
            for slide in range(len(timeline["events"]) + 1):
                driver.execute_script(f"window.timeline.goTo({slide})")
                time.sleep(0.7)
            driver.execute_script("document.querySelectorAll('a[href^=javascript]').forEach(each => each.click())")
            if picture:
                driver.save_screenshot(str(picture))
            return int(driver.execute_script("return window.runs"))
        finally:
            driver.quit()


if __name__ == "__main__":
    main()

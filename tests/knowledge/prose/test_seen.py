"""What a reader of the page sees, every character in its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from histbot.knowledge import plain
from histbot.knowledge.prose.page import read_page


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in read_page(text).text.splitlines() if line.strip()]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a %% hidden\nremark %% b", ["a", "b"]),
        ("![[map.png]]\n[[1750-1900]] | [[Next]]\nfact", ["fact"]),
        ("#history #war\nfact ^a1", ["fact ^a1"]),
        (":::info\nfact\n:::", ["fact"]),
        ("[a]: https://example.org\nfact", ["fact"]),
        ("{{< figure x >}}\n{% include y %}\nfact", ["fact"]),
        ("<div class='a > b'><p>fact</p></div><script>x</script>", ["fact"]),
        ("<head><title>Orlen</title><style>p{}</style></head><p>fact</p>", ["fact"]),
        ("write `%%` or `<!--`, which hide it\n*[HTML]: a language", ["write `%%` or `<!--`, which hide it"]),
        ("<h2>Town</h2><ul><li>fact</ul>", ["## Town", "- fact"]),
        ("Duke ...... 4\nWenzel ..... 12\n\nfact", ["fact"]),
        ("one line    4\n\nfact", ["one line 4", "fact"]),
        (("Law\n*** START OF THE PROJECT GUTENBERG EBOOK X ***\nfact\n\nEnd of Project Gutenberg's X\n\n"
         "*** END OF THE PROJECT GUTENBERG EBOOK X ***"), ["fact"]),
        ("== Life ==\n'''Orlen''' {{cite|a={{b}}}}fell.<ref>x</ref>\n[[Category:X]]", ["## Life", "'''Orlen''' fell."]),
        ("{{Infobox town\n| name = Orlen\n| image = x.png\n| population = 12,000\n}}\n'''Orlen'''",
         ["name = Orlen", "population = 12,000", "'''Orlen'''"]),
    ],
)  # fmt: skip
def test_what_is_not_seen_is_blank(text: str, seen: list[str]) -> None:
    assert lines(text) == seen


def test_rows_of_wikitext_know_their_headings() -> None:
    text = '== Mayors ==\n{| class="x"\n! Mayor !! Term\n|-\n| Anna Roth || 1871\n|-\n| Jan\n| 1880\n|}\n'
    page = read_page(text)
    assert [(span.of(text), said) for span, said in page.rows] == [
        ("Anna Roth || 1871", "Mayor, Term"),
        ("Jan\n| 1880", "Mayor, Term"),
    ]


def test_headings_of_wikitext_may_stand_on_lines_of_their_own() -> None:
    text = "== Army ==\n{|\n|+ Strength\n! Side\n! Men\n|-\n! Danes\n| 8,000\n|-\n| Swedes\n| 12,000\n|}\n"
    assert [(span.of(text), said) for span, said in read_page(text).rows] == [
        ("Danes\n| 8,000", "Strength, Side, Men"),
        ("Swedes\n| 12,000", "Strength, Side, Men"),
    ]


def test_facts_of_an_infobox_know_whose_they_are() -> None:
    page = read_page("{{Infobox town\n| name = ''Orlen''\n| founded = 1204\n}}\n")
    assert [said for _, said in page.rows] == ["Orlen", "Orlen"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("<table><caption>Losses</caption><tr><th>Side<th>Killed<tr><td>Orlen<td>2,000</table>",
         [("Orlen<td>2,000", "Losses, Side, Killed")]),
        ("<table>\n<tr><th>Founded</th>\n\n<td>1204 by <b>monks</b></td></tr></table>",
         [("Founded</th>\n\n<td>1204 by <b>monks</b>", "Founded")]),
        ("<dl><dt>Pavise</dt><dd>A shield.</dd><dt>Ram</dt><dd>A beam.</dd></dl>",
         [("Pavise</dt><dd>A shield.", "Pavise"), ("Ram</dt><dd>A beam.", "Ram")]),
        ("+-------+------+\n| Town  | Year |\n+=======+======+\n| Orlen | 1204 |\n+-------+------+\n",
         [("Orlen | 1204", "Town, Year")]),
        ("=====  ====\nTown   Year\n=====  ====\nOrlen   1204\nKrum    1300\n=====  ====\n",
         [("Orlen   1204", "Town, Year"), ("Krum    1300", "Town, Year")]),
        ("<table><tr><td><p>A page laid out.</p></td><td><p>It has two columns.</p></td></tr></table>", []),
        ("<table><tr><td>A cell alone is prose.</td></tr></table>", []),
    ],
)  # fmt: skip
def test_rows_of_a_table_know_their_headings(text: str, rows: list[tuple[str, str]]) -> None:
    page = read_page(f"Before.\n\n{text}\n\nAfter.")
    assert [(span.of(f"Before.\n\n{text}"), said) for span, said in page.rows] == rows
    assert page.text.startswith("Before.\n")
    assert page.text.endswith("\nAfter.")


_TAGS = (
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "</td>",
    "<th>",
    "<caption>",
    "</caption>",
    "<dl>",
    "<dt>",
    "<dd>",
    "\n",
    "a",
)


@given(st.text(alphabet="ab\n |{}[]<>/!=%'#-+^:.1 *", max_size=80) | st.lists(st.sampled_from(_TAGS)).map("".join))
def test_nothing_moves(text: str) -> None:
    page = read_page(text)
    assert len(page.text) == len(text)
    assert all(plain(span.of(text)) for span, _ in page.rows)

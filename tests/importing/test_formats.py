"""What becomes of each kind of document, with documents made here."""

from __future__ import annotations

import random
import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from histbot.importing import Wanted
from histbot.importing.formats import reader_of
from histbot.knowledge.folder.decoding import UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

    from histbot.importing import Draft

for library in ("bs4", "libzim", "mammoth", "markdownify", "mwxml", "odfdo", "pypdfium2", "trafilatura"):
    pytest.importorskip(library, reason="the extra `import` is not installed")

from samples import make_epub, make_export, make_pdf, make_zim  # noqa: E402  # below what they need


def drafts(file: Path, wanted: Wanted | None = None) -> list[Draft]:
    return [found.convert() for found in reader_of(file)(file, wanted or Wanted())]


PAGE = """<!DOCTYPE html>
<!-- saved from url=(0026)https://tarn.example/battle -->
<html lang="en-GB"><head><title>Battle of Tarn - Tarnpedia</title>
<link rel="license" href="https://creativecommons.org/licenses/by-sa/4.0/"></head><body><nav>Home | About</nav>
<main><h1>Battle of Tarn</h1><p>The <b>battle</b> was fought on 3 May 1450 near <a href="x">Orlen</a>.<sup
class="reference">[1]</sup> It ended in the defeat of Count Rudolf, who fled across the river to his brother.</p>
<table><tr><th>Date</th><td>3 May 1450</td></tr><tr><th>Men</th><td>6,000</td></tr></table>
<h2>Losses</h2><table><tr><th>Side</th><th>Dead</th></tr><tr><td>Orlen</td><td>400</td></tr></table>
<dl><dt>Tarn</dt><dd>A village on the Orl.</dd></dl><p>1452. In this year peace was made.</p></main>
<footer>All rights reserved.</footer></body></html>"""


def test_a_saved_page_says_what_it_says_of_itself(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(PAGE, encoding="utf-8")
    (draft,) = drafts(file)
    assert (draft.title, draft.url, draft.license, draft.language, draft.revision) == (
        "Battle of Tarn", "https://tarn.example/battle", "CC BY-SA 4.0", "en", None,
    )  # fmt: skip
    assert draft.text == (
        "The **battle** was fought on 3 May 1450 near Orlen. It ended in the defeat of Count Rudolf, who fled across "
        "the river to his brother.\n\n- **Date:** 3 May 1450\n- **Men:** 6,000\n\n"
        "## Losses\n\n| Side | Dead |\n| --- | --- |\n| Orlen | 400 |\n\n"
        "- **Tarn:** A village on the Orl.\n\n1452\\. In this year peace was made."
    )


def test_the_article_of_a_page_that_marks_none_is_found(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    prose = (
        "<p>The town of Orlen was founded in 1201 by Bishop Otto, who gave it walls and a market of its own.</p>" * 4
    )
    file.write_text(f"<body><div class='menu'><a href='/'>Home</a></div><div>{prose}</div></body>", encoding="utf-8")
    (draft,) = drafts(file)
    assert "founded in 1201" in draft.text
    assert "Home" not in draft.text
    assert draft.title == "page"


def test_a_pdf_keeps_its_pages_and_loses_hyphens_and_running_heads(tmp_path: Path) -> None:
    file = tmp_path / "tarn.pdf"
    words = "monastery describes surrounding countryside inhabitants fortifications merchants and of the with".split()
    told = [
        f"In {1400 + year} the burgomaster was Hans {year}. The {' '.join(random.Random(year).choices(words, k=40))}."
        for year in range(60)
    ]
    pages = make_pdf(file, ["# The Rise", *told[:30], "# The Fall", *told[30:]])
    (draft,) = drafts(file)
    assert len(pages) > 5
    assert "A History of Tarn" not in draft.text
    assert "## The Rise\n" in draft.text
    assert "## The Fall\n" in draft.text
    text = re.sub(r"<!-- page \d+ --> ", "", draft.text)
    assert re.search(r"\w- ", draft.text) is None
    assert all(text.count(f"In {1400 + year} the burgomaster was Hans {year}. The ") == 1 for year in range(60))
    for number, page in enumerate(pages[1:], 2):
        year = page.partition(" the burgomaster")[0][-4:]
        assert draft.text.index(f"<!-- page {number} -->") < draft.text.index(f"In {year} the burgomaster")


def test_a_scan_and_a_broken_pdf_are_said_so(tmp_path: Path) -> None:
    import pypdfium2

    scan, broken = tmp_path / "scan.pdf", tmp_path / "broken.pdf"
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842).gen_content()
    document.save(scan)
    broken.write_bytes(b"%PDF-1.7 nothing")
    with pytest.raises(UnreadableError, match="holds pictures only"):
        drafts(scan)
    with pytest.raises(UnreadableError, match="is a broken PDF"):
        drafts(broken)


def test_a_locked_pdf_is_said_so(tmp_path: Path) -> None:
    file = tmp_path / "locked.pdf"
    file.write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"3 0 obj<</Filter/Standard/V 1/R 2/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">/P -4>>endobj\n"
        b"trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<" + b"43" * 16 + b"><" + b"43" * 16 + b">]/Size 4>>\n%%EOF"
    )
    with pytest.raises(UnreadableError, match="is locked with a password"):
        drafts(file)


def test_a_book_is_an_article_with_chapters_and_pages(tmp_path: Path) -> None:
    file = tmp_path / "book.epub"
    chapters = {
        f"Chapter {number}": f"It began in {1400 + number}.\n\n" + "And so on, for long. " * 30
        for number in range(1, 5)
    }
    make_epub(file, chapters, 500, title="Tarn", language="en", rights="Public domain", creator="A. Smith")
    (draft,) = drafts(file)
    assert (draft.title, draft.author, draft.license, draft.language) == ("Tarn", "A. Smith", "Public domain", "en")
    assert "# Chapter 3\n\n<!-- page 3 --> It began in 1403." in draft.text


def test_a_broken_archive_is_said_so(tmp_path: Path) -> None:
    for name in ("a.epub", "a.docx", "a.odt", "a.zim"):
        (tmp_path / name).write_bytes(b"PK\x03\x04 nothing")
        with pytest.raises(UnreadableError, match="is a broken archive"):
            drafts(tmp_path / name)


def test_a_word_document_keeps_headings_lists_and_tables(tmp_path: Path) -> None:
    file = tmp_path / "notes.docx"
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    cells = "".join(f"<w:tr>{''.join(f'<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>' for cell in row)}</w:tr>"
                    for row in (("Side", "Men"), ("Rudolf", "6,000")))  # fmt: skip
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{word}"><w:body><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>The Siege'
            f"</w:t></w:r></w:p><w:p><w:r><w:t>It began in 1450.</w:t></w:r></w:p><w:tbl>{cells}</w:tbl>"
            "</w:body></w:document>",
        )
    (draft,) = drafts(file)
    assert draft.title == "The Siege"
    assert draft.text.startswith("It began in 1450.")
    assert "| Rudolf | 6,000 |" in draft.text


def test_an_opendocument_text_keeps_headings_and_lists(tmp_path: Path) -> None:
    import odfdo

    file = tmp_path / "notes.odt"
    document = odfdo.Document("text")
    document.body.clear()
    for part in (odfdo.Header(1, "The Siege"), odfdo.Paragraph("It began in 1450."), odfdo.List(["Archers: 400"])):
        document.body.append(part)
    document.save(str(file))
    (draft,) = drafts(file)
    assert draft.title == "The Siege"
    assert "It began in 1450." in draft.text
    assert "Archers: 400" in draft.text
    assert "# The Siege" not in draft.text


WIKITEXT = """{{Short description|A battle}}{{Infobox military conflict
| conflict = Battle of Tarn
| date = {{start date|1450|5|3}}
| image = tarn.jpg
| casualties1 = 1,200<ref>Smith 1999</ref>
}}
'''Battle of Tarn''' was fought in {{lang|de|Orlen}}, near [[Tarn (village)|Tarn]].<ref>{{cite book|x}}</ref>
[[File:x.jpg|thumb|The [[field]] today]]
== Forces ==
* Archers
** mounted: 20
{| class="wikitext"
! Side !! Men
|-
| Rudolf || 6,000
|}
1452. In this year there was peace. [[Category:Battles of Tarn]]
"""


def test_an_export_gives_its_articles_with_url_and_revision(tmp_path: Path) -> None:
    pytest.importorskip("mwparserfromhell", reason="has no wheel for this Python")
    file = tmp_path / "export.xml"
    other = (
        "<page><title>Talk:Tarn</title><ns>1</ns><id>9</id><revision><id>9</id><timestamp>2024-05-01T00:00:00Z"
        "</timestamp><text>Well.</text></revision></page>"
    )
    make_export(file, {"Battle of Tarn": WIKITEXT, "Orlen": "'''Orlen''' is a town."}, other)
    battle, orlen = drafts(file)
    assert (battle.title, battle.url, battle.language, battle.revision, battle.license) == (
        "Battle of Tarn", "https://tarn.example/wiki/Battle_of_Tarn", "en", "1001", None,
    )  # fmt: skip
    assert orlen.text == "**Orlen** is a town."
    assert "- **date:** 3 May 1450\n- **casualties1:** 1,200\n" in battle.text
    assert "**Battle of Tarn** was fought in Orlen, near Tarn." in battle.text
    assert "## Forces\n\n- Archers\n  - mounted: 20\n\n| Side | Men |\n| --- | --- |\n| Rudolf | 6,000 |" in battle.text
    assert battle.text.endswith("1452\\. In this year there was peace.")
    assert "today" not in battle.text


def test_only_the_wanted_titles_and_categories_are_taken(tmp_path: Path) -> None:
    pytest.importorskip("mwparserfromhell", reason="has no wheel for this Python")
    export, archive = tmp_path / "export.xml", tmp_path / "tarn.zim"
    make_export(export, {"Battle of Tarn": WIKITEXT, "Orlen": "'''Orlen''' is a town."})
    make_zim(
        archive, {"Battle of Tarn": "<p>It was fought in 1450.</p>", "Orlen": "<p>A town.</p>"}, {"Towns": ["Orlen"]}
    )
    assert [each.title for each in drafts(export, Wanted(category="Battles of Tarn"))] == ["Battle of Tarn"]
    assert [each.title for each in drafts(export, Wanted(frozenset({"Orlen"})))] == ["Orlen"]
    assert [each.title for each in drafts(archive, Wanted(category="Towns"))] == ["Orlen"]
    assert [each.title for each in drafts(archive, Wanted(frozenset({"Battle of Tarn"})))] == ["Battle of Tarn"]


def test_an_archive_of_kiwix_gives_its_articles(tmp_path: Path) -> None:
    file = tmp_path / "tarn.zim"
    make_zim(file, {"Battle of Tarn": "<p>It was fought in 1450 near the town of Orlen.</p>"})
    (draft,) = drafts(file)
    assert (draft.url, draft.license, draft.language, draft.revision) == (
        "https://en.wikipedia.org/wiki/Battle_of_Tarn", "CC BY-SA 4.0", "en", "2024-05-01",
    )  # fmt: skip
    assert draft.text == "It was fought in 1450 near the town of Orlen."


def test_a_missing_library_is_said_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pypdfium2", None)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    with pytest.raises(UnreadableError, match=r"needs pypdfium2; install it with: pip install 'histbot\[import\]'"):
        drafts(tmp_path / "a.pdf")

"""Import a PDF, a book, a Kiwix archive and a wiki's export made of articles, and ask what the articles answer.

    python benchmarks/importing.py FOLDER QUESTIONS.jsonl

Prints for each the seconds that the import took, and those of the processor; then, of the first ten questions that the
articles themselves answer rightly (`gold`), how many the import answers with the same words, and how many of these at
the right place: the page of the PDF and of the book, the section and the article of the others.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "importing"))

from samples import make_epub, make_export, make_pdf, make_zim

from histbot.historian import Historian
from histbot.importing import Target, Wanted, import_sources
from histbot.knowledge import plain
from histbot.settings import AnsweringSettings, Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from histbot.answering import Answer
    from histbot.knowledge import Article

_PAGES, _BOOK, _MANY, _PAGE, _LEAF, _ASKED = 50, 300, 100, 2000, 2600, 10


def main(folder: Path, questions: Path) -> None:
    """Make the four, import each, ask each."""
    asked = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    golden = {gold["article"] for each in asked for gold in each["gold"]}
    many = sorted(folder.glob("*.md"), key=lambda file: (file.stem not in golden, file.stem))
    long = sorted(many, key=lambda file: (file.stem not in golden, -file.stat().st_size))  # as books are: of few things
    with tempfile.TemporaryDirectory() as room:
        for kind, make, files in (("pdf", _pdf, long), ("epub", _epub, long), ("zim", _zim, many), ("xml", _xml, many)):
            original = Path(room, kind, "original")
            original.mkdir(parents=True)
            _measure(kind, make, files, asked, original)


def _measure(kind: str, make: Callable[..., Any], files: list[Path], asked: list[Any], original: Path) -> None:
    source = original.parent / f"source.{kind}"
    right_place = make(source, files, original)
    begun, work = time.perf_counter(), time.process_time()
    report = import_sources([source], Target(original.parent / "imported"), Wanted(), lambda *_: None)
    took, worked = time.perf_counter() - begun, time.process_time() - work
    before, after = (_historian(original.parent / name) for name in ("original", "imported"))
    known = set(before.knowledge.slugs)
    same = placed = count = 0
    for each in asked:
        gold = [gold["quote"] for gold in each["gold"] if gold["article"] in known]
        if not gold or not (words := _holds(before.ask(each["question"]), gold)):
            continue
        count += 1
        answer = after.ask(each["question"])
        if answer.citation and _holds(answer, gold):
            same += 1
            there = right_place(answer, words)
            placed += there
            if not there:
                print("   elsewhere:", each["question"], answer.citation.section)
        else:
            print("   otherwise:", each["question"], "|", answer.quote and answer.quote.text[:80], "| not", words)
        if count == _ASKED:
            break
    print(f"{kind}: {len(report.imported)} articles, {took:.1f} s ({worked:.1f} s of work)")
    print(f"   of {count}, {same} as before, {placed} at the place")


def _historian(folder: Path) -> Historian:
    return Historian(Settings(folder, answering=AnsweringSettings(reader=False)))


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", plain(text))


def _holds(answer: Answer, golds: list[str]) -> str:
    quote = _bare(answer.quote.text) if answer.answered and answer.quote else ""
    return next((gold for gold in golds if _bare(gold) in quote), "")


def _taken(files: list[Path], original: Path, most: int, characters: int) -> dict[str, Article]:
    """Put the first articles, of that many characters together at most, into the folder `original`."""
    from histbot.knowledge import load_knowledge

    taken: dict[str, Article] = {}
    for file in files:
        if len(taken) == most or characters <= 0:
            break
        (original / file.name).write_bytes(file.read_bytes())
        article = load_knowledge(file).articles[0]
        taken[article.title] = article
        characters -= len(article.text)
    return taken


def _paragraphs(article: Article) -> list[str]:
    """Give an article's headings (`# …`) and paragraphs, as they are shown."""
    apart = re.sub(r"^(#+ [^\n]*)$", r"\n\1\n", article.text, flags=re.MULTILINE)
    blocks = (block.strip() for block in apart.split("\n\n") if block.strip())
    return [f"# {plain(block.lstrip('# '))}" if block.startswith("#") else plain(block) for block in blocks]


def _pdf(source: Path, files: list[Path], original: Path) -> Callable[[Answer, str], bool]:
    taken = _taken(files, original, 30, _PAGES * _LEAF)
    lines = [line for title, article in taken.items() for line in (f"# {title}", *_paragraphs(article))]
    pages = [_bare(page) for page in make_pdf(source, lines)]
    print(f"   {len(pages)} pages")

    def right(answer: Answer, words: str) -> bool:  # noqa: ARG001  # as the others
        assert answer.citation and answer.quote  # noqa: S101, PT018  # asked before
        page = re.search(r"p\. (\d+)", answer.citation.section or "")
        start = _bare(answer.quote.text)[:25]
        return page is not None and start in "".join(pages[int(page[1]) - 1 : int(page[1]) + 1])

    return right


def _epub(source: Path, files: list[Path], original: Path) -> Callable[[Answer, str], bool]:
    taken = _taken(files, original, 200, _BOOK * _PAGE)
    chapters = {title: "\n\n".join(_paragraphs(article)) for title, article in taken.items()}
    make_epub(source, chapters, _PAGE, title="A book of history", language="en")
    print(f"   {sum(map(len, chapters.values())) // _PAGE} pages")
    return lambda answer, words: _in_chapter(answer, words, chapters)


def _in_chapter(answer: Answer, words: str, chapters: dict[str, str]) -> bool:
    assert answer.citation  # noqa: S101  # asked before
    chapter = (answer.citation.section or "").split(" › ")[0]
    return _bare(words) in _bare(chapters.get(chapter, "")) and "p. " in (answer.citation.section or "")


def _zim(source: Path, files: list[Path], original: Path) -> Callable[[Answer, str], bool]:
    taken = _taken(files, original, _MANY, 10**9)
    pages = {
        title: "".join(
            f"<h2>{each[2:]}</h2>" if each.startswith("# ") else f"<p>{each}</p>" for each in _paragraphs(article)
        )
        for title, article in taken.items()
    }
    make_zim(source, pages)
    return lambda answer, words: _in_article(answer, words, taken)


def _xml(source: Path, files: list[Path], original: Path) -> Callable[[Answer, str], bool]:
    taken = _taken(files, original, _MANY, 10**9)
    pages = {
        title: "\n\n".join(f"== {each[2:]} ==" if each.startswith("# ") else each for each in _paragraphs(article))
        for title, article in taken.items()
    }
    make_export(source, pages)
    return lambda answer, words: _in_article(answer, words, taken)


def _in_article(answer: Answer, words: str, taken: dict[str, Article]) -> bool:
    assert answer.citation  # noqa: S101  # asked before
    article = taken.get(answer.citation.title)
    return article is not None and _bare(words) in _bare(article.text)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

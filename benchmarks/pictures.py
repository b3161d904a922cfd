"""Draw the pictures of docs/TIMELINES.md and measure how long each takes.

    python benchmarks/pictures.py [FOLDER]

Writes into `docs/pictures`, or FOLDER. Every picture goes the whole way: an article is read, its dates are resolved,
its events drawn. The small articles stand below; they are written for this purpose and free for any use (CC0).
The page is pictured only where there is a Chromium.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from histbot.historian import Historian
from histbot.resources import data_path
from histbot.settings import Settings
from histbot.timeline.chart import draw_chart
from histbot.timeline.exports import timeline_html, write_file

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
ARTICLES = {
    "rome": """---
title: "Rome, from kings to emperors"
license: "CC0"
---
By tradition the city was founded around 753 BC. The last king was driven out in 509 BC, and two consuls took his place.
From 264 BC to 241 BC Rome fought Carthage for Sicily. Hannibal crossed the Alps in 218 BC. Carthage was destroyed in
146 BC. On 15 March 44 BC Caesar was murdered by senators. In 27 BC Octavian took the name of Augustus. Augustus died
on 19 August 14 AD. A great fire burnt the city in July 64 AD. Pompeii was buried by Vesuvius in AD 79. In the 2nd
century the empire was larger than ever before. In 212 AD all free men of the empire became citizens.
""",
    "printing": """---
title: "How books came to be printed"
license: "CC0"
---
In the 9th century whole pages were printed from carved blocks of wood in China. In the 11th century Bi Sheng made
movable letters of clay (畢昇). Around 1377 a book was printed with letters of metal in Korea (직지). In the mid-1450s
Gutenberg printed a Bible in Mainz. By 1500 there were presses in more than two hundred towns. In 1476 a Greek grammar
was the first book printed in Greek letters only (Ἐπιτομὴ τῶν ὀκτὼ τοῦ λόγου μερῶν). On 1 March 1564 Ivan Fyodorov
finished the first dated Russian book (Апостол). In the early 19th century presses began to be driven by steam.
""",
    "war": """---
title: "Wars within the Thirty Years' War"
license: "CC0"
---
The Bohemian Revolt lasted from 1618 to 1620. On 8 November 1620 the Bohemian estates were beaten at the White Mountain.
The war for the Palatinate went on from 1620 to 1623. Denmark fought from 1625 to 1629. Sweden landed in July 1630, and
fought from 1630 to 1648. Gustavus Adolphus fell on 16 November 1632. France was at war with Spain from 1635 to 1659.
After May 1635 most of the German princes were at peace with the emperor. The peace was signed on 24 October 1648.
""",
}


def main() -> None:
    """Write every picture, and print how long it took and how large it is."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as texts:
        for name, text in ARTICLES.items():
            Path(texts, f"{name}.md").write_text(text, encoding="utf-8")
            draw(Path(texts, f"{name}.md"), folder / f"{name}.png")
    seed = data_path("knowledge")
    draw(seed, folder / "shipped.png")
    draw(seed, folder / "shipped-dark.png", dark=True)
    picture_page(seed, folder / "page.png")


def draw(knowledge: Path, file: Path, *, dark: bool = False) -> None:
    """Draw the timeline of one article."""
    historian = Historian(Settings(knowledge))
    started = perf_counter()
    events = historian.timeline().events
    picture = draw_chart(events, historian.knowledge.articles[0].title, dark=dark)
    write_file(file, picture)
    print(f"{file.name}: {len(events)} events, {perf_counter() - started:.2f} s, {len(picture) // 1000} kB")


def picture_page(knowledge: Path, file: Path) -> None:
    """Picture the page of one article, as a browser shows it."""
    if CHROMIUM is None:
        print(f"{file.name}: there is no Chromium")
        return
    historian = Historian(Settings(knowledge))
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        write_file(page, timeline_html(historian.timeline().events, historian.knowledge.articles[0].title))
        screenshot(page, file, (900, 1100))
    print(f"{file.name}: {file.stat().st_size // 1000} kB")


def screenshot(page: Path, file: Path, size: tuple[int, int]) -> None:
    """Picture a page as a browser shows it in a window of `size`, in pixels; raises `OSError` without a Chromium."""
    if CHROMIUM is None:
        raise OSError("there is no Chromium")
    flags = f"""--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
        --disable-component-update --disable-sync --hide-scrollbars --window-size={size[0]},{size[1]}""".split()
    command = [CHROMIUM, *flags, f"--user-data-dir={page.parent}/profile", f"--screenshot={file}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=60)  # noqa: S603  # our own page


if __name__ == "__main__":
    main()

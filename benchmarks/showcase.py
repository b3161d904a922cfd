"""Draw the two pictures of the README that are no timeline: an answer's card, and a terminal.

    python benchmarks/showcase.py [FOLDER]

Writes into `docs/pictures`, or FOLDER; needs a Chromium. The card is the embed and the buttons that the bot sends, read
from what discord.py would put on the wire, in colours like Discord's; the terminal shows what the command prints.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from pictures import PICTURES, screenshot
from PIL import Image

from histbot import Historian, __version__
from histbot.discord_bot.card.card import answer_card
from histbot.discord_bot.desk.question import Asked
from histbot.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    import discord

ASKED = "Why did Kramář dislike the Bolsheviks?"
TYPED = (
    ("ask", "When was the Treaty of Alliance signed?"),
    ("timeline", "Munich"),
    ("ask", "Who won the 1998 World Cup?"),
)
_COLUMNS = 84
_PAGE = "<!doctype html><meta charset=utf-8><style>{style}</style><body>{body}"
_CARD = """
body{margin:0;padding:14px;background:#313338;color:#dbdee1;font:16px/1.375 'Noto Sans','DejaVu Sans',sans-serif;
width:532px}
.bot{color:#f2f3f5;font-weight:600}.app{background:#5865f2;color:#fff;font-size:10px;border-radius:3px;padding:2px 5px}
.embed{background:#2b2d31;border-left:4px solid;border-radius:4px;padding:12px 16px;margin:6px 0;font-size:14px}
.author{font-weight:600;color:#f2f3f5;margin-bottom:8px}b{color:#f2f3f5}a{color:#00a8fc;text-decoration:none}
.field{margin-top:8px}.row span{display:inline-block;background:#4e5058;color:#fff;border-radius:3px;padding:6px 14px;
margin:0 8px 0 0;font-size:14px;font-family:'Noto Sans','DejaVu Sans','Noto Color Emoji',sans-serif}"""
_TERMINAL = """
body{margin:0;background:#1e1e1e;color:#d4d4d4;width:760px}
pre{margin:0;padding:16px 18px;font:14px/1.4 'DejaVu Sans Mono',monospace;white-space:pre-wrap;overflow-wrap:anywhere}
.p{color:#6a9955}.c1{color:#fff;font-weight:700}.c2{color:#8a8a8a}.c33{color:#e5c07b}"""


def main() -> None:
    """Write both pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    picture(_PAGE.format(style=_CARD, body=card()), folder / "card.png", 560)
    picture(_PAGE.format(style=_TERMINAL, body=f"<pre>{terminal()}</pre>"), folder / "terminal.png", 760)


def picture(page: str, file: Path, width: int) -> None:
    """Have a browser show a page, and keep of it what is not empty, in 64 colours."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "page.html").write_text(page, encoding="utf-8")
        screenshot(Path(folder, "page.html"), file, (width, 1400))
    with Image.open(file) as shown:
        image = shown.convert("RGB")
    ground = image.getpixel((0, 0))
    rows = [row for row in range(image.height) if image.crop((0, row, image.width, row + 1)).getcolors(1) is None]
    kept = image.crop((0, 0, image.width, min(image.height, rows[-1] + 16)))
    kept.quantize(64, dither=Image.Dither.NONE).save(file, optimize=True)
    print(f"{file.name}: {kept.size}, ground {ground}, {file.stat().st_size // 1000} kB")


def card() -> str:
    """Write the card of an answer as HTML."""
    historian = Historian.open()
    answer = historian.ask(ASKED)
    made = answer_card(Asked(ASKED), answer, historian.knowledge, words("en"), thumbs=True)
    embed, view = made.embeds[0].to_dict(), made.view
    assert view is not None  # noqa: S101  # an answer has buttons
    fields = "".join(f"<div class=field><b>{escape(each['name'])}</b><br>{marked(each['value'])}</div>"
                     for each in embed.get("fields", []))  # fmt: skip
    return f"""<span class=bot>histbot</span> <span class=app>APP</span>
<div class=embed style="border-color:#{embed["color"]:06x}"><div class=author>{escape(embed["author"]["name"])}</div>
{marked(embed["description"])}{fields}</div><div class=row>{"".join(buttons(view))}</div>"""


def buttons(view: discord.ui.View) -> Iterator[str]:
    """Give the buttons under a card as HTML."""
    for row in view.to_components():
        for button in row["components"]:
            said = f"{(button.get('emoji') or {}).get('name') or ''} {button.get('label') or ''}".strip()
            yield f"<span>{escape(said)}{' ↗' if 'url' in button else ''}</span>"


def marked(text: str) -> str:
    """Write what Discord reads as Markdown in HTML: bold, underlined, links, what is escaped."""
    html = re.sub(r"\\(.)", lambda each: f"&#{ord(each[1])};", text)
    html = re.sub(r"&(?!#)", "&amp;", html).replace("<", "&lt;").replace("\n", "<br>")
    html = re.sub(r"\[([^\]]*)\]\(<?([^)>]*)>?\)", r'<a href="\2">\1</a>', html)
    html = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", html)
    return re.sub(r"__(.+?)__", r"<u>\1</u>", html)


def terminal() -> str:
    """Run the commands, and write what they print, colours and all, as HTML."""
    given = {**os.environ, "FORCE_COLOR": "1", "COLUMNS": str(_COLUMNS)}
    shown = []
    with tempfile.TemporaryDirectory() as empty:
        for name, words_ in TYPED:
            done = subprocess.run(  # noqa: S603  # our own command
                [sys.executable, "-m", "histbot", name, words_], env=given, cwd=empty, capture_output=True, check=False,
                encoding="utf-8",
            )  # fmt: skip
            typed = f'{name} "{words_}"' if " " in words_ else f"{name} {words_}"
            shown.append(f"<span class=p>$</span> histbot {escape(typed)}\n{coloured(done.stdout)}")
    return "\n".join(shown)


def coloured(text: str) -> str:
    """Write the three styles that histbot uses (bold, dim, yellow) as HTML, and long addresses by their beginnings."""
    shown, styles = "", ""
    for part in re.split(r"(\x1b\[[0-9;]+m)", text):
        code = re.fullmatch(r"\x1b\[([0-9;]+)m", part)
        if code:
            styles = "" if code[1] == "0" else f"{styles} c{code[1]}"
        elif part:
            said = escape(re.sub(r"(https?://\S{60})\S+", r"\1…", part))
            shown += f'<span class="{styles}">{said}</span>' if styles else said
    return shown


if __name__ == "__main__":
    print(f"histbot {__version__}")
    main()

"""Take inline markup out of a stretch of text, keeping track of where each character came from.

The article's text keeps its markup, so that spans can be checked against the file; what people see and what
the index reads is this: Markdown, what Obsidian, Hugo and kramdown add to it, inline HTML, wikitext and the marks of
Gutenberg's books. A full inline parser would not say which source character a piece of output stands for, which is what
a highlight inside a quote needs.

Known limits: nested brackets inside a link's text stay as they are; emphasis that is never closed stays; a hyphen at a
line's end is taken for one of the printer's, but behind a few first parts of compounds.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TARGET = r'(?:\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+"[^"]*")?\)|\[[^\]]*\])'  # (url "title"), [label]
_UNSEEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_MEDIA = r"(?:File|Image|Media|Category|Datei|Bild|Kategorie|Fichier|Catégorie|Archivo|Soubor|Kategorie|Файл|Категория)"
_MARKUP = re.compile(
    rf"""
    (?=[\s<%!\[^`\\=~*_&{{'>:(\-{_UNSEEN}])(?:         # nothing begins with anything else
      (?<!`)<!--.*?(?:-->|\Z)                                # <!-- a comment -->
    | (?<!`)%%(?!`).{{0,5000}}?%%                                          # %% a remark %%
    | <ref\b[^<>]*/> | <ref\b[^>]*>.{{0,2000}}?</ref>           # <ref name="x">Smith 1999</ref>
    | <(?P<gone>script|style|del|s|strike)\b[^<>]*>.{{0,2000}}?</(?P=gone)>
    | (?<!\d)(?<!\b[kcm]m)(?<!\bm)<sup\b[^<>]*>\s*\[?(?:\d{{1,3}}|[a-z*†‡])\]?\s*</sup>  # no km²
    | <(?P<parting>/?(?:td|th|tr|li|p|div|h[1-6]|br|dd|dt))\b[^<>]*>
    | </?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>         # <sup>, </span>
    | !\[\[[^\[\]]*\]\]                                # ![[embedded.png]]
    | \[\[{_MEDIA}:(?:[^\[\]]|\[\[[^\[\]]*\]\])*\]\]   # [[File:x.png|thumb|a [[town]]]]
    | \[\[(?:[^\[\]|]*\|)+(?P<alias>[^\[\]|]+)\]\]     # [[place|words]]
    | \[\[(?P<place>[^\[\]|#^]+)(?:[#^][^\[\]|]*)?\|?\]\]   # [[place]] [[place#part]]
    | !\[[^\]]{{0,1000}}\]{_TARGET}                    # ![image](path "title")
    | \^\[(?:[^\[\]]|\[[^\[\]]*\]){{0,300}}\] | \[\^[^\]\s]{{1,80}}\]:? # ^[a note], [^1]
    | \[(?:Footnote|Illustration|Sidenote|Transcriber|Pg|Page|Plate)\b[^\[\]]*\]    # [Illustration: THE CASTLE]
    | \[(?:\d{{1,3}}|[a-z]|note\s\d+|nb\s\d+|citation\ needed|clarification\ needed|who\?|when\?)\](?!\()  # [12]
    | \[![\w-]+\][+-]?                                 # [!note]
    | (?<=\n)[ \t]{{0,3}}(?:>[ \t]?)+                   # > of a quotation's next line
    | \A[ \t]{{0,3}}(?:>[ \t]?)+                        # > of its first
    | \[(?P<field>[\w\ -]+)::[ ]*(?P<value>[^\[\]]*)\] # [born:: 1380]
    | \((?:[\w\ -]+)::[ ]*(?P<bare>[^()]*)\)           # (born:: 1380)
    | (?<=\w)(?P<colons>::)(?=\s)                      # born:: 1380
    | \[(?P<text>[^\[\]]+)\]{_TARGET}                  # [text](url)
    | \[https?://[^\s\[\]]+[ ](?P<outside>[^\[\]]+)\]  # [https://… text]
    | (?<!`)(?P<fence>`{{1,3}})(?!`)(?P<code>[^`]+)(?P=fence)         # `code`
    | \\(?P<escaped>[!-/:-@\[-`{{-~])                  # \*
    | (?<![=\w])==(?=[^\s=])(?P<mark>[^=\n]+?)(?<=[^\s=])==(?![=\w])   # ==marked==
    | ~~(?=\S)[^~]+~~                                  # ~~struck out~~
    | (?<!\d)'{{2,5}}                                  # ''leaning'', '''bold'''
    | (?<![\w*])(?P<star>\*{{1,3}})(?=[^\s*])(?P<strong>[^*]+?)(?<=[^\s*])(?P=star)(?!\*)  # *emphasis*
    | (?<![\w_])(?P<line>_{{1,3}})(?=[^\s_])(?P<under>[^_]+?)(?<=[^\s_])(?P=line)(?![\w_])  # _emphasis_
    | \{{\{{(?:lang\|[\w-]+|nowrap|small|nobold|sic|transl\|[\w-]+)\|(?P<said>[^{{}}|]+)\}}\}}  # {{{{lang|de|Reich}}}}
    | \{{\{{\s*(?:start|end|birth|death)[ _-]?(?:date|year)[^{{}}|]*(?:\|[a-z]+=[^{{}}|]*)*
      \|(?P<day>\d{{1,4}}(?:\|\d{{1,2}}){{0,2}})(?:\|[^{{}}]*)?\}}\}}  # {{{{start date|1564|10|20|df=y}}}}
    | \{{\{{(?:[^{{}}]|\{{\{{(?:[^{{}}]|\{{\{{[^{{}}]*\}}\}})*\}}\}}){{0,2000}}\}}\}}  # {{{{cite|…}}}}
    | \{{%[^{{}}]*%\}}                                 # {{% include x %}}
    | [ ]?\{{[:\#.][^{{}}\n]{{0,80}}\}} | \{{\d{{1,4}}\}}   # {{#id}}, {{.class}}; a page's number
    | [ \t]\^[A-Za-z0-9-]{{2,}}(?=[ \t]*(?:\n|\Z))     # ^a1b2c3 at a line's end
    | \A\[[\ xX/-]\][ \t]                              # [x] done
    | (?-i:(?<=[a-zß-ÿ]))(?<!\b(?:self|half|anti|well|semi))(?<!\b(?:non|all|mid|pre|pro))(?<!\bex)
      -[ \t]*\n[ \t>]*(?-i:(?=[a-zß-ÿ]))               # Cis-⏎tercian
    | &(?:[a-zA-Z]{{2,8}}|\#\d{{1,6}}|\#x[0-9a-fA-F]{{1,5}});   # &nbsp;
    | \x1b\[[0-9;?]*[@-~] | [{_UNSEEN}]+               # what a terminal would obey, and what nobody sees
    | (?P<blank>\s+)                                   # runs of blanks and line ends
    )""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_VERBATIM = ("code", "escaped")
_READ_ON = ("alias", "place", "text", "outside", "value", "bare", "mark", "strong", "under", "said")
_ANY = re.compile(rf"[<\[>`\\*_&{{~^\t-\r\xa0\u2000-\u200a\u2028-\u202f\u3000{_UNSEEN}]|  ")
_BLANKS = re.compile(" {2,}")
_OBEYED = re.compile(rf"\x1b\[[0-9;?]*[@-~]|[\n\t\r{_UNSEEN}]")

_Run = tuple[str, int, int]  # characters, the offset of the first, and how far each of the next is from it: 1, or 0


def has_markup(text: str) -> bool:
    """Tell whether `plain` may change anything within `text`; blanks at its ends don't count."""
    # One after the other: a generator takes as long as all the rest, and every sentence of a timeline is asked for.
    return "==" in text or "''" in text or "::" in text or "%%" in text or _ANY.search(text) is not None


def visible(text: str) -> str:
    """Take out of a name what a terminal would obey or nobody sees: escape sequences, line ends, turned directions."""
    return _OBEYED.sub("", text)


def plain(text: str) -> str:
    """Write `text` as people read it: without markup and reference marks, blanks run together."""
    if not has_markup(text):
        return text.strip()
    return _BLANKS.sub(" ", "".join(run for run, _, _ in _runs(text, 0))).strip(" ")


def plain_with_offsets(text: str) -> list[tuple[str, int]]:
    """Give what `plain` gives, each character with its offset in `text`."""
    merged: list[tuple[str, int]] = []
    for run, offset, step in _runs(text, 0):
        for place, char in enumerate(run):
            if char != " " or (merged and merged[-1][0] != " "):
                merged.append((char, offset + step * place))
    while merged and merged[-1][0] == " ":
        merged.pop()
    return merged


def _runs(text: str, base: int) -> Iterator[_Run]:
    position = 0
    for match in _MARKUP.finditer(text):
        if position < match.start():
            yield text[position : match.start()], base + position, 1
        position = match.end()
        yield from _shown(match, base)
    if position < len(text):
        yield text[position:], base + position, 1


def _shown(match: re.Match[str], base: int) -> Iterator[_Run]:
    """Give what is seen of a piece of markup."""
    start, name = base + match.start(), match.lastgroup
    if name in ("blank", "parting"):
        yield " ", start, 0
    elif name == "colons":
        yield ":", start, 0
    elif match[0].startswith("&"):
        yield unescape(match[0]).replace("\xa0", " "), start, 0
    else:
        if match["field"] is not None:
            yield f"{match['field']}: ", base + match.start("field"), 0
        for group in _READ_ON:
            if match[group] is not None:
                yield from _runs(match[group], base + match.start(group))
        if match["day"] is not None:
            yield match["day"].replace("|", "-"), base + match.start("day"), 1
        for group in _VERBATIM:
            if match[group] is not None:
                yield match[group], base + match.start(group), 1

"""Which language a text is in."""

from __future__ import annotations

import subprocess
import sys

import pytest

from histbot.languages import recognised

TEXTS = {
    "en": "The town of Orlen was besieged in the spring of 1432, and its walls were broken by the guns of the duke.",
    "cs": "Město Orlen bylo na jaře roku 1432 obleženo a jeho hradby prolomila vévodova děla, která stála na vrchu.",
    "sk": "Mesto Orlen bolo na jar roku 1432 obliehané a jeho hradby prelomili delá vojvodu, ktoré stáli na kopci.",
    "ru": "Город Орлен весной 1432 года был осаждён, и его стены были пробиты пушками герцога, стоявшими на холме.",
    "uk": "Місто Орлен навесні 1432 року було взяте в облогу, і його мури пробили гармати герцога з пагорба.",
    "de": "Die Stadt Orlen wurde im Mai 1432 belagert, und ihre Mauern wurden von den Kanonen des Herzogs zerstört.",
    "pl": "Miasto Orlen zostało wiosną 1432 roku oblężone, a jego mury rozbiły działa księcia, które stały na wzgórzu.",
    "fr": "La ville d'Orlen fut assiégée au printemps 1432, et ses murs furent brisés par les canons du duc.",
    "nl": "De stad Orlen werd in het voorjaar van 1432 belegerd en haar muren door de hertog gebroken.",
    "he": "העיר אורלן הייתה נתונה במצור באביב שנת 1432, וחומותיה נפרצו על ידי תותחי הדוכס שעמדו על הגבעה שמעליה.",
}  # fmt: skip


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_tells_its_language(language: str) -> None:
    assert recognised(TEXTS[language]) == language


@pytest.mark.parametrize(
    "text", ["", "Orlen, 1432", "Kdy byl obležen Orlen?", "1432 – 1435 – 1437 – 1502 – 1618 " * 20]
)
def test_a_short_text_has_none(text: str) -> None:
    assert recognised(text) == ""


def test_a_mixed_text_has_none() -> None:
    assert recognised(f"{TEXTS['cs']}\n\n" * 10 + f"{TEXTS['ru']}\n\n" * 10) == ""


def test_a_quotation_does_not_speak_for_the_text() -> None:
    assert recognised(f"{TEXTS['de']}\n\n" * 30 + TEXTS["ru"] + f"\n\n{TEXTS['de']}" * 30) == "de"


def test_markup_is_no_language() -> None:
    assert (
        recognised(f"{TEXTS['pl']} [link](https://example.org/the-siege-of-the-town-and-of-its-walls-by-the-duke)")
        == "pl"
    )


def test_english_loads_nothing() -> None:
    asked = f"recognised({TEXTS['en']!r}), 'py3langid' in sys.modules"
    code = f"import sys; from histbot.languages import recognised; print({asked})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "en False\n"

"""Words that say the opposite of each other, and words that deny: the commonest ways in which a sentence that looks
like the answer is none ("the smallest" asked, "the largest" said).
"""  # noqa: D205

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from histbot.answering.evidence.elsewhere import denies_elsewhere

if TYPE_CHECKING:
    from histbot.languages import Words

_PAIRS = """
above/below after/before always/never ancient/modern attack/defend begin/end best/worst black/white born/died
buy/sell cause/prevent cheap/expensive cold/hot common/rare decrease/increase deep/shallow defeat/victory east/west
eastern/western easy/difficult enemy/ally early/late earliest/latest end/start enter/leave exclude/include export/import
fail/succeed fall/rise far/near farthest/nearest fast/slow few/many fewer/more fewest/most first/last friend/enemy
gain/lose good/bad high/low higher/lower highest/lowest inside/outside internal/external join/leave land/sea large/small
larger/smaller largest/smallest left/right legal/illegal least/most less/more long/short longer/shorter longest/shortest
lost/won major/minor male/female man/woman maximum/minimum necessary/unnecessary new/old newest/oldest north/south
northern/southern northeast/southwest northwest/southeast old/young older/younger oldest/youngest open/close
oppose/support over/under peace/war permanent/temporary private/public reject/accept rich/poor rural/urban
similar/different strong/weak stronger/weaker strongest/weakest success/failure summer/winter upper/lower with/without
first/second second/third third/fourth first/third
"""
OPPOSITES: dict[str, frozenset[str]] = {}
for _pair in _PAIRS.split():
    _one, _other = _pair.split("/")
    OPPOSITES[_one] = OPPOSITES.get(_one, frozenset()) | {_other}
    OPPOSITES[_other] = OPPOSITES.get(_other, frozenset()) | {_one}

_DENIAL = re.compile(
    r"\b(?:not|never|no|none|nor|neither|without|cannot|nobody|nothing|unable|fail(?:ed|s)?|lack(?:ed|s)?|refused?)\b|n['’]t\b",
    re.IGNORECASE,
)


def denies(text: str, tongue: Words | None = None) -> bool:
    """Tell whether `text` denies something; "not only" and "not until" do not. `tongue` are its language's words."""
    if tongue is not None:
        return denies_elsewhere(text, tongue)
    return any(not re.match(r"\s+(?:only|until|just)\b", text[match.end() :]) for match in _DENIAL.finditer(text))


def opposed(question: frozenset[str], sentence: frozenset[str]) -> bool:
    """Tell whether a word is asked that the sentence lacks while it says the opposite; both in lower case."""
    return any(OPPOSITES[word] & sentence - question for word in question & OPPOSITES.keys() - sentence)

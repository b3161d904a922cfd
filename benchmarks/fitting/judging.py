"""What was chosen for a question, and whether it is right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fitting.asked import f1
from histbot.answering.choice.choice import choose
from histbot.answering.choice.confidence import read_signs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fitting.asked import Asked
    from histbot.answering.choice.model import Model
    from histbot.reader import Reader


@dataclass
class Judged:
    """A question with what was chosen for it."""

    asked: Asked
    """The question."""
    signs: dict[str, float]
    """What speaks for the choice; nothing where nothing was found."""
    holds: bool
    """Whether the sentence answers."""
    near: bool
    """Whether it lies in the right paragraph."""
    agreement: float = 0.0
    """The expected F1 of the words that answer."""
    f1: float = 0.0
    """Their F1."""
    chance: float = 0.0
    """The chance that the sentence answers."""


def judge(row: Asked, model: Model, reader: Reader | None = None) -> Judged:
    """Choose a sentence, and see whether it is right."""
    if not row.found.candidates:
        return Judged(row, {}, holds=False, near=False)
    choice = choose(row.found, model, row.knowledge, row.analyzers, reader)
    text = row.knowledge.article(row.found.candidates[choice.place].passage.article).text
    words = choice.words.span.of(text) if choice.words.span else ""
    return Judged(
        row, read_signs(row.found, choice), row.holds[choice.place], row.near[choice.place], choice.words.agreement,
        f1(words, row.answers),
    )  # fmt: skip


def rate(judged: Iterable[Judged], model: Model, *, reading: bool) -> None:
    """Put a number to each choice."""
    weights = model.weights(reading=reading)
    for each in judged:
        each.chance = weights.chance(each.signs, many=each.asked.many) if each.signs else 0.0


def report(judged: Sequence[Judged]) -> None:
    """Print what the weights give, set by set."""
    names = sorted({(each.asked.many, _set_of(each)) for each in judged})
    for many, name in names:
        mine = [each for each in judged if each.asked.many == many and _set_of(each) == name]
        print(f"{'many' if many else 'one '} {name:16} {_line(mine)}")
    asks = [each for each in judged if each.asked.name.startswith("asks")]
    for writer in sorted({each.asked.name for each in asks}):
        mine = [each for each in asks if each.asked.name == writer]
        print(f"     {writer:16} {_line(mine)}")
    print("asks, from: right of all, right of answered, refused, sure (right), score")
    for threshold in (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5):
        print(f"  {threshold:.2f}  {_asks(asks, threshold)}")
    for sure in (0.7, 0.75, 0.8, 0.85, 0.9):
        said = [each.holds for each in asks if each.chance >= sure]
        print(f"  from {sure}: {sum(said)} of {len(said)} right ({sum(said) / max(1, len(said)):.3f})")


def _set_of(each: Judged) -> str:
    return each.asked.name.split()[0] if each.asked.name.startswith("asks") else each.asked.name


def _line(mine: Sequence[Judged]) -> str:
    own = [each for each in mine if each.asked.kind == "own"]
    rest = [each for each in mine if each.asked.kind != "own"]
    parts = [f"n {len(own)}+{len(rest)}"]
    if own:
        parts.append(
            f"paragraph {_mean(each.near for each in own):.3f} sentence {_mean(each.holds for each in own):.3f}"
        )
        parts.append(f"found {_mean(any(each.asked.holds) for each in own):.3f}  ECE {ece(mine):.3f}")
        parts.append("kept " + " ".join(f"{_mean(each.chance >= t for each in own):.2f}" for t in (0.25, 0.35, 0.45)))
    if rest:
        parts.append(
            "refused " + " ".join(f"{_mean(each.chance < t for each in rest):.2f}" for t in (0.25, 0.35, 0.45))
        )
    if own and rest:
        parts.append(f"AUROC {auroc([e.chance for e in own], [e.chance for e in rest]):.3f}")
        good, bad = [e.chance for e in mine if e.holds], [e.chance for e in mine if not e.holds]
        parts.append(f"(right {auroc(good, bad):.3f})")
    return "  ".join(parts)


def _asks(asks: Sequence[Judged], threshold: float) -> str:
    can = [each for each in asks if each.asked.kind == "own"]
    cannot = [each for each in asks if each.asked.kind != "own"]
    said = [each for each in asks if each.chance >= threshold]
    right = sum(each.holds for each in said)
    answered = sum(each.chance >= threshold for each in can)
    refused = sum(each.chance < threshold for each in cannot)
    sure = [each.holds for each in asks if each.chance >= 0.85]
    score = (right - (len(said) - right) + refused) / max(1, len(asks))
    return (f"{right / len(can):.3f}  {right / max(1, answered):.3f}  {refused / max(1, len(cannot)):.3f}  "
            f"{len(sure)} ({_mean(sure):.3f})  {score:+.3f}")  # fmt: skip


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Give the chance that a positive outranks a negative."""
    ranked = sorted([(value, 1) for value in positive] + [(value, 0) for value in negative])
    total = sum(place for place, (_, good) in enumerate(ranked, 1) if good)
    return (total - len(positive) * (len(positive) + 1) / 2) / max(1, len(positive) * len(negative))


def ece(said: Sequence[Judged]) -> float:
    """Give the expected calibration error over ten equal bins."""
    bins: dict[int, list[Judged]] = {}
    for each in said:
        bins.setdefault(min(int(each.chance * 10), 9), []).append(each)
    return sum(abs(sum(e.chance - e.holds for e in each)) for each in bins.values()) / len(said)

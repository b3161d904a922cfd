"""A question over passages: the sentence that answers, the words in it, or an honest no."""

from histbot.answering.answer import Answer, Differing, Feature, ScoredPassage, answer_json
from histbot.answering.answerer import Answerer
from histbot.answering.evaluation import Evaluation, Expectation, Verdict, judge
from histbot.answering.excerpt import Piece, excerpt
from histbot.answering.topic import Topics
from histbot.answering.vocabulary import Vocabulary

__all__ = [
    "Answer",
    "Answerer",
    "Differing",
    "Evaluation",
    "Expectation",
    "Feature",
    "Piece",
    "ScoredPassage",
    "Topics",
    "Verdict",
    "Vocabulary",
    "answer_json",
    "excerpt",
    "judge",
]

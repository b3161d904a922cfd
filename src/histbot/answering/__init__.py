"""A question over passages: the sentence that answers, the words in it, or an honest no."""

from histbot.answering.answer.answer import Answer, Differing, Feature, ScoredPassage, answer_json
from histbot.answering.answer.evaluation import Evaluation, Expectation, Gold, Verdict, judge
from histbot.answering.answer.excerpt import Piece, excerpt, nearest, place_of
from histbot.answering.answerer import Answerer
from histbot.answering.question.chatter import is_question
from histbot.answering.question.followup import may_lean, so_far, written
from histbot.answering.question.question import is_small_talk
from histbot.answering.question.vocabulary import Vocabulary
from histbot.answering.topic.topic import Topics

__all__ = [
    "Answer",
    "Answerer",
    "Differing",
    "Evaluation",
    "Expectation",
    "Feature",
    "Gold",
    "Piece",
    "ScoredPassage",
    "Topics",
    "Verdict",
    "Vocabulary",
    "answer_json",
    "excerpt",
    "is_question",
    "is_small_talk",
    "judge",
    "may_lean",
    "nearest",
    "place_of",
    "so_far",
    "written",
]

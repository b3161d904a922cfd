"""Languages of articles and of questions: what they are called, how they are told, which words they are made of."""

from histbot.languages.codes import code_of, meant_by, name_of
from histbot.languages.recognition import recognised

__all__ = ["code_of", "meant_by", "name_of", "recognised"]

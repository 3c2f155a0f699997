"""Across articles: a database over what `extract` wrote, who is one speaker in it and what one utterance, and questions to it."""

from attribution.corpus.ask import QUESTIONS, Answer, Corpus, Question
from attribution.corpus.index import open_corpus

__all__ = ["QUESTIONS", "Answer", "Corpus", "Question", "open_corpus"]

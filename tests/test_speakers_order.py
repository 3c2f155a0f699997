"""Whatever was asked before, in whatever order: the same text has the same speakers."""

from collections.abc import Iterable
from itertools import zip_longest
from pathlib import Path

import pytest

from attribution.attach import attribute
from attribution.document import read_document
from attribution.document.chunks import find_chunks
from attribution.rulebook.rules import shipped_rules
from attribution.speakers.assembly import Reading
from attribution.speakers.circumstances import read_circumstances
from attribution.speakers.lexicon import read_lexicon
from attribution.speakers.resolve import resolve
from attribution.speakers.scenes import read_main_subjects
from attribution.speakers.view import View

RULES = shipped_rules()
FIXTURES = Path(__file__).parent.parent / "fixtures"
ARTICLES = sorted([*FIXTURES.glob("articles/*.txt"), *FIXTURES.glob("speakers/*/*.txt")])


def reading_of(article: Path) -> Reading:
    document = read_document(article.read_text("utf-8"))
    chunks = find_chunks(document)
    attributions = attribute(document, chunks)
    view = View(document, chunks, attributions, RULES.get(read_lexicon), RULES.get(read_main_subjects), resolve)
    return Reading(attributions, view, RULES.get(read_circumstances))


def sentences(reading: Reading) -> range:
    return range(len(reading.view.document.sentences) - 1)


def ask_subjects(reading: Reading, order: Iterable[int]) -> None:
    for sentence in order:
        reading.view.subject(sentence)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.stem)
def test_subjects_asked_before_change_nothing(article: Path) -> None:
    plain = reading_of(article)
    expected = plain.resolutions()
    forwards, backwards = reading_of(article), reading_of(article)
    ask_subjects(forwards, sentences(forwards))
    ask_subjects(backwards, reversed(sentences(backwards)))
    assert forwards.resolutions() == expected
    assert backwards.resolutions() == expected
    ask_subjects(plain, sentences(plain))
    assert plain.resolutions() == expected


def test_the_sentence_asked_about_resolves_what_was_said_before_it_and_no_more() -> None:
    article = next(article for article in ARTICLES if len(reading_of(article).resolutions()) > 5)
    reading = reading_of(article)
    reading.view.subject(len(sentences(reading)) // 2)
    assert 0 < len(reading.found) < len(reading_of(article).resolutions())


@pytest.mark.parametrize(("first", "second"), list(zip(ARTICLES[::7], ARTICLES[3::7], strict=False)), ids=lambda article: article.stem)
def test_two_documents_interleaved_stay_apart(first: Path, second: Path) -> None:
    expected = reading_of(first).resolutions(), reading_of(second).resolutions()
    one, other = reading_of(first), reading_of(second)
    for here, there in zip_longest(sentences(one), sentences(other)):
        if here is not None:
            one.view.subject(here)
        if there is not None:
            other.view.subject(there)
    assert (one.resolutions(), other.resolutions()) == expected


@pytest.mark.parametrize("article", ARTICLES[::9], ids=lambda article: article.stem)
def test_mentions_asked_about_before_change_nothing(article: Path) -> None:
    """Names and descriptions of other places, asked from the end."""
    expected = reading_of(article).resolutions()
    reading = reading_of(article)
    for run in reversed(reading.view.roster.runs):
        reading.view.who(run)
        reading.view.cast.mentioned(run)
        reading.view.ties.tied(reading.view.document.lows[run[1] - 1])
    assert reading.resolutions() == expected

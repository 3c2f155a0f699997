"""Who stands behind the letters of an interview, `Q:` and `A:`: whoever asks is not told, whoever answers is told above them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from attribution.model import Tokens
from attribution.speakers.entities import Answer, Entity
from attribution.speakers.view import Query, View

_FEW = 8  # people whom an introduction names, at most
_LONG = 400  # names, each time that one stands there, behind which no letters follow an introduction
_REACH = 6  # tokens between `interview` and the name of whoever was asked


def is_letter(query: Query, view: View) -> bool:
    """Whether a source is a letter before a turn."""
    small, (begin, end) = view.lexicon.small, query.phrase.whole
    turn = query.attribution is not None and query.attribution.frame == "TURN"
    return turn and end - begin == 1 and view.document.lows[begin] in small.asked_by | small.answered_by


def answers(query: Query, view: View) -> Answer | None:
    """`A:` is the one person whom the text above the first letter introduces."""
    if view.document.lows[query.at] not in view.lexicon.small.answered_by:
        return None
    found = _introduced(view)
    return Answer(found, "interview", f"the introduction tells that {found.name} was asked") if found is not None else None


def unnamed(query: Query, view: View) -> Answer | None:
    """A letter names nobody by itself."""
    return Answer(None, "letter", "a transcript's Q or A names nobody")


def _introduced(view: View) -> Entity | None:
    """Whom an introduction says to have been asked: the only one named in it but for its writer; who took the questions; whom its heading
    and its text name; the only one of whom it says so (an interview with Ann Lee), or of whom it does not say that he asked."""
    above = bisect_left(view.roster.begins, view.letters)
    if above > _LONG:
        return None
    runs = [run for run in view.roster.runs[:above] if not view.quoted(run[0])]
    named = [(run, person) for run in runs if (person := view.cast.mentioned(run)) is not None and person.person]
    named = [(run, person) for run, person in named if not _is_byline(run, view)]
    people = _each(named)
    if len(people) < 2 or len(people) > _FEW:
        return _alone(people)
    asked = _each((run, person) for run, person in named if _is_asked(run, view))
    asking = _each((run, person) for run, person in named if _asks(run, view))
    return _took_questions(view) or _headed(named, view) or _alone(asked) or _alone([one for one in people if one not in asking])


def _each(named: Iterable[tuple[Tokens, Entity]]) -> list[Entity]:
    """Those named, each once."""
    return list(dict.fromkeys(person for _, person in named))


def _alone(people: list[Entity]) -> Entity | None:
    return people[0] if len(people) == 1 else None


def _took_questions(view: View) -> Entity | None:
    """`Ann Lee took questions from listeners`, right above the first letter; but not who put them to somebody."""
    small, sentences = view.lexicon.small, view.document.sentences
    for sentence in view.sentences_back(view.letters, 1):
        words = view.document.norms[sentences[sentence] : sentences[sentence + 1]]
        if not small.questions.isdisjoint(words) and small.asking_them.isdisjoint(words):
            found = view.subject(sentence).entity
            return found if found is not None and found.words and found.person else None
    return None


def _headed(named: list[tuple[Tokens, Entity]], view: View) -> Entity | None:
    """The one whom the first paragraph, a heading, names, and the text below it names again."""
    high = view.document.paragraphs[1]
    found = _alone(_each((run, person) for run, person in named if run[0] < high))
    return found if found in [person for run, person in named if run[0] >= high] else None


def _is_byline(run: Tokens, view: View) -> bool:
    """Whether a name is the writer's: a paragraph begins `By | Ann Lee`."""
    before = run[0] - 1
    return before >= 0 and view.document.lows[before] in view.lexicon.small.written_by and view.paragraph_begin(before) == before


def _is_asked(run: Tokens, view: View) -> bool:
    """Whether a name stands behind what says that somebody was asked: `an interview with the mayor, | Ann Lee`."""
    low = max(view.document.sentences[view.sentence(run[0])], run[0] - _REACH)
    return not view.lexicon.small.interviewing.isdisjoint(view.document.lows[low : run[0]])


def _asks(run: Tokens, view: View) -> bool:
    """Whether a name stands before it: `| Ann Lee | of the Courier spoke to the mayor`."""
    high = min(view.document.sentences[view.sentence(run[0]) + 1], run[1] + _REACH)
    return not view.lexicon.small.interviewing.isdisjoint(view.document.lows[run[1] : high])

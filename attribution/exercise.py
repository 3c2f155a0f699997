"""Do rules do what they show? Runs examples, near misses and known mistakes, and draws what fails."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from attribution.document import read_document
from attribution.document.chunks import find_chunks
from attribution.model import Claim, Span
from attribution.pipeline import extract
from attribution.rulebook.entries import FLOATING, RULE, SIEVE, STOP, TURN
from attribution.rulebook.examples import FILES, Example, Lessons, NearMiss, WordLesson, check_lessons, shipped_lessons
from attribution.rulebook.floating import read_floating
from attribution.rulebook.frames import read_frames
from attribution.rulebook.load import EXAMPLES
from attribution.rulebook.rules import Rules, shipped_rules
from attribution.rulebook.stops import read_stops
from attribution.rulebook.turns import read_turns

WORDS = "words"
MARKS = (("content", "~"), ("source", "="), ("cue", "^"), ("at", "^"))
Found = tuple[str, Mapping[str, tuple[Span, ...]]]  # by what, and the spans of each part


@dataclass(frozen=True, slots=True)
class Trial:
    """One example, near miss or known mistake of a rule, or of the words in a file; `mistake`: it is expected to fail."""

    kind: str
    rule: str
    file: str
    number: int
    lesson: Example | NearMiss | WordLesson
    mistake: bool = False

    @property
    def name(self) -> str:
        """`V-THAT: example 2`."""
        what = "known mistake" if self.mistake else "example" if _is_example(self.lesson) else "near miss"
        return f"{self.rule}: {what} {self.number}"


def _is_example(lesson: Example | NearMiss | WordLesson) -> bool:
    return isinstance(lesson, Example) or (isinstance(lesson, WordLesson) and not lesson.why)


def shipped_trials() -> list[Trial]:
    """All trials of the shipped rules. Raises RuleError for a rule that shows too little, and for lessons of no rule."""
    return [trial for kind in FILES for trial in _of_kind(kind)]


def _of_kind(kind: str) -> Iterator[Trial]:
    from attribution.errors import RuleError

    lessons, name = shipped_lessons(kind), f"examples/{FILES[kind]}"
    ids = shipped_ids(kind)
    for rule in ids:
        check_lessons(lessons.get(rule, Lessons()), f"{name}: {rule}")
        yield from trials(kind, rule, name, lessons[rule])
    for rule in lessons:
        if rule not in ids:
            raise RuleError(f"{name}: {rule}: there is no such rule in {FILES[kind]}")


def shipped_ids(kind: str) -> tuple[str, ...]:
    """The ids of the shipped rules of one kind, in order."""
    rules = shipped_rules()
    if kind == STOP:
        return tuple(rules.get(read_stops).texts)
    if kind == TURN:
        return tuple(shape.id for shape in rules.get(read_turns).rules)
    if kind == FLOATING:
        return tuple(rule.id for rule in rules.get(read_floating))
    if kind == SIEVE:
        return tuple(sieve.id for sieve in rules.get(read_frames).sieves)
    return tuple(rule.id for rule in rules.get(read_frames).rules)


def own_trials(rules: Rules) -> list[Trial]:
    """All trials of the rules and words that a folder of one's own has beside the shipped ones."""
    over = rules.over
    sieves, turns = {s.id for s in rules.get(read_frames).sieves}, {t.id for t in rules.get(read_turns).rules}
    kinds = {rule: SIEVE if rule in sieves else TURN if rule in turns else RULE for rule in over.own}
    out = [trial for rule, file in over.own.items() for trial in trials(kinds[rule], rule, file, over.lessons[rule])]
    for group in ([lesson for lesson in over.shown if not lesson.why], [lesson for lesson in over.shown if lesson.why]):
        out += [Trial(WORDS, lesson.file, EXAMPLES, number, lesson) for number, lesson in enumerate(group, 1)]  # as they stand in the file
    return out


def trials(kind: str, rule: str, file: str, lessons: Lessons) -> Iterator[Trial]:
    """The trials of one rule."""
    for group in (lessons.examples, lessons.near_misses, lessons.mistakes):
        for number, lesson in enumerate(group, 1):
            yield Trial(kind, rule, file, number, lesson, group is lessons.mistakes and bool(group))


def failures(every: Iterable[Trial], rules: Rules | None = None) -> Iterator[str]:
    """What to tell of each trial that goes wrong; of a known mistake that has been mended, too."""
    for trial in every:
        problem = problem_of(trial, rules)
        if trial.mistake and not problem:
            home = "examples" if isinstance(trial.lesson, Example) else "near misses"
            yield f"{trial.file}: {trial.name} is mended: {trial.lesson.text!r}; move it to the {home}"
        elif problem and not trial.mistake:
            yield f"{trial.file}: {trial.name}:\n{problem}"


def problem_of(trial: Trial, rules: Rules | None = None) -> str:
    """What is wrong, drawn; empty where the rule does what the trial wants."""
    lesson = trial.lesson
    if isinstance(lesson, WordLesson):
        return _problem_of_words(lesson, rules or shipped_rules())
    found = list(_found(trial.kind, lesson, rules or shipped_rules()))
    ours = [parts for by, parts in found if by == trial.rule]
    if isinstance(lesson, NearMiss):
        if not ours:
            return ""
        return f"  must leave this alone: {lesson.why}\n" + "\n".join(_drawn(lesson.text, f"{trial.rule} found", parts) for parts in ours)
    if any(_same(lesson.parts, parts, trial.kind) for parts in ours):
        return ""
    shown = [_drawn(lesson.text, f"{by} found", parts) for by, parts in found] or ["  found nothing"]
    return "\n".join([_drawn(lesson.text, f"{trial.rule} should find", lesson.parts), *shown])


def _problem_of_words(lesson: WordLesson, rules: Rules) -> str:
    """What is wrong with the claims of a text under words of one's own."""
    claims = extract(lesson.text, rules=rules).claims
    if lesson.why:
        before = extract(lesson.text).claims
        if claims == before:
            return ""
        return f"  must leave this as it was: {lesson.why}\n    {lesson.text}\n" + "\n".join(_differences(before, claims))
    claim = next((claim for claim in claims if lesson.content in ("", claim.claim)), None)
    if claim is None:
        return f"  {lesson.text}\n    has no claim {lesson.content!r}; its claims: {[claim.claim for claim in claims]}"
    if rules is not shipped_rules() and claims == extract(lesson.text).claims:
        return f"  shows nothing: without the folder it is the same\n    {lesson.text}"
    wrong = {name: getattr(claim, name) for name, value in lesson.fields.items() if _plain(getattr(claim, name)) != _plain(value)}
    told = [f"    {name} is {got!r}, not {lesson.fields[name]!r}" for name, got in wrong.items()]
    return "\n".join([f"  {lesson.text}", *told]) if told else ""


def _differences(before: Sequence[Claim], now: Sequence[Claim]) -> Iterator[str]:
    """The rows of one side that the other does not have."""
    for sign, some, others in (("-", before, now), ("+", now, before)):
        for claim in some:
            if claim not in others:
                yield f"    {sign} {claim.speaker}: {claim.claim} [{claim.certainty}]"


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _same(wanted: Mapping[str, tuple[Span, ...]], found: Mapping[str, tuple[Span, ...]], kind: str) -> bool:
    """Whether the parts are the same; sieves are asked for source and cue only."""
    names = ("source", "cue") if kind == SIEVE else ("source", "cue", "content", "at")
    return all(wanted.get(name, ()) == found.get(name, ()) for name in names)


def _found(kind: str, lesson: Example | NearMiss, rules: Rules) -> Iterator[Found]:
    if kind == STOP:
        at = lesson.at if isinstance(lesson, NearMiss) else lesson.parts["at"][0]
        if at is not None:
            yield stop_at(lesson.text, at.begin, rules), {"at": (at,)}
        return
    for claim in extract(lesson.text, rules=rules).claims:
        yield _by(claim, kind), {"source": claim.source_spans, "cue": claim.cue_spans, "content": claim.content_spans}


def _by(claim: Claim, kind: str) -> str:
    if kind != SIEVE:
        return claim.rule
    notes = dict(claim.evidence.notes) if claim.evidence else {}
    return notes.get("source", "")


def stop_at(text: str, offset: int, rules: Rules) -> str:
    """The id of the stop at the chunk that begins at `offset`, or ""."""
    document = read_document(text, rules)
    chunks = find_chunks(document, rules)
    for i, (first, last) in enumerate(zip(chunks.first, chunks.last, strict=True)):
        if first < last and document.begins[first] == offset:
            return rules.get(read_stops).kind(chunks.symbols, i)
    return ""


def _drawn(text: str, title: str, parts: Mapping[str, tuple[Span, ...]]) -> str:
    """The text with marks under the parts: `~` content, `=` source, `^` cue."""
    return "\n".join([f"  {title}:", *drawn(text, parts)])


def drawn(text: str, parts: Mapping[str, tuple[Span, ...]]) -> list[str]:
    """The lines of the text, each with its marks in the line below."""
    marks = [" "] * len(text)
    for name, mark in MARKS:
        for begin, end in parts.get(name, ()):
            marks[begin:end] = mark * (end - begin)
    out: list[str] = []
    at = 0
    for line in text.splitlines(keepends=True):
        under = "".join(marks[at:at + len(line)]).rstrip()
        out += [f"    {line.rstrip()}", *([f"    {under}"] if under else [])]
        at += len(line)
    return out

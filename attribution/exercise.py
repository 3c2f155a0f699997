"""Do rules do what they show? Runs examples, near misses and known mistakes, and draws what fails."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from attribution.attach.contents import Stops
from attribution.document import read_document
from attribution.document.chunks import find_chunks
from attribution.model import Claim, Span
from attribution.pipeline import extract
from attribution.rulebook.entries import FLOATING, RULE, SIEVE, STOP, TURN
from attribution.rulebook.examples import FILES, Example, Lessons, NearMiss, check_lessons, shipped_lessons
from attribution.rulebook.floating import shipped_floating
from attribution.rulebook.frames import shipped_frames
from attribution.rulebook.load import Rulebook, shipped_rules
from attribution.rulebook.stops import shipped_stops
from attribution.rulebook.turns import shipped_turns

MARKS = (("content", "~"), ("source", "="), ("cue", "^"), ("at", "^"))
Found = tuple[str, Mapping[str, tuple[Span, ...]]]  # by what, and the spans of each part


@dataclass(frozen=True, slots=True)
class Trial:
    """One example, near miss or known mistake of a rule; `mistake`: it is expected to fail."""

    kind: str
    rule: str
    file: str
    number: int
    lesson: Example | NearMiss
    mistake: bool = False

    @property
    def name(self) -> str:
        """`V-THAT: example 2`."""
        what = "known mistake" if self.mistake else "example" if isinstance(self.lesson, Example) else "near miss"
        return f"{self.rule}: {what} {self.number}"


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
    if kind == STOP:
        return shipped_stops().ids
    if kind == TURN:
        return tuple(shape.id for shape in shipped_turns().rules)
    if kind == FLOATING:
        return (shipped_floating().id,)
    if kind == SIEVE:
        return tuple(sieve.id for sieve in shipped_frames().sieves)
    return tuple(rule.id for rule in shipped_frames().rules)


def own_trials(rules: Rulebook) -> list[Trial]:
    """All trials of the rules that a rulebook has beside the shipped ones."""
    sieves, turns = {s.id for s in rules.frames.sieves}, {t.id for t in rules.turns.rules}
    kinds = {rule: SIEVE if rule in sieves else TURN if rule in turns else RULE for rule in rules.own}
    return [trial for rule, file in rules.own.items() for trial in trials(kinds[rule], rule, file, rules.lessons[rule])]


def trials(kind: str, rule: str, file: str, lessons: Lessons) -> Iterator[Trial]:
    """The trials of one rule."""
    for group in (lessons.examples, lessons.near_misses, lessons.mistakes):
        for number, lesson in enumerate(group, 1):
            yield Trial(kind, rule, file, number, lesson, group is lessons.mistakes and bool(group))


def failures(every: Iterable[Trial], rules: Rulebook | None = None) -> Iterator[str]:
    """What to tell of each trial that goes wrong; of a known mistake that has been mended, too."""
    for trial in every:
        problem = problem_of(trial, rules)
        if trial.mistake and not problem:
            home = "examples" if isinstance(trial.lesson, Example) else "near misses"
            yield f"{trial.file}: {trial.name} is mended: {trial.lesson.text!r}; move it to the {home}"
        elif problem and not trial.mistake:
            yield f"{trial.file}: {trial.name}:\n{problem}"


def problem_of(trial: Trial, rules: Rulebook | None = None) -> str:
    """What is wrong, drawn; empty where the rule does what the trial wants."""
    lesson = trial.lesson
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


def _same(wanted: Mapping[str, tuple[Span, ...]], found: Mapping[str, tuple[Span, ...]], kind: str) -> bool:
    """Whether the parts are the same; sieves are asked for source and cue only."""
    names = ("source", "cue") if kind == SIEVE else ("source", "cue", "content", "at")
    return all(wanted.get(name, ()) == found.get(name, ()) for name in names)


def _found(kind: str, lesson: Example | NearMiss, rules: Rulebook) -> Iterator[Found]:
    if kind == STOP:
        at = lesson.at if isinstance(lesson, NearMiss) else lesson.parts["at"][0]
        if at is not None:
            yield stop_at(lesson.text, at.begin), {"at": (at,)}
        return
    for claim in extract(lesson.text, rules=rules).claims:
        yield _by(claim, kind), {"source": claim.source_spans, "cue": claim.cue_spans, "content": claim.content_spans}


def _by(claim: Claim, kind: str) -> str:
    if kind != SIEVE:
        return claim.rule
    notes = dict(claim.evidence.notes) if claim.evidence else {}
    return notes.get("source", "")


def stop_at(text: str, offset: int) -> str:
    """The id of the stop at the chunk that begins at `offset`, or ""."""
    document = read_document(text)
    chunks = find_chunks(document)
    for i, (first, last) in enumerate(zip(chunks.first, chunks.last, strict=True)):
        if first < last and document.begins[first] == offset:
            return Stops(chunks.symbols).kind(i)
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

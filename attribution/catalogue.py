"""All rules in one list, whatever their kind, and a page for each: what `attribution rules list` and `show` print."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from attribution.attach.tables import Tables, read_tables
from attribution.errors import UsageError
from attribution.exercise import Trial, drawn, trials
from attribution.rulebook.alphabets import read_grammar
from attribution.rulebook.entries import FLOATING, RULE, SIEVE, STOP, TURN, nearest
from attribution.rulebook.examples import FILES, Example, Lessons, shipped_lessons
from attribution.rulebook.floating import FloatingRule, read_floating
from attribution.rulebook.frames import Part, Rule, Sieve, read_frames
from attribution.rulebook.rules import Rules
from attribution.rulebook.stops import read_stops
from attribution.rulebook.turns import TurnRule, read_turns
from attribution.rulebook.verbs import read_glosses_of_ways, read_lines
from attribution.rulebook.words import in_words, read_glosses

WIDTH = 100
MOST_WORDS = 12
KINDS = {
    RULE: "a construction",
    SIEVE: "a way to find the subject of a cue",
    TURN: "a shape of speaker turn",
    FLOATING: "quotations without a cue",
    STOP: "a place at which a content can end",
}
_SOURCES = {
    "subject": "the subject of the cue, found by the sieves of subjects.toml",
    "owner": "who owns the noun: its possessor, or the subject of the verb before it",
    "left": "the part `source` on the left",
    "right": "the part `source` on the right",
    "none": "nobody is named",
}
_CONTENTS = {
    "to-stop": "from the part `content` on, to the first stop that stops.tsv finds likely",
    "exact": "the part `content`",
    "left": "the part `content` on the left, and `tail` where it goes on",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule of any kind; `why` in one line."""

    id: str
    kind: str
    file: str
    why: str


def entries(rules: Rules) -> list[Entry]:
    """The rules in force, by kind, in the order in which they are tried."""
    own, frames, stops, glosses = rules.over.own, rules.get(read_frames), rules.get(read_stops), rules.get(read_glosses)
    out = [Entry(r.id, RULE, own.get(r.id, FILES[RULE]), r.why) for r in frames.rules]
    out += [Entry(s.id, SIEVE, own.get(s.id, FILES[SIEVE]), in_words(s.part.text, glosses)) for s in frames.sieves]
    out += [Entry(t.id, TURN, own.get(t.id, FILES[TURN]), t.why) for t in rules.get(read_turns).rules]
    out += [Entry(f.id, FLOATING, FILES[FLOATING], f.why) for f in rules.get(read_floating)]
    out += [Entry(name, STOP, FILES[STOP], in_words(text, glosses)) for name, text in stops.texts.items()]
    return out


def find_entry(name: str, rules: Rules, others: Sequence[str] = ()) -> Entry:
    """The rule of this id, in any case. Raises UsageError with the nearest known one, or the nearest of `others`."""
    known = {entry.id: entry for entry in entries(rules)}
    found = known.get(name) or known.get(name.upper()) or known.get(name.lower())
    if found is None:
        raise UsageError(f"{name}: there is no such rule{nearest(name, [*known, *others])}")
    return found


def rule_page(entry: Entry, rules: Rules) -> str:
    """The page of a rule, as Markdown: why, pattern, counts, examples, near misses, known mistakes."""
    lines = [f"# {entry.id}", "", f"{KINDS[entry.kind]} · {entry.file}", ""]
    if entry.kind == RULE:
        rule = next(r for r in rules.get(read_frames).rules if r.id == entry.id)
        lines += [f"{rule.why[:1].upper()}{rule.why[1:]}.", "", *_pattern(rule, rules), *_counts(rule, rules.get(read_tables))]
    elif entry.kind == SIEVE:
        sieve = next(s for s in rules.get(read_frames).sieves if s.id == entry.id)
        lines += ["## Pattern", "", *_part("before the cue", sieve.part, rules), *_for(sieve, rules), ""]
    elif entry.kind == TURN:
        turn = next(t for t in rules.get(read_turns).rules if t.id == entry.id)
        lines += [f"{turn.why[:1].upper()}{turn.why[1:]}.", "", *_turn(turn)]
    elif entry.kind == FLOATING:
        lines += [f"{entry.why[:1].upper()}{entry.why[1:]}.", "", *_floating(rules.get(read_floating)[0])]
    else:
        lines += ["## Pattern", "", *_wrapped("at", entry.why), f"    {rules.get(read_stops).texts[entry.id]}", ""]
    shown = rules.over.lessons[entry.id] if entry.id in rules.over.own else shipped_lessons(entry.kind).get(entry.id, Lessons())
    return "\n".join([*lines, *_lessons(list(trials(entry.kind, entry.id, entry.file, shown)))]).rstrip()


def card_page(verb: str, rules: Rules) -> str:
    """The page of a verb, as Markdown: what its card says, in words; "" where there is none."""
    cells = rules.get(read_lines).get(verb)
    if cells is None:
        return ""
    ways, certainty, chunk, checks = cells
    glosses = rules.get(read_glosses_of_ways)
    lines = [f"# {verb}", "", "a verb · verbs.tsv", "", "## Reports", "", *(f"- {way}: {glosses[way]}" for way in ways.split()), ""]
    titles = ("How sure what hangs on it is", certainty), ("Chunk that it ends", chunk), ("Checks that look for it", checks)
    return "\n".join(lines + [f"{title}: {', '.join(text.split())}" for title, text in titles if text]).rstrip()


def _pattern(rule: Rule, rules: Rules) -> Iterator[str]:
    names, glosses = rules.get(read_grammar).names, rules.get(read_glosses)
    cue = ", ".join(dict.fromkeys(glosses.get(names[c], names[c]) for c in rule.triggers))
    yield from ("## Pattern", "")
    yield from _wrapped("cue", cue)
    if rule.lemmas:
        yield from _wrapped("only", ", ".join(sorted(rule.lemmas)))
    for title, part in (("before it", rule.left_part), ("after it", rule.right_part)):
        if part is not None:
            yield from _part(title, part, rules)
    yield from _wrapped("source", _SOURCES[rule.source])
    yield from _wrapped("content", _CONTENTS[rule.content])
    if rule.unless:
        yield from _wrapped("unless", f"a rule of these frames fits the same cue: {', '.join(sorted(rule.unless))}")
    yield ""


def _part(title: str, part: Part, rules: Rules) -> Iterator[str]:
    yield from _wrapped(title, in_words(part.text, rules.get(read_glosses)))
    yield f"    {part.text}"


def _for(sieve: Sieve, rules: Rules) -> Iterator[str]:
    if sieve.triggers:
        names = rules.get(read_grammar).names
        yield from _wrapped("only for", ", ".join(dict.fromkeys(names[c] for c in sieve.triggers)))
    if sieve.inherit:
        yield from _wrapped("source", "the subject of a verb before the cue, that of the main clause first")


def _turn(turn: TurnRule) -> Iterator[str]:
    yield from ("## Pattern", "", "- regular expression at the beginning of a paragraph:", f"    {turn.pattern.pattern}")
    if turn.repeated > 1:
        yield f"- the same name must begin at least {turn.repeated} paragraphs"
    yield ""


def _floating(rule: FloatingRule) -> Iterator[str]:
    yield from _wrapped("a quotation that ends as a sentence does, or has at least so many words", str(rule.words))
    yield from _wrapped("not behind a colon after", ", ".join(sorted(rule.written)))
    yield from _wrapped("source", "nobody is named")
    yield from _wrapped("speaker", "whose statement ends right before it, where nobody else comes between; nobody after a question")
    yield from _wrapped("a question, too, is what stands with", ", ".join(sorted(rule.asking)))
    yield from ("", f"Confidence {rule.prior}, as the author of the rule expects; no counts.", "")


def _counts(rule: Rule, tables: Tables) -> Iterator[str]:
    yield from ("## Counts", "")
    if rule.prior is not None:
        yield from (f"Confidence {rule.prior}, as the author of the rule expects; no counts.", "")
        return
    seen = {word: frames.get(rule.frame, (0, 0)) for word, frames in tables.cues.items()}
    known = {word: counts for word, counts in seen.items() if counts[0]}
    top = sorted(known, key=lambda word: (-known[word][0], word))[:MOST_WORDS]
    yield f"Frame {rule.frame}: {tables.rates.get(rule.frame, 0.0):.0%} of all words that stand so attribute. Most often, right of seen:"
    yield ""
    yield from textwrap.wrap(", ".join(f"{word} {known[word][0]} of {known[word][1]}" for word in top) or "none", WIDTH)
    yield ""


def _lessons(every: Sequence[Trial]) -> Iterator[str]:
    groups = (("Examples", False, True), ("Near misses", False, False), ("Known mistakes", True, None))
    for title, mistake, example in groups:
        chosen = [t for t in every if t.mistake is mistake and example in (None, isinstance(t.lesson, Example))]
        if not chosen:
            continue
        yield from (f"## {title}", "")
        for trial in chosen:
            lesson = trial.lesson
            yield from drawn(lesson.text, lesson.parts if isinstance(lesson, Example) else {})
            why = lesson.wrong if isinstance(lesson, Example) else lesson.why
            yield from (f"  ({why})" if why else "", *([""] if why else []))


def _wrapped(title: str, text: str) -> list[str]:
    return textwrap.wrap(f"- {title}: {text}", WIDTH, subsequent_indent="  ")

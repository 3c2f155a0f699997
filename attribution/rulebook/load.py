"""Rules of one's own beside the shipped ones: `load_rules(folder)`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from os import PathLike
from pathlib import Path
from typing import Any, TypeVar

from attribution.errors import RuleError
from attribution.rulebook.entries import FLOATING, RULE, SIEVE, STOP, TURN, Entries, counted, nearest, read_entries, rows_of
from attribution.rulebook.examples import Lessons, check_lessons, parse_lessons
from attribution.rulebook.floating import FloatingRule, shipped_floating
from attribution.rulebook.frames import Frames, Rule, Sieve, build_frames, make_rule, make_sieve, shipped_entries, shipped_frames
from attribution.rulebook.turns import TurnRule, Turns, make_turn, shipped_turns
from attribution.rulefiles import read_rules

CUES = "cues.tsv"
CUE_COLUMNS = ("lemma", "frame", "right", "seen")
Counts = Mapping[str, Mapping[str, tuple[int, int]]]
Item = TypeVar("Item", Rule, Sieve, TurnRule)


@dataclass(frozen=True, eq=False)
class Rulebook:
    """All that `extract` goes by.

    frames, turns  the rules in force: shipped ones that are not disabled, and one's own
    cues           one's own counts, lemma → frame → (right, seen), which stand in place of the shipped ones
    digest         of one's own rule files; empty where there are none
    own            ids of one's own rules → the file that has them
    lessons        what one's own rules show, by id
    floating       which quotations without a cue are claims; None where that is disabled
    """

    frames: Frames
    turns: Turns
    cues: Counts = field(default_factory=dict)
    digest: str = ""
    own: Mapping[str, str] = field(default_factory=dict)
    lessons: Mapping[str, Lessons] = field(default_factory=dict)
    floating: FloatingRule | None = field(default_factory=shipped_floating)


@cache
def shipped_rules() -> Rulebook:
    """The shipped rules alone."""
    return Rulebook(shipped_frames(), shipped_turns())


def load_rules(folder: str | PathLike[str]) -> Rulebook:
    """The shipped rules with those of `folder`: its *.toml files, in order of their names, and cues.tsv.

    Raises RuleError, which names file, rule and key, for anything that is wrong; every pattern is compiled here.
    """
    texts = dict(_texts(Path(folder)))
    files = [read_entries(text, name) for name, text in texts.items() if not name.endswith(CUES)]
    frames, turns, floating = shipped_frames(), shipped_turns(), shipped_floating()
    known = {*(r.id for r in frames.rules), *(s.id for s in frames.sieves), *(t.id for t in turns.rules), floating.id}
    own = _check_own(files, known)
    gone = {name for file in files for name in file.top.get("disable", ())}
    macros = shipped_entries()[0].macros
    rules = _merge(frames.rules, _made(files, RULE, lambda e, f: make_rule(e, f, {**macros, **f.macros})), gone)
    sieves = _merge(frames.sieves, _made(files, SIEVE, lambda e, f: make_sieve(e, {**macros, **f.macros}, f.name)), gone, first=True)
    shapes = _merge(turns.rules, _made(files, TURN, lambda e, f: make_turn(e, f.name)), gone)
    lessons = {e["id"]: parse_lessons(e, kind, f"{f.name}: {e['id']}") for f in files for kind in (RULE, SIEVE, TURN) for e in f.of(kind)}
    for name, shown in lessons.items():
        check_lessons(shown, f"{own[name]}: {name}")
    for rule in rules:
        if rule.id in own:
            _check_compiled(rule, own[rule.id], {r.frame for r in rules})
    for sieve in sieves:
        if sieve.id in own:
            _ = sieve.left
    cues = _cues(texts, {rule.frame for rule in rules})
    turns = Turns(tuple(shapes), turns.least, turns.longest)
    kept = None if floating.id in gone else floating
    return Rulebook(build_frames(rules, sieves), turns, cues, _digest(texts), own, lessons, kept)


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Name (with the folder, for messages) and text of each rule file."""
    if not folder.is_dir():
        raise RuleError(f"{folder}: {'is a file; name the folder that holds it' if folder.exists() else 'no such folder of rules'}")
    paths = sorted(p for p in folder.iterdir() if p.suffix in (".toml", ".tsv") and p.is_file() and not p.name.startswith("."))
    if not paths:
        raise RuleError(f"{folder}: holds no rules: neither a .toml file nor {CUES}")
    for path in paths:
        if path.suffix == ".tsv" and path.name != CUES:
            raise RuleError(f"{path}: tables of one's own are called {CUES}{nearest(path.name, [CUES])}")
        try:
            yield str(path), path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            raise RuleError(f"{path}: is not UTF-8: byte {error.start}") from None
        except OSError as error:
            raise RuleError(f"{path}: cannot be read: {error.strerror}") from None


def _check_own(files: Sequence[Entries], known: set[str]) -> dict[str, str]:
    """Id → file of all rules of one's own, after what can only be wrong there has been looked at."""
    own: dict[str, str] = {}
    for file in files:
        for key in ("openers", "least", "longest"):
            if key in file.top:
                raise RuleError(f"{file.name}: {key} belongs to the shipped rules and cannot be set here")
        if file.of(FLOATING):
            raise RuleError(f"{file.name}: floating quotations have one rule; it can be disabled, none can be added")
        if file.of(STOP):
            raise RuleError(f"{file.name}: stops cannot be added: only counts say where contents end")
        for kind in (RULE, SIEVE, TURN):
            for entry in file.of(kind):
                where, replaced = f"{file.name}: {entry['id']}", entry.get("replaces")
                if kind == RULE and "prior" not in entry:
                    raise RuleError(f"{where}: key 'prior' is missing: no counts know this rule, so say how often it will be right")
                if replaced is not None and replaced not in known:
                    raise RuleError(f"{where}: replaces {replaced!r}: there is no such rule{nearest(replaced, known)}")
                if entry["id"] in known and replaced != entry["id"]:
                    raise RuleError(f"{where}: a shipped rule has this id; choose another, or add replaces = {entry['id']!r}")
                if entry["id"] in own:
                    raise RuleError(f"{where}: {own[entry['id']]} has a rule with this id")
                own[entry["id"]] = file.name
    for file in files:
        for name in file.top.get("disable", ()):
            if name not in known:
                raise RuleError(f"{file.name}: disable {name!r}: there is no such rule{nearest(str(name), known)}")
    return own


def _made(files: Iterable[Entries], kind: str, make: Any) -> Iterator[tuple[str | None, Any]]:
    """What each of the entries replaces, and the rule that it makes."""
    for file in files:
        for entry in file.of(kind):
            yield entry.get("replaces"), make(entry, file)


def _merge(shipped: Sequence[Item], own: Iterable[tuple[str | None, Item]], gone: set[str], first: bool = False) -> list[Item]:
    """Shipped items without the disabled ones, the replaced ones replaced in place; the other own ones at the end, or `first`."""
    pairs = list(own)
    instead: dict[str | None, list[Item]] = {}
    for replaced, item in pairs:
        instead.setdefault(replaced, []).append(item)
    kept = [new for item in shipped for new in instead.get(item.id, [item] if item.id not in gone else [])]
    more = instead.get(None, [])
    return more + kept if first else kept + more


def _check_compiled(rule: Rule, file: str, frames: set[str]) -> None:
    where = f"{file}: {rule.id}"
    _ = rule.left, rule.right
    if len(rule.triggers) >= len(_every_chunk()):
        raise RuleError(f"{where}: trigger names every chunk: that is no trigger; name the chunks that can be the cue, such as FIN")
    if rule.family not in shipped_families():
        raise RuleError(f"{where}: family {rule.family!r} has no rows in stops.tsv{nearest(rule.family, shipped_families())}")
    for name in sorted(rule.unless | rule.yields):
        if name not in frames:
            raise RuleError(f"{where}: unless {name!r}: no rule has this frame{nearest(name, frames)}")


@cache
def shipped_families() -> frozenset[str]:
    """The families of contents that stops.tsv counts."""
    return frozenset(cells[0] for _, cells in rows_of(read_rules("stops.tsv"), "stops.tsv", ("family", "stop", "ends", "seen")))


def _every_chunk() -> frozenset[str]:
    from attribution.rulebook.alphabets import chunk_grammar

    return frozenset("".join(chunk_grammar().chunks.names.values())) - {"#"}


def _cues(texts: Mapping[str, str], frames: set[str]) -> dict[str, dict[str, tuple[int, int]]]:
    out: dict[str, dict[str, tuple[int, int]]] = {}
    for name, text in texts.items():
        if not name.endswith(CUES):
            continue
        for number, (lemma, frame, *counts) in rows_of(text, name, CUE_COLUMNS):
            if frame not in frames:
                raise RuleError(f"{name}:{number}: no rule has the frame {frame!r}{nearest(frame, frames)}")
            if frame in out.setdefault(lemma, {}):
                raise RuleError(f"{name}:{number}: {lemma} {frame} stands there twice")
            out[lemma][frame] = counted(counts, name, number)
    return out


def _digest(texts: Mapping[str, str]) -> str:
    """The same for the same files wherever their folder lies."""
    import hashlib

    digest = hashlib.sha256()
    for name, text in texts.items():
        data = text.encode()
        digest.update(b"%s\0%d\0%s" % (Path(name).name.encode(), len(data), data))
    return digest.hexdigest()

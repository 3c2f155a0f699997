"""Rules of one's own beside the shipped ones: `load_rules(folder)`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

from attribution.errors import RuleError
from attribution.rulebook.alphabets import read_grammar
from attribution.rulebook.entries import (
    CUE_COLUMNS,
    FLOATING,
    RULE,
    SIEVE,
    STOP,
    TURN,
    Entries,
    counted,
    nearest,
    parse_toml,
    read_entries,
    rows_of,
)
from attribution.rulebook.examples import WordLesson, check_lessons, parse_lessons, parse_word_lessons
from attribution.rulebook.floating import read_floating
from attribution.rulebook.frames import Rule, read_frames
from attribution.rulebook.overlay import WITHOUT, Counts, Overlay, check_table
from attribution.rulebook.rules import Files, Rules, shipped_rules
from attribution.rulebook.turns import read_turns
from attribution.rulefiles import read_table, rules_dir

CUES = "cues.tsv"
CHECKS = "checks.toml"
EXAMPLES = "examples.toml"  # what the words of one's own show
_RULE_FILES = ("frames.toml", "subjects.toml", "turns.toml", "floating.toml", "stops.toml")


def load_rules(folder: str | PathLike[str]) -> Rules:
    """The shipped rules with those of `folder`.

    A file that bears the name of a shipped word file is laid over it; cues.tsv has counts of one's own; examples.toml shows what such words
    do; every other *.toml file, in order of their names, has rules. Raises RuleError, which names file, rule and key, for anything that is
    wrong; every pattern is compiled here.
    """
    texts = dict(_texts(Path(folder)))
    names = {name: Path(name).name for name in texts}
    words = {name for name, short in names.items() if short in _word_files()}
    shown = tuple(lesson for name, short in names.items() if short == EXAMPLES for lesson in parse_word_lessons(texts[name], name))
    entries = tuple(read_entries(texts[name], name) for name in texts if name not in words and names[name] != EXAMPLES)
    shipped = shipped_rules()
    frames = shipped.get(read_frames)
    others = {*(t.id for t in shipped.get(read_turns).rules), *(f.id for f in shipped.get(read_floating))}
    own = _check_own(entries, {*(r.id for r in frames.rules), *(s.id for s in frames.sieves), *others})
    tables = {names[name]: parse_toml(texts[name], name) for name in words if name.endswith(".toml")}
    for name in words:
        if name.endswith(".toml"):
            check_table({key: value for key, value in tables[names[name]].items() if key != WITHOUT}, read_table(names[name]), name)
    lines = {names[name]: texts[name] for name in words if not name.endswith(".toml")}
    known = {rule.frame for rule in frames.rules} | {entry["frame"] for file in entries for entry in file.of(RULE)}
    counts = {lemma: found for name in words if names[name] == CUES for lemma, found in _counts(texts[name], name, known).items()}
    made = [(kind, entry, file.name) for file in entries for kind in (RULE, SIEVE, TURN) for entry in file.of(kind)]
    lessons = {entry["id"]: parse_lessons(entry, kind, f"{name}: {entry['id']}") for kind, entry, name in made}
    rules = Rules(Overlay(tables, lines, entries, own, lessons, shown, counts), _digest(texts), str(folder))
    rules.get(read_frames), rules.get(read_turns)
    for rule, lesson in lessons.items():
        check_lessons(lesson, f"{own[rule]}: {rule}")
    _check_shown({names[name]: name for name in words if names[name] not in (CUES, CHECKS)}, shown, Path(folder))
    _check_checks(tables.get(CHECKS, {}), str(Path(folder) / CHECKS))
    _check_compiled(rules)
    return rules


def _word_files() -> frozenset[str]:
    """The names of the shipped files that can be laid over: those of words and of tables."""
    return frozenset(path.name for path in rules_dir().iterdir() if path.suffix in (".toml", ".tsv", ".txt")) - {*_RULE_FILES, EXAMPLES}


def _check_checks(table: Mapping[str, Any], where: str) -> None:
    """RuleError where an entry of one's own names no check, or shows no bad and no good example."""
    known = [check["code"] for check in read_table(CHECKS)["check"]]
    for number, entry in enumerate(table.get("check", ()), 1):
        code = entry.get("code", "")
        if code not in known:
            raise RuleError(f"{where}: check {number}: there is no check {code!r}{nearest(code, known)}")
        for key in ("bad", "good"):
            if not entry.get(key):
                raise RuleError(f"{where}: {code}: what a check looks for does not change without examples: give it {key} ones")


def _check_shown(words: Mapping[str, str], shown: Sequence[WordLesson], folder: Path) -> None:
    """RuleError where a word file has no example or no near miss, and where a lesson is for no file of the folder."""
    for lesson in shown:
        if lesson.file not in words:
            raise RuleError(f"{folder / EXAMPLES}: for {lesson.file!r}: there is no such word file beside it{nearest(lesson.file, words)}")
    for short, name in words.items():
        lessons = [lesson for lesson in shown if lesson.file == short]
        if all(lesson.why for lesson in lessons):
            raise RuleError(f"{name}: words without examples do not load: add [[example]] with for = {short!r} to {folder / EXAMPLES}")
        if not any(lesson.why for lesson in lessons):
            raise RuleError(f"{name}: words without near misses do not load: add [[near_miss]] with for = {short!r} to {folder / EXAMPLES}")


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Name (with the folder, for messages) and text of each rule file."""
    if not folder.is_dir():
        raise RuleError(f"{folder}: {'is a file; name the folder that holds it' if folder.exists() else 'no such folder of rules'}")
    known = _word_files()
    paths = sorted(p for p in folder.iterdir() if (p.suffix in (".toml", ".tsv") or p.name in known) and p.is_file() and p.name[0] != ".")
    if not paths:
        raise RuleError(f"{folder}: holds no rules: neither a .toml file nor {CUES}")
    for path in paths:
        if path.suffix == ".tsv" and path.name not in known:
            raise RuleError(f"{path}: there is no such table; one's own counts are called {CUES}{nearest(path.name, known)}")
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


def _compiled(compile_: Callable[[], object], where: str) -> None:
    try:
        compile_()
    except RecursionError:
        raise RuleError(f"{where}: groups and macros lie too deep in one another; write the pattern flatter") from None


def _check_compiled(rules: Rules) -> None:
    """RuleError for patterns of one's own that do not compile, and for names in them that nothing has."""
    frames, own = rules.get(read_frames), rules.over.own
    names = {rule.frame for rule in frames.rules}
    every = frozenset("".join(rules.get(read_grammar).chunks.names.values())) - {"#"}
    for rule in frames.rules:
        if rule.id in own:
            _check_rule(rule, f"{own[rule.id]}: {rule.id}", names, every, rules.get(read_families))
    for sieve in frames.sieves:
        if sieve.id in own:
            _compiled(lambda sieve=sieve: sieve.left, f"{own[sieve.id]}: {sieve.id}")  # type: ignore[misc]


def _check_rule(rule: Rule, where: str, frames: set[str], every: frozenset[str], families: frozenset[str]) -> None:
    _compiled(lambda: (rule.left, rule.right), where)
    if len(rule.triggers) >= len(every):
        raise RuleError(f"{where}: trigger names every chunk: that is no trigger; name the chunks that can be the cue, such as FIN")
    if rule.family not in families:
        raise RuleError(f"{where}: family {rule.family!r} has no rows in stops.tsv{nearest(rule.family, families)}")
    for name in sorted(rule.unless | rule.yields):
        if name not in frames:
            raise RuleError(f"{where}: unless {name!r}: no rule has this frame{nearest(name, frames)}")


def read_families(files: Files) -> frozenset[str]:
    """The families of contents that stops.tsv counts."""
    return frozenset(cells[0] for _, cells in rows_of(files.text("stops.tsv"), "stops.tsv", ("family", "stop", "ends", "seen")))


def _counts(text: str, name: str, frames: set[str]) -> Counts:
    """One's own cues.tsv: lemma → frame → (right, seen)."""
    out: dict[str, dict[str, tuple[int, int]]] = {}
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

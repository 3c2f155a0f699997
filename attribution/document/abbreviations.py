"""The word lists behind tokens and sentences: `rules/abbreviations.txt`."""

from __future__ import annotations

from attribution.errors import RuleError
from attribution.rulebook.record import Record
from attribution.rulebook.rules import Files

_FILE = "abbreviations.txt"


class Abbreviations(Record):
    """Words without their full stop, exact case; the sections of the rule file, which says what each means."""

    titles: frozenset[str]
    months: frozenset[str]
    states: frozenset[str]
    suffixes: frozenset[str]
    starters: frozenset[str]
    saying: frozenset[str]
    pronouns: frozenset[str]
    subjects: frozenset[str]
    marked: frozenset[str]
    fused: frozenset[str]
    clipped: frozenset[str]
    domains: frozenset[str]

    def keeps_stop(self, word: str) -> bool:
        """True if a full stop right after `word` belongs to it: "Sen", "R-Ky", "J"."""
        last = word.rpartition("-")[2]
        if len(last) == 1 and last.isupper():
            return True
        return last in self.titles or last in self.months or last in self.states or last in self.suffixes


def read_abbreviations(files: Files) -> Abbreviations:
    """The lists of abbreviations.txt."""
    return parse_abbreviations(files.text(_FILE))


def parse_abbreviations(text: str) -> Abbreviations:
    """Lists from the text of a rule file; RuleError on a section that is unknown or missing, or words before the first one."""
    known = list(Abbreviations.__annotations__)
    lists: dict[str, set[str]] = {}
    section: set[str] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        line = line.partition("#")[0].strip()
        if line.startswith("["):
            name = line.strip("[]")
            if name not in known:
                raise RuleError(f"{_FILE}:{number}: unknown section [{name}], expected one of {', '.join(known)}")
            section = lists.setdefault(name, set())
        elif line:
            if section is None:
                raise RuleError(f"{_FILE}:{number}: words before the first [section]")
            section.update(line.split())
    missing = [name for name in known if name not in lists]
    if missing:
        raise RuleError(f"{_FILE}: section [{missing[0]}] is missing")
    return Abbreviations(**{name: frozenset(words) for name, words in lists.items()})

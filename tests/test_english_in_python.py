"""Words of English are data, in rules/: a new list of them in Python fails here.

A list is two or more English words side by side (closed classes, verbs of saying, what people are, as the rules know them) that are not
names of our own, such as labels and source types. Those that still stand in Python are counted; the number may fall, not rise.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from attribution import model
from attribution.certainty.tables import read_certainty
from attribution.checks import Settings
from attribution.rulebook.rules import shipped_rules
from attribution.rulebook.verbs import read_verbs
from attribution.rulefiles import read_rules, read_table
from attribution.speakers.entities import Aspect
from attribution.speakers.lexicon import read_lexicon

PACKAGE = Path(__file__).parent.parent / "attribution"
STAGES = ("document", "attach", "speakers", "certainty", "checks")
MOST = 10  # that may stand in Python; 4 do, among them what the scorecard counts


def english() -> frozenset[str]:
    """Words that are English whatever else they are."""
    rules = shipped_rules()
    closed = {word for words in read_table("certainty.toml")["words"].values() for word in words}
    small = {word for words in read_table("names.toml")["small"].values() for word in words.split()}
    lexicon = rules.get(read_lexicon)
    words = closed | small | rules.get(read_verbs).saying | lexicon.roles.keys() | lexicon.heads.keys()
    return frozenset(word for word in words if len(word) > 1 and word.replace("'", "").isalpha())


def ours() -> frozenset[str]:
    """Words that are names of our own: what the record, the tables and our rule files call things."""
    values = (model.KINDS, model.SOURCE_TYPES, model.LABELS, model.STANCES, model.ACTS, ("speech", "fragment", "title", "scare"))
    files = {key for name in ("quotes.toml", "hollow.toml", "names.toml", "source-types.toml") for key in keys_of(read_table(name))}
    files |= Settings.__dataclass_fields__.keys()
    files |= {line.partition("\t")[0] for line in read_rules("nouns.tsv").splitlines()}
    frames = {"that", "to", "wh", "oto", "ing", "ed"}  # of signatures.tsv
    files |= {"title", "plain", "capital", "any", "open", "close", "either", *get_args(Aspect)}  # roles of marks, shapes, a person's fields
    return frozenset({value for group in values for value in group} | shipped_rules().get(read_certainty).effects.keys() | files | frames)


def keys_of(value: object) -> Iterator[str]:
    """The keys of a table and of those in it."""
    for key, inner in value.items() if isinstance(value, dict) else ():
        yield key
        yield from keys_of(inner)
    for item in value if isinstance(value, list) else ():
        yield from keys_of(item)


def lists_in(path: Path) -> Iterator[tuple[int, list[str]]]:
    """(line, words) of every tuple, list and set of texts, and of every text that is split."""
    tree = ast.parse(path.read_text("utf-8"))
    slots = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Assign) and ast.unparse(n.targets[0]) == "__slots__"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Tuple | ast.List | ast.Set) and id(node) not in slots:
            yield node.lineno, [e.value for e in node.elts if isinstance(e, ast.Constant) and isinstance(e.value, str)]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "split":
            text = node.func.value
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield node.lineno, text.value.split()


def test_no_list_of_english_words_is_new_in_python() -> None:
    known, own = english(), ours()
    found = {
        f"{path.relative_to(PACKAGE).as_posix()}:{line}": words
        for stage in STAGES
        for path in sorted((PACKAGE / stage).rglob("*.py"))
        for line, words in lists_in(path)
        if len(known.intersection(words)) > 1 and not own.issuperset(words)
    }
    assert len(found) <= MOST, f"move the new one to rules/: {found}"

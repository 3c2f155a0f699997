"""The tables of certainty, read from rules/: signatures of embedding words, what their classes do, hedges and clause words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from attribution.certainty.words import Words
from attribution.document.lemmas import Lemmas, read_lemmas
from attribution.errors import RuleError
from attribution.model import LABELS
from attribution.rulebook.alphabets import ChunkGrammar, read_grammar
from attribution.rulebook.entries import nearest
from attribution.rulebook.nouns import read_noun_kinds
from attribution.rulebook.record import Record
from attribution.rulebook.rules import Files, plain
from attribution.rulebook.verbs import read_verbs

Conjunction = tuple[int, list[str], str]  # place of a word in it, its words, its kind
_BODIES = frozenset(["government", "organisation", "company", "news outlet", "news agency", "group"])
_LIFELESS = frozenset(["document", "poll", "thing"])  # types of nouns for what has no will
OPENING = frozenset(["``", "`"])  # marks
_CLAUSES = ("that", "wh", "to", "oto", "ing")


class Effect(NamedTuple):
    """One row of composition.tsv; `affirmed` and `negated` are (label, sign), ("=", ±1) for as the word itself, ("", 1) for nothing.

    `weight` is that of the first, `weight_negated` of the second.
    """

    name: str
    affirmed: tuple[str, int]
    negated: tuple[str, int]
    weight: str
    weight_negated: str
    stance: str
    act: str


Row = tuple[Effect, str]  # what a word does in a frame, and the act of a claim whose cue it is
Signatures = Mapping[str, Mapping[str, Mapping[str, Row]]]  # any inflected form → part → frame, frames that share a row filled in


class AuthorRules(NamedTuple):
    """rules/author.toml: word sets by name, (prior, why) by rule id, the rule that each word can begin, and those words in any case."""

    words: Mapping[str, frozenset[str]]
    rules: Mapping[str, tuple[float, str]]
    kinds: Mapping[str, str]
    openers: frozenset[str]


class DisputeRules(Record):
    """rules/disputes.toml: words that point back to a claim, labels that dispute, confirm and are replaced, nouns by the label they fit."""

    nouns: frozenset[str]
    determiners: frozenset[str]
    articles: frozenset[str]
    pronouns: frozenset[str]
    disputing: frozenset[str]
    confirming: frozenset[str]
    replaced: frozenset[str]
    copulas: frozenset[str]
    false: frozenset[str]
    true: frozenset[str]
    definite: frozenset[str]
    negations: frozenset[str]
    insisting: frozenset[str]
    ignored: frozenset[str]
    events: Mapping[str, str]
    prefers: Mapping[str, Sequence[str]]


class Tables(NamedTuple):
    """All that certainty knows of English, read from rules/.

    signatures, effects   embedding words by form, part and frame; classes of composition.tsv by name
    words                 the word lists of certainty.toml
    modals, adverbs       word → reading, word → label
    modifiers             adjective or participle before an event noun → label
    embedders             forms with a signature, alone or with the particle after them
    phrases               word → the conjunctions of several words that it stands in
    iffy                  words without one of which no clause behind a verb makes it conditional
    pasts, unchanged      past forms of irregular verbs; verbs whose past looks like their base
    before_verbs          words behind which one tagged noun or adjective may be a verb, whatever their tag
    watched               words that mean something on the way to a subject or an auxiliary, whatever their tag
    idle, asking, bare_infinitive   classes: with nothing to decide; whose "if" is a whether; with an infinitive without "to"
    descend, descend_affirmed, descend_object   classes whose complement is the claim where the content only embeds it: always; where
                          they are affirmed; their object, where they are negated
    presuming             classes of participles that make probable what somebody is thought to be: "feared dead"
    expecting             classes of verbs whose object is expected: "we expect more deals"
    existing              classes whose noun is a hedge of what there is of it: "there is a risk of"
    bodies                nouns and words of names of firms, states and societies
    willing               nouns for people and bodies, who have a will: in the singular, those of source-types.toml as they stand there
    grammar               that of the chunks, which knows a dateline
    identifying           classes whose noun, as the subject of a form of be, says what follows it: "the hope is that"
    """

    signatures: Signatures
    effects: Mapping[str, Effect]
    words: Words
    modals: Mapping[str, str]
    adverbs: Mapping[str, str]
    modifiers: Mapping[str, str]
    embedders: frozenset[str]
    phrases: Mapping[str, Sequence[Conjunction]]
    iffy: frozenset[str]
    pasts: frozenset[str]
    unchanged: frozenset[str]
    before_verbs: frozenset[str]
    watched: frozenset[str]
    idle: frozenset[str]
    asking: frozenset[str]
    bare_infinitive: frozenset[str]
    descend: frozenset[str]
    descend_affirmed: frozenset[str]
    descend_object: frozenset[str]
    forgetting: frozenset[str]
    presuming: frozenset[str]
    expecting: frozenset[str]
    existing: frozenset[str]
    identifying: frozenset[str]
    bodies: frozenset[str]
    willing: frozenset[str]
    author: AuthorRules
    disputes: DisputeRules
    lemma: Lemmas
    grammar: ChunkGrammar

    def find(self, form: str, part: str, frame: str) -> Effect | None:
        """What the word `form` does in `frame`; None where the tables are silent."""
        row = self.row(form, part, frame)
        return row[0] if row else None

    def row(self, form: str, part: str, frame: str) -> Row | None:
        """The effect and act of a word in `frame`."""
        parts = self.signatures.get(form)
        frames = parts.get(part) if parts else None
        return frames.get(frame) if frames else None

    def any_row(self, form: str, part: str) -> Row | None:
        """The effect and act of a word that has the same in every frame; None of others."""
        rows = list(self.signatures.get(form, {}).get(part, {}).values())
        return rows[0] if rows and all(row[0].name == rows[0][0].name for row in rows) else None


def read_certainty(files: Files) -> Tables:
    """The tables in the rule files. RuleError where one of them lacks or misnames what the room needs."""
    rows = reversed(_rows(files.text("composition.tsv")))  # of two lines for one class the first one counts
    effects = {row[0]: _effect(row) for row in rows}
    irregular = _irregular(files.text("irregular-verbs.txt"))
    signatures = _signatures(files.get(read_signatures), effects)
    data = files.table("certainty.toml")
    words, adverbs, classes = _words(data["words"]), data["adverbs"], data["composition"]
    _check_labels(adverbs, data["nouns"])
    watched = words.conditional | words.adverbial | words.negators | words.watched | frozenset(adverbs)
    return Tables(
        signatures=signatures,
        effects=effects,
        words=words,
        modals=data["modals"],
        adverbs=adverbs,
        modifiers={word: label for label, listed in data["nouns"].items() for word in listed},
        embedders=frozenset(form.split("-")[0] for form in signatures) | signatures.keys(),
        phrases=_conjunctions(data["conjunctions"]),
        iffy=words.if_unless.union(max(phrase.split(), key=len) for phrase in data["conjunctions"]["condition"]),
        pasts=frozenset(f for base, forms in irregular.items() for f in forms if not f.endswith("ing")) - words.presents,
        unchanged=frozenset(base for base, forms in irregular.items() if all(f.endswith("ing") for f in forms)),
        before_verbs=words.do.union(adverbs, OPENING),
        watched=watched,
        idle=frozenset(name for name, effect in effects.items() if effect.weight == "none"),
        asking=frozenset(name for name, effect in effects.items() if effect.weight == "strong").union(classes["asking"]),
        bare_infinitive=frozenset(classes["bare_infinitive"]),
        descend=frozenset(classes["descend"]),
        descend_affirmed=frozenset(classes["descend_affirmed"]),
        descend_object=frozenset(classes["descend_object"]),
        forgetting=frozenset(classes["forgetting"]),
        presuming=frozenset(classes["presuming"]),
        expecting=frozenset(classes["expecting"]),
        existing=frozenset(classes["existing"]),
        identifying=frozenset(classes["identifying"]),
        bodies=_bodies(files.table("source-types.toml")),
        willing=_willing(files),
        author=_author(files.table("author.toml"), adverbs),
        disputes=_disputes(files.table("disputes.toml")),
        lemma=files.get(read_lemmas),
        grammar=files.get(read_grammar),
    )


def _check_labels(adverbs: Mapping[str, str], nouns: Iterable[str]) -> None:
    """RuleError where certainty.toml gives words a label that there is not."""
    labels = [(f"adverbs: {word!r}", label) for word, label in adverbs.items()] + [("nouns", label) for label in nouns]
    for place, label in labels:
        if label not in LABELS:
            raise RuleError(f"certainty.toml: {place}: there is no label {label!r}{nearest(label, LABELS)}")


def _bodies(data: Mapping[str, Any]) -> frozenset[str]:
    """Nouns and words of names of firms, states and societies, as source-types.toml has them."""
    listed = (kind.get(part, "") for kind in data["type"] if kind["id"] in _BODIES for part in ("heads", "names"))
    return frozenset(" ".join([*listed, data["general"]["words"]]).lower().split())


def _willing(files: Files) -> frozenset[str]:
    """Nouns for people and bodies: of source-types.toml, of nouns.tsv, and the roles and kin of names.toml."""
    types, names = files.table("source-types.toml"), files.table("names.toml")
    listed = [kind.get("heads", "") for kind in types["type"] if kind["id"] not in _LIFELESS]
    listed += [types["general"]["words"], *names["roles"].values(), *(str(words) for words in names["kin"].values())]
    known = (noun for noun, kind in files.get(read_noun_kinds).items() if kind not in _LIFELESS)
    return frozenset(" ".join(listed).lower().split()).union(known)


def _words(data: Mapping[str, Sequence[str]]) -> Words:
    """The word lists, each under its own name."""
    wanted = Words.__annotations__
    if wanted.keys() != data.keys():
        odd = ", ".join(sorted(wanted.keys() ^ data.keys()))
        raise RuleError(f"certainty.toml: [words] lacks or does not know: {odd}")
    lists: dict[str, Any] = {name: tuple(data[name]) if "tuple" in str(kind) else frozenset(data[name]) for name, kind in wanted.items()}
    return Words(**lists)


def _effect(row: Sequence[str]) -> Effect:
    name, affirmed, negated, weights, stance, act = row
    weight, _, weight_negated = weights.partition("/")
    return Effect(name, _outcome(affirmed), _outcome(negated), weight, weight_negated or weight, stance, act)


def _outcome(text: str) -> tuple[str, int]:
    if text in ("=", "!"):
        return "=", 1 if text == "=" else -1
    if text == "-":
        return "", 1
    return (text[:-1], -1) if text.endswith("-") else (text.removesuffix("+"), 1)


def _rows(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def _irregular(text: str) -> dict[str, list[str]]:
    """Verb → its irregular forms."""
    rows = (line.split("#")[0].split() for line in text.splitlines())
    return {words[0]: words[1:] for words in rows if words}


@plain
def read_signatures(files: Files) -> dict[str, Any]:
    """`rows`: what words do, frame → class and act; `parts`: part → number of a row; `forms`: any form → number of its parts.

    Of signatures.tsv and verbs.tsv; of two lines for one word the first one counts. RuleError for a class that is not in composition.tsv.
    """
    acts = {row[0]: row[5] for row in reversed(_rows(files.text("composition.tsv")))}
    irregular = _irregular(files.text("irregular-verbs.txt"))
    found: dict[str, dict[str, dict[str, list[str]]]] = {}
    for name, part, frames, act, words in [*_rows(files.text("signatures.tsv")), *files.get(read_verbs).signatures()]:
        if name not in acts:
            raise RuleError(f"signatures.tsv or verbs.tsv: {words}: class {name!r} is not in composition.tsv{nearest(name, acts)}")
        row = [name, acts[name] if act == "-" else act]
        for form in (form for word in words.split() for form in _forms(word, part, irregular)):
            table = found.setdefault(form, {}).setdefault(part, {})
            for frame in frames.split(","):
                table.setdefault(frame, row)
    rows, parts = _Numbered(), _Numbered()
    forms = {form: parts[{part: rows[_filled(table)] for part, table in tables.items()}] for form, tables in found.items()}
    return {"rows": rows.values(), "parts": parts.values(), "forms": forms}


def _signatures(data: Mapping[str, Any], effects: Mapping[str, Effect]) -> Signatures:
    rows = [{frame: (effects[name], act) for frame, (name, act) in row.items()} for row in data["rows"]]
    parts = [{part: rows[number] for part, number in numbers.items()} for numbers in data["parts"]]
    return {form: parts[number] for form, number in data["forms"].items()}


def _forms(word: str, part: str, irregular: Mapping[str, list[str]]) -> list[str]:
    """The word as it may stand in a text; a few of the forms may not exist, which does no harm."""
    if part == "a":
        return [word]
    if "-" in word:
        verb, particle = word.split("-")
        return [f"{form}-{particle}" for form in _forms(verb, part, irregular)]
    plural = word[:-1] + "ies" if word.endswith("y") and word[-2:-1] not in "aeiou" else word + "s"
    forms = [word, plural, word + "es"]
    if part == "n":
        return forms
    stem = word[:-1] if word.endswith("e") else word
    past = word[:-1] + "ied" if plural.endswith("ies") else stem + "ed"
    forms += [past, stem + "ing", word + word[-1] + "ed", word + word[-1] + "ing"]
    return forms + irregular.get(word, [])


class _Numbered:
    """Numbers for tables, equal ones the same."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def __getitem__(self, table: Mapping[str, Any]) -> int:
        return self._numbers.setdefault(json.dumps(table), len(self._numbers))

    def values(self) -> list[dict[str, Any]]:
        """The tables by number."""
        return list(map(json.loads, self._numbers))


def _filled(table: dict[str, list[str]]) -> dict[str, list[str]]:
    """With the frames that go by another's row: `whether` by `wh`, every clause by `*`."""
    if "wh" in table:
        table.setdefault("whether", table["wh"])
    if "*" in table:
        table.update({frame: table["*"] for frame in _CLAUSES if frame not in table})
    return table


def _conjunctions(kinds: Mapping[str, Sequence[str]]) -> dict[str, list[Conjunction]]:
    """Conjunctions of several words, by each of their words."""
    out: dict[str, list[Conjunction]] = {}
    for kind, phrases in kinds.items():
        for words in map(str.split, phrases):
            for place, word in enumerate(words):
                out.setdefault(word, []).append((place, words, kind))
    return out


def _author(data: Mapping[str, Any], adverbs: Iterable[str]) -> AuthorRules:
    words = {name: frozenset(listed) for name, listed in data["words"].items()}
    kinds = dict.fromkeys(adverbs, "AUTHOR-ADVERB") | dict.fromkeys(words["modifiers"], "AUTHOR-NOUN")
    kinds |= dict.fromkeys(words["passives"] | words["impersonal"], "AUTHOR-PASSIVE") | dict.fromkeys(words["modals"], "AUTHOR-MODAL")
    kinds |= dict.fromkeys(words["there"], "AUTHOR-THERE") | dict.fromkeys(words["also_adverbs"], "AUTHOR-ADVERB")
    openers = frozenset(form for word in kinds for form in (word, word.capitalize(), word.upper()))
    return AuthorRules(words, {rule["id"]: (rule["prior"], rule["why"]) for rule in data["rule"]}, kinds, openers)


def _disputes(data: Mapping[str, Any]) -> DisputeRules:
    sets = {name: frozenset(value) for name, value in data.items() if isinstance(value, list)}
    return DisputeRules(**sets, events=data["events"], prefers=data["prefers"])

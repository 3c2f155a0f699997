"""Claims of PolNeAR train, paraphrased in one to three small steps and changed in a known way, for `verify.py --claims`."""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from attribution.model import Claim
from attribution.readers import Source
from attribution.verify.language import language
from attribution.verify.passages import Material
from attribution.verify.record import Shift, Trace
from attribution.verify.retrieve import Corpus
from attribution.verify.run import verify_source
from attribution.verify.speakers import compare_speakers

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
HEADING = 5  # words with capital letters that are no name
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April June July August September October November December".split()
NUMBERS = {"two": "three", "three": "five", "four": "six", "five": "nine", "six": "eight", "ten": "twelve"}
FIGURES = {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10"}
SYNONYMS = {
    "begin": "start", "help": "assist", "show": "demonstrate", "large": "big", "many": "numerous", "need": "require",
    "buy": "purchase",     "try": "attempt", "stop": "halt", "country": "nation", "company": "firm", "also": "additionally",
    "important": "significant",
    "money": "funds",
    "attorney": "lawyer", "quickly": "rapidly", "often": "frequently", "children": "kids", "because": "since",
    "workers": "employees", "people": "persons", "bad": "poor", "wants": "wishes", "believed": "thought", "work": "labor",
}  # fmt: skip
ADVERBS = re.compile(r"\b(?:very|also|really|simply|actually|just|even|still|already|recently|completely|certainly|so) ")
AUXILIARY = r"\b(?P<verb>is|was|are|were|would|can|could|will|should|has|have|had)\b"
NEGATION = re.compile(r"\b(?:(?P<verb>is|was|are|were|do|does|did|could|would|should|has|have|had)(?:n['’]t| not)|never|not) ")
HEDGES = re.compile(r"\b(?:probably|perhaps|maybe|likely|possibly|apparently|reportedly|allegedly) ")


@dataclass(frozen=True)
class Drawn:
    """A claim as its article has it: without "that". `open`: somebody is named for it, who is not called an official."""

    text: str
    speaker: str
    doc: str
    open: bool


@dataclass
class Pool:
    """What changed words come from."""

    chance: random.Random
    claims: list[Drawn]
    names: list[str]


Step = Callable[[str, Pool], str | None]


def drawn_from(materials: Sequence[Material]) -> Iterator[Drawn]:
    """Indirect claims of a named speaker."""
    for material in materials:
        for claim in material.found.claims:
            text = re.sub(r"^that ", "", claim.claim)
            fits = 8 <= len(text.split()) <= 40 and len(claim.content_spans) == 1 and not re.search(r"[\"“”\n]|''|``", text)
            named = claim.speaker is not None and claim.speaker[:1].isupper() and is_plausible(claim.speaker)
            if claim.kind == "indirect" and named and fits and claim.cue in ("said", "says", "told reporters", "told"):
                named = not claim.anonymous and "official" not in f"{claim.source} {claim.role}".casefold()
                yield Drawn(within_sentence(text.strip(",. "), claim, material), claim.speaker, material.source.doc, named)


def is_plausible(speaker: str) -> bool:
    """Whether this may be a name, and not a heading that was taken for one, with its verb."""
    words = speaker.split()
    return len(words) < HEADING or any(word.islower() for word in words)


def within_sentence(text: str, claim: Claim, material: Material) -> str:
    """The text as it would stand inside a sentence: a first word that is no name without its capital."""
    document, begin = material.found.document, claim.content_spans[0].begin
    at = bisect_right(document.begins, begin) - 1
    first = document.text[document.begins[at] : document.ends[at]]
    plain = material.text.startswith(text[:1], begin) and first[1:].islower() and not document.tags[at].startswith("NNP")
    return text[0].lower() + text[1:] if plain else text


def pool_of(materials: Sequence[Material], chance: random.Random) -> Pool:
    claims = list(drawn_from(materials))
    names = sorted({m[0] for drawn in claims for m in WORD.finditer(drawn.text, 2) if m[0].istitle() and len(m[0]) > 4})
    return Pool(chance, claims, [name for name in names if name not in DAYS and name not in MONTHS])


def swapped_out(text: str, match: re.Match[str] | None, new: str) -> str | None:
    if match is None:
        return None
    return re.sub(r"  +", " ", text[: match.start()] + new + text[match.end() :]).strip()


def one(pool: Pool, found: Iterator[re.Match[str]] | list[re.Match[str]]) -> re.Match[str] | None:
    found = list(found)
    return pool.chance.choice(found) if found else None


# ---------------------------------------------------------------- steps that change nothing


def synonym(text: str, pool: Pool) -> str | None:
    match = one(pool, [m for m in WORD.finditer(text) if m[0] in SYNONYMS])
    return swapped_out(text, match, SYNONYMS[match[0]]) if match else None


def adverb_dropped(text: str, pool: Pool) -> str | None:
    return swapped_out(text, one(pool, ADVERBS.finditer(text)), "")


def figures(text: str, pool: Pool) -> str | None:
    match = one(pool, [m for m in WORD.finditer(text) if m[0] in FIGURES])
    return swapped_out(text, match, FIGURES[match[0]]) if match else None


def contracted(text: str, pool: Pool) -> str | None:
    match = one(pool, re.finditer(r"\b(?P<verb>is|was|are|were|do|does|did|could|would|should|has|have|had) not\b", text))
    return swapped_out(text, match, match["verb"] + "n’t") if match else None


def backshifted(text: str, pool: Pool) -> str | None:
    match = one(pool, re.finditer(r"\b(?:will|can|is|are|has)\b(?!['’])", text))
    forms = {"will": "would", "can": "could", "is": "was", "are": "were", "has": "had"}
    return swapped_out(text, match, forms[match[0]]) if match else None


def aside_dropped(text: str, pool: Pool) -> str | None:
    turning = "|".join(sorted(language().negations | language().hedges | language().modals | language().conditions))
    aside = one(pool, re.finditer(rf"(?<=\w), (?![^,]*\b(?:{turning})\b)[^,]{{4,40}}, (?=[a-z])", text))
    return swapped_out(text, aside, " ")


def day_first(text: str, pool: Pool) -> str | None:
    match = re.search(rf" (on (?:{'|'.join(DAYS)}))$", text)
    return f"{match[1]}, {text[: match.start()]}" if match else None


STEPS: Sequence[Step] = (synonym, adverb_dropped, figures, contracted, backshifted, aside_dropped, day_first)


def paraphrased(text: str, pool: Pool) -> str:
    """One to three of the steps that fit."""
    for step in pool.chance.sample(STEPS, pool.chance.randint(1, 3) + 2)[:3]:
        text = step(text, pool) or text
    return text


# ---------------------------------------------------------------- changes


def raised(text: str, pool: Pool) -> str | None:
    options = [(m, "will") for m in re.finditer(r"\b(?:may|might|could)\b(?!['’])", text)] + [(m, "") for m in HEDGES.finditer(text)]
    match, new = pool.chance.choice(options) if options else (None, "")
    return swapped_out(text, match, new)


def lowered(text: str, pool: Pool) -> str | None:
    match = one(pool, re.finditer(r"\b(?:will|must|would)\b(?! have| be able| not|n|['’])", text))
    if match and pool.chance.random() < 0.7:
        return swapped_out(text, match, pool.chance.choice(("may", "might")))
    match = one(pool, re.finditer(r"\b(?:is|was|are|were|will) (?=[a-z])(?!not)", text))
    return swapped_out(text, match, match[0] + pool.chance.choice(("probably ", "possibly "))) if match else None


def turned(text: str, pool: Pool) -> str | None:
    if pool.chance.random() < 0.5 and (match := one(pool, NEGATION.finditer(text))):
        return swapped_out(text, match, (match["verb"] or "") + " ")
    match = one(pool, re.finditer(AUXILIARY + r"(?! not|n['’]t)(?= [a-z]+)", text))
    return swapped_out(text, match, match["verb"] + " not") if match else None


def numbered(text: str, pool: Pool) -> str | None:
    whole = [m for m in re.finditer(r"(?<![\w,.:])[^\W_]+(?![\w]|[,.:]\d)", text) if m[0].isdigit() or m[0] in NUMBERS]
    match = one(pool, whole)
    return swapped_out(text, match, NUMBERS.get(match[0]) or str(int(match[0]) + pool.chance.randint(1, 9))) if match else None


def renamed(text: str, pool: Pool) -> str | None:
    found = [m for m in WORD.finditer(text, 2) if m[0].istitle() and len(m[0]) > 3 and text[m.start() - 2] not in ".!?"]
    match = one(pool, [m for m in found if m[0] not in DAYS and m[0] not in MONTHS])
    new = pool.chance.choice(pool.names)
    return swapped_out(text, match, new) if match and new not in text else None


def redated(text: str, pool: Pool) -> str | None:
    match = one(pool, re.finditer(rf"\b(?:{'|'.join(DAYS + MONTHS)})\b", text))
    if match is None:
        return None
    return swapped_out(text, match, pool.chance.choice([day for day in (DAYS if match[0] in DAYS else MONTHS) if day != match[0]]))


CHANGES: dict[str, tuple[Step, set[Shift]]] = {
    "raised": (raised, {"raised"}), "lowered": (lowered, {"lowered"}), "polarity": (turned, {"polarity"}), "number": (numbered, {"number"}),
    "name": (renamed, {"name"}), "date": (redated, {"date"}), "speaker": (lambda text, pool: text, {"speaker"}),
    "attribution dropped": (lambda text, pool: text, {"attribution-dropped"}), "denied": (lambda text, pool: text, {"polarity"}),
    "made anonymous": (lambda text, pool: text, {"anonymity"}),
    "unchanged": (lambda text, pool: text, set()),
}  # fmt: skip


def drafted(kind: str, text: str, drawn: Drawn, pool: Pool) -> str:
    """The claim in a draft: attribution before, behind, or by "according to"."""
    speaker = drawn.speaker
    if text.split()[0].casefold() in language().function:
        text = text[0].lower() + text[1:]
    if kind == "attribution dropped":
        return f"{text[0].upper()}{text[1:]}.\n"
    if kind == "speaker":
        others = [each.speaker for each in pool.claims if compare_speakers(each.speaker, speaker) == "different"]
        speaker = pool.chance.choice(others)
    if kind == "denied":
        return f"{speaker} denied that {text}.\n"
    if kind == "made anonymous":
        speaker = "an official"
    style = pool.chance.randrange(3)
    if style == 0:
        return f"{speaker} said that {text}.\n"
    if style == 1:
        return f"{text[0].upper()}{text[1:]}, {speaker} said.\n"
    return f"According to {speaker}, {text}.\n"


def claim_cases(pool: Pool, per_kind: int) -> Iterator[tuple[str, Drawn, str]]:
    """(kind, the claim, a draft of it)."""
    for kind, (change, _) in CHANGES.items():
        order = pool.claims[:]
        pool.chance.shuffle(order)
        made = 0
        for drawn in order:
            said = paraphrased(drawn.text, pool)
            text = change(said, pool)
            if not text or (text == said and change in (raised, lowered, turned, numbered, renamed, redated)):
                continue
            if kind == "made anonymous" and not drawn.open:
                continue
            yield kind, drawn, drafted(kind, text, drawn, pool)
            made += 1
            if made == per_kind * (3 if kind == "unchanged" else 1):
                break


def claim_traces(draft: str, corpus: Corpus) -> list[Trace]:
    traces = verify_source(Source("draft", draft, "utf-8", b""), None, corpus).traces
    return [trace for trace in traces if trace.kind != "quotation"]


def known_words() -> int:
    """How many of the synonyms that are put in the rules know."""
    known = language().synonyms
    return sum(known.get(one, one) == known.get(two, two) for one, two in SYNONYMS.items())

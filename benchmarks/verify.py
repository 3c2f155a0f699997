#!/usr/bin/env python3
"""Change quotations of PolNeAR train in known ways, and count which changes `attribution verify` finds, and which right ones it flags.

usage: verify.py REFERENCE SEED [-n ARTICLES] [-k CASES] [-v KIND] [--text | --transcripts | --itself | --british | --claims]

Quotations are drawn from ARTICLES articles (150), CASES (40) a kind, and compared with all 840. With --text, each stands in a draft of its
own, in one of three styles, and quotation and speaker are found by `extract`; without, both are given. With --transcripts, they are
turns of four transcripts with "um", repeats, cut-off words, applause and time codes put in. With --itself, articles are compared with
themselves; with --british, in British marks and spelling. With --claims, what is drawn are claims without quotation marks
(see verify_claims.py). Nothing drawn is written anywhere.
-v KIND (or all, or status) shows the cases that went wrong.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import verify_claims as claims

from attribution.readers import Source
from attribution.verify.align import Quotation
from attribution.verify.language import language
from attribution.verify.passages import Material, read_material
from attribution.verify.quotations import Draft, judge
from attribution.verify.record import DOUBTFUL_FLAGS, WRONG, WRONG_FLAGS, Trace
from attribution.verify.retrieve import Corpus, read_corpus
from attribution.verify.run import verify_source
from attribution.verify.setting import Setting
from attribution.verify.speakers import compare_speakers

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
SWAPS = [("in", "on"), ("for", "against"), ("a", "the"), ("and", "or"), ("his", "her"), ("to", "from"), ("with", "by"), ("this", "that")]
MODALS = [("will", "may"), ("could", "will"), ("can", "must"), ("would", "will"), ("should", "may"), ("might", "will"), ("may", "will")]
HEDGE = re.compile(r"\b(?:I think|I believe|I guess|probably|perhaps|maybe|likely|possibly),? ", re.IGNORECASE)
NEGATION = re.compile(r"\b(?:(?P<verb>is|was|are|were|do|does|did|could|would|should|has|have|had)(?:n['’]t| not)|never|not)\b")
TURNING = (
    language().negations | language().hedges | language().conditions | language().modals | {"only", "but", "think", "believe", "guess"}
)
NUMBERS = {"two": "three", "three": "five", "four": "six", "five": "nine", "six": "eight", "ten": "twelve", "one": "two"}


@dataclass(frozen=True)
class Drawn:
    """A quotation as its article has it."""

    text: str
    speaker: str | None
    doc: str


@dataclass
class Pool:
    """What changed words come from."""

    chance: random.Random
    quotes: list[Drawn]
    contents: list[str]
    names: list[str]
    strangers: list[Drawn]
    paraphrases: list[Drawn]


Mutator = Callable[[Drawn, Pool], str | None]


def replaced(text: str, match: re.Match[str] | tuple[int, int], new: str) -> str:
    begin, end = match if isinstance(match, tuple) else match.span()
    return re.sub(r"  +", " ", text[:begin] + new + text[end:]).strip()


def content_words(text: str) -> list[re.Match[str]]:
    return [m for m in WORD.finditer(text) if len(m[0]) > 3 and m[0].islower() and m[0] not in language().function and m[0].isalpha()]


def one_of(pool: Pool, found: list[re.Match[str]]) -> re.Match[str] | None:
    return pool.chance.choice(found) if found else None


def swapped(drawn: Drawn, pool: Pool) -> str | None:
    match = one_of(pool, content_words(drawn.text))
    new = pool.chance.choice(pool.contents)
    return replaced(drawn.text, match, new) if match and new[:4] != match[0][:4] else None


def dropped(drawn: Drawn, pool: Pool) -> str | None:
    words = content_words(drawn.text)[:-1]
    match = one_of(pool, [m for m in words if m.start() > 0])
    return replaced(drawn.text, match, "") if match else None


def added(drawn: Drawn, pool: Pool) -> str | None:
    match = one_of(pool, content_words(drawn.text))
    return replaced(drawn.text, (match.start(), match.start()), pool.chance.choice(pool.contents) + " ") if match else None


def pair_changed(pairs: list[tuple[str, str]]) -> Mutator:
    def change(drawn: Drawn, pool: Pool) -> str | None:
        options = [(m, new) for old, new in pairs for m in re.finditer(rf"\b{old}\b", drawn.text)]
        if not options:
            return None
        match, new = pool.chance.choice(options)
        return replaced(drawn.text, match, new)

    return change


def negation_dropped(drawn: Drawn, pool: Pool) -> str | None:
    match = one_of(pool, list(NEGATION.finditer(drawn.text)))
    return replaced(drawn.text, match, match["verb"] or "") if match else None


def negation_added(drawn: Drawn, pool: Pool) -> str | None:
    match = one_of(pool, list(re.finditer(r"\b(?:is|was|are|were|will|would|can|could|should|must)\b(?! not|n['’]t)", drawn.text)))
    return replaced(drawn.text, match, match[0] + " not") if match else None


def number(drawn: Drawn, pool: Pool) -> str | None:
    match = one_of(pool, [m for m in WORD.finditer(drawn.text) if m[0].isdigit() or m[0] in NUMBERS])
    return replaced(drawn.text, match, NUMBERS.get(match[0]) or str(int(match[0]) + pool.chance.randint(1, 9))) if match else None


def name(drawn: Drawn, pool: Pool) -> str | None:
    match = one_of(
        pool, [m for m in WORD.finditer(drawn.text, 2) if m[0].istitle() and len(m[0]) > 3 and drawn.text[m.start() - 2] not in ".!?"]
    )
    new = pool.chance.choice(pool.names)
    return replaced(drawn.text, match, new) if match and new != match[0] else None


def hedge_dropped(drawn: Drawn, pool: Pool) -> str | None:
    match = one_of(pool, list(HEDGE.finditer(drawn.text)))
    return replaced(drawn.text, match, "") if match else None


def swallowed(drawn: Drawn, pool: Pool) -> str | None:
    found = list(re.finditer(r"(?<=\w) (?:not|never) (?=\w+ \w+)", drawn.text))
    match = one_of(pool, found)
    return replaced(drawn.text, match, " … ") if match else None


def beginning_cut(drawn: Drawn, pool: Pool) -> str | None:
    found = re.finditer(r"\b(?:I (?:don['’]t|do not) (?:think|believe)(?: that)?|if|unless|not) (?=[^.,;:!?—-]{25,})", drawn.text)
    match = one_of(pool, [m for m in found if m.start() < 80])
    if not match:
        return None
    rest = drawn.text[match.end() :]
    return rest[0].upper() + rest[1:]


def halves(text: str) -> tuple[str, str] | None:
    words = list(WORD.finditer(text))
    if len(words) < 12:
        return None
    middle = words[len(words) // 2]
    return text[: middle.start()].rstrip(), text[middle.start() :]


def glued(between: str, same: bool) -> Mutator:
    def glue(drawn: Drawn, pool: Pool) -> str | None:
        others = [other for other in pool.quotes if (other.doc == drawn.doc) == same and other.text != drawn.text]
        mine = halves(drawn.text)
        other = halves(pool.chance.choice(others).text) if others else None
        return mine[0] + between + other[1] if mine and other else None

    return glue


def turned(drawn: Drawn, pool: Pool) -> str | None:
    parts = SENTENCE.split(drawn.text)
    if len(parts) < 2 or min(len(parts[0].split()), len(parts[-1].split())) < 5:
        return None
    return " ".join([parts[-1], *parts[1:-1], parts[0]])


def paraphrased(drawn: Drawn, pool: Pool) -> str | None:
    return pool.chance.choice(pool.paraphrases).text


def invented(drawn: Drawn, pool: Pool) -> str | None:
    return pool.chance.choice(pool.strangers).text


def other_marks(drawn: Drawn, pool: Pool) -> str | None:
    new = drawn.text.translate(str.maketrans("’‘", "''")) if "’" in drawn.text else drawn.text.replace("'", "’")
    return new if new != drawn.text else drawn.text.replace(" - ", " — ")


def other_case(drawn: Drawn, pool: Pool) -> str | None:
    return drawn.text[0].swapcase() + drawn.text[1:]


def other_space(drawn: Drawn, pool: Pool) -> str | None:
    at = pool.chance.choice([m.start() for m in re.finditer(" ", drawn.text)] or [0])
    return drawn.text[:at] + "\u00a0 " + drawn.text[at + 1 :] if at else None


def other_points(drawn: Drawn, pool: Pool) -> str | None:
    return re.sub(r"(?<=\w), (?=\w)", " ", drawn.text, count=1) if ", " in drawn.text else re.sub(r"\.(?= )", ";", drawn.text, count=1)


def other_spelling(drawn: Drawn, pool: Pool) -> str | None:
    there = {british: american for american, british in language().spellings.items()} | dict(language().spellings)
    found = [m for m in WORD.finditer(drawn.text) if m[0] in there or re.search(r"\w{4}iz(?:e|ed|ing|es)$", m[0])]
    match = one_of(pool, found)
    if not match:
        return None
    return replaced(drawn.text, match, there.get(match[0]) or re.sub(r"iz(?=e|ing)", "is", match[0]))


def last_off(drawn: Drawn, pool: Pool) -> str | None:
    parts = SENTENCE.split(drawn.text)
    return " ".join(parts[:-1]) if len(parts) > 1 and len(" ".join(parts[:-1]).split()) > 4 else None


def ellipsis_right(drawn: Drawn, pool: Pool) -> str | None:
    words = list(WORD.finditer(drawn.text))
    places = []
    for i in range(3, len(words) - 6):
        size = pool.chance.randint(2, 4)
        inside = drawn.text[words[i].start() : words[i + size].start()]
        near = {m[0].lower().removesuffix("n't") for m in words[max(0, i - 1) : i + size]}
        apart = all(drawn.text[words[at].start() - 1].isspace() for at in (i, i + size))  # no half of "3,000"
        if apart and not near & TURNING and "n't" not in inside and "n’t" not in inside:
            places.append((words[i].start(), words[i + size].start()))
    return replaced(drawn.text, pool.chance.choice(places), pool.chance.choice(["… ", "... ", "[…] "])) if places else None


def bracket_for(drawn: Drawn, pool: Pool) -> str | None:
    match = one_of(pool, list(re.finditer(r"\b(?:he|she|they|it|him|them)\b(?!['’])", drawn.text)))
    return replaced(drawn.text, match, "[the committee]") if match else None


def bracket_added(drawn: Drawn, pool: Pool) -> str | None:
    match = one_of(pool, [m for m in WORD.finditer(drawn.text) if drawn.text[m.end() : m.end() + 1] == " "])
    return replaced(drawn.text, (match.end(), match.end()), pool.chance.choice([" [sic]", " [of the party]"])) if match else None


def bracket_case(drawn: Drawn, pool: Pool) -> str | None:
    return f"[{drawn.text[0].swapcase()}]{drawn.text[1:]}" if drawn.text[0].isalpha() and drawn.text[1:2].isalpha() else None


CHANGED: dict[str, Mutator] = {
    "word swapped": swapped, "word dropped": dropped, "word added": added, "function word": pair_changed(SWAPS),
    "negation dropped": negation_dropped, "negation added": negation_added, "number": number, "name": name, "modal": pair_changed(MODALS),
    "hedge dropped": hedge_dropped, "ellipsis swallows negation": swallowed, "beginning cut": beginning_cut,
    "stitched": glued(" ", same=False), "ellipsis from afar": glued(" … ", same=True), "reversed": turned,
    "paraphrase in marks": paraphrased, "invented": invented,
}  # fmt: skip
RIGHT: dict[str, Mutator] = {
    "same": lambda drawn, pool: drawn.text, "marks": other_marks, "case": other_case, "space": other_space, "punctuation": other_points,
    "US/UK": other_spelling, "last sentence off": last_off, "ellipsis right": ellipsis_right, "bracket for pronoun": bracket_for,
    "bracket added": bracket_added, "[C]ase": bracket_case,
}  # fmt: skip
SWAPPED = ("same", "marks", "case")  # kinds of which each is given to somebody else, too
STATUS = {
    "same": {"verbatim"}, "marks": {"marks", "verbatim"}, "case": {"marks"}, "space": {"marks"}, "punctuation": {"marks", "verbatim"},
    "US/UK": {"spelling"}, "last sentence off": {"verbatim"}, "ellipsis right": {"trimmed"}, "bracket for pronoun": {"trimmed"},
    "bracket added": {"trimmed"}, "[C]ase": {"trimmed"}, "stitched": {"stitched"}, "reversed": {"stitched"}, "invented": {"not-found"},
    "ellipsis from afar": {"stitched"},
    **{kind: {"altered"} for kind in list(CHANGED)[:9]},
}  # fmt: skip


def drawn_from(material: Material) -> Iterator[Drawn]:
    """The quotations of an article that are worth changing."""
    speakers = {span.begin: claim.speaker for claim in material.found.claims for span in claim.quote_spans}
    for quote in material.found.document.quotes:
        text = material.text[slice(*quote.inner)].strip()
        if quote.depth == 0 and quote.kind == "speech" and quote.closed and 6 <= len(text.split()) <= 60 and "\n" not in text:
            speaker = speakers.get(quote.inner.begin)
            fits = speaker is not None and claims.is_plausible(speaker) and not re.search("[\"“”]", speaker)
            yield Drawn(text, speaker if fits else None, material.source.doc)


def read(folder: Path) -> list[Material]:
    return [
        read_material(Source(path.name, text := path.read_text("utf-8"), "utf-8", text.encode())) for path in sorted(folder.glob("*.txt"))
    ]


def pool_of(materials: list[Material], strangers: list[Material], chance: random.Random) -> Pool:
    quotes = [drawn for material in materials for drawn in drawn_from(material)]
    words = [m for drawn in quotes for m in WORD.finditer(drawn.text, 2)]
    paraphrases = [
        Drawn(text, claim.speaker, material.source.doc)
        for material in materials
        for claim in material.found.claims
        if claim.kind == "indirect" and len(claim.content_spans) == 1
        for text in [material.text[slice(*claim.content_spans[0])]]
        if 8 <= len(text.split()) <= 40 and not re.search(r"[\"“”\n]", text)
    ]
    contents = sorted({m[0] for drawn in quotes for m in content_words(drawn.text)})
    names = sorted({m[0] for m in words if m[0].istitle() and len(m[0]) > 4})
    return Pool(chance, quotes, contents, names, [drawn for each in strangers for drawn in drawn_from(each)], paraphrases)


def flagged(status: str, flags: tuple[str, ...]) -> bool:
    return status in WRONG or bool((WRONG_FLAGS | DOUBTFUL_FLAGS) & set(flags))


def cases(pool: Pool, per_kind: int) -> Iterator[tuple[str, Drawn, str]]:
    for kind, mutate in {**CHANGED, **RIGHT}.items():
        order = pool.quotes[:]
        pool.chance.shuffle(order)
        made = 0
        for drawn in order:
            text = mutate(drawn, pool)
            if (text and text != drawn.text) or (text and kind == "same"):
                yield kind, drawn, text
                made += 1
                if made == per_kind:
                    break


def as_text(text: str, speaker: str, chance: random.Random) -> str:
    """The quotation in a draft: attribution behind, before or inside."""
    text = text.rstrip(",. ")
    style = chance.randrange(3)
    if style == 0:
        return f"“{text},” {speaker} said.\n"
    if style == 1:
        return f"{speaker} said: “{text}.”\n"
    return f"On Monday, {speaker} said, “{text}.”\n"


def judged(text: str, speaker: str | None, corpus: Corpus) -> tuple[str, tuple[str, ...], str, str]:
    draft = f"“{text}” said."
    judgement = judge(Quotation(draft, 1, 1 + len(text)), Draft(draft, lambda _: speaker, Setting(draft, corpus.chance)), corpus)
    return judgement.status, tuple(flag for flag, _ in judgement.flags), judgement.speaker_match, str(judgement.flags)


def traces_of(text: str, speaker: str, corpus: Corpus, chance: random.Random) -> tuple[Trace, ...]:
    return verify_source(Source("draft", as_text(text, speaker, chance), "utf-8", b""), None, corpus).traces


def other_told(text: str, speaker: str, corpus: Corpus, chance: random.Random | None) -> bool:
    """Whether it is told that `speaker` did not say this; in a draft's text (with `chance`) also that who said it is hidden, or named."""
    if chance is None:
        return judged(text, speaker, corpus)[2] == "different"
    traces = traces_of(text, speaker, corpus, chance)
    return any(
        trace.speaker_match == "different" or {"anonymity", "multiplied"} & {shifted.what for shifted in trace.shifts} for trace in traces
    )


def traced(text: str, speaker: str | None, corpus: Corpus, chance: random.Random) -> tuple[str, tuple[str, ...], str, str]:
    traces = traces_of(text, speaker or "the official", corpus, chance)
    if not traces:
        return "missed", (), "unknown", ""
    worst = max(traces, key=lambda trace: flagged(trace.status, trace.flags))
    return worst.status, worst.flags, worst.speaker_match, str(worst.why)


ASIDES = ("(you know)", "you know,", "I mean,")
TURN_NAMES = ("ANNA BERG", "JOHN SMITH", "MAYOR IDA HOLM", "SENATOR LEE", "TOM", "HOST")


def spoken(text: str, chance: random.Random) -> str:
    """A quotation as somebody may have said it."""
    words, said = text.split(), []
    for i, word in enumerate(words):
        dice = chance.random()
        if dice < 0.03:
            said.append(chance.choice(("um,", "uh,", "er,")))
        elif dice < 0.06 and word[:1].isalpha():
            said.append(word.strip(",.") + chance.choice(("-", "", " --")))
        elif dice < 0.08 and i:
            said.append(chance.choice(ASIDES))
        elif dice < 0.09:
            said.append("[APPLAUSE]")
        elif dice < 0.10:
            said.append(" ".join(words[i : i + 2]).strip(",.") + "-")
        elif dice < 0.11 and len(word) > 5:
            said.append(word[:3] + "-")
        said.append(word)
    return " ".join(said)


def transcripts(pool: Pool) -> Corpus:
    """Four transcripts whose turns are the pool's quotations; each quotation's speaker becomes that of its turn."""
    pool.quotes = [drawn for drawn in pool.quotes if len(drawn.text.split()) >= 8]
    lines = []
    for i, drawn in enumerate(pool.quotes):
        name = TURN_NAMES[i % len(TURN_NAMES)]
        time = f"[{i // 3600:02}:{i // 60 % 60:02}:{i % 60:02}] " if pool.chance.random() < 0.5 else ""
        lines.append(f"{time}{name}: {spoken(drawn.text, pool.chance)}")
        pool.quotes[i] = Drawn(drawn.text, name.title(), drawn.doc)
    texts = ["\n\n".join(lines[i::4]) for i in range(4)]
    return read_corpus([read_material(Source(f"talk{i}", text, "utf-8", b"")) for i, text in enumerate(texts)])


def in_british(source: Source) -> Source:
    """The article in British spelling and between single marks."""
    text = re.sub(r"[A-Za-z]+", lambda word: language().spellings.get(word[0], word[0]), source.text)
    text = re.sub("“([^“”\n‘’]*)”", r"‘\1’", re.sub(r"(?<=\w)’(?=\w)", "'", text))
    return Source(source.doc, text, "utf-8", text.encode())


def against_themselves(materials: list[Material], *, british: bool) -> None:
    """How many quotations of articles are flagged against the article itself; of the same in British marks and spelling."""
    drafts = [in_british(material.source) if british else material.source for material in materials]
    if british:
        print(f"{sum(draft.text != material.text for draft, material in zip(drafts, materials, strict=True))} articles are changed")
    traces = [
        trace
        for material, draft in zip(materials, drafts, strict=True)
        for trace in verify_source(draft, None, read_corpus([read_material(material.source)])).traces
    ]
    quotations = [trace for trace in traces if trace.kind == "quotation"]
    wrong = [trace for trace in quotations if flagged(trace.status, trace.flags) or trace.speaker_match == "different"]
    print(f"articles against themselves: {len(wrong)} of {len(quotations)} quotations flagged")
    drifted = [trace for trace in traces if trace.status == "drifted"]
    print(f"articles against themselves: {len(drifted)} of {len(traces) - len(quotations)} claims and statements flagged")
    for trace in [*wrong, *drifted]:
        print(f"{trace.doc}:{trace.line} {trace.text!r} {trace.status} {trace.why} {trace.speaker_match}", file=sys.stderr)
        print(f"    {trace.changes} {trace.shifts} {trace.source_text!r}", file=sys.stderr)


def against_claims(materials: list[Material], sample: list[Material], chance: random.Random, per_kind: int, shown: str) -> None:
    """How many changed claims are flagged, as what, and how many that are right."""
    pool, corpus = claims.pool_of(sample, chance), read_corpus(materials)
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for kind, drawn, draft in claims.claim_cases(pool, per_kind):
        traces = claims.claim_traces(draft, corpus)
        told = {shifted.what for trace in traces for shifted in trace.shifts}
        wanted = claims.CHANGES[kind][1]
        right = bool(told & wanted) if wanted else not told
        rows[kind].update(cases=1, told=bool(told), right=right, article=any(trace.source == drawn.doc for trace in traces))
        rows[kind].update(trace.status for trace in traces)
        if shown in (kind, "all") and not right:
            print(f"{kind}: {draft}    {drawn.text}", file=sys.stderr)
            for trace in traces:
                print(f"    {trace.status} {trace.similarity} {trace.speaker_match} {trace.shifts} {trace.source_text!r}", file=sys.stderr)
    for kind, row in rows.items():
        statuses = " ".join(f"{status} {row[status]}" for status in ("matched", "drifted", "nearest", "not-found"))
        share = f"{row['told']:4} told, as what it is {row['right']:4} of {row['cases']:4}"
        print(f"{kind:22}{share}; right article {row['article']}; {statuses}")


def seeded(usage: str | None, **sizes: int) -> argparse.ArgumentParser:
    """A parser of REFERENCE, SEED and options with one letter, with what they are without."""
    parser = argparse.ArgumentParser(usage=usage)
    parser.add_argument("reference", type=Path)
    parser.add_argument("seed", type=int)
    for letter, size in sizes.items():
        parser.add_argument(f"-{letter}", type=int, default=size)
    return parser


def main() -> None:
    parser = seeded(__doc__, n=150, k=40)
    parser.add_argument("-v", default="")
    for mode in ("--claims", "--text", "--transcripts", "--itself", "--british"):
        parser.add_argument(mode, action="store_true")
    args = parser.parse_args()
    chance = random.Random(args.seed)
    materials = read(args.reference / "polnear/train/text")
    sample = chance.sample(materials, args.n)
    if args.itself or args.british:
        against_themselves(sample, british=args.british)
        return
    if args.claims:
        against_claims(materials, sample, chance, args.k, args.v)
        return
    pool = pool_of(sample, read(args.reference / "polnear/dev/text")[:40], chance)
    corpus = transcripts(pool) if args.transcripts else read_corpus(materials)
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for kind, drawn, text in cases(pool, args.k):
        if args.transcripts and kind == "paraphrase in marks":
            continue
        result = traced(text, drawn.speaker, corpus, chance) if args.text else judged(text, drawn.speaker, corpus)
        status, flags, match, why = result
        wrong = flagged(status, flags) == (kind in RIGHT)
        found[kind].update(cases=1, found=flagged(status, flags), status=status in STATUS.get(kind, {status}))
        if drawn.speaker and kind in RIGHT:
            found["speakers"].update(cases=1, different=match == "different", unknown=match == "unknown")
            other = chance.choice([each.speaker for each in pool.quotes if each.speaker])
            if kind in SWAPPED and compare_speakers(other, drawn.speaker) != "same":
                told = other_told(text, other, corpus, chance if args.text else None)
                found["swapped"].update(cases=1, told=told)
                if args.v == "swapped" and not told:
                    print(f"swapped: {drawn.speaker!r} -> {other!r}: {text}", file=sys.stderr)
        if args.v and (wrong or (args.v == "status" and status not in STATUS.get(kind, {status}))) and args.v in (kind, "all", "status"):
            print(f"{kind}: {status} {flags} {why}\n    {drawn.text}\n    {text}", file=sys.stderr)
    for kinds, title in ((CHANGED, "changed"), (RIGHT, "right")):
        rows = [(kind, found[kind]) for kind in kinds if found[kind]["cases"]]
        for kind, row in rows:
            print(f"{kind:28}{row['found']:5} of {row['cases']:4} flagged {row['found'] / row['cases']:6.3f}   status {row['status']}")
        total, hits = sum(row["cases"] for _, row in rows), sum(row["found"] for _, row in rows)
        print(f"{title:28}{hits:5} of {total:4} flagged {hits / total:6.4f}   status {sum(row['status'] for _, row in rows) / total:.3f}\n")
    row = found["speakers"]
    print(f"true speakers: {row['cases']}, called different {row['different']}, unknown {row['unknown']}")
    print(f"swapped speakers: {found['swapped']['cases']}, told {found['swapped']['told']}")


if __name__ == "__main__":
    main()

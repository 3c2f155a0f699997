"""A stand-in for the pipeline that finds `CONTENT, SOURCE said.` on a line: what surrounds the extraction is tested without it."""

from __future__ import annotations

import re
import sys
import time
import types

from attribution.model import Claim, Document, Evidence, Extraction, Span, Warn
from attribution.readers import LineIndex

ARTICLE = "Rates will rise, Anna Berg said.\n\nNothing to see here.\nTalks may fail, he said.\n"
WAIT = "wait for an interrupt"
_CLAIM = re.compile(r"(?P<content>[^,\n]+), (?P<source>[^,\n]+) (?P<cue>said)\.")
_LABELS = {"will": ("planned", "PR+"), "may": ("possible", "PS+")}


def document(text: str) -> Document:
    """Words and one sentence a line."""
    from attribution.rulebook.alphabets import read_grammar  # here, since `--help` must not load it
    from attribution.rulebook.rules import shipped_rules

    words, begins, ends, sentences = [], [], [], []
    for line in re.finditer(r"[^\r\n]*\w[^\r\n]*", text):
        sentences.append(len(words))
        for word in re.finditer(r"\w+|[^\w\s]", line.group()):
            words.append(word.group())
            begins.append(line.start() + word.start())
            ends.append(line.start() + word.end())
    classes = "".join(map(shipped_rules().get(read_grammar).classes.__getitem__, words))
    lows = [word.lower() for word in words]
    return Document(
        text, words, words, begins, ends, ["NN"] * len(words), [*sentences, len(words)], [0, len(words)], (), classes=classes, lows=lows
    )


def extract(text: str, doc: str = "-", rules: object = None) -> Extraction:
    """Claims of the toy pattern; a warning for every `«`; `he` is the last one named."""
    if text == WAIT:
        print("waiting", file=sys.stderr, flush=True)
        time.sleep(60)
    lines = LineIndex(text)
    claims: list[Claim] = []
    for number, match in enumerate(_CLAIM.finditer(text), 1):
        line, column = lines.position(match.start("content"))
        speaker = match["source"] if match["source"] != "he" else (claims[-1].speaker if claims else None)
        cues = tuple(word for word in _LABELS if f" {word} " in match["content"])
        label, value = _LABELS[cues[0]] if cues else ("asserted", "CT+")
        claims.append(
            Claim(
                doc=doc,
                id=f"c{number}",
                line=line,
                column=column,
                kind="indirect",
                claim=match["content"],
                sentence=match.group(),
                content_spans=(Span(*match.span("content")),),
                cue="said",
                cue_spans=(Span(*match.span("cue")),),
                source=match["source"],
                source_spans=(Span(*match.span("source")),),
                speaker=speaker,
                source_type="person",
                chain=(speaker,) if speaker else (),
                certainty=label,
                factuality=value,
                certainty_cues=cues,
                rule="TOY001",
                confidence=0.9 if speaker else 0.4,
                evidence=Evidence("TOY001", "what stands before a comma, a source and 'said'", (("frame", "9 of 10"),)),
            )
        )
    warnings = tuple(Warn("an odd mark", match.start()) for match in re.finditer("«", text))
    return Extraction(doc, document(text), tuple(claims), warnings, lambda offset: None)


def pipeline() -> types.ModuleType:
    """A module that can stand where the pipeline's does."""
    module = types.ModuleType("attribution.pipeline")
    module.extract = extract  # type: ignore[attr-defined]
    return module


if __name__ == "__main__":
    sys.modules["attribution.pipeline"] = pipeline()
    from attribution.cli import main

    main()

"""How time grows with the strange texts of tests/strange.py, stage by stage.

usage: python benchmarks/strange.py [SIZE] [NAME …]

Each text is read at SIZE characters (default 60000) and at four times as many; a stage that takes more than 5.5 times as long is named
with its seconds. Linear ones take 4 times as long, quadratic ones 16.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent.parent), str(Path(__file__).parent.parent / "tests")]

from strange import SHAPES  # noqa: E402

from attribution.attach import attribute  # noqa: E402
from attribution.certainty import Judge, read_certainty  # noqa: E402
from attribution.claims import assemble  # noqa: E402
from attribution.document import read_document  # noqa: E402
from attribution.document.chunks import find_chunks  # noqa: E402
from attribution.rulebook.rules import shipped_rules  # noqa: E402
from attribution.speakers import resolve_speakers  # noqa: E402

NOTABLE = 5.5


def stages(text: str) -> Iterator[str]:
    """The pipeline's stages one after the other; the name of each as it is done."""
    document = read_document(text)
    yield "document"
    chunks = find_chunks(document)
    yield "chunks"
    attributions = attribute(document, chunks)
    yield "attach"
    resolutions = resolve_speakers(document, chunks, attributions, shipped_rules())
    yield "speakers"
    judge = Judge(document, attributions, shipped_rules().get(read_certainty))
    assemble(document, "-", attributions, resolutions, judge)
    yield "certainty and claims"


def seconds(text: str) -> dict[str, float]:
    """Processor time of each stage."""
    gc.collect()
    times: dict[str, float] = {}
    began = time.process_time()
    for name in stages(text):
        times[name] = time.process_time() - began
        began = time.process_time()
    return times


def main(size: int, names: list[str]) -> None:
    """Print a line a text: seconds at both sizes, their ratio, and the stages that grow too fast."""
    seconds("He said that it rains.")
    for name in names or SHAPES:
        small, large = seconds(SHAPES[name](size)), seconds(SHAPES[name](4 * size))
        total, grown = sum(small.values()), sum(large.values())
        fast = [
            f"{stage} {small[stage]:.3f} -> {took:.3f}" for stage, took in large.items() if took > 0.2 and took > NOTABLE * small[stage]
        ]
        print(f"{name:36} {total:7.3f} {grown:7.3f}  x{grown / max(total, 1e-6):.1f}  {'; '.join(fast)}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60_000, sys.argv[2:])

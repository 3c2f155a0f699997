"""How the work grows with a text: every stage of `check` and of the language server by itself, timed at two sizes.

A stage that takes linear time has exponent 1, one that takes quadratic time 2. Only noise can make a stage look slower than it is, so
that each time is the least of several rounds, and further rounds, over larger texts, are made only while a stage still looks too slow.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import log

from attribution.checks import Finding
from attribution.checks.mechanisms import MECHANISMS
from attribution.checks.registry import all_checks
from attribution.checks.run import Draft, read_page
from attribution.checks.settings import Settings
from attribution.readers.forms import form_of

Stages = Iterator[tuple[str, Callable[[], object]]]
EVERY = Settings(select=("ALL",))
FLOOR = 0.03  # seconds: what takes less for the larger text is too short to be judged
# By what the least size is multiplied, a floor, and the largest exponent. What is linear but for its start, or for a busy machine, looks
# so at the latest in the last rounds, which forgive a cold cache; what is quadratic is ever more so: where it was 1.2 over the first
# sizes, it is near 2 over the last.
ROUNDS = [(1, FLOOR, 1.2)] * 4 + [(4, 5 * FLOOR, 1.2)] * 2 + [(16, 20 * FLOOR, 1.4)] * 2


def too_slow(stages: Callable[[int], Stages], least: int = 8_000, rounds: Sequence[tuple[int, float, float]] = ROUNDS) -> dict[str, float]:
    """The stages that grow faster than what they are given, with their exponents; `stages` names those for a size, from `least` on.

    They are run once before they are timed: tables are read and memos filled, else a cold small text hides what grows.
    """
    seconds(stages(least // 4))
    known: dict[int, dict[str, float]] = {}
    slow: dict[str, float] = {}
    for times, floor, most in rounds:
        for size in (least * times, least * times * 4):
            before = known.get(size, {})
            known[size] = {stage: min(took, before.get(stage, took)) for stage, took in seconds(stages(size)).items()}
        found = exponents(known[least * times], known[least * times * 4], 4, floor)
        slow = {stage: round(exponent, 2) for stage, exponent in found.items() if exponent > most}
        if not slow:
            break
    return slow


def draft_stages(text: str, doc: str) -> Stages:
    """Reading, extracting, each check, the comments, and what an editor asks for."""
    yield "read", lambda: read_page(text, form_of(doc))
    drafts: list[Draft] = []
    yield "extract", lambda: drafts.append(Draft(text, doc))
    draft = drafts[-1]
    for one in all_checks():
        if one.code in MECHANISMS:
            yield one.code, lambda one=one: draft.run(one, EVERY)
    found: list[Sequence[Finding]] = []
    yield "check", lambda: found.append(draft.check(EVERY))
    yield from editor_stages(draft, found[-1])


def editor_stages(draft: Draft, findings: Sequence[Finding]) -> Stages:
    """What the language server answers; nothing where its extra is not installed."""
    try:
        from attribution.lsp import answers
        from attribution.lsp.places import Places
    except ModuleNotFoundError:
        return
    places = Places(draft.text)
    last = places.lines.count
    yield "places", lambda: Places(draft.text)
    yield "diagnostics", lambda: answers.diagnostics(findings, places)
    yield "actions", lambda: answers.code_actions(draft, places, findings, "file:///a", 0, last)
    yield "symbols", lambda: answers.symbols(draft, places)
    yield "hover", lambda: [answers.hover(draft, places, findings, line, column) for line, column in ((last - 1, 10**9), (0, 10))]


def seconds(stages: Stages) -> dict[str, float]:
    """Processor time of each stage, without that of the collector, which strikes at random."""
    times = {}
    gc.collect()
    gc.disable()
    try:
        for name, work in stages:
            began = time.process_time()
            work()
            times[name] = time.process_time() - began
    finally:
        gc.enable()
    return times


def exponents(small: Mapping[str, float], large: Mapping[str, float], factor: float, floor: float) -> dict[str, float]:
    """The exponent of each stage; where even the large text takes less than `floor` seconds, a clock tells nothing, and it is 0."""
    return {name: log(took / max(small[name], floor / factor), factor) if took > floor else 0.0 for name, took in large.items()}

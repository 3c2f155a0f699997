"""Growth: reading, extracting, each check, comments and an editor's answers take time in proportion to the text, however strange it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from growth import Stages, draft_stages, editor_stages, exponents, seconds
from strange import MARKED, SHAPES, Shape

from attribution.checks.run import Draft

MOST = 1.2  # exponent: 1 is linear, 2 quadratic
FLOOR = 0.03  # seconds: what takes less for the larger text is too short to be judged
# Two sizes, a floor and the most. What is linear but for its start, or for a busy machine, looks so at the latest in the last rounds, which
# forgive a cold cache; what is quadratic is ever more so: where it was 1.2 over the first sizes, it is near 2 over the last.
ROUNDS = [(8_000, 32_000, FLOOR, MOST)] * 2 + [(32_000, 128_000, 5 * FLOOR, MOST)] * 3 + [(128_000, 512_000, 20 * FLOOR, 1.4)] * 2
CASES: dict[str, tuple[str, Shape]] = {
    **{name: ("a.txt", shape) for name, shape in SHAPES.items()},
    **{f"{name}.{form}": (f"a.{form}", shape) for name, (form, shape) in MARKED.items()},
}


@pytest.mark.parametrize("name", CASES)
def test_no_stage_grows_faster_than_the_text(name: str) -> None:
    doc, shape = CASES[name]
    least: dict[int, dict[str, float]] = {}
    seconds(draft_stages(shape(2_000), doc))  # tables are read and memos filled, else a cold small text hides what grows
    for small, large, floor, most in ROUNDS:
        for size in (small, large):
            times, known = seconds(draft_stages(shape(size), doc)), least.get(size, {})
            least[size] = {stage: min(took, known.get(stage, took)) for stage, took in times.items()}
        slow = {stage: e for stage, e in exponents(least[small], least[large], large / small, floor).items() if e > most}
        if not slow:
            return
    pytest.fail(", ".join(f"{stage}: exponent {exponent:.2f}" for stage, exponent in slow.items()))


def test_the_measure_finds_what_is_quadratic() -> None:
    def stages(size: int) -> Stages:
        yield "linear", lambda: sum(n % 7 for n in range(size * 40))
        yield "quadratic", lambda: sum(n % 7 for n in range(size * size // 100))

    found = exponents(seconds(stages(4_000)), seconds(stages(16_000)), 4, FLOOR)
    assert found["quadratic"] > 1.5 > found["linear"]


def test_every_claim_check_and_answer_is_measured() -> None:
    text = "Anna Berg claimed that it fell.\n\n"
    names = list(seconds(draft_stages(text, "a.txt")))
    assert names[:2] == ["read", "extract"]
    assert {"AV301", "AS208", "AC404", "AQ107", "check"} <= set(names)
    pytest.importorskip("pygls")
    answers = dict(editor_stages(Draft(text, "a.txt")))
    assert len(answers["diagnostics"]()) == 1  # type: ignore[arg-type]
    assert len(answers["symbols"]()) == 1  # type: ignore[arg-type]


def test_a_word_document_is_read_in_linear_time(tmp_path: Path) -> None:
    pytest.importorskip("mammoth")
    from word import docx, run

    from attribution.readers.docx import read_docx

    def stages(count: int) -> Stages:
        path = tmp_path / f"{count}.docx"
        path.write_bytes(docx(*[run("Anna Berg claimed that it fell.")] * count))
        yield "read", lambda: read_docx(str(path), path.read_bytes())

    small, large = ({"read": min(seconds(stages(count))["read"] for _ in range(5))} for count in (250, 1_000))
    assert exponents(small, large, 4, FLOOR)["read"] <= 1.4

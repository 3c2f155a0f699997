"""Growth: reading, extracting, each check, comments and an editor's answers take time in proportion to the text, however strange it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from growth import EVERY, ROUNDS, Stages, draft_stages, editor_stages, seconds, too_slow
from strange import MARKED, SHAPES, Shape

from attribution.checks.run import Draft

CASES: dict[str, tuple[str, Shape]] = {
    **{name: ("a.txt", shape) for name, shape in SHAPES.items()},
    **{f"{name}.{form}": (f"a.{form}", shape) for name, (form, shape) in MARKED.items()},
}


@pytest.mark.parametrize("name", CASES)
def test_no_stage_grows_faster_than_the_text(name: str) -> None:
    doc, shape = CASES[name]
    assert too_slow(lambda size: draft_stages(shape(size), doc)) == {}


def test_the_measure_finds_what_is_quadratic() -> None:
    def stages(size: int) -> Stages:
        yield "linear", lambda: sum(n % 7 for n in range(size * 40))
        yield "quadratic", lambda: sum(n % 7 for n in range(size * size // 100))

    found = too_slow(stages, 4_000, ROUNDS[:3])
    assert set(found) == {"quadratic"}
    assert found["quadratic"] > 1.5


def test_every_claim_check_and_answer_is_measured() -> None:
    text = "Anna Berg claimed that it fell.\n\n"
    names = list(seconds(draft_stages(text, "a.txt")))
    assert names[:2] == ["read", "extract"]
    assert {"AV301", "AS208", "AC404", "AQ107", "check"} <= set(names)
    pytest.importorskip("pygls")
    draft = Draft(text, "a.txt")
    answers = dict(editor_stages(draft, draft.check(EVERY)))
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

    assert too_slow(stages, 250) == {}

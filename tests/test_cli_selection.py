"""Filters, order and groups of `attribution report`, on a fixture article with the real extraction."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from attribution import extract
from attribution.cli.app import app

ARTICLE = Path(__file__).parent.parent / "fixtures" / "articles" / "harbour-talks.txt"
CLAIMS = extract(ARTICLE.read_text(encoding="utf-8")).claims


def report(*options: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["report", *options, str(ARTICLE)], env={"COLUMNS": "120"})
    return done.exit_code, done.stdout, done.stderr


def shown(*options: str) -> int:
    """How many claims the heading counts."""
    code, out, _ = report(*options)
    assert code == 0
    return int(out.splitlines()[0].rsplit(": ", 1)[1].split()[0])


def test_labels_joined_by_commas_are_kept() -> None:
    assert shown("--certainty", "planned,possible") == sum(c.certainty in ("planned", "possible") for c in CLAIMS) > 0


def test_kinds_source_types_and_speakers_are_kept() -> None:
    assert shown("--kind", "direct") == sum(c.kind == "direct" for c in CLAIMS)
    assert shown("--source-type", "person") == sum(c.source_type == "person" for c in CLAIMS)
    name = next(c.speaker for c in CLAIMS if c.speaker)
    assert shown("--speaker", name.split()[-1].upper()) == sum(name.split()[-1] in (c.speaker or "") for c in CLAIMS)


def test_anonymous_and_disputed_claims_are_kept() -> None:
    assert shown("--anonymous") == sum(c.anonymous for c in CLAIMS)
    assert shown("--disputed") == sum(c.disputed_by is not None for c in CLAIMS)


def test_groups_have_a_heading_each_and_follow_the_alphabet() -> None:
    _, out, _ = report("--group-by", "certainty")
    headings = [line for line in out.splitlines() if line.startswith("certainty: ")]
    assert headings == [f"certainty: {label}" for label in sorted({c.certainty for c in CLAIMS})]


def test_claims_are_sorted_by_a_field() -> None:
    _, out, _ = report("--sort", "certainty", "--group-by", "kind")
    headings = [line for line in out.splitlines() if line.startswith("kind: ")]
    assert headings == [f"kind: {kind}" for kind in sorted({c.kind for c in CLAIMS})]


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--certainty", "posible", "--certainty posible: no such value (did you mean possible?)"),
        ("--source-type", "expert", "--source-type expert: no such value (did you mean experts?)"),
        ("--sort", "certanity", "--sort certanity: no such field (did you mean certainty?)"),
        ("--group-by", "speakr", "--group-by speakr: no such field (did you mean speaker?)"),
    ],
)
def test_mistyped_values_are_answered_with_what_was_meant(option: str, value: str, message: str) -> None:
    code, _, err = report(option, value)
    assert code != 0
    assert message in err

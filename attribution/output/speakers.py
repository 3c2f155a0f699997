"""Speakers as a table, as CSV and as JSON, for `attribution sources`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from attribution.output.columns import columns_table
from attribution.output.export import harmless
from attribution.output.jsontext import SURROGATE, json_bytes
from attribution.output.provenance import made_by
from attribution.speakers.summary import Share, SpeakerSummary

COLUMNS = ("speaker", "role", "source_type", "anonymous", "claims", "quoted_words", "share", "certainty", "first")
_LEFT_OUT = ("First", "Type", "Quoted words")  # columns that a narrow table does without, in this order


def speakers_table(speakers: Sequence[SpeakerSummary], width: int) -> str:
    """One row a speaker, no line wider than `width` where that is 60 or more; too narrow for whole words, without some columns."""
    if not speakers:
        return "no speakers found"
    several = len({s.first[0] for s in speakers}) > 1
    columns = {
        "Speaker": [_who(s) for s in speakers],
        "Type": [_type(s) for s in speakers],
        "Claims": [str(s.claims) for s in speakers],
        "Quoted words": [_quoted(s) for s in speakers],
        "Certainty": [_spread(s) for s in speakers],
        "First": [_first(s, several) for s in speakers],
    }
    return columns_table(columns, width, numbers=("Claims", "Quoted words"), left_out=_LEFT_OUT)


def _who(s: SpeakerSummary) -> str:
    return f"{s.speaker}, {s.role}" if s.role else s.speaker


def _type(s: SpeakerSummary) -> str:
    return f"{s.source_type or ''}{', anonymous' if s.anonymous else ''}"


def _quoted(s: SpeakerSummary) -> str:
    return f"{s.quoted_words} ({s.share:.0%})" if s.quoted_words else "0"


def _spread(s: SpeakerSummary) -> str:
    return ", ".join(f"{n}\xa0{label}" for label, n in s.certainty)


def _first(s: SpeakerSummary, several: bool) -> str:
    return f"{PurePath(s.first[0]).name}:{s.first[1]}" if several else f"line\xa0{s.first[1]}"


def _values(s: SpeakerSummary) -> dict[str, Any]:
    return {
        "speaker": s.speaker,
        "role": s.role,
        "source_type": s.source_type,
        "anonymous": s.anonymous,
        "claims": s.claims,
        "quoted_words": s.quoted_words,
        "share": round(s.share, 4),
        "certainty": dict(s.certainty),
        "first": {"doc": s.first[0], "line": s.first[1]},
        "documents": s.documents,
    }


def speakers_json(speakers: Sequence[SpeakerSummary], warnings: Sequence[str]) -> bytes:
    """`{schema, tool, rules, warnings, sources: [{speaker, role, …}]}`."""
    return json_bytes(made_by() | {"warnings": list(warnings), "sources": [_values(s) for s in speakers]}, indent=2) + b"\n"


def speakers_csv(speakers: Sequence[SpeakerSummary]) -> bytes:
    """RFC 4180 with a header; text that a spreadsheet would take for a formula has an apostrophe before it."""
    import csv
    import io

    from attribution.output.export import harmless

    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for s in speakers:
        spread = " | ".join(f"{label} {n}" for label, n in s.certainty)
        first = f"{s.first[0]}:{s.first[1]}"
        row = [
            s.speaker,
            s.role or "",
            s.source_type or "",
            str(s.anonymous).lower(),
            s.claims,
            s.quoted_words,
            f"{s.share:.4f}",
            spread,
            first,
        ]
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
    return SURROGATE.sub("\ufffd", out.getvalue()).encode("utf-8")


_NAMES = {"m": "men", "f": "women", "x": "others"}
_NOT_TOLD = "not told"


def shares_table(parts: Sequence[Share], by: str) -> str:
    """One row a kind: speakers, claims and quoted words, each with its share of all."""
    if not parts:
        return "no speakers found"
    from tabulate import tabulate

    rows = [[_kind(share, by), *map(_part, _counts(share), _totals(parts))] for share in parts]
    header = [by.capitalize(), "Speakers", "Claims", "Quoted words"]
    return tabulate([header, *rows], tablefmt="plain", disable_numparse=True, colalign=["left", "right", "right", "right"])


def shares_csv(parts: Sequence[Share], by: str) -> bytes:
    """RFC 4180: the kind, then each number and its share of all, 0 to 1."""
    import csv
    import io

    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([by, *(name for field in _COUNTED for name in (field, f"{field}_share"))])
    for row in _share_rows(parts, by):
        writer.writerow([harmless(row[by]), *(value for field in _COUNTED for value in (row[field], row[f"{field}_share"]))])
    return SURROGATE.sub("\ufffd", out.getvalue()).encode("utf-8")


def shares_json(parts: Sequence[Share], by: str) -> bytes:
    """`{schema, tool, rules, by, shares}`."""
    return json_bytes({**made_by(), "by": by, "shares": _share_rows(parts, by)}, indent=2) + b"\n"


_COUNTED = ("speakers", "claims", "quoted_words")


def _share_rows(parts: Sequence[Share], by: str) -> list[dict[str, Any]]:
    rows = []
    for share in parts:
        row: dict[str, Any] = {by: _kind(share, by)}
        for name, number, total in zip(_COUNTED, _counts(share), _totals(parts), strict=True):
            row |= {name: number, f"{name}_share": round(number / total, 4) if total else 0.0}
        rows.append(row)
    return rows


def _kind(share: Share, by: str) -> str:
    if share.kind is None:
        return _NOT_TOLD
    return _NAMES[share.kind] if by == "gender" else share.kind


def _counts(share: Share) -> tuple[int, int, int]:
    return share.speakers, share.claims, share.quoted_words


def _totals(parts: Sequence[Share]) -> tuple[int, int, int]:
    speakers, claims, words = map(sum, zip(*map(_counts, parts), strict=True))
    return speakers, claims, words


def _part(number: int, total: int) -> str:
    return f"{number} ({number / total:.0%})" if total else "0"

"""`attribution diff`: what a new version, or new rules, change in the rows of an archive."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from attribution.cli.ending import complain, finish, say
from attribution.cli.options import Width, columns
from attribution.errors import UsageError

if TYPE_CHECKING:
    from attribution.difference import Change, Difference

FORMATS = ("table", "json")
_MARKS = {"gained": "+", "lost": "-", "changed": "~"}
Old = Annotated[str, typer.Argument(metavar="OLD", help="Claims as JSON Lines or Parquet, or a folder of `extract`.", show_default=False)]
New = Annotated[str, typer.Argument(metavar="NEW", help="The newer ones.", show_default=False)]
Form = Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="table or json.")]
Summary = Annotated[bool, typer.Option("--summary", help="Only the numbers, not the rows.")]


def diff(old: Old, new: New, form: Form = "table", summary: Summary = False, width: Width = None) -> None:
    """Show which rows of two outputs were gained, lost and changed, by field and by rule. Information: the exit code is 0.

    Where the text of an article has changed, that is told, and its rows are lined up by their words.

    \b
    Examples:
      attribution export -f jsonl archive/ > new.jsonl; attribution diff old.jsonl new.jsonl
      attribution diff --summary out-1.0/ out-1.1/
    """
    from attribution.difference import difference
    from attribution.written import REMEDY

    if form.lower() not in FORMATS:
        raise UsageError(f"--format {form}: no such format; there are {', '.join(FORMATS)}")
    room, found = columns(width), difference(old, new)
    for message in found.damaged:
        complain(message)
    if found.damaged:
        complain(f"the difference is of what is left; {REMEDY}")
    if form.lower() == "json":
        import json

        say(json.dumps(_data(found, rows=not summary), ensure_ascii=False, indent=2))
    else:
        for doc in () if summary else found.texts:
            say(f"! {doc} has another text now: its rows are lined up by their words, their places are not compared")
        for change in () if summary else found.changes:
            say(_line(change, room))
        say(_numbers(found))
    finish(bool(found.damaged))


def _line(change: Change, room: int) -> str:
    row = change.row
    place = f"{_MARKS[change.what]} {row['doc']}:{row.get('line')}"
    if not change.fields:
        words = " ".join(str(row.get("claim")).split())
        said = f"{row.get('speaker') or row.get('source') or '(nobody named)'}, {row.get('certainty')}: {words}"
    else:
        before, after = change.before or {}, change.after or {}
        said = "; ".join(f"{name}: {before.get(name)!r} -> {after.get(name)!r}" for name in change.fields if not name.endswith("_spans"))
    line = f"{place} {said or ', '.join(change.fields)}"
    return line if len(line) <= room else line[: room - 1] + "…"


def _numbers(found: Difference) -> str:
    counted = {what: sum(change.what == what for change in found.changes) for what in _MARKS}
    told = ", ".join(f"{number:,} {what}" for what, number in counted.items())
    lines = [f"{found.before:,} rows, now {found.after:,}: {found.same:,} the same, {told}"]
    if found.texts:
        lines.append(f"{len(found.texts):,} article{' has' if len(found.texts) == 1 else 's have'} another text than before")
    fields = found.by_field().most_common()
    if fields:
        lines.append("by field: " + ", ".join(f"{name} {number}" for name, number in fields))
    rules = sorted(found.by_rule().items(), key=lambda item: (-sum(item[1].values()), item[0]))
    if rules:
        lines.append("by rule: " + ", ".join(f"{rule} {_signed(each)}" for rule, each in rules))
    return "\n".join(lines)


def _signed(counted: Mapping[str, int]) -> str:
    return " ".join(f"{_MARKS[what]}{number}" for what, number in sorted(counted.items()))


def _data(found: Difference, *, rows: bool) -> dict[str, object]:
    numbers: dict[str, object] = {
        "before": found.before, "after": found.after, "same": found.same, "by_field": dict(found.by_field()),
        "by_rule": {rule: dict(each) for rule, each in found.by_rule().items()}, "texts": found.texts,
    }  # fmt: skip
    return numbers | ({"changes": [change._asdict() for change in found.changes]} if rows else {})

"""A table of columns for a terminal: words whole where they fit, columns left out where they do not."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from attribution.output.width import StandIns, printable, text_width, wrap

_GAP = 2


def columns_table(columns: Mapping[str, Sequence[str]], width: int, numbers: Collection[str] = (), left_out: Sequence[str] = ()) -> str:
    """Header, rule and rows, no line wider than `width` where the words allow it; `numbers` stand to the right.

    Too narrow for whole words, it does without the columns of `left_out`, in this order.
    """
    columns = dict(columns)
    sizes = _sizes(columns, width)
    for name in left_out:
        if sizes is None:
            del columns[name]
            sizes = _sizes(columns, width)
    return _drawn(columns, sizes or {name: max(len(name), width // len(columns) - _GAP) for name in columns}, numbers)


def fit(columns: Mapping[str, Sequence[str]], width: int, least: Mapping[str, int]) -> bool:
    """Whether all columns have room for whole words, and some for `least` columns of the screen besides."""
    sizes = _sizes(columns, width)
    return sizes is not None and all(sizes[name] >= wanted for name, wanted in least.items())


def _sizes(columns: Mapping[str, Sequence[str]], width: int) -> dict[str, int] | None:
    """Columns of the screen for each column: its longest word at least, then what it needs; None where the words alone are too wide."""
    room = width - _GAP * (len(columns) - 1)
    shown = {name: [printable(cell) for cell in cells] for name, cells in columns.items()}
    needs = {name: max(text_width(cell) for cell in (name, *cells)) for name, cells in shown.items()}
    sizes = {name: max(len(name), *(text_width(word) for cell in cells for word in cell.split(" "))) for name, cells in shown.items()}
    spare = room - sum(sizes.values())
    if spare < 0:
        return None
    for share in (spare // len(columns), spare):  # the same for all, then the rest
        for name in columns:
            sizes[name] += min(needs[name] - sizes[name], share, room - sum(sizes.values()))
    return sizes


def _drawn(columns: Mapping[str, Sequence[str]], sizes: Mapping[str, int], numbers: Collection[str]) -> str:
    from tabulate import tabulate

    marks = StandIns()
    wrapped = [[marks.encode("\n".join(wrap(printable(cell), sizes[name]))) for cell in cells] for name, cells in columns.items()]
    rows = zip(*wrapped, strict=True)
    lines = tabulate(
        [list(columns), ["-" * sizes[name] for name in columns], *rows],
        tablefmt="plain",
        disable_numparse=True,
        colalign=["right" if name in numbers else "left" for name in columns],
    )
    return "\n".join(line.rstrip() for line in marks.decode(lines).split("\n"))

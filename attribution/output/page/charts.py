"""Charts as SVG that stands in a page: bars of figures, and lines over months. Colours are the page's classes k0 to k11."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from attribution.output.width import printable

_WIDTH, _LABEL, _ROW = 760, 240, 24
_HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 260, 56, 12, 12, 28  # of a chart of lines
_LETTERS = 34  # of a label
_COLOURS = (1, 2, 3, 4, 5, 7)
_TICKS = 8  # months that are named, at most


def bars(title: str, figures: Sequence[tuple[str, float]]) -> str:
    """A bar for each figure, its label before it and its number behind."""
    most = max((value for _, value in figures), default=0) or 1
    room = _WIDTH - _LABEL - 70
    rows = []
    for at, (label, value) in enumerate(figures):
        top, length = at * _ROW, max(1, round(room * value / most, 1))
        rows.append(
            f"<g><title>{_text(label)}: {_number(value)}</title>"
            f'<text x="{_LABEL - 10}" y="{top + 16}" text-anchor="end">{_short(label)}</text>'
            f'<rect class="bar" x="{_LABEL}" y="{top + 4}" width="{length}" height="{_ROW - 8}" rx="2"/>'
            f'<text x="{_LABEL + length + 6}" y="{top + 16}">{_number(value)}</text></g>'
        )
    return _drawn(title, max(1, len(figures)) * _ROW, rows)


def lines(title: str, series: Mapping[str, Mapping[str, float]], empty: float | None) -> str:
    """A line for each series over the months from the first to the last; where one has no figure, `empty` stands, or a gap for None."""
    months = _months(sorted({month for figures in series.values() for month in figures}))
    most = max((value for figures in series.values() for value in figures.values()), default=0) or 1
    step = (_WIDTH - _LEFT - _RIGHT) / max(1, len(months) - 1)
    floor = _HEIGHT - _BOTTOM
    parts = [
        f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y}" y2="{y}"/>'
        f'<text x="{_LEFT - 8}" y="{y + 4}" text-anchor="end">{_number(value)}</text>'
        for value, y in ((0, floor), (most / 2, (floor + _TOP) / 2), (most, _TOP))
    ]
    parts += [
        f'<text x="{round(_LEFT + at * step, 1)}" y="{_HEIGHT - 8}" text-anchor="{_anchor(at, len(months))}">{month}</text>'
        for at, month in enumerate(months) if at % -(-len(months) // _TICKS) == 0
    ]  # fmt: skip
    for number, (label, figures) in enumerate(series.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        points = [(round(_LEFT + at * step, 1), figures.get(month, empty)) for at, month in enumerate(months)]
        placed = [(x, round(floor - (floor - _TOP) * value / most, 1)) if value is not None else None for x, value in points]
        parts.append(f'<g class="k{colour}"><title>{_text(label)}</title>{_path(placed)}</g>')
    return _drawn(title, _HEIGHT, parts)


def _anchor(at: int, count: int) -> str:
    """How the name of a month stands to its place, so that the first and the last are not cut."""
    return "start" if at == 0 else "end" if at == count - 1 else "middle"


def legend(series: Sequence[str]) -> list[tuple[int, str]]:
    """(number of the colour, label) of each series, in order."""
    return [(_COLOURS[number % len(_COLOURS)], label) for number, label in enumerate(series)]


def _path(points: Sequence[tuple[float, float] | None]) -> str:
    """A line through the points, broken at gaps, with a dot on each point that stands alone."""
    runs: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    drawn = ["M" + " L".join(f"{x} {y}" for x, y in run) for run in runs if len(run) > 1]
    dots = [f'<circle class="dot" cx="{run[0][0]}" cy="{run[0][1]}" r="2.5"/>' for run in runs if len(run) == 1]
    return (f'<path class="line-of" d="{" ".join(drawn)}"/>' if drawn else "") + "".join(dots)


def _months(known: Sequence[str]) -> list[str]:
    """Every month from the first to the last.

    >>> _months(["2025-11", "2026-02"])
    ['2025-11', '2025-12', '2026-01', '2026-02']
    """
    if not known:
        return []
    first, last = (12 * int(month[:-3]) + int(month[-2:]) - 1 for month in (known[0], known[-1]))
    return [f"{at // 12:04}-{at % 12 + 1:02}" for at in range(first, last + 1)]


def _drawn(title: str, height: float, parts: Sequence[str]) -> str:
    return f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{_text(title)}">{"".join(parts)}</svg>'


def _text(text: str) -> str:
    return escape(printable(text), {'"': "&quot;"})


def _short(label: str) -> str:
    return _text(label if len(label) <= _LETTERS else label[: _LETTERS - 1] + "…")


def _number(value: float) -> str:
    """
    >>> _number(1200), _number(0.125), _number(2.0)
    ('1,200', '12.5%', '2')
    """
    return f"{value:.1%}" if 0 < value < 1 else f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"

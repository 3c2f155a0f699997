"""Commands that start fast: text arguments go past typer's type conversion.

typer 0.29 hands every value to pydantic, whose import takes 75 ms of the 140 ms that a command needed to start (measured 2026-11). Text
needs no conversion. Parameters of other types, missing ones, and typer versions that know no `type_descriptor` take typer's own way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from typer.core import TyperCommand, TyperGroup

_TEXTS = (str, list[str])


class Command(TyperCommand):
    """A typer command, its text parameters unconverted."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters, as typer asks for them."""
        return unconverted(super().get_params(ctx))


class Group(TyperGroup):
    """A typer command group, its text parameters unconverted."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters, as typer asks for them."""
        return unconverted(super().get_params(ctx))


def unconverted(params: Iterable[Any]) -> list[Any]:
    """The same parameters, where possible with a shorter way for values that need no conversion."""
    params = list(params)
    for param in params:
        kind = getattr(getattr(param, "type_descriptor", None), "annotation", None)
        if kind is not None and not hasattr(param.process_value, "typers_way"):
            param.process_value = _short_way(param, kind, param.process_value)
    return params


def _short_way(param: Any, kind: Any, typers_way: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def process_value(ctx: Any, value: Any) -> Any:
        absent = value is None and not param.required
        if absent or (kind is str and isinstance(value, str)):
            pass
        elif kind in _TEXTS and isinstance(value, list | tuple) and value:
            value = list(value)
        else:
            return typers_way(ctx, value)
        return param.callback(ctx, param, value) if param.callback else value

    process_value.typers_way = typers_way  # type: ignore[attr-defined]
    return process_value

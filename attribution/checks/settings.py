"""What `attribution check` is asked to do: settings, where they come from, and which checks they switch on."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from attribution.checks.finding import LEVELS
from attribution.checks.registry import ALL, Check, check_selector, find_check, nearest, read_checks
from attribution.errors import InputError, UsageError
from attribution.rulebook.folder import FILE, PROJECT, TABLE
from attribution.rulebook.rules import Rules, shipped_rules

if TYPE_CHECKING:
    from attribution.verify.record import Policy
    from attribution.verify.sources import Kinds, Sources



@dataclass(frozen=True)
class Settings:
    """All that can be set. `select` None means the checks that are on by default; `origin` is the file that was read, or nothing.

    `options` maps codes to keys of the check's own options; `per_file_ignores` maps glob patterns to selectors. `rules` say how
    drafts are read and what the checks look for. `against` names what they were written from, `kinds` what that is, `policy` what may be
    left out of quotations, `cache` the folder in which an index of many sources is kept, "" for the user's, None for none: see `verify`.
    """

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exclude: tuple[str, ...] = ()
    fail_level: str = "warning"
    min_level: str = "suggestion"
    baseline: str | None = None
    encoding: str | None = None
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    origin: str | None = None
    rules: Rules = field(default_factory=shipped_rules)
    against: tuple[str, ...] = ()
    kinds: Kinds = ()
    policy: Policy = "clean"
    cache: str | None = ""

    @property
    def checks(self) -> tuple[Check, ...]:
        """All checks as the rules have them, on or off."""
        return self.rules.get(read_checks)

    @cached_property
    def codes(self) -> frozenset[str]:
        """Codes of the checks that are on, before any file's own exceptions."""
        return frozenset(check.code for check in self.checks if self._is_on(check))

    def codes_for(self, doc: str) -> frozenset[str]:
        """Codes of the checks that are on for one file."""
        ignored = [
            selector for pattern, selectors in self.per_file_ignores.items() if _fits(doc, pattern, self.origin) for selector in selectors
        ]
        if not ignored:
            return self.codes
        return frozenset(check.code for check in self.checks if check.code in self.codes and not any(map(check.answers_to, ignored)))

    def option(self, check: Check) -> Mapping[str, Any]:
        """The check's options with what is set over them."""
        own = self.options.get(check.code)
        return {**check.options, **own} if own else check.options

    def sources(self) -> Sources | None:
        """What the drafts were written from, read; None where nothing is named."""
        if not self.against:
            return None
        from attribution.verify.sources import read_sources

        return read_sources(self.against, self.kinds, self.encoding, self.cache)

    def excludes(self, path: str) -> bool:
        """Whether a file found in a folder is left out."""
        return any(_fits(path, pattern, self.origin) for pattern in self.exclude)

    def _is_on(self, check: Check) -> bool:
        """The longest selector that means the check decides; of two as long, the one that ignores."""
        wanted = [*(self.select or ()), *self.extend_select]
        best = max((_weight(s) for s in wanted if check.answers_to(s)), default=0 if self.select is not None or not check.default else 1)
        return best > max((_weight(s) for s in self.ignore if check.answers_to(s)), default=0)

    def as_table(self) -> dict[str, Any]:
        """The settings under the names they have in a file."""
        table = {name: getattr(self, key) for key in self.__dataclass_fields__ if (name := key.replace("_", "-")) in _KEYS}
        return {key: value for key, value in table.items() if value is not None}


_LISTS = ("select", "extend-select", "ignore", "exclude")
_TEXTS = ("fail-level", "min-level", "baseline", "encoding")
_TABLES = ("per-file-ignores", "options")
_KEYS = (*_LISTS, *_TEXTS, *_TABLES)
_VERIFY = {"against": list, "as": list, "policy": str, "cache": (str, bool)}


def _weight(selector: str) -> int:
    """How narrow a selector is: a name as narrow as a code."""
    return 1 if selector == ALL else len(selector) + 1 if selector[:1].isupper() else 6


def _fits(doc: str, pattern: str, origin: str | None) -> bool:
    """Whether a path fits a glob pattern: as given, from the settings' folder, or by its last parts."""
    path = PurePath(doc).as_posix()
    names = [path, PurePath(path).name]
    if origin:
        with suppress(ValueError, OSError):
            names.append(Path(doc).resolve().relative_to(Path(origin).resolve().parent).as_posix())
    return any(fnmatch(name, pattern) for name in names) or fnmatch(path, f"*/{pattern}")


def find_settings(start: Path) -> Settings:
    """Settings of the nearest `attribution.toml` or `pyproject.toml` with a table for `check` or `verify`, upwards; else the defaults."""
    for folder in (start, *start.parents):
        for name in (FILE, PROJECT):
            path = folder / name
            if path.is_file():
                found = _tables_of(path)
                if found is not None:
                    return parse_settings(*found, str(path))
    return Settings()


def read_settings(path: str) -> Settings:
    """The settings of a file that was named. Raises InputError where it cannot be read, UsageError where it sets nothing for `check`."""
    if not Path(path).is_file():
        raise InputError(f"--config {path}: no such file")
    found = _tables_of(Path(path))
    if found is None:
        wanted = "[tool.claim-attribution.check]" if Path(path).name == PROJECT else "[check]"
        raise UsageError(f"--config {path}: has no table {wanted}")
    return parse_settings(*found, path)


def _tables_of(path: Path) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """What a file sets for `check` and for `verify`; None where it says nothing of either."""
    try:
        data = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # no TOML, no UTF-8, thousands of digits or brackets
        raise UsageError(f"{path}: is not valid TOML: {error}") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from None
    for key in ("tool", TABLE) if path.name == PROJECT else ():
        data = data.get(key, {})
        if not isinstance(data, dict):
            raise UsageError(f"{path}: {key} must be a table")
    for name in ("check", "verify"):
        if not isinstance(data.get(name, {}), dict):
            raise UsageError(f"{path}: {name} must be a table")
    return (data.get("check", {}), data.get("verify", {})) if "check" in data or "verify" in data else None


def parse_settings(table: Mapping[str, Any], verify: Mapping[str, Any], origin: str) -> Settings:
    """Settings from tables as they stand in a file. Raises UsageError that names the file, the key and the nearest known one."""
    for key, value in table.items():
        if key not in _KEYS:
            raise UsageError(f"{origin}: unknown key {key!r}{nearest(key, _KEYS)}")
        wanted = list if key in _LISTS else str if key in _TEXTS else dict
        if not isinstance(value, wanted) or (wanted is list and not all(isinstance(item, str) for item in value)):
            raise UsageError(
                f"{origin}: {key} must be {'a list of strings' if wanted is list else 'a string' if wanted is str else 'a table'}"
            )
    values: dict[str, Any] = {key.replace("-", "_"): tuple(table[key]) for key in _LISTS if key in table}
    values |= {key.replace("-", "_"): table[key] for key in _TEXTS if key in table}
    for key in ("select", "extend_select", "ignore"):
        for selector in values.get(key, ()):
            check_selector(selector, f"{origin}: {key.replace('_', '-')}")
    for key in ("fail_level", "min_level"):
        if key in values:
            check_level(values[key], f"{origin}: {key.replace('_', '-')}")
    if "baseline" in values:
        values["baseline"] = str(Path(origin).parent / values["baseline"])
    values["per_file_ignores"] = _per_file(table.get("per-file-ignores", {}), origin)
    values["options"] = _options(table.get("options", {}), origin)
    return Settings(**values, **_verify(verify, origin), origin=origin)


def _verify(table: Mapping[str, Any], origin: str) -> dict[str, Any]:
    """The settings under [verify]; paths are seen from the file that names them."""
    from attribution.verify.record import POLICIES
    from attribution.verify.sources import parse_kinds

    for key, value in table.items():
        if key not in _VERIFY:
            raise UsageError(f"{origin}: verify: unknown key {key!r}{nearest(key, _VERIFY)}")
        if _VERIFY[key] is list and not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
            raise UsageError(f"{origin}: verify: {key} must be a list of strings")
    kept = table.get("cache", "")
    if not (isinstance(kept, str) or kept is False):
        raise UsageError(f"{origin}: verify: cache must be a folder, or false for none")
    policy = table.get("policy", "clean")
    if policy not in POLICIES:
        raise UsageError(f"{origin}: verify: policy must be one of {', '.join(POLICIES)}")
    against = tuple(str(Path(origin).parent / name) for name in table.get("against", ()))
    cache = None if kept is False else kept and str(Path(origin).parent / kept)
    return {"against": against, "kinds": parse_kinds(table.get("as", ()), f"{origin}: verify: as"), "policy": policy, "cache": cache}


def _per_file(table: Mapping[str, Any], origin: str) -> dict[str, tuple[str, ...]]:
    out = {}
    for pattern, selectors in table.items():
        where = f"{origin}: per-file-ignores: {pattern}"
        if not isinstance(selectors, list):
            raise UsageError(f"{where}: must be a list of strings")
        out[pattern] = tuple(check_selector(str(selector), where) for selector in selectors)
    return out


def _options(table: Mapping[str, Any], origin: str) -> dict[str, Mapping[str, Any]]:
    out: dict[str, Mapping[str, Any]] = {}
    for name, values in table.items():
        try:
            check = find_check(name)
        except UsageError as error:
            raise UsageError(f"{origin}: options: {error}") from None
        if not isinstance(values, dict):
            raise UsageError(f"{origin}: options: {name}: must be a table")
        for key, value in values.items():
            where = f"{origin}: options: {name}"
            if key not in check.options:
                raise UsageError(f"{where}: unknown key {key!r}{nearest(key, check.options)}")
            known = check.options[key]
            if not (isinstance(value, type(known)) or (isinstance(known, float) and type(value) is int)) or (
                isinstance(value, bool) != isinstance(known, bool)
            ):
                raise UsageError(f"{where}: {key} must be like {known!r}")
            if isinstance(value, list) and not all(isinstance(item, str) for item in value):
                raise UsageError(f"{where}: {key} must be a list of strings")
        out[check.code] = values
    return out


def check_level(level: str, where: str) -> str:
    """The level itself. Raises UsageError where it is none."""
    if level not in LEVELS:
        raise UsageError(f"{where}: {level!r} is no level; there are {', '.join(LEVELS)}")
    return level


def with_options(
    settings: Settings,
    select: Sequence[str],
    extend_select: Sequence[str],
    ignore: Sequence[str],
    fail_level: str | None,
    min_level: str | None,
) -> Settings:
    """The settings with what the command line says: a `select` replaces, `extend_select` and `ignore` are added."""
    values: dict[str, Any] = {}
    if select:
        values["select"] = tuple(check_selector(s, "--select") for s in select)
        values["extend_select"] = ()
        values["ignore"] = ()
    if extend_select:
        values["extend_select"] = (
            *values.get("extend_select", settings.extend_select),
            *(check_selector(s, "--extend-select") for s in extend_select),
        )
    if ignore:
        values["ignore"] = (*values.get("ignore", settings.ignore), *(check_selector(s, "--ignore") for s in ignore))
    if fail_level:
        values["fail_level"] = check_level(fail_level, "--fail-level")
    if min_level:
        values["min_level"] = check_level(min_level, "--min-level")
    return replace(settings, **values)

"""One run of `attribution check`: each draft is read, checked and mended by itself, so that what is wrong with one stops no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from attribution.checks.git import ignored_in
from attribution.checks.settings import Settings, find_settings, with_options
from attribution.cli.ending import complain
from attribution.errors import AttributionError, told
from attribution.parallel import in_order
from attribution.readers.forms import DRAFTS
from attribution.readers.found import Found, Limits, find, leads_out
from attribution.readers.text import STDIN

if TYPE_CHECKING:
    from attribution.checks.changed import Changes
    from attribution.checks.finding import Finding
    from attribution.readers import Source
    from attribution.rulebook.rules import Rules

Checked: TypeAlias = "Outcome | Exception"
Known = Counter[tuple[str, str, str]]
Mend = Callable[["Source", str, int], bool]  # the draft, its text mended, how many findings that mends → whether the file has changed


def find_drafts(names: Sequence[str], run: Run, *, force_exclude: bool, diff: bool) -> Found:
    """The drafts that a command means, without what the settings exclude and git ignores.

    What is named by hand is read whatever the settings say, but for `force_exclude`. Under that, and under `diff`, a program may have named
    the files, and links that lead out of the repository are not followed.
    """
    return find(names, DRAFTS, "draft", Limits(run.excludes, ignored_in, forced=force_exclude, bound=force_exclude or diff))


@dataclass(frozen=True)
class Order:
    """One draft to be checked: its file, what it is called, settings and encoding."""

    name: str
    doc: str
    settings: Settings
    encoding: str | None


class Outcome(NamedTuple):
    """A draft as read and all that the checks say of it. `told` is for standard error, `wrong` as well, and an error besides."""

    source: Source
    findings: tuple[Finding, ...]
    told: tuple[str, ...]
    wrong: tuple[str, ...]


def _checked(order: Order | Exception) -> Checked:
    """What the checks say of a draft, in whatever process; or what went wrong."""
    from attribution.checks.run import draft_of
    from attribution.readers import read_text
    from attribution.readers.article import read_article

    if isinstance(order, Exception):
        return order
    try:
        source, page = (read_text(STDIN, order.encoding), None) if order.name == STDIN else read_article(order.name, order.encoding)
        source = replace(source, doc=order.doc)
        draft = draft_of(source, order.settings, page)
        return Outcome(source, draft.check(order.settings), *draft.about_sources())
    except Exception as error:  # the tool's own fault, too: the other drafts are checked all the same
        return AttributionError(told(error, order.name))  # with its place in the tool, which does not travel between processes


@dataclass
class Run:
    """What was read, what was found, what failed.

    settings  for all drafts, or None: the nearest to each
    changes   what the command line changes in them; `against` what the drafts were written from, where it says so
    rules     what all drafts are read by
    jobs      how many processes read and check
    mend      what to do with a draft that can be mended
    """

    settings: Settings | None
    changes: dict[str, Any]
    encoding: str | None
    stdin_name: str | None
    rules: Rules
    jobs: int = 1
    mend: Mend | None = None
    against: tuple[str, ...] = ()
    found: Found = field(default_factory=lambda: Found(()))
    sources: dict[str, Source] = field(default_factory=dict)
    used: dict[str, Settings] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    failed: bool = False
    _nearest: dict[Path, Settings | AttributionError] = field(default_factory=dict)
    _baselines: dict[str, Known] = field(default_factory=dict)
    _narrowed: bool = False
    _baseline: str | None = None
    _changes: Changes | None = None
    _told: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        with_options(Settings(), **self.changes)  # what is wrong with the command line is wrong for every draft

    def narrow(self, baseline: str | None, diff: str | None) -> None:
        """Leave out what a baseline knows, and what stands on lines that did not change since a commit."""
        from attribution.checks.changed import Changes

        self._narrowed, self._baseline = True, baseline
        if baseline is not None:
            self._known(baseline)
        self._changes = Changes(diff) if diff is not None else None

    def settings_for(self, name: str) -> Settings:
        """The settings for a draft or a folder. Raises what is wrong with them."""
        folder = Path(name if name != STDIN else self.stdin_name or "x").absolute()
        folder = folder if folder.is_dir() else folder.parent
        if folder not in self._nearest:
            try:
                self._nearest[folder] = self._with_options(self.settings or find_settings(folder))
            except AttributionError as error:
                self._nearest[folder] = error
        nearest = self._nearest[folder]
        if isinstance(nearest, AttributionError):
            raise nearest
        return nearest

    def _with_options(self, settings: Settings) -> Settings:
        changed = replace(with_options(settings, **self.changes), rules=self.rules)
        if self.against:
            return replace(changed, against=self.against)
        outside = [name for name in changed.against if leads_out(name, changed.origin)]
        for name in outside:
            self._tell(f"{changed.origin}: verify: {name} lies outside the repository and is not read; --against reads it")
        return replace(changed, against=tuple(name for name in changed.against if name not in outside))

    def excludes(self, name: str) -> bool:
        """Whether the settings leave a draft out; where they are broken, the draft says so when it is read."""
        try:
            return self.settings_for(name).excludes(name)
        except AttributionError:
            return False

    def check(self, found: Found) -> None:
        """Read, check and mend each draft; what goes wrong with one is told on standard error."""
        self.found, self.failed = found, bool(found.problems)
        for message in (*found.told, *found.problems):
            complain(message)
        for name, checked in zip(found.files, self._checked(found.files), strict=True):
            self._guarded(lambda name=name, checked=checked: self._check(name, checked), name)  # type: ignore[misc]

    def _checked(self, names: Sequence[str]) -> Iterator[Checked]:
        """What the checks say of each draft, by itself."""
        orders = (self._order(name) for name in names)
        return in_order(_checked, orders, self.jobs, lambda order: isinstance(order, Exception) or order.name == STDIN, self._ready)

    def _ready(self) -> None:
        import attribution.checks.run  # noqa: F401  (what every draft needs)
        from attribution.files import prepare

        prepare(self.rules)

    def _order(self, name: str) -> Order | Exception:
        try:
            settings = self.settings_for(name)
        except Exception as error:  # told when its turn comes
            return error
        return Order(name, self.stdin_name if name == STDIN and self.stdin_name else name, settings, self.encoding or settings.encoding)

    @property
    def unread(self) -> int:
        """How many drafts and folders could not be read."""
        return len(self.found.problems) + len(self.found.files) - len(self.sources)

    def _guarded(self, work: Callable[[], None], name: str) -> None:
        try:
            work()
        except Exception as error:  # the tool's own fault, too: the other drafts are checked all the same
            self._tell(told(error, name))
            self.failed = True

    def _tell(self, message: str) -> None:
        """Once, though it may concern many drafts, as what is wrong with settings does."""
        if message not in self._told:
            complain(message)
        self._told.add(message)

    def _check(self, name: str, checked: Checked) -> None:
        if isinstance(checked, Exception):
            raise checked
        settings = self.settings_for(name)
        known = self._known_for(settings)
        for message in (*checked.told, *checked.wrong):
            self._tell(message)
        self.failed = self.failed or bool(checked.wrong)
        source, before = checked.source, Counter(known if self.mend is not None else ())
        for warning in source.warnings:
            complain(f"{source.doc}:{source.position(warning.offset)[0]}: {warning.message}")
        findings = self._kept(source, checked.findings, known)
        if self._mended(source, findings):
            known.clear()
            known.update(before)  # the baseline was used up by a text that is no more
            again = _checked(self._order(name))
            if isinstance(again, Exception):
                raise again
            source = again.source
            findings = self._kept(source, again.findings, known)
        self.sources[source.doc], self.used[source.doc] = source, settings
        self.findings += findings

    def _kept(self, source: Source, found: Sequence[Finding], known: Known) -> list[Finding]:
        """The findings without what the baseline knows (it is used up on the way) and what stands on unchanged lines."""
        from attribution.checks.baseline import without_known
        from attribution.checks.changed import touches

        findings = without_known(found, known)
        if self._changes is None:
            return findings
        lines = self._changes.lines(source.doc) if Path(source.doc).exists() else None
        return [finding for finding in findings if touches(lines, finding.line, finding.end_line)]

    def _mended(self, source: Source, findings: Sequence[Finding]) -> bool:
        """Whether the draft was mended, and now is another one."""
        from attribution.checks.fixes import fixed

        mend = self.mend
        text, count = fixed(source.text, findings) if mend is not None else (source.text, 0)
        changed: list[bool] = []
        if mend is not None and count:
            self._guarded(lambda: changed.append(mend(source, text, count)), source.doc)
        return changed == [True]

    def _known_for(self, settings: Settings) -> Known:
        if self._baseline is not None:
            return self._known(self._baseline)
        if settings.baseline is None or not self._narrowed:
            return Counter()
        if leads_out(settings.baseline, settings.origin):
            self._tell(f"{settings.origin}: baseline: {settings.baseline} lies outside the repository and is not read; --baseline reads it")
            return Counter()
        return self._known(settings.baseline)

    def _known(self, path: str) -> Known:
        from attribution.checks.baseline import read_baseline

        if path not in self._baselines:
            self._baselines[path] = read_baseline(path)
        return self._baselines[path]

"""`attribution check`: what a good editor would have caught in a draft."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from attribution.cli.ending import complain, finish
from attribution.cli.options import Encoding
from attribution.cli.startup import Command
from attribution.errors import InputError, UsageError

if TYPE_CHECKING:
    from attribution.checks.finding import Finding
    from attribution.checks.settings import Settings
    from attribution.readers import Source

FOUND = 1
STDIN = "-"

Paths = Annotated[
    list[str], typer.Argument(metavar="PATH", help="Drafts (.md, .txt, .html), folders, patterns; - is standard input.", show_default=False)
]
StdinName = Annotated[
    str | None,
    typer.Option(
        "--stdin-filename",
        metavar="PATH",
        help="What standard input is called: its ending says how to read it, its folder where settings are.",
        show_default=False,
    ),
]
Select = Annotated[
    list[str] | None,
    typer.Option("--select", metavar="CHECKS", help="Run these checks only: codes, beginnings of codes, names or ALL, joined by commas."),
]
Ignore = Annotated[list[str] | None, typer.Option("--ignore", metavar="CHECKS", help="Leave these checks out.")]
ExtendSelect = Annotated[list[str] | None, typer.Option("--extend-select", metavar="CHECKS", help="Run these checks too.")]
Form = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="full, concise, json, jsonl, github, gitlab, sarif or junit.",
        show_default="full on a terminal, else concise",
    ),
]
Config = Annotated[
    str | None, typer.Option("--config", metavar="FILE", help="Read these settings, not the nearest ones.", show_default=False)
]
Isolated = Annotated[bool, typer.Option("--isolated", help="Read no settings at all.")]
ShowSettings = Annotated[bool, typer.Option("--show-settings", help="Show the settings that would be used, and stop.")]
FailLevel = Annotated[
    str | None,
    typer.Option(
        "--fail-level", metavar="LEVEL", help="Exit with 1 from this level on: suggestion, warning or error.", show_default="warning"
    ),
]
MinLevel = Annotated[
    str | None, typer.Option("--min-level", metavar="LEVEL", help="Show findings from this level on.", show_default="suggestion")
]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found.")]
Baseline = Annotated[str | None, typer.Option("--baseline", metavar="FILE", help="Leave out what this file knows.", show_default=False)]
WriteBaseline = Annotated[
    str | None,
    typer.Option("--write-baseline", metavar="FILE", help="Write what is found to this file, and exit with 0.", show_default=False),
]
Diff = Annotated[
    str | None,
    typer.Option(
        "--diff",
        metavar="REF",
        help="Only lines changed since this commit. After --fix without a value: show the changes, make none.",
        show_default=False,
    ),
]
Fix = Annotated[bool, typer.Option("--fix", help="Mend what has exactly one mend.")]
Preview = Annotated[bool, typer.Option("--preview", hidden=True)]
Statistics = Annotated[bool, typer.Option("--statistics", help="Count the findings by check.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Findings only, no summary.")]


class CheckCommand(Command):
    """`--fix --diff` shows the changes; `--diff REF` alone restricts to changed lines. One name, as editors know it from other tools."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments parsed, `--diff` of `--fix` turned into `--preview`."""
        options = args[: args.index("--")] if "--" in args else args
        if "--fix" in options and "--diff" in options:
            at = options.index("--diff")
            args = [*args[:at], "--preview", *args[at + 1 :]]
        return super().parse_args(ctx, args)


@dataclass
class Run:
    """One run over some drafts: what was read, what was found, what failed."""

    settings: Settings | None  # for all drafts, or None: the nearest to each
    changes: dict[str, Any]  # what the command line changes in them
    encoding: str | None
    stdin_name: str | None
    sources: dict[str, Source] = field(default_factory=dict)
    used: dict[str, Settings] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    _nearest: dict[Path, Settings] = field(default_factory=dict)

    def settings_for(self, name: str) -> Settings:
        """The settings for a draft or a folder."""
        from attribution.checks.settings import find_settings, with_options

        folder = Path(name if name != STDIN else self.stdin_name or "x").absolute()
        folder = folder if folder.is_dir() else folder.parent
        if folder not in self._nearest:
            found = self.settings if self.settings is not None else find_settings(folder)
            self._nearest[folder] = with_options(found, **self.changes)
        return self._nearest[folder]

    def check(self, names: Sequence[str]) -> None:
        """Read and check each draft; those that cannot be read are named on standard error."""
        from dataclasses import replace

        from attribution.checks.run import check_source
        from attribution.readers import read_text
        from attribution.readers.article import read_article

        for name in names:
            settings = self.settings_for(name)
            try:
                if name.lower().endswith(".docx"):
                    source, _ = read_article(name)
                else:
                    source = read_text(name, self.encoding or settings.encoding)
            except InputError as error:
                complain(str(error))
                self.failed.append(name)
                continue
            doc = self.stdin_name if name == STDIN and self.stdin_name else name
            source = replace(source, doc=doc)
            self.sources[doc], self.used[doc] = source, settings
            self.findings += check_source(source, settings)


def check(
    paths: Paths,
    stdin_filename: StdinName = None,
    select: Select = None,
    ignore: Ignore = None,
    extend_select: ExtendSelect = None,
    form: Form = None,
    config: Config = None,
    isolated: Isolated = False,
    show_settings: ShowSettings = False,
    fail_level: FailLevel = None,
    min_level: MinLevel = None,
    exit_zero: ExitZero = False,
    baseline: Baseline = None,
    write_baseline: WriteBaseline = None,
    diff: Diff = None,
    fix: Fix = False,
    preview: Preview = False,
    statistics: Statistics = False,
    quiet: Quiet = False,
    encoding: Encoding = None,
) -> None:
    """Check drafts for what a good editor would have caught. Exit 0: nothing found at --fail-level, 1: something, 2: an error.

    \b
    Examples:
      attribution check draft.md
      attribution check --extend-select AV302 --format github drafts/
      attribution check --fix --diff draft.md
    """
    from attribution.checks.discover import find_drafts

    changes = {
        "select": _split(select),
        "extend_select": _split(extend_select),
        "ignore": _split(ignore),
        "fail_level": fail_level,
        "min_level": min_level,
    }
    run = Run(_base(config, isolated), changes, encoding, stdin_filename)
    form = _form(form)
    if show_settings:
        print(_shown(run.settings_for(paths[0])))
        return
    if paths.count(STDIN) > 1:
        raise UsageError("-: standard input can be read only once")
    run.check(find_drafts(paths, lambda path: run.settings_for(path).excludes(path)))
    if write_baseline is not None:
        _write_baseline(write_baseline, run)
        finish(bool(run.failed))
        return
    _leave_out(run, baseline, diff)
    if fix:
        _fix(run, preview)
    if not preview:
        _show(run, form, statistics, quiet)
    if run.failed:
        finish(True)
    if not exit_zero and _fails(run):
        raise typer.Exit(FOUND)


def _split(values: Sequence[str] | None) -> list[str]:
    return [part.strip() for value in values or () for part in value.split(",") if part.strip()]


def _base(config: str | None, isolated: bool) -> Settings | None:
    from attribution.checks.settings import Settings, read_settings

    if config is not None and isolated:
        raise UsageError("--config and --isolated contradict each other; leave one out")
    if isolated:
        return Settings()
    return read_settings(config) if config is not None else None


def _form(form: str | None) -> str:
    from attribution.checks.registry import nearest
    from attribution.output.findings import FINDING_FORMATS

    if form is None:
        return "full" if sys.stdout.isatty() else "concise"
    if form not in FINDING_FORMATS:
        raise UsageError(f"--format {form}: no such format{nearest(form, FINDING_FORMATS)}; there are {', '.join(FINDING_FORMATS)}")
    return form


def _shown(settings: Settings) -> str:
    """The settings as they would stand in a file."""
    import json

    lines = [f"# from {settings.origin}" if settings.origin else "# no settings file found; these are the defaults", "[check]"]
    tables = []
    for key, value in settings.as_table().items():
        if isinstance(value, dict):
            for name, inner in value.items():
                if isinstance(inner, dict):
                    tables += [f"\n[check.{key}.{name}]", *(f"{k} = {json.dumps(v, ensure_ascii=False)}" for k, v in inner.items())]
                else:
                    tables += [f"\n[check.{key}]"] * (f"\n[check.{key}]" not in tables)
                    tables.append(f"{json.dumps(name)} = {json.dumps(inner, ensure_ascii=False)}")
        else:
            lines.append(f"{key} = {json.dumps(value, ensure_ascii=False)}")
    return "\n".join([*lines, f"# on: {', '.join(sorted(settings.codes))}", *tables])


def _write_baseline(path: str, run: Run) -> None:
    from attribution.checks.baseline import baseline_text
    from attribution.output.files import check_target, write_files

    check_target("--write-baseline", path, list(run.sources))
    write_files([(path, [baseline_text(run.findings).encode("utf-8", "surrogatepass")])])
    complain(f"{path}: {len(run.findings)} findings noted")


def _leave_out(run: Run, baseline: str | None, diff: str | None) -> None:
    """Take out what baselines know and what stands on lines that did not change."""
    from attribution.checks.baseline import read_baseline, without_known
    from attribution.checks.changed import Changes, touches

    named = {doc: baseline or run.used[doc].baseline for doc in run.sources}
    known = {path: read_baseline(path) for path in sorted({path for path in named.values() if path is not None})}
    if known:
        kept = []
        for doc, path in named.items():
            here = [finding for finding in run.findings if finding.doc == doc]
            kept += without_known(here, known[path]) if path is not None else here
        run.findings = kept
    if diff is not None:
        changes = Changes(diff)
        lines = {doc: changes.lines(doc) if Path(doc).exists() else None for doc in run.sources}
        run.findings = [f for f in run.findings if touches(lines[f.doc], f.line, f.end_line)]


def _fix(run: Run, preview: bool) -> None:
    """Write, or only show, the mended drafts; findings that were mended are gone."""
    from attribution.checks.fixes import fixed
    from attribution.checks.fixes import preview as shown
    from attribution.output.files import write_files

    for doc, source in run.sources.items():
        here = [finding for finding in run.findings if finding.doc == doc]
        text, count = fixed(source.text, here)
        if not count:
            continue
        if preview:
            sys.stdout.write(shown(doc, source.text, text))
            continue
        if not Path(doc).is_file() or source.encoding == "docx":
            raise UsageError(f"--fix {doc}: only text files can be mended, not standard input or Word documents")
        write_files([(doc, [text.encode(source.encoding, "surrogatepass")])])
        complain(f"{doc}: {count} mended")
        run.findings = [f for f in run.findings if f.doc != doc]
        sources, run.sources = run.sources, {}
        run.check([doc])
        run.sources = sources | run.sources


def _show(run: Run, form: str, statistics: bool, quiet: bool) -> None:
    from attribution.checks.finding import at_least
    from attribution.output.findings import FINDING_FORMATS, summary
    from attribution.output.findings import statistics as counted

    shown = [finding for finding in run.findings if at_least(finding.severity, run.used[finding.doc].min_level)]
    for piece in counted(shown) if statistics else FINDING_FORMATS[form](shown, run.sources):
        sys.stdout.write(piece)
    if not quiet and form in ("full", "concise") and (run.sources or not run.failed):
        complain(summary(shown, len(run.sources)))


def _fails(run: Run) -> bool:
    from attribution.checks.finding import at_least

    return any(at_least(finding.severity, run.used[finding.doc].fail_level) for finding in run.findings)

"""`attribution check`: what a good editor would have caught in a draft."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from attribution.cli.ending import complain, finish, say
from attribution.cli.jobs import Jobs, number_of
from attribution.cli.options import Encoding, RulesFolder, rules_from
from attribution.cli.startup import Command
from attribution.errors import UsageError

if TYPE_CHECKING:
    from attribution.checks.settings import Settings
    from attribution.cli.drafts import Run
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
ForceExclude = Annotated[
    bool, typer.Option("--force-exclude", help="Leave out what the settings exclude even where it is named, as hooks name files.")
]
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
Against = Annotated[
    list[str] | None,
    typer.Option(
        "--against", metavar="PATH", help="Compare with what the drafts were written from: files, folders, patterns.", show_default=False
    ),
]
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


COMMAND = CheckCommand  # what `commands` registers it as


def check(
    paths: Paths,
    stdin_filename: StdinName = None,
    select: Select = None,
    ignore: Ignore = None,
    extend_select: ExtendSelect = None,
    form: Form = None,
    config: Config = None,
    isolated: Isolated = False,
    force_exclude: ForceExclude = False,
    show_settings: ShowSettings = False,
    fail_level: FailLevel = None,
    min_level: MinLevel = None,
    exit_zero: ExitZero = False,
    baseline: Baseline = None,
    write_baseline: WriteBaseline = None,
    diff: Diff = None,
    fix: Fix = False,
    preview: Preview = False,
    against: Against = None,
    statistics: Statistics = False,
    quiet: Quiet = False,
    encoding: Encoding = None,
    rules: RulesFolder = None,
    jobs: Jobs = None,
) -> None:
    """Check drafts for what a good editor would have caught. Exit 0: nothing found at --fail-level, 1: something, 2: an error.

    \b
    Examples:
      attribution check draft.md
      attribution check --extend-select AV302 --format github drafts/
      attribution check --fix --diff draft.md
    """
    from attribution.cli.drafts import Run, find_drafts
    from attribution.rulebook.rules import shipped_rules

    _check_input(paths, fix and not preview)
    form, lists = _form(form), {"select": select, "extend_select": extend_select, "ignore": ignore}
    changes = {name: _split(values) for name, values in lists.items()} | {"fail_level": fail_level, "min_level": min_level}
    book = shipped_rules() if isolated and rules is None else rules_from(rules)
    run = Run(_base(config, isolated), changes, encoding, stdin_filename, book, number_of(jobs), against=tuple(against or ()))
    if show_settings:
        say(_shown(run.settings_for(paths[0])))
        return
    found = find_drafts(paths, run, force_exclude=force_exclude, diff=diff is not None)
    if write_baseline is not None:
        run.check(found)
        _write_baseline(write_baseline, run)
        finish(run.failed)
        return
    run.narrow(baseline, diff)
    run.mend = _shown_mend if preview else _written_mend if fix else None
    run.check(found)
    if not preview:
        _show(run, form, statistics, quiet)
    finish(run.failed)
    if not exit_zero and _fails(run):
        raise typer.Exit(FOUND)


def _check_input(paths: Sequence[str], mended: bool) -> None:
    if paths.count(STDIN) > 1:
        raise UsageError("-: standard input can be read only once")
    if mended and STDIN in paths:
        raise UsageError("--fix -: standard input cannot be mended; name files, or see the changes with --fix --diff")


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
    if settings.against or settings.kinds or settings.policy != "clean" or settings.cache != "":
        said = [f"{kind}={pattern}" for kind, pattern in settings.kinds]
        values = {"against": list(settings.against), "as": said, "policy": settings.policy}
        tables += ["\n[verify]", *(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items())]
        tables += [f"cache = {json.dumps(settings.cache or False, ensure_ascii=False)}"] if settings.cache != "" else []
    return "\n".join([*lines, f"# on: {', '.join(sorted(settings.codes))}", *tables])


def _write_baseline(path: str, run: Run) -> None:
    from attribution.checks.baseline import baseline
    from attribution.output.files import check_target, write_files
    from attribution.output.jsontext import json_bytes

    check_target("--write-baseline", path, list(run.sources))
    write_files([(path, [json_bytes(baseline(run.findings), indent=1), b"\n"])])
    complain(f"{path}: {len(run.findings)} findings noted")


def _shown_mend(source: Source, text: str, count: int) -> bool:
    from attribution.checks.fixes import preview

    say(preview(source.doc, source.text, text), end="")
    return False


def _written_mend(source: Source, text: str, count: int) -> bool:
    """Write the mended draft, where it still is as it was read. Raises AttributionError where it stays as it is."""
    from attribution.output.files import rewrite_file
    from attribution.readers.forms import form_of
    from attribution.readers.text import encode_like

    if not Path(source.doc).is_file() or form_of(source.doc).binary:
        raise UsageError(f"--fix {source.doc}: only text files can be mended, not pipes or documents such as Word's")
    rewrite_file(source.doc, source.data, encode_like(source, text))
    complain(f"{source.doc}: {count} mended")
    return True


def _show(run: Run, form: str, statistics: bool, quiet: bool) -> None:
    from attribution.checks.finding import at_least
    from attribution.output.findings import FINDING_FORMATS, FOR_PEOPLE, summary
    from attribution.output.findings import statistics as counted
    from attribution.readers.found import left_out

    shown = [finding for finding in run.findings if at_least(finding.severity, run.used[finding.doc].min_level)]
    if statistics or form in FOR_PEOPLE:
        for piece in counted(shown) if statistics else FINDING_FORMATS[form](shown, run.sources):
            say(piece, end="")
    else:
        for piece in FINDING_FORMATS[form](shown, run.sources):
            sys.stdout.buffer.write(piece.encode("utf-8"))
    missing = left_out(run.found, run.unread)
    something = run.sources or len(run.found.files) > 1 or not run.failed
    if not quiet and something and (missing or form in FOR_PEOPLE):
        complain(", ".join([summary(shown, len(run.sources)), *missing]))


def _fails(run: Run) -> bool:
    from attribution.checks.finding import at_least

    return any(at_least(finding.severity, run.used[finding.doc].fail_level) for finding in run.findings)

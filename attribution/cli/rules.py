"""`attribution rules`: what the rules are, what each is for, and whether their examples hold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attribution.cli.ending import complain, guarded
from attribution.cli.startup import Command, Group
from attribution.errors import UsageError

if TYPE_CHECKING:
    from attribution.checks.registry import Check

rules = typer.Typer(name="rules", cls=Group, rich_markup_mode=None, no_args_is_help=True, help="List, explain and test the rules.")

RuleId = Annotated[str, typer.Argument(metavar="ID", help="Code or name of a check, as in AQ101.", show_default=False)]
Folder = Annotated[str | None, typer.Argument(metavar="DIR", help="A folder of drafts with planted faults.", show_default=False)]


def list_rules() -> None:
    """List the checks: code, severity, on or opt-in, name.

    \b
    Example:
      attribution rules list
    """
    from attribution.checks.registry import all_checks

    for check in all_checks():
        print(f"{check.code}  {check.severity:<10}  {'on' if check.default else 'opt-in':<6}  {check.name}")


def show(rule: RuleId) -> None:
    """Show one check: what it says and why, its options, bad and good examples.

    \b
    Example:
      attribution rules show AQ101
    """
    from attribution.checks.registry import find_check

    print(page(find_check(rule)))


def page(check: Check) -> str:
    """The page of a check, as Markdown."""
    import json
    import textwrap

    where = ", ".join(check.scope)
    on = "on by default" if check.default else f"opt-in: `attribution check --extend-select {check.code}`"
    lines = [f"# {check.code} {check.name}", "", f"{check.severity} · {where} · {on}", "", f"Says: {check.message}", ""]
    lines += [*textwrap.wrap(check.rationale, 100), ""]
    if check.options:
        lines += ["## Options", "", *(f"- `{key}` = {json.dumps(value, ensure_ascii=False)}" for key, value in check.options.items()), ""]
    lines += ["## Bad", ""]
    for text, words in check.bad:
        lines += [*textwrap.indent(text.rstrip(), "    ").splitlines(), "", f"  → {words}", ""]
    lines += ["## Good", ""]
    for text, why in check.good:
        lines += [*textwrap.indent(text.rstrip(), "    ").splitlines(), "", f"  ({why})", ""]
    return "\n".join(lines).rstrip()


def test(folder: Folder = None) -> None:
    """Run the checks' own examples, or the drafts of a folder against the faults noted beside them. Exit 1 where one fails.

    \b
    Examples:
      attribution rules test
      attribution rules test fixtures/drafts/open
    """
    from attribution.checks.trial import run_examples, score_drafts

    if folder is not None and not Path(folder).is_dir():
        raise UsageError(f"{folder}: is no folder")
    wrong, total = run_examples() if folder is None else score_drafts(folder)
    for line in wrong:
        print(line)
    complain(f"{total - len(wrong)} of {total} as they should be")
    if wrong:
        raise typer.Exit(1)


for name, command in (("list", list_rules), ("show", show), ("test", test)):
    rules.command(name, cls=Command)(guarded(command))

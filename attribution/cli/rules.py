"""`attribution rules`: what the rules are, what each is for, and whether their examples hold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attribution.cli.ending import complain, guarded, say
from attribution.cli.options import RulesFolder, rules_from
from attribution.cli.startup import Command, Group
from attribution.errors import UsageError

if TYPE_CHECKING:
    from attribution.checks.registry import Check

rules = typer.Typer(name="rules", cls=Group, rich_markup_mode=None, no_args_is_help=True, help="List, explain and test the rules.")

RuleId = Annotated[str, typer.Argument(metavar="ID", help="A rule, as in V-THAT, a check, as in AQ101, or a verb.", show_default=False)]
Folder = Annotated[
    str | None,
    typer.Argument(metavar="DIR", help="A folder of your own rules, or of drafts with planted faults.", show_default=False),
]


def list_rules(folder: RulesFolder = None) -> None:
    """List all rules, file by file: id, kind, what for. Checks: code, severity, on or opt-in, name.

    \b
    Examples:
      attribution rules list
      attribution rules list --rules my-rules
    """
    from itertools import groupby

    from attribution.catalogue import entries
    from attribution.checks.registry import all_checks

    for file, group in groupby(entries(rules_from(folder)), key=lambda entry: entry.file):
        say(f"{file}\n")
        for entry in group:
            say(f"  {entry.id:<18}  {entry.kind:<6}  {entry.why}")
        say("")
    say("checks.toml\n")
    for check in all_checks():
        say(f"  {check.code}  {check.severity:<10}  {'on' if check.default else 'opt-in':<6}  {check.name}")


def show(rule: RuleId, folder: RulesFolder = None) -> None:
    """Show one rule: what for, its pattern in words, its counts, examples and near misses. Or one check, its options and examples. Or what
    the card of a verb says.

    \b
    Examples:
      attribution rules show V-THAT
      attribution rules show AQ101
      attribution rules show accuse
    """
    from attribution.checks.registry import all_checks

    check = next((check for check in all_checks() if rule.upper() == check.code or rule == check.name), None)
    if check is not None:
        say(page(check))
        return
    from attribution.catalogue import card_page, entries, find_entry, rule_page

    book = rules_from(folder)
    card = "" if any(rule in (entry.id, entry.id.lower()) for entry in entries(book)) else card_page(rule, book)
    say(card or rule_page(find_entry(rule, book, [check.code for check in all_checks()]), book))


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
    for text, words, source in check.bad:
        lines += [*textwrap.indent(text.rstrip(), "    ").splitlines(), *_written_from(source), "", f"  → {words}", ""]
    lines += ["## Good", ""]
    for text, why, source in check.good:
        lines += [*textwrap.indent(text.rstrip(), "    ").splitlines(), *_written_from(source), "", f"  ({why})", ""]
    return "\n".join(lines).rstrip()


def _written_from(source: str) -> list[str]:
    import textwrap

    return ["", "  written from", "", *textwrap.indent(source.rstrip(), "    ").splitlines()] if source else []


def test(folder: Folder = None) -> None:
    """Run the examples and near misses of all rules; or of your own rules in a folder; or its drafts against the faults noted beside
    them. Exit 1 where one fails.

    \b
    Examples:
      attribution rules test
      attribution rules test my-rules
      attribution rules test fixtures/drafts/open
    """
    from attribution.checks.trial import run_examples, score_drafts

    if folder is None:
        of_rules, of_checks = _rule_trials(None), run_examples()
        wrong, total = [*of_rules[0], *of_checks[0]], of_rules[1] + of_checks[1]
    elif not Path(folder).is_dir():
        raise UsageError(f"{folder}: is no folder")
    else:
        wrong, total = _rule_trials(folder) if _holds_rules(Path(folder)) else score_drafts(folder)
    for line in wrong:
        say(line)
    complain(f"{total - len(wrong)} of {total} as they should be")
    if wrong:
        raise typer.Exit(1)


def _holds_rules(folder: Path) -> bool:
    return any(path.suffix in (".toml", ".tsv") for path in folder.iterdir())


def _rule_trials(folder: str | None) -> tuple[list[str], int]:
    """What fails of the trials of the shipped rules, or of those in a folder; and how many trials there are."""
    from attribution.checks.trial import own_checks, run_examples
    from attribution.exercise import failures, own_trials, shipped_trials

    if folder is None:
        every = shipped_trials()
        return list(failures(every)), len(every)
    from attribution.rulebook.load import load_rules

    book = load_rules(folder)
    every, of_checks = own_trials(book), run_examples(own_checks(book), book)
    return [*failures(every, book), *of_checks[0]], len(every) + of_checks[1]


for name, command in (("list", list_rules), ("show", show), ("test", test)):
    rules.command(name, cls=Command)(guarded(command))

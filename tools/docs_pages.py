"""Pages of the docs site that nobody writes: commands from the live help, rules and checks from rules/, the record from its schema.

A hook of mkdocs (see mkdocs.yml). In written pages, a line `<!-- run: COMMAND -->` becomes the command and what it prints now, and
`<!-- include: FILE -->` the file's text. A command that fails, or a file that is gone, ends the build.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File

ROOT = Path(__file__).parent.parent
RULES = ROOT / "rules"
SCHEMAS = ROOT / "attribution" / "output" / "schemas"
SCHEMA = SCHEMAS / "claims-1.json"
_LINE = re.compile(r"^<!-- (run|include): (.+?) -->$", re.MULTILINE)


def on_files(files: Any, config: Any) -> Any:
    """Add the pages that are made here."""
    pages = {"commands.md": commands, "checks.md": checks, "rules.md": rules}
    for name, make in pages.items():
        files.append(File.generated(config, name, content="\n".join(make()) + "\n"))
    for path in sorted(SCHEMAS.glob("*.json")):
        files.append(File.generated(config, f"schemas/{path.name}", content=path.read_text("utf-8")))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Run what a page wants run, include what it wants included."""
    made = {"run": run, "include": include}
    return _LINE.sub(lambda match: made[match[1]](match[2]), markdown)


def run(command: str) -> str:
    """A console block: the command and its output."""
    return f"```console\n$ {command}\n{output(shlex.split(command))}```"


def output(args: list[str]) -> str:
    """What a command of ours prints; a failure ends the build."""
    program = [sys.executable, "-m", "attribution", *args[1:]]
    environment = os.environ | {"COLUMNS": "100", "NO_COLOR": "1"}
    done = subprocess.run(program, capture_output=True, text=True, cwd=ROOT, env=environment, check=False)
    if done.returncode not in (0, 1) or "Traceback" in done.stderr:
        raise SystemExit(f"docs: {shlex.join(args)}: {done.stderr}")
    return done.stdout


def include(name: str) -> str:
    """A file's text, headings one level down, its own title left out; tables of the format pages are made here."""
    made = {
        "@inputs": inputs_table, "@record": record_table, "@trace": trace_table, "@formats": formats_table, "@labels": labels_table,
        "@scores": scores_table,
    }  # fmt: skip
    if name in made:
        return "\n".join(made[name]())
    lines = (ROOT / name).read_text("utf-8").split("\n")
    return "\n".join(f"#{line}" if line.startswith("#") else line for line in lines)


def commands() -> Iterator[str]:
    """One section a command, from its help."""
    yield "# Commands\n\nMade from the programs' own help. Exit codes: 0 all went well, 1 `check` found something, 2 an error.\n"
    yield f"```text\n{output(['attribution', '--help'])}```\n"
    for path in command_paths():
        yield f"## attribution {' '.join(path)}\n\n```text\n{output(['attribution', *path, '--help'])}```\n"


def command_paths() -> Iterator[list[str]]:
    """Names of all commands, groups and their members, in the order of the help."""
    import typer

    from attribution.cli.app import app

    def under(command: Any, path: list[str]) -> Iterator[list[str]]:
        for name, member in getattr(command, "commands", {}).items():
            if not member.hidden:
                yield [*path, name]
                yield from under(member, [*path, name])

    return under(typer.main.get_command(app), [])


def checks() -> Iterator[str]:
    """One section a check: what it says, why, examples."""
    table = tomllib.loads((RULES / "checks.toml").read_text("utf-8"))["check"]
    yield "# Checks\n\nWhat `attribution check` looks for in a draft. Made from `rules/checks.toml`; every example here is run as a test.\n"
    yield "| code | name | severity | |\n| --- | --- | --- | --- |"
    for check in table:
        on = "on" if check["default"] else "opt-in"
        yield f"| [{check['code']}](#{check['code'].lower()}) | {check['name']} | {check['severity']} | {on} |"
    for check in table:
        yield f"\n## {check['code']}\n\n**{check['name']}**, {check['severity']}, {'on' if check['default'] else 'opt-in'}; looks in "
        yield f"{', '.join(check['scope'])}.\n\n{check['rationale'].strip()}\n\nIt says: {escape(check['message'])}\n"
        if check.get("options"):
            yield "Options:\n"
            yield from (f"- `{name}`: `{json.dumps(value, ensure_ascii=False)}`" for name, value in check["options"].items())
            yield ""
        for kind, title in (("bad", "Found"), ("good", "Left alone")):
            if check.get(kind):
                yield f"{title}:\n"
                for example in check[kind]:
                    because = example.get("because") or example.get("why") or ""
                    yield f"```text\n{example['text'].strip()}\n```\n{escape(because)}\n"


def rules() -> Iterator[str]:
    """One section a file of rules that holds rules with an id."""
    yield "# Rules\n\nEvery claim names the rule that found it. Made from `rules/`; how to read and write them is under"
    yield "[Writing rules](writing-rules.md).\n"
    for name in ("frames.toml", "subjects.toml", "turns.toml", "author.toml", "quotes.toml", "stops.toml", "source-types.toml"):
        path = RULES / name
        if not path.is_file():
            continue
        text = path.read_text("utf-8")
        about = [line[1:].strip() for line in text.split("\n\n", 1)[0].split("\n") if line.startswith("#")]
        yield f"\n## {name}\n\n{escape(about[0]) if about else ''}\n"
        for rule in rules_with_ids(tomllib.loads(text)):
            yield f'\n### {rule["id"]} {{ #{rule["id"].lower()} }}\n\n{escape(str(rule.get("why", "")))}\n\n```toml'
            shown = {key: value for key, value in rule.items() if key not in ("id", "why")}
            yield from (f"{key} = {json.dumps(value, ensure_ascii=False, default=str)}" for key, value in shown.items())
            yield "```"


def rules_with_ids(table: Any) -> Iterator[dict[str, Any]]:
    """Every table with an `id`, wherever it stands."""
    if isinstance(table, dict):
        if isinstance(table.get("id"), str):
            yield table
        else:
            for value in table.values():
                yield from rules_with_ids(value)
    elif isinstance(table, list):
        for value in table:
            yield from rules_with_ids(value)


def record_table() -> Iterator[str]:
    """The claim record, field by field."""
    claim = json.loads(SCHEMA.read_text("utf-8"))["$defs"]["claim"]
    yield "| field | type | meaning |\n| --- | --- | --- |"
    for name, field in claim["properties"].items():
        yield f"| `{name}` | {escape(type_of(field))} | {escape(field['description'])} |"


def trace_table() -> Iterator[str]:
    """The record of a trace, field by field."""
    trace = json.loads((SCHEMAS / "traces-1.json").read_text("utf-8"))["$defs"]
    yield "| field | type | meaning |\n| --- | --- | --- |"
    for name, field in trace["trace"]["properties"].items():
        about = field if "description" in field else trace[field["$ref"].rpartition("/")[2]]
        yield f"| `{name}` | {escape(type_of(field))} | {escape(about['description'])} |"


def type_of(field: dict[str, Any]) -> str:
    """A field's type as the table says it."""
    if "enum" in field:
        return ", ".join("null" if value is None else value for value in field["enum"])
    kind = field.get("type", "spans")
    return " or ".join(kind) if isinstance(kind, list) else "list of strings" if kind == "array" and "$ref" not in field else kind


def inputs_table() -> Iterator[str]:
    """The forms of files that are read."""
    from attribution.readers.forms import FORMS

    yield "| file | places | needs |\n| --- | --- | --- |"
    for form in FORMS:
        needs = f"the extra `{form.extra}`" if form.extra else "nothing"
        yield f"| {', '.join(f'`{suffix}`' for suffix in form.suffixes)} | {form.place} | {needs} |"


def formats_table() -> Iterator[str]:
    """The export formats."""
    from attribution.output.formats import ALL

    yield "| format | file ending | what it is |\n| --- | --- | --- |"
    for form in ALL:
        yield f"| `{form.name}` | {', '.join(f'`.{end}`' for end in form.suffixes) or 'name it with `-f`'} | {form.about} |"


def labels_table() -> Iterator[str]:
    """The certainty labels and how the page draws them."""
    table = tomllib.loads((ROOT / "attribution" / "output" / "page" / "labels.toml").read_text("utf-8"))
    yield "| label | what a reader should take away | line in the page |\n| --- | --- | --- |"
    for name, label in table["labels"].items():
        yield f"| `{name}` | {label['means']} | {table['groups'][label['group']]['line']} |"


def scores_table() -> Iterator[str]:
    """The recorded scores."""
    yield "| measure | |\n| --- | ---: |"
    for name, value in json.loads((ROOT / "benchmarks" / "recorded.json").read_text("utf-8")).items():
        yield f"| {name} | {value} |"

"""The order of the layers: a module imports from its own folder and from layers before it, never from one after it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "attribution"

LAYERS = [
    {"model", "errors", "memo", "collector", "parallel", "ranges", "version", "rulefiles", "written"},
    {"patterns"},
    {"rulebook"},
    {"document"},
    {"readers"},
    {"attach"},
    {"speakers", "certainty"},
    {"claims", "people"},
    {"pipeline"},
    {"exercise"},
    {"catalogue"},
    {"located"},
    {"files"},
    {"verify"},
    {"checks"},
    {"corpus"},
    {"difference", "output", "explain", "trees"},
    {"archive"},
    {"spark"},
    {"lsp"},
    {"cli"},
    {"__init__", "__main__"},
]
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
SIDE_BY_SIDE = {
    ("explain", "output"),  # explain draws with the table's words and widths; the report's page links to no explanation
    ("model", "output"),  # an extraction is asked by notebooks how it looks: by a method, which then loads what draws it
}

INSIDE = {  # the order of the modules of a stage; of one line, none imports another
    "document": """abbreviations furniture tagger paragraphs quote_kinds quote_marks chunks lemmas view
        ends quotes
        tokens
        sentences
        __init__""",
    "attach": """turns posts joins tables senses floating heavy
        contents
        candidates
        keep weigh headlines hollow
        __init__""",
    "speakers": """lexicon entities circumstances confidence keys sieves
        names accusations state summary
        roster phrases
        bearers descriptions floating
        portraits
        cast
        ties scenes
        view
        mentions sieves.name sieves.floating
        sieves.institution
        sieves.pronoun sieves.description sieves.interview sieves.issuer
        sieves.relative sieves.relatives sieves.heard sieves.accused
        sieves.epithet
        resolve
        chains
        assembly
        __init__""",
    "certainty": """words syntax.tokens syntax.contents
        tables
        effects disputes syntax.groups
        syntax.embedding
        syntax.shapes
        syntax.clauses
        syntax.links
        syntax
        reading
        cues modals
        context
        mains verbs
        nouns descent
        splits author claims evaluate
        judge
        __init__""",
}

MODULES = sorted(PACKAGE.rglob("*.py"))


def part_of(path: Path) -> str:
    """The layer's name: the folder or module directly under the package."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> Iterator[str]:
    """Dotted names of ours that a module imports anywhere, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "attribution")
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}:{node.lineno}: imports are absolute here"
            if node.module and node.module.split(".")[0] == "attribution":
                yield from ([f"attribution.{alias.name}" for alias in node.names] if node.module == "attribution" else [node.module])


def part_imported(name: str) -> str:
    part = name.split(".")[1] if "." in name else "__init__"
    return part if part in LEVEL else "__init__"  # a name that the package itself hands out


def test_every_part_of_the_package_has_its_layer() -> None:
    assert {part_of(path) for path in MODULES} == set(LEVEL)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_modules_import_from_earlier_layers_only(path: Path) -> None:
    here = part_of(path)
    for name in imports_of(path):
        there = part_imported(name)
        if there != here and (here, there) not in SIDE_BY_SIDE and here != "__init__":
            assert LEVEL[there] < LEVEL[here], f"{here} may not import {name}"


@pytest.mark.parametrize("stage", INSIDE)
def test_modules_of_a_stage_import_from_earlier_ones_only(stage: str) -> None:
    level = {name: number for number, line in enumerate(INSIDE[stage].splitlines()) for name in line.split()}
    top = f"attribution.{stage}"
    paths = {_name(path).removeprefix(top).lstrip(".") or "__init__": path for path in MODULES if part_of(path) == stage}
    assert paths.keys() == level.keys(), "each module of a stage has its place in INSIDE, at the top of this file"
    for here, path in paths.items():
        inner = {name.removeprefix(f"{top}.") for name in _at_the_top(path) if name.startswith(f"{top}.")}
        later = sorted(name for name in inner - {here} if level[name] >= level[here])
        assert not later, f"{here} may not import {later}"


def test_the_model_imports_nothing_of_ours() -> None:
    body = ast.parse((PACKAGE / "model.py").read_text("utf-8")).body
    loaded = [node.module for node in body if isinstance(node, ast.ImportFrom)]
    assert not [name for name in loaded if name and name.startswith("attribution")]
    when_shown = {"attribution.output.fields", "attribution.output.notebook"}
    assert set(imports_of(PACKAGE / "model.py")) == when_shown


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_nltk_is_imported_inside_functions_only(path: Path) -> None:
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.Import):
            assert not any(alias.name.split(".")[0] == "nltk" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert (node.module or "").split(".")[0] != "nltk"


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Imports at the top of modules, those for types too; a function may load what comes after it when it is called."""
    graph = {_name(path): {name for name in _at_the_top(path) if _path(name) is not None} for path in MODULES}
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, f"a circle: {' → '.join([*way[way.index(name) :], name])}"
        if name not in done:
            for other in sorted(graph.get(name, ())):
                visit(other, (*way, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())


def _name(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


def _path(name: str) -> Path | None:
    base = PACKAGE.parent.joinpath(*name.split("."))
    return next((path for path in (base.with_suffix(".py"), base / "__init__.py") if path.exists()), None)


def _at_the_top(path: Path) -> Iterator[str]:
    """Dotted names of our modules that a module imports outside functions."""
    waiting: list[ast.AST] = list(ast.parse(path.read_text("utf-8")).body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "attribution":
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if _path(inner) is not None else node.module
        elif not isinstance(node, ast.FunctionDef | ast.Lambda):
            waiting += ast.iter_child_nodes(node)

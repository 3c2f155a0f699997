"""`attribution text`: what is read of a file, as plain text."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import Annotated

import typer

from attribution.cli.ending import STDIN, complain, finish
from attribution.cli.inputs import articles, progress, tell
from attribution.cli.options import Encoding, Files, Save
from attribution.errors import UsageError, told
from attribution.output.width import printable, printable_lines

_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST = 100  # characters of a file name made of an address

Folder = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="DIR", help="Write DIR/NAME.txt for each file, not standard output.", show_default=False),
]
All = Annotated[bool, typer.Option("--all", help="Headline, captions and dates, too.")]


def text(files: Files, output: Folder = None, everything: All = False, encoding: Encoding = None, save: Save = None) -> None:
    """Show what is read of a file: the article's body as plain text, which the claims are taken from.

    \b
    Examples:
      attribution text page.html
      attribution text --all -o texts/ *.html *.pdf
    """
    found = articles(files)
    targets = _targets(output, found.files) if output is not None else {}
    failed = tell(found)
    for name in progress(found.files, shown=output is not None):
        try:
            words = _body(name, everything, encoding, save)
            if output is not None:
                _write(targets[name], words)
                continue
        except Exception as error:  # the tool's own fault, too: the other files are read all the same
            complain(told(error, name))
            failed += 1
            continue
        if len(found.files) > 1:
            sys.stdout.write(printable_lines(f"==> {printable(name)} <==\n\n"))
        sys.stdout.write((printable_lines(words) if _to_people() else words) + ("\n" if len(found.files) > 1 else ""))
    finish(bool(failed))


def _to_people() -> bool:
    return sys.stdout.isatty()


def _body(name: str, everything: bool, encoding: str | None, save: str | None) -> str:
    from attribution.readers.article import read_article
    from attribution.readers.body import body_of

    source, readable = read_article(name, encoding, save)
    for warning in source.warnings:
        complain(f"{source.doc}:{source.position(warning.offset)[0]}: {warning.message}")
    return body_of(source.text, readable, everything=everything)


def _targets(output: str, names: Sequence[str]) -> dict[str, Path]:
    """The file to write for each name. UsageError where two would be written to one, or over a file that is read."""
    from attribution.output.files import check_target

    folder = Path(output)
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"-o {output}: is a file; name a folder")
    if not folder.is_dir() and not folder.absolute().parent.is_dir():
        raise UsageError(f"-o {output}: there is no folder {folder.parent}; make it first")
    targets = {name: folder / f"{_file_name(name)}.txt" for name in names}
    twice = next(_twice(targets.values()), None)
    if twice is not None:
        raise UsageError(f"-o {output}: two of the files would become {twice}; write them to two folders")
    folder.mkdir(exist_ok=True)
    for target in targets.values():
        check_target("-o", str(target), names)
    return targets


def _file_name(name: str) -> str:
    """What a file is called, whatever folder or site it came from."""
    from attribution.readers.found import is_address

    if is_address(name):
        return _UNSAFE.sub("-", name.partition("://")[2]).strip("-.")[:_LONGEST]
    return "standard-input" if name == STDIN else PurePath(name).name


def _twice(targets: Iterable[Path]) -> Iterator[Path]:
    seen: set[Path] = set()
    for target in targets:
        if target in seen:
            yield target
        seen.add(target)


def _write(target: Path, words: str) -> None:
    from attribution.output.files import write_files

    write_files([(str(target), [words.encode("utf-8", "surrogatepass")])])

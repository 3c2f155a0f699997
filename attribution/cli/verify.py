"""`attribution verify`: does the draft quote what its sources say?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from attribution.cli.ending import STDOUT, complain, finish, hand_out
from attribution.cli.options import Encoding, Width, columns
from attribution.errors import UsageError, told

if TYPE_CHECKING:
    from attribution.output.tracedata import Traced
    from attribution.readers.found import Found
    from attribution.verify.record import Policy
    from attribution.verify.retrieve import Corpus
    from attribution.verify.sources import Kinds, Sources

FOUND = 1
FORMATS = {  # name → what its files end in
    "table": ("txt",), "csv": ("csv",), "jsonl": ("jsonl", "ndjson"), "json": ("json",), "html": ("html", "htm"),
}  # fmt: skip
Drafts = Annotated[list[str], typer.Argument(metavar="DRAFT", help="Drafts, folders, patterns; - is standard input.", show_default=False)]
Against = Annotated[
    list[str] | None,
    typer.Option("--against", metavar="PATH", help="What it was written from: files, folders, patterns.", show_default=False),
]
As = Annotated[
    list[str] | None,
    typer.Option(
        "--as", metavar="KIND=GLOB", help="What sources are: transcript, article, statement: transcript='t*.txt'.", show_default=False
    ),
]
Form = Annotated[
    str,
    typer.Option("--format", "-f", metavar="FORMAT", help="table, csv, jsonl, json or html; if left out, as -o ends.", show_default=False),
]
Output = Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Write this file, not standard output.", show_default=False)]
Worst = Annotated[bool, typer.Option("--worst-first", help="What needs reading most comes first.")]
All = Annotated[bool, typer.Option("--all", help="Table: also claims and statements that no passage says.")]
Annotate = Annotated[
    str | None,
    typer.Option("--annotate", metavar="FILE", help="Also write the draft with a note a trace: .md, .html, .docx.", show_default=False),
]
PolicyName = Annotated[
    str, typer.Option("--policy", metavar="NAME", help="clean: um and repeats may be left out of quotations; verbatim: they may not.")
]
FailLevel = Annotated[
    str, typer.Option("--fail-level", metavar="LEVEL", help="Exit with 1 from this level on: suggestion, warning or error.")
]


def verify(
    drafts: Drafts,
    against: Against = None,
    kinds: As = None,
    form: Form = "",
    output: Output = STDOUT,
    worst: Worst = False,
    whole: All = False,
    annotate: Annotate = None,
    policy: PolicyName = "clean",
    fail_level: FailLevel = "warning",
    width: Width = None,
    encoding: Encoding = None,
) -> None:
    """Trace each quotation and claim of a draft to its place in the sources, or show what differs.

    Exit 0: nothing differs, 1: it does, 2: an error. It tells where words stand, never that they are true.

    \b
    Examples:
      attribution verify draft.md --against notes/
      attribution verify draft.md --against talk.txt --against 'wire/*.html' --as transcript='talk*'
      attribution verify draft.md --against notes/ -o traces.csv
      attribution verify draft.md --against notes/ -o traces.html --annotate draft.docx
    """
    from attribution.checks.finding import LEVELS, at_least
    from attribution.output.files import check_target
    from attribution.output.traces import worst_first
    from attribution.readers.article import find_articles
    from attribution.verify.sources import parse_kinds

    if fail_level not in LEVELS:
        raise UsageError(f"--fail-level {fail_level}: no such level; there are {', '.join(LEVELS)}")
    form = form_of(form, output, FORMATS)
    room = columns(width)
    found = find_articles(drafts)
    run = _Run(encoding, _policy(policy))
    sources = run.sources(against or [], parse_kinds(kinds or [], "--as"))
    inputs = [*(material.source.doc for material in sources.corpus.materials), *found.files]
    if output != STDOUT:
        check_target("-o", output, inputs)
    if annotate is not None:
        _check_annotate(annotate, output, inputs, found.files)
    traced = list(run.traced(found, sources))
    for each in traced:
        if each.tracing.strangers:
            count = sum(trace.kind == "quotation" for trace in each.tracing.traces)
            complain(f"{each.tracing.doc}: no passage resembles any of its {count} quotations; are these the right sources?")
            run.failed = True
    shown = [each._replace(tracing=worst_first(each.tracing)) for each in traced] if worst else traced
    if shown:  # where no draft could be read, an earlier result stays as it is
        hand_out(_shown(form, shown, sources.corpus, room, whole=whole), output)
    if annotate is not None and traced:
        _annotate(annotate, traced[0])
    finish(run.failed)
    if any(trace.severity and at_least(trace.severity, fail_level) for each in traced for trace in each.tracing.traces):
        raise typer.Exit(FOUND)


def _check_annotate(target: str, output: str, inputs: Sequence[str], drafts: Sequence[str]) -> None:
    """UsageError where the draft with notes cannot be written to this file."""
    from attribution.output.annotated import WRITERS
    from attribution.output.files import check_target, one_place

    if _ending(target) not in WRITERS:
        raise UsageError(f"--annotate {target}: name a file that ends in {', '.join(f'.{ending}' for ending in WRITERS)}")
    if len(drafts) != 1:
        raise UsageError(f"--annotate {target}: is for one draft; there are {len(drafts)}")
    check_target("--annotate", target, inputs)
    if output != STDOUT and one_place(output, target):
        raise UsageError(f"--annotate {target}: is the file that -o writes; name another one")


def _annotate(target: str, traced: Traced) -> None:
    from attribution.output.annotated import WRITERS
    from attribution.output.files import write_files

    write_files([(target, [WRITERS[_ending(target)](traced)])])


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def _policy(name: str) -> Policy:
    from attribution.verify.record import POLICIES

    if name not in POLICIES:
        raise UsageError(f"--policy {name}: no such policy; there are {', '.join(POLICIES)}")
    return name


def form_of(form: str, output: str, formats: Mapping[str, Sequence[str]]) -> str:
    """The format asked for, or else what the name of the output file promises. UsageError for one that there is not."""
    ending = _ending(output)
    name = form.lower() or next((name for name, endings in formats.items() if ending in endings), "" if ending else "table")
    if name not in formats:
        asked = f"--format {form}: no such format" if form else f"-o {output}: which format is this to be? Add --format"
        raise UsageError(f"{asked}; there are {', '.join(formats)}")
    return name


class _Run:
    """What was read and what failed."""

    def __init__(self, encoding: str | None, policy: Policy) -> None:
        self.encoding, self.policy, self.failed = encoding, policy, False

    def sources(self, against: Sequence[str], kinds: Kinds) -> Sources:
        """The sources, ready; what cannot be read is told. Raises UsageError where there are none at all."""
        from attribution.verify.sources import read_sources

        if not against:
            raise UsageError("--against: name what the draft was written from: files, folders or patterns")
        sources = read_sources(against, kinds, self.encoding)
        for message in (*sources.told, *sources.problems, *(f"{name}: holds no words to look anything up in" for name in sources.empty)):
            complain(message)
        self.failed = self.failed or bool(sources.problems)
        if not sources.usable:
            raise UsageError("--against: none of the sources could be used")
        return sources

    def traced(self, drafts: Found, sources: Sources) -> Iterator[Traced]:
        """Each draft with its traces; what is wrong with one stops no other."""
        from attribution.output.tracedata import Traced
        from attribution.readers.article import read_article
        from attribution.verify.run import verify_source

        for message in (*drafts.told, *drafts.problems):
            complain(message)
        self.failed = self.failed or bool(drafts.problems)
        for name in drafts.files:
            try:
                source, readable = read_article(name, self.encoding)
                for warning in source.warnings:
                    complain(f"{name}: {warning.message}")
                others = sources.without(source)
                for copy in others.own:
                    complain(f"{copy}: is the draft itself and is no source of it; left out")
                if not others.usable:
                    raise UsageError(f"{name}: there is no other source to compare it with")
                yield Traced(source, readable, verify_source(source, readable, others.corpus, self.policy))
            except Exception as error:  # the tool's own fault, too: the other drafts are compared all the same
                complain(told(error, name))
                self.failed = True


def _shown(form: str, traced: Sequence[Traced], corpus: Corpus, room: int, *, whole: bool) -> Iterable[str | bytes]:
    """What was found, in this format."""
    if form == "table":
        from attribution.output.traces import to_table

        return to_table(traced, corpus.materials, room, whole=whole)
    if form == "html":
        from attribution.output.page.traces import to_html

        return to_html(traced, corpus.materials)
    from attribution.output.tracedata import WRITERS

    return WRITERS[form](traced, corpus.materials)

"""`attribution verify`: does the draft quote what its sources say?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from attribution.cli.ending import STDOUT, complain, finish, hand_out
from attribution.cli.options import Encoding, Width, columns
from attribution.errors import UsageError

if TYPE_CHECKING:
    from attribution.output.tracedata import Traced
    from attribution.readers import Source
    from attribution.readers.found import Found
    from attribution.readers.readable import Readable
    from attribution.verify.passages import Material
    from attribution.verify.record import Policy
    from attribution.verify.sources import Kinds, Sources

FOUND = 1
_PROMISING = ("csv", "html", "htm", "json", "jsonl", "parquet", "xlsx")  # endings by which programs know a form
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
CacheFolder = Annotated[
    str,
    typer.Option(
        "--cache", metavar="DIR", help="Keep the index of more than fifty sources here, not in the user's cache.", show_default=False
    ),
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Keep no index: read all sources in each run.")]
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
    cache: CacheFolder = "",
    no_cache: NoCache = False,
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
    sources = run.sources(against or [], parse_kinds(kinds or [], "--as"), None if no_cache else cache)
    inputs = [*sources.names, *found.files]
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
        compared = sources.corpus.materials if sources.index is None else list(run.compared.values())
        hand_out(_shown(form, shown, compared, room, whole=whole), output)
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
    if form and ending in _PROMISING and ending not in formats[name]:
        raise UsageError(f"-o {output}: promises another format than --format {form}; leave one out, or name a file in .{formats[name][0]}")
    return name


class _Run:
    """What was read and what failed."""

    def __init__(self, encoding: str | None, policy: Policy) -> None:
        self.encoding, self.policy, self.failed = encoding, policy, False
        self.compared: dict[str, Material] = {}  # of many sources, those that a trace names

    def tell(self, message: str, failed: bool) -> None:
        """A line on standard error; `failed`: about an input that could not be used."""
        complain(message)
        self.failed = self.failed or failed

    def sources(self, against: Sequence[str], kinds: Kinds, cache: str | None) -> Sources:
        """The sources, ready; what cannot be read is told. Raises UsageError where there are none at all."""
        from attribution.verify.sources import read_sources

        if not against:
            raise UsageError("--against: name what the draft was written from: files, folders or patterns")
        sources = read_sources(against, kinds, self.encoding, cache)
        for message in (*sources.told, *(f"{name}: holds no words to look anything up in" for name in sources.empty)):
            self.tell(message, False)
        for message in sources.problems:
            self.tell(message, True)
        if not sources.usable:
            raise UsageError("--against: none of the sources could be used")
        return sources

    def traced(self, drafts: Found, sources: Sources) -> Iterator[Traced]:
        """Each draft with its traces; what is wrong with one stops no other."""
        from attribution.readers.several import each_article

        for message in drafts.told:
            self.tell(message, False)
        for message in drafts.problems:
            self.tell(message, True)
        yield from each_article(drafts.files, self.encoding, lambda source, readable: self._trace(source, readable, sources), self.tell)

    def _trace(self, source: Source, readable: Readable | None, sources: Sources) -> Traced:
        from attribution.located import marked
        from attribution.output.tracedata import Traced
        from attribution.pipeline import extract
        from attribution.verify.run import trace
        from attribution.verify.tracing import Place

        text, spans = marked(source, readable)
        found = extract(text, source.doc)
        others = sources.for_draft(source, found)
        for message in others.told[len(sources.told) :]:
            self.tell(message, False)
        for message in others.problems[len(sources.problems) :]:
            self.tell(message, True)
        for copy in others.own:
            self.tell(f"{copy}: is the draft itself and is no source of it; left out", False)
        if not others.usable:
            raise UsageError(f"{source.doc}: there is no other source to compare it with")
        traced = Traced(source, readable, trace(found, Place(source, spans), others.corpus, self.policy))
        if sources.index is not None:
            named = {each.source for each in traced.tracing.traces}
            self.compared |= {each.source.doc: each for each in others.corpus.materials if each.source.doc in named}
        return traced


def _shown(form: str, traced: Sequence[Traced], sources: Sequence[Material], room: int, *, whole: bool) -> Iterable[str | bytes]:
    """What was found, in this format."""
    if form == "table":
        from attribution.output.traces import to_table

        return to_table(traced, sources, room, whole=whole)
    if form == "html":
        from attribution.output.page.traces import to_html

        return to_html(traced, sources)
    from attribution.output.tracedata import WRITERS

    return WRITERS[form](traced, sources)

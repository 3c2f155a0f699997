"""An archive extracted in batches. What a batch becomes depends on its documents alone, so that it can be made anywhere, and again.

    DIR/claims-000001.jsonl        or .parquet, or DIR/date=2026-11/claims-000001.parquet: the claims of a batch, and nothing else
    DIR/documents-000001.tsv       its documents: date, outlet, number of claims, digest
    DIR/problems.tsv               what could not be read, and why
    DIR/state/run.json             tool, rules and options: a run of others is refused, not mixed with this one
    DIR/state/000001.done          a batch that is whole: written last, with the digests of its documents and of its files (see `written`)
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, Literal, NamedTuple

from attribution.archive.documents import Item, Trouble
from attribution.archive.listed import Listed, listed, to_tsv
from attribution.archive.names import Seen
from attribution.errors import UsageError, told
from attribution.files import extracted, prepare
from attribution.model import Extraction
from attribution.output.export import to_jsonl
from attribution.output.provenance import Result, made_by
from attribution.output.tabular import to_parquet
from attribution.parallel import in_order
from attribution.readers.article import read_article
from attribution.readers.forms import form_of, readable_of
from attribution.readers.text import Source
from attribution.rulebook.rules import Rules
from attribution.written import changes, read_mark

Format = Literal["jsonl", "parquet"]
_DOCUMENTS, _CHARACTERS = 1_000, 500_000  # of a batch, at most: what a process holds at once
_SMALL, _SHARE = 16, 4  # so many batches at the beginning hold a quarter of that: where there are few, no process waits long for the last
_UNDATED = "unknown"
_OWN = re.compile(r"(?:claims|documents)-\d+\.(?:jsonl|parquet|tsv)|\d+\.done|.*\.\d+\.part")


class Run(NamedTuple):
    """What a run makes: where, in which form, under which rules; `dated`: in folders by month; `asked`: of which inputs and columns."""

    folder: Path
    form: Format = "jsonl"
    dated: bool = False
    rules: Rules | None = None
    asked: tuple[tuple[str, str], ...] = ()


class Batch(NamedTuple):
    """Documents and troubles in a row, the number of the batch, counted from 1; `share` of the corpus is read with it."""

    number: int
    items: tuple[Item | Trouble, ...]
    share: float = 0.0

    @property
    def digest(self) -> str:
        """Of all that the batch is made of; of files, their size and time of change."""
        digest = hashlib.sha256()
        for item in self.items:
            file = isinstance(item, Item) and item.text is None
            digest.update(repr((item, _stamp(item[0]) if file else None)).encode("utf-8", "replace"))
        return digest.hexdigest()


@dataclass(frozen=True)
class Tally:
    """How much of a run is done: batches, documents, claims and problems, and the share of the corpus; `again`: batches that were whole.

    `broken` names the files of the last batch that an earlier run had made and that were no longer as it wrote them.
    """

    batches: int = 0
    documents: int = 0
    claims: int = 0
    problems: int = 0
    again: int = 0
    share: float = 0.0
    broken: tuple[str, ...] = ()

    def with_batch(self, made: _Made) -> Tally:
        """The tally, one batch further."""
        done = made.mark
        counted = (self.documents + done["documents"], self.claims + done["claims"], self.problems + len(done["problems"]))
        return Tally(self.batches + 1, *counted, self.again + made.again, made.share, made.broken)


class _Made(NamedTuple):
    """What became of a batch: its mark, the share of the corpus, whether it was whole already, and what of it was broken."""

    mark: dict[str, Any]
    share: float
    again: bool = False
    broken: tuple[str, ...] = ()


def run_archive(
    items: Iterable[Item | Trouble], run: Run, jobs: int = 1, share: Callable[[], float] = lambda: 0.0
) -> Iterator[Tally]:
    """Extract documents into `run.folder`, batch by batch; a tally after each. Batches that an earlier run left whole are not made again.

    Raises UsageError where the folder holds something else. The same documents give the same bytes, whatever `jobs` and however often
    the run was broken off. `share` says how much of the corpus has been taken, 0 to 1.
    """
    _begin(run)
    tally = Tally()
    work = partial(_done, run=run)
    for made in in_order(work, _batches(items, share), jobs, lambda batch: False, partial(prepare, run.rules), together=1):
        tally = tally.with_batch(made)
        yield tally
    _end(run, tally)


def _begin(run: Run) -> None:
    state = run.folder / "state"
    rules = run.rules.digest if run.rules else made_by()["rules"]
    now = {**made_by(), "rules": rules, "format": run.form, "dated": run.dated, **dict(run.asked)}
    settings = state / "run.json"
    if settings.is_file():
        before = _settings(settings)
        changed = [name for name in now if now[name] != before.get(name)]
        if changed:
            raise UsageError(f"-o {run.folder}: holds a run with other {', '.join(changed)}; name another folder, or remove this one")
    elif run.folder.is_dir() and any(run.folder.iterdir()):
        raise UsageError(f"-o {run.folder}: holds other files; name a new folder")
    state.mkdir(parents=True, exist_ok=True)
    _clean(run)
    _write(settings, json.dumps(now, indent=2).encode() + b"\n")


def _settings(path: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(path.read_bytes()))
    except (ValueError, TypeError):
        raise UsageError(f"-o {path.parents[1]}: {path.name} is broken, so that nobody knows what made it; name another folder") from None


def _clean(run: Run) -> None:
    """What is of no batch that was finished goes: left by a run that was killed, or put there since."""
    marks = {path: mark for path in (run.folder / "state").glob("*.done") if (mark := read_mark(path)) is not None}
    kept = {*marks, *(run.folder / name for mark in marks.values() for name in mark["files"])}
    for folder in ("", "state/", "date=*/"):
        for path in run.folder.glob(f"{folder}*.*"):
            if path not in kept and _OWN.fullmatch(path.name):
                path.unlink(missing_ok=True)


def _end(run: Run, tally: Tally) -> None:
    """What earlier runs made of more documents goes; the problems of all batches stand in one file."""
    state = run.folder / "state"
    for path in state.glob("*.done"):
        if path.stem.isdigit() and int(path.stem) > tally.batches:
            _discard(run, path)
    marks = (read_mark(state / f"{number:06}.done") for number in range(1, tally.batches + 1))
    rows = [row for mark in marks if mark is not None for row in mark["problems"]]
    lines = ["\t".join(" ".join(cell.split()) for cell in row) for row in rows]
    _write(run.folder / "problems.tsv", "".join(f"{line}\n" for line in ["where\twhy", *lines]).encode("utf-8", "replace"))


def _batches(items: Iterable[Item | Trouble], share: Callable[[], float]) -> Iterator[Batch]:
    """Documents in batches that depend on nothing but what came before; an id that came before gets a number behind it, and is told."""
    held: list[Item | Trouble] = []
    number, size = 1, 0
    with Seen() as seen:
        for item in items:
            if isinstance(item, Item):
                times = seen.count(item.id)
                if times:
                    held.append(Trouble(item.id, f"is the id of {times + 1} documents; this one is called {item.id}#{times + 1}"))
                    item = item._replace(id=f"{item.id}#{times + 1}") if item.text is not None else item
                size += item.size
            held.append(item)
            if len(held) >= _DOCUMENTS or size >= _CHARACTERS // (_SHARE if number <= _SMALL else 1):
                yield Batch(number, tuple(held), share())
                number, size, held = number + 1, 0, []
    if held:
        yield Batch(number, tuple(held), 1.0)


def _done(batch: Batch, run: Run) -> _Made:
    """The batch made, or found as an earlier run made it."""
    path = run.folder / "state" / f"{batch.number:06}.done"
    digest, before = batch.digest, read_mark(path)
    broken: tuple[str, ...] = ()
    if before is not None and before["digest"] == digest:
        broken = tuple(changes(run.folder, before["files"]))
        if not broken:
            return _Made(before, batch.share, again=True)
    _discard(run, path)
    results, documents, problems = _extracted(batch, run)
    files = {f"documents-{batch.number:06}.tsv": (len(documents), to_tsv(documents))}
    for folder, part in sorted(results.items()):
        data = b"".join((to_jsonl if run.form == "jsonl" else to_parquet)(part))
        files[(Path(folder) / f"claims-{batch.number:06}.{run.form}").as_posix()] = sum(len(result.claims) for result in part), data
    for name, (_, data) in files.items():
        (run.folder / name).parent.mkdir(exist_ok=True)
        _write(run.folder / name, data)
    mark = {
        "digest": digest, "documents": len(documents), "claims": sum(len(result.claims) for part in results.values() for result in part),
        "problems": problems, "files": {name: (rows, hashlib.sha256(data).hexdigest()) for name, (rows, data) in files.items()},
    }  # fmt: skip
    _write(path, json.dumps(mark).encode() + b"\n")
    return _Made(mark, batch.share, broken=broken)


def _extracted(batch: Batch, run: Run) -> tuple[dict[str, list[Result]], list[Listed], list[tuple[str, str]]]:
    """Results by folder, the documents, and problems as (where, why), in order."""
    results: dict[str, list[Result]] = {} if run.dated else {"": []}
    documents: list[Listed] = []
    problems: list[tuple[str, str]] = []
    for item in batch.items:
        if isinstance(item, Trouble):
            problems.append((item.where, item.why))
            continue
        try:
            result = extracted_of(item, run.rules)
        except Exception as error:  # the tool's own fault, too: the other documents are read all the same
            problems.append((item.id, told(error, item.id)))
            continue
        documents.append(listed(item, result))
        results.setdefault(f"date={_month(documents[-1].date)}" if run.dated else "", []).append(result)
    return results, documents, problems


def extracted_of(item: Item, rules: Rules | None = None) -> Result:
    """What is found in a document. Raises what reading it raises."""
    if item.text is None:
        source, readable = read_article(item.id)
    else:
        source = Source(item.id, item.text, "utf-8", item.text.encode("utf-8", "surrogatepass"))
        readable = readable_of(item.text, form_of(item.id, media=item.media)) if item.media else None
    extraction = extracted(source, readable, rules) if source.text and not source.text.isspace() else _nothing()
    return Result(source, extraction, extraction.claims, readable=readable)


@cache
def _nothing() -> Extraction:
    """What is found in a document without a word, of which some archives hold millions."""
    return extracted(Source("", "", "utf-8", b""))


def _month(date: str) -> str:
    """
    >>> _month("2026-11-30T07:00:00Z"), _month("20261130"), _month("yesterday"), _month("")
    ('2026-11', '2026-11', 'unknown', 'unknown')
    """
    digits = date[:10].replace("-", "").replace("/", "")
    return f"{digits[:4]}-{digits[4:6]}" if len(digits) >= 6 and digits.isascii() and digits.isdigit() else _UNDATED


def _discard(run: Run, path: Path) -> None:
    """A batch goes, its mark first: what is left if that is broken off is of no batch."""
    mark = read_mark(path)
    path.unlink(missing_ok=True)
    for name in mark["files"] if mark is not None else ():
        (run.folder / name).unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    """The file whole or not at all, also where the machine stops."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _stamp(name: str) -> tuple[int, int]:
    state = Path(name).stat()
    return state.st_size, state.st_mtime_ns

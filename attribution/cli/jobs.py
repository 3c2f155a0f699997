"""Several processes at once: what they make is handed out in the order of what they were given."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, TypeVar

import typer

from attribution.errors import UsageError

Item = TypeVar("Item")
Made = TypeVar("Made")
_AHEAD = 8  # items a process that are worked on before the first of them is taken: memory does not grow with their number
_MOST = 64

Jobs = Annotated[
    str | None, typer.Option("--jobs", "-j", metavar="N", help="Work with N processes; the output is the same.", show_default="1")
]


def number_of(jobs: str | None) -> int:
    """How many processes `--jobs` means. Raises UsageError for what is no such number."""
    if jobs is None:
        return 1
    if not (jobs.isascii() and jobs.isdigit() and 1 <= int(jobs) <= _MOST):
        raise UsageError(f"--jobs {jobs}: give a number of processes from 1 to {_MOST}")
    return int(jobs)


def in_order(work: Callable[[Item], Made], items: Iterable[Item], jobs: int, here: Callable[[Item], bool]) -> Iterator[Made]:
    """What `work` makes of each item; of those that `here` names in this process, in its turn. `work` and items go to other processes."""
    if jobs == 1:
        yield from map(work, items)
        return
    from concurrent.futures import ProcessPoolExecutor

    pool = ProcessPoolExecutor(jobs)
    waiting: deque[Callable[[], Made]] = deque()
    try:
        for item in items:
            waiting.append((lambda item=item: work(item)) if here(item) else pool.submit(work, item).result)  # type: ignore[misc]
            if len(waiting) > jobs * _AHEAD:
                yield waiting.popleft()()
        while waiting:
            yield waiting.popleft()()
    finally:
        pool.shutdown(cancel_futures=True)

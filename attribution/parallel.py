"""Several processes at once: what they make is handed out in the order of what they were given."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")
_AHEAD = 4  # groups a process that are worked on before the first of them is taken: memory does not grow with their number
_TOGETHER = 4  # items of a group; handing them over one by one costs more


def in_order(
    work: Callable[[Item], Made],
    items: Iterable[Item],
    jobs: int,
    here: Callable[[Item], bool],
    ready: Callable[[], object] = lambda: None,
    together: int = _TOGETHER,
) -> Iterator[Made]:
    """What `work` makes of each item; of those that `here` names in this process, in its turn. `work` and items go to other processes.

    `together`: how many items are handed over at once, at most; of long ones that should be 1, so that no process waits for another's last.
    `ready`: makes what every process needs; where processes are forked, it is called before, and what it leaves behind is theirs, too.
    """
    if jobs == 1:
        yield from map(work, items)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    if multiprocessing.get_start_method() == "fork":
        ready()
    pool = ProcessPoolExecutor(jobs)
    waiting: deque[Callable[[], list[Made]]] = deque()
    try:
        for group in _groups(items, jobs, here, together):
            if here(group[0]):
                waiting.append(lambda group=group: _each(work, group))  # type: ignore[misc]
            else:
                waiting.append(pool.submit(_each, work, group).result)
            if len(waiting) > jobs * _AHEAD:
                yield from waiting.popleft()()
        while waiting:
            yield from waiting.popleft()()
    finally:
        pool.shutdown(cancel_futures=True)


def _each(work: Callable[[Item], Made], group: list[Item]) -> list[Made]:
    return [work(item) for item in group]


def _groups(items: Iterable[Item], jobs: int, here: Callable[[Item], bool], together: int = _TOGETHER) -> Iterator[list[Item]]:
    """Items in a row that go to one process; the first ones are alone, since of few each may be long; so are those of `here`."""
    group: list[Item] = []
    handed = 0
    for item in items:
        alone = here(item)
        if alone and group:
            yield group
            handed, group = handed + len(group), []
        group.append(item)
        if alone or len(group) >= min(together, 1 + handed // (jobs * _AHEAD)):
            yield group
            handed, group = handed + len(group), []
    if group:
        yield group

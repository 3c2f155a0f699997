"""Several processes at once: what they make is handed out in the order of what they were given."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")
_AHEAD = 8  # items a process that are worked on before the first of them is taken: memory does not grow with their number


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

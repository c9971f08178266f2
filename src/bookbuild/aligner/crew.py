"""Who aligns the chapters: this process, or workers beside it. Same chapters, same beads."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Protocol

from bookbuild.aligner.items import Bead, Sides
from bookbuild.aligner.messages import Task, asked, told
from bookbuild.runtime.pool import Pool, WorkerDied

MOST = 3  # workers; a few align a book while it is being read, and each holds the dictionary
LARGEST = 16  # chapters handed to a worker at once

Beads = list[list[Bead]]
"""Those of each passage of a chapter."""


class Crew(Protocol):
    """Aligns the chapters it is given, by their numbers."""

    def give(self, number: int, passages: Sequence[Sides], explain: bool = False) -> None:
        """Take in a chapter; *explain*: with the reasons for each bead."""
        ...

    def take(self, number: int) -> Beads:
        """The beads of a chapter given before; waits while it is being aligned."""
        ...

    def close(self) -> None: ...


class Alone:
    """The crew that is this process."""

    def __init__(self) -> None:
        self._given: dict[int, Task] = {}

    def give(self, number: int, passages: Sequence[Sides], explain: bool = False) -> None:
        self._given[number] = Task(number, explain, passages)

    def take(self, number: int) -> Beads:
        return _aligned(self._given.pop(number))

    def close(self) -> None:
        """Nothing to end."""


class Workers:
    """A crew of *count* processes. They start at once and load while the book is still being read.

    A worker is heard before it is given more: chapters and beads could fill its pipe both ways. Should one
    be gone, its work is done here.
    """

    def __init__(self, count: int) -> None:
        from bookbuild.aligner.worker import main

        self._pool: Pool | None = Pool(count, main)
        self._idle = deque(range(count))
        self._given: dict[int, Task] = {}
        self._waiting: deque[Task] = deque()
        self._done: dict[int, Beads] = {}

    def give(self, number: int, passages: Sequence[Sides], explain: bool = False) -> None:
        self._given[number] = Task(number, explain, passages)
        self._waiting.append(self._given[number])
        while self._pool and self._pool.ready():
            self._hear()
        self._hand_out()

    def take(self, number: int) -> Beads:
        while self._pool and number not in self._done:
            self._hear()
            self._hand_out()
        task = self._given.pop(number)
        return self._done.pop(number) if number in self._done else _aligned(task)

    def _hear(self) -> None:
        """Wait for a worker to have done its chapters."""
        assert self._pool
        try:
            worker, message = self._pool.receive()
        except WorkerDied:
            self.close()
        else:
            self._done |= told(message)
            self._idle.append(worker)

    def _hand_out(self) -> None:
        """Give those who wait chapters, fewer as they come to an end."""
        while self._pool and self._waiting and self._idle:
            share = -(-len(self._waiting) // (2 * len(self._pool)))
            batch = [self._waiting.popleft() for _ in range(min(share, LARGEST))]
            try:
                self._pool.send(self._idle.popleft(), asked(batch))
            except WorkerDied:
                self.close()

    def close(self) -> None:
        if self._pool:
            self._pool.kill()
            self._pool = None


def _aligned(task: Task) -> Beads:
    from bookbuild.aligner.chapter import align

    return align(task.passages, task.explain)


def gather(jobs: int) -> Crew:
    """A crew for *jobs* processes in all, of which this one reads the book; one: this does everything."""
    return Alone() if jobs == 1 else Workers(min(jobs - 1, MOST))

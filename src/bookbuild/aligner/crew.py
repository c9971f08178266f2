"""Who aligns the chapters: this process, or workers beside it. Same chapters, same beads."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from math import inf
from typing import TYPE_CHECKING, Protocol

from bookbuild.aligner.items import Bead, Sides
from bookbuild.aligner.messages import DOUBTS, Task, asked, told
from bookbuild.runtime.pool import Pool, WorkerDied

if TYPE_CHECKING:
    from bookbuild.aligner.chapter import Aligned

MOST = 3  # workers; a few align a book while it is being read, and each holds the dictionary
AHEAD = 1 << 16  # bytes of chapters a worker has at hand beside others; more would leave too little to them

Beads = Sequence[Sequence[Bead]]
"""Those of each passage of a chapter."""


class Crew(Protocol):
    """Aligns the chapters it is given, by their numbers."""

    def give(self, number: int, passages: Sequence[Sides], explain: bool = False) -> None:
        """Take in a chapter; *explain*: with the reasons for each bead."""
        ...

    def take(self, number: int) -> Beads:
        """The beads of a chapter given before; waits while it is being aligned."""
        ...

    def idle(self) -> bool:
        """Whether all chapters given have been aligned."""
        ...

    def think(self) -> None:
        """Begin with the doubts: all chapters have been taken, and nothing needs the processor more."""
        ...

    def doubts(self, number: int) -> Sequence[str]:
        """Why a reader should look at each bead of a chapter taken before; '' where nothing speaks against it.

        Waits while they are being thought of.
        """
        ...

    def close(self) -> None: ...


class Alone:
    """The crew that is this process."""

    def __init__(self) -> None:
        self._given: dict[int, Task] = {}
        self._doubts: dict[int, list[str]] = {}

    def give(self, number: int, passages: Sequence[Sides], explain: bool = False) -> None:
        self._given[number] = Task(number, explain, passages)

    def take(self, number: int) -> Beads:
        beads, doubts = _aligned(self._given.pop(number))
        self._doubts[number] = doubts()
        return beads

    def idle(self) -> bool:
        return True

    def think(self) -> None:
        """It was done with the beads: there is nobody else to do it later."""

    def doubts(self, number: int) -> Sequence[str]:
        return self._doubts.pop(number)

    def close(self) -> None:
        """Nothing to end."""


class Workers:
    """A crew of *count* processes. They start at once and load while the book is still being read.

    A worker has the next chapters at hand while it aligns one, and thinks of doubts when it is told.
    Should one be gone, its work is done here.
    """

    def __init__(self, count: int) -> None:
        from bookbuild.aligner.worker import main

        self._pool: Pool | None = Pool(count, main)
        self._held: list[deque[int]] = [deque() for _ in range(count)]  # bytes of each chapter at hand
        self._ahead = AHEAD if count > 1 else inf  # who is alone shall never wait for this process
        self._given: dict[int, Task] = {}
        self._waiting: deque[bytes] = deque()
        self._done: dict[int, Beads] = {}
        self._doubts: dict[int, Sequence[str]] = {}
        self._asked = False

    def give(self, number: int, passages: Sequence[Sides], explain: bool = False) -> None:
        self._given[number] = Task(number, explain, passages)
        self._waiting.append(asked(self._given[number]))
        while self._pool and self._pool.ready():
            self._hear()
        self._hand_out()

    def take(self, number: int) -> Beads:
        while self._pool and number not in self._done:
            self._hear()
            self._hand_out()
        return self._done.pop(number) if number in self._done else _aligned(self._given[number]).beads

    def doubts(self, number: int) -> Sequence[str]:
        while self._pool and number not in self._doubts:
            self.think()
            self._hear()
        task = self._given.pop(number)
        return self._doubts.pop(number) if number in self._doubts else _aligned(task).doubts()

    def _hear(self) -> None:
        """Wait for a worker to tell of a chapter, where there still is one."""
        if self._pool is None:
            return
        try:
            worker, message = self._pool.receive()
        except WorkerDied:
            self.close()
        else:
            number, beads, doubts = told(message)
            if beads is not None:
                self._done[number] = beads
                self._held[worker].popleft()
            if doubts is not None:
                self._doubts[number] = doubts

    def _hand_out(self) -> None:
        """Give chapters to those who have the least at hand."""
        while self._pool and self._waiting:
            worker = min(range(len(self._held)), key=lambda number: sum(self._held[number]))
            held, size = self._held[worker], len(self._waiting[0])
            if held and sum(held) + size > self._ahead:
                return
            held.append(size)
            self._send(worker, self._waiting.popleft())

    def idle(self) -> bool:
        while self._pool and self._pool.ready():
            self._hear()
        self._hand_out()
        return not self._waiting and not any(self._held)

    def think(self) -> None:
        if not self._asked:
            self._asked = True
            for worker in range(len(self._held)):
                self._send(worker, DOUBTS)

    def _send(self, worker: int, message: bytes) -> None:
        if self._pool:
            try:
                self._pool.send(worker, message)
            except WorkerDied:
                self.close()

    def close(self) -> None:
        if self._pool:
            self._pool.kill()
            self._pool = None


def _aligned(task: Task) -> Aligned:
    from bookbuild.aligner.chapter import align

    return align(task.passages, task.explain)


def gather(jobs: int) -> Crew:
    """A crew for *jobs* processes in all, of which this one reads the book; one: this does everything."""
    return Alone() if jobs == 1 else Workers(min(jobs - 1, MOST))

"""Who sets the units: one typesetter in this process, or several in workers. Same units, same bytes."""

from __future__ import annotations

import gc
import json
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from bookbuild.fonts.universe import Universe
from bookbuild.press.fragment import FontUse, Fragment, UnitFailed, font_use_message
from bookbuild.press.plan import Slot, first_pages
from bookbuild.runtime.pool import Pool
from bookbuild.world import World

if TYPE_CHECKING:
    from bookbuild.press.typeset import Job

Stylesheets = tuple[tuple[str, str], ...]
DEPTH = 3  # units a worker holds laid out while they wait for their first page numbers


class Schedule:
    """Page counts as they come in, first page numbers as they follow from them."""

    def __init__(self, places: Sequence[Slot]) -> None:
        self._places = places
        self.counts: dict[int, int] = {}

    def report(self, unit: int, pages: int) -> None:
        self.counts[unit] = pages

    def first_pages(self) -> dict[int, int]:
        """All that can be known by now."""
        return first_pages(self._places, self.counts)


class Crew(Protocol):
    """Sets jobs and embeds faces for one edition."""

    def open(self, world: World, stylesheets: Stylesheets, universe: Universe) -> tuple[list[str], list[str]]:
        """Begin an edition: what its stylesheets had to say, and the files they loaded.

        Workers open the book's folder themselves.
        """
        ...

    def typeset(self, jobs: Sequence[Job], schedule: Schedule) -> Iterator[Fragment]:
        """The jobs' fragments as they are done. Jobs are in the order of the book. UnitFailed, WorkerDied."""
        ...

    def embed(self, uses: dict[str, FontUse]) -> list[bytes]:
        """One PDF a face, in the order of their names."""
        ...

    def close(self) -> None: ...


class Alone:
    """The crew of ``--jobs 1``: this process."""

    def open(self, world: World, stylesheets: Stylesheets, universe: Universe) -> tuple[list[str], list[str]]:
        from bookbuild.press.typeset import Typesetter

        self._typesetter = Typesetter(world, stylesheets, universe)
        return list(self._typesetter.style_log), self._typesetter.served()

    def typeset(self, jobs: Sequence[Job], schedule: Schedule) -> Iterator[Fragment]:
        def ask(unit: int, pages: int) -> int:
            schedule.report(unit, pages)
            return schedule.first_pages()[unit]

        gc.freeze()  # a unit's garbage is looked for in what came with it, not in all the process holds
        try:
            for job in jobs:
                yield self._typesetter.set(job, ask)
        finally:
            gc.unfreeze()

    def embed(self, uses: dict[str, FontUse]) -> list[bytes]:
        return [self._typesetter.embed({name: uses[name]}) for name in sorted(uses)]

    def close(self) -> None:
        """Nothing to end."""


class Workers:
    """A crew of worker processes. They start at once and import while the book is still being read."""

    def __init__(self, count: int, root: Path) -> None:
        self._root = root
        self._count = count
        self._start()

    def _start(self) -> None:
        from bookbuild.press.worker import main

        self._spent = False
        self._pool = Pool(self._count, main)
        self._owners: dict[str, set[int]] = {}

    def open(self, world: World, stylesheets: Stylesheets, universe: Universe) -> tuple[list[str], list[str]]:
        self._owners = {}
        if self._spent:  # what was under way when something failed would come in between
            self._pool.kill()
            self._start()
        for worker in range(len(self._pool)):
            self._send(
                worker, do="open", root=str(self._root), stylesheets=stylesheets, universe=asdict(universe)
            )
        answers = [json.loads(self._receive("S")[2]) for _ in range(len(self._pool))]
        logs, served = answers[0]
        return logs, served

    def typeset(self, jobs: Sequence[Job], schedule: Schedule) -> Iterator[Fragment]:
        todo = deque(jobs)
        held: list[set[int]] = [set() for _ in range(len(self._pool))]
        waiting: set[int] = set()
        self._give(todo, held, waiting)
        while any(held):
            worker, letter, body = self._receive("CF")
            if letter == "F":
                fragment = Fragment.unpack(body)
                held[worker].discard(fragment.unit)
                self._own(worker, fragment)
                yield fragment
            else:
                unit, pages = json.loads(body)
                schedule.report(unit, pages)
                waiting.add(unit)
                self._release(held, waiting, schedule)
            self._give(todo, held, waiting)

    def _give(self, todo: deque[Job], held: list[set[int]], waiting: set[int]) -> None:
        """Hand a unit to each worker that has nothing to do but wait."""
        for worker, units in enumerate(held):
            if todo and units <= waiting and len(units) < DEPTH:
                job = todo.popleft()
                units.add(job.unit)
                self._send(worker, do="set", unit=job.unit, html=job.html)

    def _release(self, held: list[set[int]], waiting: set[int], schedule: Schedule) -> None:
        """Tell the workers the first page numbers that are known by now."""
        known = schedule.first_pages()
        for worker, units in enumerate(held):
            for unit in sorted(units & waiting & known.keys()):
                waiting.discard(unit)
                self._send(worker, do="first", unit=unit, page=known[unit])

    def _own(self, worker: int, fragment: Fragment) -> None:
        for name in fragment.fonts:
            self._owners.setdefault(name, set()).add(worker)

    def embed(self, uses: dict[str, FontUse]) -> list[bytes]:
        queues: list[deque[str]] = [deque() for _ in range(len(self._pool))]
        for name in sorted(uses, key=lambda name: (-len(uses[name].unicode), name)):
            owner = min(sorted(self._owners[name]), key=lambda worker: len(queues[worker]))
            queues[owner].append(name)

        def ask(worker: int) -> None:  # one face at a time: requests and faces could fill the pipe both ways
            if queues[worker]:
                face = queues[worker][0]
                self._send(worker, do="embed", fonts=font_use_message({face: uses[face]}))

        for worker in range(len(queues)):
            ask(worker)
        embedded: dict[str, bytes] = {}
        for _ in uses:
            worker, _letter, body = self._receive("E")
            embedded[queues[worker].popleft()] = body
            ask(worker)
        return [embedded[name] for name in sorted(embedded)]

    def _send(self, worker: int, **request: Any) -> None:
        self._spent = True
        self._pool.send(worker, json.dumps(request).encode())
        self._spent = False

    def _receive(self, letters: str) -> tuple[int, str, bytes]:
        self._spent = True
        worker, message = self._pool.receive()
        letter = message[:1].decode()
        if letter == "X":
            raise UnitFailed(*json.loads(message[1:]))
        assert letter in letters, f"unexpected reply {letter!r}"
        self._spent = False
        return worker, letter, message[1:]

    def close(self) -> None:
        self._pool.close()


def gather(jobs: int, root: Path) -> Crew:
    """A crew of *jobs* processes for the book in *root*; one means this process."""
    return Alone() if jobs == 1 else Workers(jobs, root)

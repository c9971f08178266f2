"""Worker processes that exchange plain bytes with this one.

A worker runs one function with its end of a pipe. It is spawned, not forked: it inherits no state, and the
same code runs on every system. A worker that dies is an exception here, never a hang.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from types import TracebackType

MAX_MESSAGE = 1 << 30  # bytes; a fragment of a chapter is a few hundred kilobytes


class WorkerDied(Exception):
    """A worker ended before its work did. ``exitcode`` is negative for a signal."""

    def __init__(self, worker: int, exitcode: int | None) -> None:
        super().__init__(f"worker {worker} ended with {exitcode}")
        self.worker = worker
        self.exitcode = exitcode


class Pool:
    """*count* workers, each running ``main(connection)`` until it is told to end (an empty message)."""

    def __init__(self, count: int, main: Callable[[Connection], None]) -> None:
        context = multiprocessing.get_context("spawn")
        self._ends: list[Connection] = []
        self._processes = []
        for _ in range(count):
            ours, theirs = context.Pipe()
            process = context.Process(target=main, args=(theirs,), daemon=True)
            process.start()
            theirs.close()
            self._ends.append(ours)
            self._processes.append(process)

    def __len__(self) -> int:
        return len(self._ends)

    def send(self, worker: int, message: bytes) -> None:
        """Give *worker* a message. WorkerDied when it is gone."""
        try:
            self._ends[worker].send_bytes(message)
        except (BrokenPipeError, ConnectionResetError) as error:
            raise self._death(worker) from error

    def receive(self) -> tuple[int, bytes]:
        """The next message of any worker. WorkerDied when one ends instead."""
        ready = wait(self._ends)[0]
        worker = next(index for index, end in enumerate(self._ends) if end is ready)
        try:
            return worker, self._ends[worker].recv_bytes(MAX_MESSAGE)
        except (EOFError, OSError) as error:
            raise self._death(worker) from error

    def _death(self, worker: int) -> WorkerDied:
        process = self._processes[worker]
        process.join(5)
        return WorkerDied(worker, process.exitcode)

    def close(self) -> None:
        """End the workers; those that do not end by themselves are killed."""
        for worker, process in enumerate(self._processes):
            if process.is_alive():
                try:
                    self._ends[worker].send_bytes(b"")
                except OSError:
                    process.kill()
        for end, process in zip(self._ends, self._processes, strict=True):
            process.join(2)
            if process.is_alive():
                process.kill()
                process.join()
            end.close()

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            for process in self._processes:
                process.kill()
        self.close()

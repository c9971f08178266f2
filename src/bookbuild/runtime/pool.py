"""Worker processes that exchange plain bytes with this one.

A worker runs one function with its end of a pipe. It is spawned, not forked: it inherits no state, and the
same code runs on every system. A worker that dies is an exception here, never a hang.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection, wait
from types import ModuleType

PATIENCE = 900.0  # seconds without a word from any worker: longer than any chapter takes
MAX_MESSAGE = 1 << 30  # bytes; a fragment of a chapter is a few hundred kilobytes


class WorkerDied(Exception):
    """A worker ended before its work did, or none gave a sign of life for PATIENCE seconds."""


def _serve(main: Callable[[Connection], None], connection: Connection) -> None:
    """Run *main* in the worker. Ctrl-C is the parent's affair; a closed pipe is an end like any other."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(EOFError, BrokenPipeError):
        main(connection)


@contextlib.contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Processes started within ignore Ctrl-C from their first instruction; only the main thread can say so."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextlib.contextmanager
def _unencumbered() -> Iterator[None]:
    """Processes started within do not import the program that starts them, of which a worker needs nothing."""
    program = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = program


class Pool:
    """*count* workers, each running ``main(connection)`` until it is told to end (an empty message)."""

    def __init__(self, count: int, main: Callable[[Connection], None]) -> None:
        context = multiprocessing.get_context("spawn")
        self._ends: list[Connection] = []
        self._processes = []
        with _deaf_to_interrupts(), _unencumbered():
            for _ in range(count):
                ours, theirs = context.Pipe()
                process = context.Process(target=_serve, args=(main, theirs), daemon=True)
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

    def ready(self) -> bool:
        """Whether a worker has something to say, or is gone: ``receive`` would not wait."""
        return bool(wait(self._ends, 0))

    def receive(self) -> tuple[int, bytes]:
        """The next message of any worker. WorkerDied when one ends instead."""
        ready = wait(self._ends, PATIENCE)
        if not ready:
            raise WorkerDied(f"no worker gave a sign of life for {PATIENCE:.0f} seconds")
        worker = next(index for index, end in enumerate(self._ends) if end is ready[0])
        try:
            return worker, self._ends[worker].recv_bytes(MAX_MESSAGE)
        except (EOFError, OSError) as error:
            raise self._death(worker) from error

    def _death(self, worker: int) -> WorkerDied:
        process = self._processes[worker]
        process.join(5)
        return WorkerDied(f"a worker ended with {process.exitcode}")

    def close(self) -> None:
        """End the workers; those that are not gone in a second are killed."""
        for end in self._ends:
            with contextlib.suppress(OSError):
                end.send_bytes(b"")
        deadline = time.monotonic() + 1
        for process in self._processes:
            process.join(max(0.0, deadline - time.monotonic()))
        self.kill()

    def kill(self) -> None:
        """End the workers at once."""
        for end, process in zip(self._ends, self._processes, strict=True):
            process.kill()
            process.join()
            end.close()

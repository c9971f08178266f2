"""The aligning worker: chapters in, their beads out, until an empty message."""

from __future__ import annotations

import gc
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread

from bookbuild.aligner.messages import answer, task


def main(connection: Connection) -> None:
    """Serve until an empty message, or a closed pipe. Only the worker loads what aligns."""
    gc.disable()  # what a chapter leaves behind holds no cycles
    given: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_take_in, args=(connection, given), daemon=True).start()
    from bookbuild.aligner.chapter import align
    from bookbuild.aligner.dictionary import dictionary

    dictionary()  # while the parent still reads
    while message := given.get():
        number, explain, passages = task(message)
        connection.send_bytes(answer(number, align(passages, explain)))


def _take_in(connection: Connection, given: SimpleQueue[bytes]) -> None:
    """Read all there is at any time: full both ways, a pipe would stop both that speak through it."""
    message = b"first"
    while message:
        try:
            message = connection.recv_bytes()
        except (EOFError, OSError):
            message = b""
        given.put(message)

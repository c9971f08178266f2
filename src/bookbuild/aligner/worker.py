"""The aligning worker: chapters in, their beads out and then the doubts about them, until an empty message."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread

from bookbuild.aligner.messages import DOUBTS, Told, answer, task

MOST = 8 << 20  # bytes of chapters whose doubts may be left for later; what they are told from takes far more

Open = deque[tuple[int, int, Callable[[], list[str]]]]
"""Chapters nobody has judged yet: number, bytes, and what gives the doubts."""


def main(connection: Connection) -> None:
    """Serve until an empty message, or a closed pipe. Only the worker loads what aligns."""
    gc.disable()  # what a chapter leaves behind holds no cycles
    given: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_take_in, args=(connection, given), daemon=True).start()
    from bookbuild.aligner.chapter import align
    from bookbuild.aligner.dictionary import dictionary

    dictionary()  # while the parent still reads
    open_: Open = deque()
    while message := given.get():
        if message == DOUBTS:
            _judge(connection, open_, 0)
            continue
        number, explain, passages = task(message)
        beads, doubts = align(passages, explain)
        connection.send_bytes(answer(Told(number, beads)))
        open_.append((number, len(message), doubts))
        _judge(connection, open_, MOST)


def _judge(connection: Connection, open_: Open, left: int) -> None:
    """Tell the doubts about chapters until not more than so many bytes of them are *left*."""
    while open_ and sum(size for _, size, _ in open_) > left:
        number, _, doubts = open_.popleft()
        connection.send_bytes(answer(Told(number, doubts=doubts())))


def _take_in(connection: Connection, given: SimpleQueue[bytes]) -> None:
    """Read all there is at any time: full both ways, a pipe would stop both that speak through it."""
    message = b"first"
    while message:
        try:
            message = connection.recv_bytes()
        except (EOFError, OSError):
            message = b""
        given.put(message)

"""The aligning worker: chapters in, their beads out, until an empty message."""

from __future__ import annotations

import gc
from multiprocessing.connection import Connection

from bookbuild.aligner.messages import answer, tasks


def main(connection: Connection) -> None:
    """Serve until an empty message, or a closed pipe. Only the worker loads what aligns."""
    gc.disable()  # what a chapter leaves behind holds no cycles
    from bookbuild.aligner.chapter import align
    from bookbuild.aligner.dictionary import dictionary

    dictionary()  # while the parent still reads
    while message := connection.recv_bytes():
        done = [(task.number, align(task.passages, task.explain)) for task in tasks(message)]
        connection.send_bytes(answer(done))

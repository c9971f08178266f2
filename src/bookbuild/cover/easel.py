"""Covers painted beside the work: a drawing is handed to another process and called for later."""

from __future__ import annotations

from collections import deque
from multiprocessing.connection import Connection

from bookbuild.cover.front import paint
from bookbuild.runtime.pool import Pool


def main(connection: Connection) -> None:
    """The painter's process: an SVG in, a PNG out, until an empty message."""
    while message := connection.recv_bytes():
        connection.send_bytes(paint(message.decode()))


class Easel:
    """Paints in order of the drawings it is given; *apart*: in a process of its own."""

    def __init__(self, apart: bool) -> None:
        self._painter = Pool(1, main) if apart else None
        self._drawings: deque[tuple[str, str]] = deque()
        self._painted: dict[str, bytes] = {}

    def give(self, name: str, drawing: str) -> None:
        """Take in the drawing of *name*'s cover."""
        self._drawings.append((name, drawing))
        if self._painter:
            self._painter.send(0, drawing.encode())

    def take(self, name: str) -> bytes:
        """The PNG of *name*'s cover; waits until it is painted. WorkerDied when the painter is gone."""
        while name not in self._painted:
            given, drawing = self._drawings.popleft()
            self._painted[given] = self._painter.receive()[1] if self._painter else paint(drawing)
        return self._painted.pop(name)

    def close(self) -> None:
        if self._painter:
            self._painter.close()

"""Covers painted beside the work: a drawing is handed to another process and called for later."""

from __future__ import annotations

from collections import deque
from multiprocessing.connection import Connection

from bookbuild.cover.paint import paint
from bookbuild.runtime.pool import Pool, WorkerDied


def main(connection: Connection) -> None:
    """The painter's process: an SVG in, a PNG out, until an empty message."""
    while message := connection.recv_bytes():
        connection.send_bytes(paint(message.decode()))


class Easel:
    """Paints the drawings it is given, in order; *apart*: in a process of its own.

    One drawing is out at a time: two could fill the pipe both ways. Should the painter be gone, its work
    is done here.
    """

    def __init__(self, apart: bool) -> None:
        self._painter = Pool(1, main) if apart else None
        self._waiting: deque[tuple[str, str]] = deque()
        self._out: tuple[str, str] | None = None
        self._painted: dict[str, bytes] = {}

    def give(self, name: str, drawing: str) -> None:
        """Take in the drawing of *name*'s cover."""
        self._waiting.append((name, drawing))

    def start(self) -> None:
        """Have the painter begin: until now there was more urgent work."""
        self._hand_out()

    def take(self, name: str) -> bytes:
        """The PNG of *name*'s cover; waits while it is being painted."""
        while name not in self._painted:
            done, drawing = self._out or self._waiting.popleft()
            self._painted[done] = (self._out and self._receive()) or paint(drawing)
            self._hand_out()
        if not self._out:  # all are painted
            self.close()
        return self._painted.pop(name)

    def _hand_out(self) -> None:
        if self._painter and self._waiting and not self._out:
            self._out = self._waiting.popleft()
            try:
                self._painter.send(0, self._out[1].encode())
            except WorkerDied:
                self._painter = None

    def _receive(self) -> bytes:
        """The PNG of the drawing that is out; b'' when the painter is gone."""
        self._out = None
        try:
            return self._painter.receive()[1] if self._painter else b""
        except WorkerDied:
            self._painter = None
            return b""

    def close(self) -> None:
        if self._painter:
            self._painter.kill()
            self._painter = None

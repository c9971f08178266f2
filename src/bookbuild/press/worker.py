"""The typesetting worker: messages in, fragments out.

A message is a JSON object; a reply opens with one letter: C a page count, F a fragment, E embedded faces, S
what the stylesheets had to say, X that a unit cannot be set. While a unit waits for its first page number
the worker takes on another: only the folios are missing, and they come as soon as the units before are
counted.
"""

from __future__ import annotations

import gc
import json
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from bookbuild.fonts.universe import Universe
from bookbuild.press.fragment import UnitFailed, font_uses
from bookbuild.world import DiskWorld


def main(connection: Connection) -> None:
    """Serve until an empty message, which ends the process, or a closed pipe."""
    import bookbuild.press.typeset  # noqa: F401  # a second of imports while the parent still reads

    gc.freeze()
    worker = _Worker(connection)
    while True:
        worker.handle(connection.recv_bytes())


class _Worker:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._first_pages: dict[int, int] = {}
        self._typesetter: Any = None

    def handle(self, message: bytes) -> None:
        """Do what one message asks; an exception becomes an X reply."""
        if not message:
            raise SystemExit
        request = json.loads(message.decode("utf-8", "surrogatepass"))
        try:
            getattr(self, "_do_" + request.pop("do"))(**request)
        except UnitFailed as failure:
            self._reply("X", json.dumps([failure.unit, failure.reason]))

    def _reply(self, letter: str, body: str | bytes) -> None:
        data = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
        self._connection.send_bytes(letter.encode() + data)

    def _do_open(self, root: str, stylesheets: list[list[str]], universe: dict[str, Any]) -> None:
        from bookbuild.press.typeset import Typesetter

        sheets = tuple((path, text) for path, text in stylesheets)
        faces = Universe.unpacked(universe)
        self._typesetter = Typesetter(DiskWorld(Path(root)), sheets, faces)
        self._reply("S", json.dumps([self._typesetter.style_log, self._typesetter.served()]))

    def _do_set(self, unit: int, html: str) -> None:
        from bookbuild.press.typeset import Job

        fragment = self._typesetter.set(Job(unit, html), self._ask)
        self._reply("F", fragment.pack())

    def _ask(self, unit: int, pages: int) -> int:
        self._reply("C", json.dumps([unit, pages]))
        while unit not in self._first_pages:
            self.handle(self._connection.recv_bytes())
        return self._first_pages.pop(unit)

    def _do_first(self, unit: int, page: int) -> None:
        self._first_pages[unit] = page

    def _do_embed(self, fonts: dict[str, Any]) -> None:
        self._reply("E", self._typesetter.embed(font_uses(fonts)))

"""Interleaved: pair by pair, one language under the other."""

from __future__ import annotations

from bookbuild.layouts.layout import cells
from bookbuild.model import Pair, Row


class Interleaved:
    name = "interleaved"
    supports = frozenset({"epub", "pdf"})

    def place(self, pairs: tuple[Pair, ...], languages: tuple[str, ...]) -> tuple[Row, ...]:
        """A stack a pair; a pair with nothing in *languages* has no row."""
        rows = [Row(pair, "stack", cells(pair, languages)) for pair in pairs]
        return tuple([row for row in rows if row.cells])

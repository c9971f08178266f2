"""Single: one language alone, with the passages all languages share."""

from __future__ import annotations

from bookbuild.layouts.layout import cells
from bookbuild.model import Pair, Row


class Single:
    name = "single"
    supports = frozenset({"epub", "pdf"})

    def place(self, pairs: tuple[Pair, ...], languages: tuple[str, ...]) -> tuple[Row, ...]:
        """The first of *languages*; a passage only another language has is left out."""
        rows = [Row(pair, "stack", cells(pair, languages[:1])) for pair in pairs]
        return tuple([row for row in rows if row.cells])

"""Single: one language alone, with the passages all languages share."""

from __future__ import annotations

from bookbuild.layouts.layout import placed, stacked
from bookbuild.model import OneSided, Pair, Row


class Single:
    name = "single"
    supports = frozenset({"epub", "pdf"})

    def place(
        self, pairs: tuple[Pair, ...], languages: tuple[str, ...], one_sided: OneSided = "full"
    ) -> tuple[Row, ...]:
        """The first of *languages*; of a passage only another language has at most a note."""
        rows = [Row(pair, "stack", stacked(found)) for pair, found in placed(pairs, languages[:1], one_sided)]
        return tuple([row for row in rows if row.cells])

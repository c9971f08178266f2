"""Facing: the first language on left pages, the second on right ones, the same passages on each spread."""

from __future__ import annotations

from bookbuild.layouts.layout import placed, stacked
from bookbuild.model import OneSided, Pair, Row


class Facing:
    """For print only: it is pages that face each other."""

    name = "facing"
    supports = frozenset({"pdf"})

    def place(
        self, pairs: tuple[Pair, ...], languages: tuple[str, ...], one_sided: OneSided = "full"
    ) -> tuple[Row, ...]:
        """A row a passage; what is shared stands with the first language."""
        rows = [Row(pair, "facing", stacked(found)) for pair, found in placed(pairs, languages, one_sided)]
        return tuple([row for row in rows if row.cells])

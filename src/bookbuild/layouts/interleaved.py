"""Interleaved: pair by pair, one language under the other."""

from __future__ import annotations

from bookbuild.layouts.layout import placed, stacked
from bookbuild.model import OneSided, Pair, Row


class Interleaved:
    name = "interleaved"
    supports = frozenset({"epub", "pdf"})

    def place(
        self, pairs: tuple[Pair, ...], languages: tuple[str, ...], one_sided: OneSided = "full"
    ) -> tuple[Row, ...]:
        """A stack a pair; a pair with nothing in *languages* has no row."""
        rows = [Row(pair, "stack", stacked(found)) for pair, found in placed(pairs, languages, one_sided)]
        return tuple([row for row in rows if row.cells])

"""Columns: counterparts side by side, the tops of a pair level."""

from __future__ import annotations

from bookbuild.layouts.layout import placed, stacked
from bookbuild.model import OneSided, Pair, Row


class Columns:
    """For print only: reading systems cannot be trusted to set two columns (research: epub 3.1)."""

    name = "columns"
    supports = frozenset({"pdf"})

    def place(
        self, pairs: tuple[Pair, ...], languages: tuple[str, ...], one_sided: OneSided = "full"
    ) -> tuple[Row, ...]:
        """Side by side where there are several cells, across the full width where there is one."""
        return tuple(
            [
                Row(pair, "side" if len(found) > 1 else "stack", found)
                for pair, found in placed(pairs, languages, one_sided)
                if stacked(found)
            ]
        )

"""Columns: counterparts side by side, the tops of a pair level."""

from __future__ import annotations

from bookbuild.layouts.layout import cells
from bookbuild.model import Pair, Row


class Columns:
    """For print only: reading systems cannot be trusted to set two columns (research: epub 3.1)."""

    name = "columns"
    supports = frozenset({"pdf"})

    def place(self, pairs: tuple[Pair, ...], languages: tuple[str, ...]) -> tuple[Row, ...]:
        """Side by side where a pair has several sides, across the full width where it has one."""
        rows = []
        for pair in pairs:
            found = cells(pair, languages)
            if found:
                rows.append(Row(pair, "side" if len(found) > 1 else "stack", found))
        return tuple(rows)

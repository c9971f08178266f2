"""What a layout is, and the cells every layout starts from."""

from __future__ import annotations

from typing import Protocol

from bookbuild.model import Cell, Pair, Row


class Layout(Protocol):
    """One way to place counterparts. ``supports`` names the formats it can be made for."""

    @property
    def name(self) -> str: ...

    @property
    def supports(self) -> frozenset[str]: ...

    def place(self, pairs: tuple[Pair, ...], languages: tuple[str, ...]) -> tuple[Row, ...]:
        """The rows of *pairs*, in order; cells in the order of the edition's *languages*."""
        ...


def cells(pair: Pair, languages: tuple[str, ...]) -> tuple[Cell, ...]:
    """The sides *languages* ask for, in their order, after what the passage shares."""
    return tuple([Cell(tag, pair.side(tag)) for tag in ("", *languages) if pair.side(tag)])

"""What a layout is, and the cells every layout starts from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from bookbuild.model import Cell, Heading, OneSided, Pair, Row


class Layout(Protocol):
    """One way to place counterparts. ``supports`` names the formats it can be made for."""

    @property
    def name(self) -> str: ...

    @property
    def supports(self) -> frozenset[str]: ...

    def place(
        self, pairs: tuple[Pair, ...], languages: tuple[str, ...], one_sided: OneSided = "full"
    ) -> tuple[Row, ...]:
        """The rows of *pairs*, in order; cells in the order of the edition's *languages*."""
        ...


def cells(pair: Pair, languages: tuple[str, ...]) -> tuple[Cell, ...]:
    """The sides *languages* ask for, in their order, after what the passage shares."""
    return tuple([Cell(tag, pair.side(tag)) for tag in ("", *languages) if pair.side(tag)])


def placed(
    pairs: tuple[Pair, ...], languages: tuple[str, ...], one_sided: OneSided
) -> Iterator[tuple[Pair, tuple[Cell, ...]]]:
    """Each passage with its cells, which hold the place of a missing counterpart unless set *full*.

    With *note* the first of a run of such passages tells the reader; headings, which others quote, never do.
    """
    told: tuple[str, ...] = ()
    for pair in pairs:
        lack = _lack(pair, languages)
        if one_sided == "full" or not lack:
            yield pair, cells(pair, languages)
            told = told if pair.kind == "shared" else ()
        else:
            tells = one_sided == "note" and lack != told and not _is_heading(pair)
            told = lack if tells else told
            yield pair, _with_places(pair, languages, pair.reason if tells else "")


def _lack(pair: Pair, languages: tuple[str, ...]) -> tuple[str, ...]:
    """The *languages* a one-sided passage is not in, after the reason; () when it is in all of them."""
    lacking = [tag for tag in languages if not pair.side(tag)]
    return (pair.reason, *lacking) if pair.kind == "one-sided" and lacking else ()


def _is_heading(pair: Pair) -> bool:
    return all(isinstance(block, Heading) for block in pair.blocks())


def _with_places(pair: Pair, languages: tuple[str, ...], reason: str) -> tuple[Cell, ...]:
    found = [(tag, pair.side(tag)) for tag in languages]
    return tuple([Cell(tag, blocks, "" if blocks else reason) for tag, blocks in found])


def stacked(found: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """The cells one sees in a stack: an empty place takes no room."""
    return tuple([cell for cell in found if cell.blocks or cell.lacks])

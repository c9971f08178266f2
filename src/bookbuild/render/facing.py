"""A chapter for facing pages: each language by itself, its passages numbered as the other's are."""

from __future__ import annotations

from dataclasses import replace

from bookbuild.model import Cell, Heading, Row, Rule
from bookbuild.reading import text


def side(rows: tuple[Row, ...], languages: tuple[str, ...], tag: str) -> tuple[Row, ...]:
    """The rows of a chapter that one side shows, numbered from 1 as on the other.

    What is shared stands with the first language, a rule on both sides. An id is borne once.
    """
    numbered = (replace(row, number=number) for number, row in enumerate(rows, 1))
    return tuple([half for row in numbered if (half := half_of(row, languages, tag))])


def half_of(row: Row, languages: tuple[str, ...], tag: str) -> Row | None:
    """What *row* has for one side; None for nothing."""
    first = tag == languages[0]
    held = [cell for cell in row.cells if cell.lang == tag or (not cell.lang and (first or _is_rule(cell)))]
    if not held:
        return None
    if tag == _owner(row, languages):
        return replace(row, cells=tuple(held), label=_label(row))
    cells = tuple([cell if cell.lang else _nameless(cell) for cell in held])
    return replace(row, pair=replace(row.pair, id=""), cells=cells)


def _owner(row: Row, languages: tuple[str, ...]) -> str:
    """The side that bears the passage's id: the first that has text of it."""
    return next((cell.lang or languages[0] for cell in row.cells if cell.blocks), languages[0])


def _is_rule(cell: Cell) -> bool:
    return all(isinstance(block, Rule) for block in cell.blocks)


def _nameless(cell: Cell) -> Cell:
    return replace(cell, blocks=tuple(replace(block, id="") for block in cell.blocks))


def _label(row: Row) -> str:
    """What the outline calls a heading: all of its sides."""
    return " ".join(text(block) for cell in row.cells for block in cell.blocks if isinstance(block, Heading))

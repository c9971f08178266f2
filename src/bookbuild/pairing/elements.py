"""An element of a file, a block or a place that gives none, with the item the aligner sees of it."""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.aligner import Item
from bookbuild.model import Block, Place
from bookbuild.pairing.signs import signs
from bookbuild.pairing.weigh import anchor, is_anchor, kind, level
from bookbuild.reading import text


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """Either a ``block`` or a ``place``."""

    item: Item
    block: Block | None = None
    place: Place | None = None

    @property
    def line(self) -> int:
        """Where it stands in its file."""
        where = self.block or self.place
        assert where
        return where.span.line


def of_block(block: Block, run: int, *, alone: bool = False) -> Element:
    """*block* in a *run*; *alone*: it faces nothing."""
    item = Item(
        kind(block),
        text(block),
        tuple(signs(block)),
        anchor(block) if is_anchor(block) else "",
        alone or block.marks.untranslated,
        False,
        run,
        level(block),
        block.marks.pair,
    )
    return Element(item, block)


def of_place(place: Place, run: int) -> Element:
    """A comment, or HTML that prints nothing."""
    return Element(Item(place.kind, anchor=" ".join(place.text.split()), silent=True, run=run), place=place)

"""What the aligner sees of a block: a tree of rules would see its text, an item has its measures."""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.model import Block, Place
from bookbuild.pairing.features import NOTHING, Features, features
from bookbuild.pairing.weigh import anchor, han, is_anchor, kind, level, weight_of
from bookbuild.reading import text


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A block, or a place that gives none.

    ``weight``: length in letters of an alphabet. ``anchor``: what is found by what it holds; it faces
    items of its kind only. ``alone``: faces nothing. ``run``: in a file of both languages, how many times
    the language changed before; parallel files are run 0 and run 1.
    """

    blocks: tuple[Block, ...]
    kind: str
    weight: float = 0.0
    anchor: str = ""
    alone: bool = False
    run: int = 0
    level: int = 0
    features: Features = NOTHING
    place: Place | None = None

    @property
    def mark(self) -> str:
        """The author's mark that puts it together with others, or ''."""
        return self.blocks[0].marks.pair if self.blocks else ""


def of_block(block: Block, run: int, *, alone: bool = False) -> Item:
    """*block* as an item."""
    key = anchor(block) if is_anchor(block) else ""
    written = text(block)
    runs = han(written)
    return Item(
        (block,),
        kind(block),
        0.0 if key else weight_of(written, runs),
        key,
        alone or block.marks.untranslated,
        run,
        level(block),
        features(block, written, runs),
    )


def of_place(place: Place, run: int) -> Item:
    """A comment, or HTML that prints nothing."""
    return Item((), place.kind, anchor=" ".join(place.text.split()), run=run, place=place)

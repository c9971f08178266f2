"""What the planner knows of a laid-out stream, and what it decides. Lengths are CSS pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Mode = Literal["aligned", "flow"]
"""Whether counterparts begin at one height, or each page is set solid."""

AVOID, WIDOW, STANZA, FEW, LINE, SENTENCE = 3000.0, 200.0, 10.0, 2.0, 2.0, 0.3
"""What a page that begins in the middle of something costs: against ``break-*: avoid``; against orphans and
widows, where the block has a better place; between two lines of verse; where a block has too few lines for
orphans and widows; inside a sentence; between two of them."""


class Verse(NamedTuple):
    """A line of verse: its stanza in the passage and its place there, both from 1; the lines of the stanza; the
    clauses before the line, and those of the stanza."""

    stanza: int = 0
    line: int = 0
    lines: int = 0
    before: int = 0
    clauses: int = 0


PROSE = Verse()


@dataclass(frozen=True, slots=True)
class Atom:
    """What no page parts: a line, a figure, a row of a table.

    ``passage``: its number in the chapter, the same on both sides. ``top`` and ``bottom``: with the borders
    and paddings that begin and end with it, without margins. ``head``: the height of what is set again above it
    when it opens a page (the head of a table). ``notes``: that of the notes it calls. ``weight``: its share of
    the passage's text. ``cut``: the cost of a page that begins with it; ``forced``: one must.
    ``verse``: where it stands in a stanza.
    """

    passage: int
    top: float
    bottom: float
    head: float = 0.0
    notes: float = 0.0
    weight: float = 0.0
    cut: float = 0.0
    forced: bool = False
    verse: Verse = PROSE


Side = tuple[Atom, ...]
"""A stream in order."""


@dataclass(frozen=True, slots=True)
class Slice:
    """The atoms of one page, ``first`` to before ``last``; ``shifts``: how far each passage's are moved down
    from where they were measured, in order: (its first atom on the page, pixels)."""

    first: int
    last: int
    shifts: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Spread:
    """Two pages; ``over``: the sides (0, 1) whose page is not high enough for its one atom and its notes."""

    sides: tuple[Slice, Slice]
    over: tuple[int, ...] = ()

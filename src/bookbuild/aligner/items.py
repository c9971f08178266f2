"""What goes into the aligner and what comes out: plain values, so that any process may do the work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Item(NamedTuple):
    """What the aligner sees of a block, or of a place that gives none.

    ``text``: its characters. ``signs``: what its translation should hold besides words, as code and links.
    ``anchor``: what is found by what it holds; it faces items of its kind only. ``alone``: faces nothing.
    ``silent``: prints nothing. ``run``: in a file of both languages, how many times the language changed
    before; parallel files are run 0 and run 1. ``mark``: the author's, that puts it together with others.
    """

    kind: str
    text: str = ""
    signs: tuple[str, ...] = ()
    anchor: str = ""
    alone: bool = False
    silent: bool = False
    run: int = 0
    level: int = 0
    mark: str = ""


class Bead(NamedTuple):
    """Neighbours of the left side facing neighbours of the right one; one of them may be empty.

    ``left`` and ``right``: the numbers of the first and behind the last of them, in their passage.
    """

    left: tuple[int, int]
    right: tuple[int, int]
    probability: float
    reasons: tuple[str, ...] = ()
    said: bool = False


Sides = tuple[Sequence[Item], Sequence[Item]]
"""A passage: the items of the left language and those of the right one."""

"""Which of two languages' passages face each other: items → beads, each with a probability and doubts.

Plain values go in and come out (``items``), so that any process may do the work. The work itself is
``chapter.align``: fences (``marks``), ``features`` of each item, the ``evidence`` of words, a ``band`` of
states worth looking at, ``scores`` of each bead, the best way through them (``lattice``), ``doubts``.
"""

from __future__ import annotations

from bookbuild.aligner.crew import Crew, gather
from bookbuild.aligner.items import Bead, Item, Sides

__all__ = ["Bead", "Crew", "Item", "Sides", "gather"]

"""Atoms in whole lines: pages that are cut from these keep the baseline grid of the stream."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bookbuild.press.facing.value import Atom, Side
from bookbuild.press.grid import Grid


def in_slots(atoms: Iterable[Atom], grid: Grid | None, begin: float) -> Side:
    """*atoms* from the first slot each reaches into to the last; *begin*: where the stream does. As they are
    without a grid."""
    return tuple(_in_slots(atom, grid, begin) if grid else atom for atom in atoms)


def _in_slots(atom: Atom, grid: Grid, begin: float) -> Atom:
    first, end = grid.last(atom.top - begin), grid.next(atom.bottom - begin)
    head = grid.next(atom.head) * grid.step
    return replace(atom, top=begin + first * grid.step, bottom=begin + end * grid.step, head=head)

"""Streams in whole lines: pages that are cut from these keep their baseline grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from weasyprint.formatting_structure import boxes

from bookbuild.press.facing.measure import Stream
from bookbuild.press.facing.value import Atom, Side, Slice
from bookbuild.press.grid import Grid, stands_on


def in_slots(atoms: Sequence[Atom], grid: Grid | None, begin: float) -> Side:
    """*atoms* from the first slot each reaches into to the last; *begin*: where the stream does. As they are
    without a grid."""
    return tuple(_in_slots(atom, grid, begin) if grid else atom for atom in atoms)


def _in_slots(atom: Atom, grid: Grid, begin: float) -> Atom:
    first, end = grid.last(atom.top - begin), grid.next(atom.bottom - begin)
    head = grid.next(atom.head) * grid.step
    return replace(atom, top=begin + first * grid.step, bottom=begin + end * grid.step, head=head)


def raised(context: Any, stream: Stream, part: Slice) -> Slice:
    """A page that begins with what is not on the grid, a heading or a figure, has it at its very top."""
    if context.bookbuild_grid is None or part.first == part.last:
        return part
    (first, shift), *others = part.shifts
    after = others[0][0] if others else part.last
    while first < after and not _stands(context, stream.leaves[first]):
        first += 1
    atom = stream.atoms[part.first]
    moved = ((part.first, atom.head - atom.top),) if first > part.first else ()
    rest = ((first, shift),) if first < after else ()
    return replace(part, shifts=(*moved, *rest, *others))


def _stands(context: Any, leaf: Any) -> bool:
    return isinstance(leaf, boxes.LineBox) and stands_on(context, leaf.style) is not None

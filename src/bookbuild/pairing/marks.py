"""Explicit marks come first: blocks the author put together are fences no alignment crosses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bookbuild.pairing.align import Bead, Item, align

Reach = tuple[int, int]
"""First and behind-last index of a mark's items."""


def align_between(left: Sequence[Item], right: Sequence[Item], scale: float) -> Iterator[Bead]:
    """The beads of a passage: the author's, and between them the aligner's.

    Items whose mark cannot be kept (one side only, split, or crossing another) stand alone.
    """
    ahead, behind = _reaches(left), _reaches(right)
    i = j = 0
    for mark, (start, end) in ahead.items():
        from_, to = behind.get(mark, (-1, -1))
        if not _whole(left, start, end) or not _whole(right, from_, to) or start < i or from_ < j:
            continue
        yield from align(_free(left[i:start]), _free(right[j:from_]), scale)
        yield Bead(left[start:end], right[from_:to])
        i, j = end, to
    yield from align(_free(left[i:]), _free(right[j:]), scale)


def _reaches(items: Sequence[Item]) -> dict[str, Reach]:
    """For each mark the stretch from its first item to its last."""
    reaches: dict[str, Reach] = {}
    for index, item in enumerate(items):
        if mark := _mark(item):
            reaches[mark] = (reaches.get(mark, (index, 0))[0], index + 1)
    return reaches


def _whole(items: Sequence[Item], start: int, end: int) -> bool:
    """Whether the stretch holds this mark's items and no others."""
    return start >= 0 and len({_mark(item) for item in items[start:end]}) == 1


def _free(items: Sequence[Item]) -> list[Item]:
    """Items for the aligner; those still marked face nothing."""
    return [replace(item, alone=True) if _mark(item) else item for item in items]


def _mark(item: Item) -> str:
    return item.blocks[0].marks.pair

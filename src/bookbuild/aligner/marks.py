"""Explicit marks come first: blocks the author put together are fences no alignment crosses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bookbuild.aligner.items import Item

Reach = tuple[int, int]
"""First and behind-last index of a mark's items."""


class Fence(NamedTuple):
    """Neighbours of both sides to be aligned with each other; ``said``: the author made them one pair."""

    left: Reach
    right: Reach
    said: bool = False


def fences(left: Sequence[Item], right: Sequence[Item]) -> Iterator[Fence]:
    """A passage cut at the author's pairs: what stands between them, and they themselves."""
    ahead, behind = _reaches(left), _reaches(right)
    i = j = 0
    for mark, (start, end) in ahead.items():
        from_, to = behind.get(mark, (-1, -1))
        if not _whole(left, start, end) or not _whole(right, from_, to) or start < i or from_ < j:
            continue
        yield Fence((i, start), (j, from_))
        yield Fence((start, end), (from_, to), said=True)
        i, j = end, to
    yield Fence((i, len(left)), (j, len(right)))


def freed(items: Sequence[Item]) -> list[Item]:
    """*items* for the aligner: those marked face nothing it could choose."""
    return [item._replace(alone=True) if item.mark else item for item in items]


def _reaches(items: Sequence[Item]) -> dict[str, Reach]:
    """For each mark the stretch from its first item to its last."""
    reaches: dict[str, Reach] = {}
    for index, item in enumerate(items):
        if item.mark:
            reaches[item.mark] = (reaches.get(item.mark, (index, 0))[0], index + 1)
    return reaches


def _whole(items: Sequence[Item], start: int, end: int) -> bool:
    """Whether the stretch holds this mark's items and no others."""
    return start >= 0 and len({item.mark for item in items[start:end]}) == 1

"""Where a spread may end: between passages, and inside a passage at a line of both sides in step."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from bookbuild.press.facing import verse
from bookbuild.press.facing.value import Side

INSIDE = 0.5  # what parting a passage costs at all
ALONE = 4000.0  # one side goes on, the other has nothing left, or nothing yet
MISMATCH = 1.0  # a line of difference between the parts of both sides


@dataclass(frozen=True, slots=True)
class Cut:
    """A place in both streams: the first atom after it on each side, and the passage these belong to.

    ``inside``: that passage began before it. ``cost``: of a spread that ends here. ``forced``: one must.
    """

    at: tuple[int, int]
    passage: int
    inside: bool
    cost: float
    forced: bool


@dataclass(frozen=True, slots=True)
class Passages:
    """Where each passage begins in each stream; one more at the end."""

    starts: tuple[tuple[int, ...], tuple[int, ...]]

    @classmethod
    def of(cls, sides: tuple[Side, Side]) -> Passages:
        count = 1 + max((atom.passage for side in sides for atom in side), default=-1)
        first, second = (
            tuple(bisect_left(side, number, key=lambda atom: atom.passage) for number in range(count + 1))
            for side in sides
        )
        return cls((first, second))

    def __len__(self) -> int:
        return len(self.starts[0]) - 1

    def range(self, side: int, passage: int) -> tuple[int, int]:
        starts = self.starts[side]
        return starts[passage], starts[passage + 1]


def cuts(sides: tuple[Side, Side], passages: Passages) -> tuple[Cut, ...]:
    """Every place in order, from before the first atom to after the last."""
    found = [Cut((0, 0), 0, False, 0.0, False)]
    for passage in range(len(passages)):
        found += _inside(sides, passages, passage)
        after = (passages.starts[0][passage + 1], passages.starts[1][passage + 1])
        if after != found[-1].at:
            found.append(_cut(sides, after, passage + 1, inside=False))
    return tuple(found)


def _cut(
    sides: tuple[Side, Side], at: tuple[int, int], passage: int, *, inside: bool, more: float = 0.0
) -> Cut:
    atoms = [side[index] for side, index in zip(sides, at, strict=True) if index < len(side)]
    cost = sum(atom.cut for atom in atoms) + more
    return Cut(at, passage, inside, cost, any(atom.forced for atom in atoms))


def _inside(sides: tuple[Side, Side], passages: Passages, passage: int) -> Iterator[Cut]:
    """The places inside a passage: at each line of a side, with the line of the other that is most in step."""
    ranges = [passages.range(number, passage) for number in (0, 1)]
    shares = [_shares(side, *bounds) for side, bounds in zip(sides, ranges, strict=True)]
    lengths = [last - first for first, last in ranges]
    lines = verse.in_step(*(side[slice(*bounds)] for side, bounds in zip(sides, ranges, strict=True)))
    for first, second in sorted(_in_step(shares[0], shares[1]) | lines):
        apart = abs(shares[0][first] - shares[1][second]) * max(lengths) if all(lengths) else 0.0
        bare = any(
            length and part in (0, length) for length, part in zip(lengths, (first, second), strict=True)
        )
        at = (ranges[0][0] + first, ranges[1][0] + second)
        more = INSIDE + MISMATCH * apart + (ALONE if bare else 0.0)
        more += verse.price(
            [side[index].verse for side, index in zip(sides, at, strict=True) if index < len(side)],
            (first, second) in lines,
        )
        yield _cut(sides, at, passage, inside=True, more=more)


def _shares(side: Side, first: int, last: int) -> list[float]:
    """How much of the passage's text stands before each of its atoms, and after the last: 0 to 1."""
    total = sum(atom.weight for atom in side[first:last]) or 1.0
    return [weight / total for weight in accumulate((atom.weight for atom in side[first:last]), initial=0.0)]


def _in_step(first: list[float], second: list[float]) -> set[tuple[int, int]]:
    """Pairs of places inside, each with its nearest on the other side."""
    found = {(place, _nearest(second, first[place])) for place in range(1, len(first) - 1)}
    return found | {(_nearest(first, second[place]), place) for place in range(1, len(second) - 1)}


def _nearest(shares: list[float], share: float) -> int:
    """The place nearest to *share*, not an end where there is any other."""
    places = range(1, len(shares) - 1) or range(len(shares))
    return min(places, key=lambda place: abs(shares[place] - share))

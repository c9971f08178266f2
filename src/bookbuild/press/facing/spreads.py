"""The plan: where each spread of a chapter ends, chosen for the whole chapter at once.

Dynamic programming over the places where a spread may end: the cheapest way to each, over all spreads that
fit. Pure arithmetic; lengths are CSS pixels.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from bookbuild.press.facing.cuts import Cut, Passages, cuts
from bookbuild.press.facing.value import Mode, Side, Slice, Spread

# What white space costs, times the square of its share of the fuller page; what a difference of pages does.
WHITE = {"aligned": 200.0, "flow": 1500.0}
UNEVEN = 5.0
STUB, SHORT = 0.22, 40.0  # a last spread less full than that costs up to that
OVER = 1e6
FUDGE = 0.01  # pixels that are no overflow

Heights = tuple[float, float]


def spreads(sides: tuple[Side, Side], height: float, gap: float, mode: Mode) -> tuple[Spread, ...]:
    """The spreads of two streams. *height* of a page's text, *gap*: what the notes of a page need besides their
    own height. Every atom is on one spread, the same passages on both sides of each."""
    return _Planner(sides, height, gap, mode).plan()


@dataclass(frozen=True, slots=True)
class _Step:
    """The cheapest way to a cut: its cost, the cut before, whether a page on it is too low."""

    cost: float
    before: int
    over: tuple[int, ...] = ()


class _Planner:
    def __init__(self, sides: tuple[Side, Side], height: float, gap: float, mode: Mode) -> None:
        self._sides, self._height, self._white = sides, height, WHITE[mode]
        self._passages = Passages.of(sides)
        self._cuts = cuts(sides, self._passages)
        ruler = _Aligned if mode == "aligned" else _Solid
        self._ruler = ruler(sides, self._passages, gap)

    def plan(self) -> tuple[Spread, ...]:
        steps: list[_Step | None] = [_Step(0.0, 0), *(None for _ in self._cuts[1:])]
        for start in range(len(self._cuts) - 1):
            step = steps[start]
            for end, found in self._from(start, step.cost) if step else ():
                known = steps[end]
                if known is None or found.cost < known.cost:
                    steps[end] = found
        return tuple(reversed(list(self._back(steps))))

    def _from(self, start: int, cost: float) -> Iterator[tuple[int, _Step]]:
        """The spreads that may begin at a cut; one that does not fit only where none does."""
        fits = False
        for end in range(start + 1, len(self._cuts)):
            heights = self._ruler.heights(self._cuts[start], self._cuts[end])
            over = tuple(side for side in (0, 1) if heights[side] > self._height + FUDGE)
            if over and fits:
                return
            yield end, _Step(cost + self._cost(end, heights) + OVER * len(over), start, over)
            if over or self._cuts[end].forced:
                return
            fits = True

    def _cost(self, end: int, heights: Heights) -> float:
        cut, full = self._cuts[end], max(heights) / self._height
        if end == len(self._cuts) - 1:
            return SHORT * max(0.0, 1 - full / STUB)
        uneven = (heights[0] - heights[1]) / self._height
        white = 0.0 if cut.forced else self._white * (1 - min(full, 1.0)) ** 2
        return cut.cost + white + UNEVEN * uneven**2

    def _back(self, steps: list[_Step | None]) -> Iterator[Spread]:
        end = len(self._cuts) - 1
        while end > 0 and (step := steps[end]):
            yield Spread(self._ruler.slices(self._cuts[step.before], self._cuts[end]), step.over)
            end = step.before


class _Ruler:
    """How high a spread's pages are."""

    def __init__(self, sides: tuple[Side, Side], passages: Passages, gap: float) -> None:
        self._sides, self._passages, self._gap = sides, passages, gap
        self._notes = [list(accumulate((atom.notes for atom in side), initial=0.0)) for side in sides]

    def _noted(self, side: int, first: int, last: int) -> float:
        notes = self._notes[side][last] - self._notes[side][first]
        return notes + self._gap if notes else 0.0

    def _extent(self, side: int, first: int, last: int) -> float:
        """From the top of an atom to the bottom of the one before *last*."""
        return self._sides[side][last - 1].bottom - self._sides[side][first].top if last > first else 0.0

    def _head(self, side: int, first: int, last: int) -> float:
        return self._sides[side][first].head if last > first else 0.0


class _Solid(_Ruler):
    """Each page set solid."""

    def heights(self, start: Cut, end: Cut) -> Heights:
        first, second = (self._height(side, start.at[side], end.at[side]) for side in (0, 1))
        return first, second

    def _height(self, side: int, first: int, last: int) -> float:
        own = self._extent(side, first, last) + self._head(side, first, last)
        return own + self._noted(side, first, last)

    def slices(self, start: Cut, end: Cut) -> tuple[Slice, Slice]:
        first, second = (self._slice(side, start.at[side], end.at[side]) for side in (0, 1))
        return first, second

    def _slice(self, side: int, first: int, last: int) -> Slice:
        if first == last:
            return Slice(first, last)
        return Slice(first, last, ((first, self._sides[side][first].head - self._sides[side][first].top),))


class _Aligned(_Ruler):
    """Counterparts begin at one height: a passage takes what its longer side does."""

    def __init__(self, sides: tuple[Side, Side], passages: Passages, gap: float) -> None:
        super().__init__(sides, passages, gap)
        whole = (
            self._advance(passage, (passages.starts[0][passage], passages.starts[1][passage]))
            for passage in range(len(passages))
        )
        self._down = list(accumulate(whole, initial=0.0))

    def heights(self, start: Cut, end: Cut) -> Heights:
        final, down = self._final(start, end)
        found = []
        for side in (0, 1):
            own = self._extent(side, self._begin(side, start, final), end.at[side])
            if final == start.passage:
                own += self._head(side, start.at[side], end.at[side])
            found.append(down + own + self._noted(side, start.at[side], end.at[side]))
        return found[0], found[1]

    def _final(self, start: Cut, end: Cut) -> tuple[int, float]:
        """The last passage of a spread, and how far down it begins."""
        final = max(end.passage if end.inside else end.passage - 1, start.passage)
        if final == start.passage:
            return final, 0.0
        down = self._advance(start.passage, start.at)
        return final, down + self._down[final] - self._down[start.passage + 1]

    def _begin(self, side: int, start: Cut, passage: int) -> int:
        return max(start.at[side], self._passages.starts[side][passage])

    def _advance(self, passage: int, at: tuple[int, int]) -> float:
        """How far below the atoms *at* of a passage the next one begins."""
        found = [0.0]
        for side in (0, 1):
            first, after = at[side], self._passages.starts[side][passage + 1]
            atoms = self._sides[side]
            if first < after:
                end = atoms[after].top if after < len(atoms) else atoms[after - 1].bottom
                head = atoms[first].head if first > self._passages.starts[side][passage] else 0.0
                found.append(end - atoms[first].top + head)
        return max(found)

    def slices(self, start: Cut, end: Cut) -> tuple[Slice, Slice]:
        final, _ = self._final(start, end)
        down, shifts = 0.0, (list[tuple[int, float]](), list[tuple[int, float]]())
        for passage in range(start.passage, final + 1):
            at = (self._begin(0, start, passage), self._begin(1, start, passage))
            for side in (0, 1):
                last = min(end.at[side], self._passages.starts[side][passage + 1])
                if at[side] < last:
                    head = self._sides[side][at[side]].head if at == start.at else 0.0
                    shifts[side].append((at[side], down + head - self._sides[side][at[side]].top))
            down += self._advance(passage, at)
        first, second = (Slice(start.at[side], end.at[side], tuple(shifts[side])) for side in (0, 1))
        return first, second

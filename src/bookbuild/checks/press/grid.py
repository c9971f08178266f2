"""The rule for editions with a baseline grid: every line of text stands on it.

The grid is found in the file: the distance most lines have from those before them, and the height on the page
at which most of them stand. It is one for all pages, so that lines back each other through the leaf.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bookbuild.checks.press.places import Teller
from bookbuild.checks.press.value import Line, Looked, PressFile, Stretch

_TOLERANCE = 0.2  # points: less than base lines of two faces are apart


@dataclass(frozen=True, slots=True)
class _Grid:
    """Base lines ``step`` apart, one of them at ``base``; points from the bottom."""

    step: float
    base: float

    def above(self, y: float) -> float:
        """How far *y* is above the nearest of them."""
        half = self.step / 2
        return (y - self.base + half) % self.step - half


def on_grid(file: PressFile, tell: Teller) -> Looked:
    """P035: a line of text stands on the base lines of all pages."""
    lines = list(_text(file)) if file.has_grid else []
    if grid := _found(lines):
        for stretch, line in lines:
            above = grid.above(line.y)
            what = f"stands {abs(above):.1f} pt {'above' if above > 0 else 'below'} a line of the grid"
            yield tell.of_line("P035", line, stretch.span, what) if abs(above) > _TOLERANCE else None


def _text(file: PressFile) -> Iterator[tuple[Stretch, Line]]:
    """The lines of paragraphs and verse that stand in a chapter, not over it."""
    for stretch in file.stretches:
        if stretch.kind in ("paragraph", "verse") and stretch.span and stretch.span.line:
            yield from ((stretch, line.line) for line in stretch.lines)


def _found(lines: Sequence[tuple[Stretch, Line]]) -> _Grid | None:
    """The grid most lines stand on; None without two lines of one paragraph."""
    distances = Counter(
        round(line.y - other.y, 2)
        for (stretch, line), (same, other) in pairwise(lines)
        if stretch is same and line.page == other.page and line.y > other.y
    )
    if not distances:
        return None
    step = distances.most_common(1)[0][0]
    return _Grid(step, Counter(round(line.y % step, 1) for _, line in lines).most_common(1)[0][0])

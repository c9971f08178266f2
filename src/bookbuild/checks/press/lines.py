"""Runs to lines: what follows on one baseline is a line; what stands over or under it is beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bookbuild.checks.press.structure import Leaf
from bookbuild.checks.press.value import Line, Run

_NEAR = 0.75  # ems between baselines that still are one line: the calls of notes are raised
_OVER, _UNDER = 1.4, 0.9  # ems from a line within which ruby and emphasis dots stand
_SMALL = 0.7  # of the size of the characters they belong to
_BACK = 0.6  # ems a run may reach back into the one before it


def lines(runs: Iterable[tuple[Leaf, Run]]) -> Iterator[Line]:
    """The lines of a flow, in order. A line ends with its block, its page, its baseline."""
    open_line: _Open | None = None
    for leaf, run in runs:
        if open_line and not open_line.take(leaf, run):
            yield from open_line.closed()
            open_line = None
        if open_line is None:
            open_line = _Open(leaf, run)
    if open_line:
        yield from open_line.closed()


class _Open:
    """A line that may still grow."""

    def __init__(self, leaf: Leaf, run: Run) -> None:
        self._leaf = leaf
        self._runs, self._beside = [run], list[Run]()

    def take(self, leaf: Leaf, run: Run) -> bool:
        """Take the run in, if it belongs here."""
        if leaf.block != self._leaf.block or leaf.page != self._leaf.page or not run.upright:
            return False
        tall = max(self._runs, key=lambda held: held.size)
        rise = run.y - tall.y
        if self._overlaps(run):
            if -_UNDER * tall.size < rise < _OVER * tall.size and run.size <= _SMALL * tall.size:
                self._beside.append(run)
                return True
            return False
        near = abs(rise) < _NEAR * max(tall.size, run.size)
        if near:
            self._runs.append(run)
        return near

    def _overlaps(self, run: Run) -> bool:
        """Whether it begins before the line's end."""
        return run.x0 < self._runs[-1].x1 - _BACK * min(run.size, self._runs[-1].size)

    def closed(self) -> Iterator[Line]:
        if any(run.text.strip() for run in self._runs):
            yield Line(self._leaf.page, self._leaf.path, tuple(self._runs), tuple(self._beside))

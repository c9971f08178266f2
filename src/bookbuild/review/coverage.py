"""How much of a chapter, a volume or the book has its counterpart, in numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bookbuild.pairing.report import language_name
from bookbuild.review.rows import Row

_FAR = 2.0  # times as long as expected: one pair in some hundreds of good translations is
_SMOOTH = 10.0  # words: short passages have any ratio


@dataclass(frozen=True, slots=True)
class Half:
    """One language of a coverage.

    ``size``: the text's length in the language's unit; ``missing`` and ``untranslated``: passages in it
    that have no counterpart, the latter on purpose.
    """

    lang: str
    size: int = 0
    missing: int = 0
    untranslated: int = 0


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts of rows by what they are.

    ``stale``: one side did not follow the other since both were accepted; ``uneven``: lengths stand out.
    """

    halves: tuple[Half, ...]
    pairs: int = 0
    shared: int = 0
    doubtful: int = 0
    stale: int = 0
    uneven: int = 0
    notes: int = 0
    silent: int = 0

    def __add__(self, other: Coverage) -> Coverage:
        halves = (
            Half(a.lang, a.size + b.size, a.missing + b.missing, a.untranslated + b.untranslated)
            for a, b in zip(self.halves, other.halves, strict=True)
        )
        return Coverage(
            tuple(halves),
            self.pairs + other.pairs,
            self.shared + other.shared,
            self.doubtful + other.doubtful,
            self.stale + other.stale,
            self.uneven + other.uneven,
            self.notes + other.notes,
            self.silent + other.silent,
        )

    @property
    def ratio(self) -> float | None:
        """Units of the second language for one of the first; None where there is nothing to compare."""
        if len(self.halves) < 2 or not self.halves[0].size or not self.halves[1].size:
            return None
        return self.halves[1].size / self.halves[0].size


def coverage(rows: Sequence[Row], languages: tuple[str, ...]) -> Coverage:
    """The coverage of a chapter from its rows."""
    kinds = [row.match.kind for row in rows]
    return Coverage(
        tuple(_half(rows, index, tag) for index, tag in enumerate(languages)),
        kinds.count("translated"),
        kinds.count("shared"),
        sum(bool(row.doubt) for row in rows),
        sum(row.lag is not None for row in rows),
        sum(bool(row.uneven) for row in rows),
        kinds.count("note"),
        kinds.count("silent"),
    )


def total(coverages: Iterable[Coverage], languages: tuple[str, ...]) -> Coverage:
    """The sum of *coverages*."""
    return sum(coverages, Coverage(tuple(map(Half, languages))))


def _half(rows: Sequence[Row], index: int, tag: str) -> Half:
    alone = [row.alone for row in rows if row.alone and row.sides[index].elements]
    size = sum(row.sides[index].size for row in rows)
    return Half(tag, size, alone.count("missing"), alone.count("untranslated"))


def weighed(rows: Sequence[Row]) -> tuple[Row, ...]:
    """*rows*, those told whose ratio of lengths is far from that of all pairs together."""
    sizes = [_sizes(row) for row in rows if row.match.kind == "translated"]
    left, right = (sum(column) for column in zip(*sizes, strict=True)) if sizes else (0, 0)
    if not left or not right:
        return tuple(rows)
    return tuple(replace(row, uneven=_uneven(row, right / left)) for row in rows)


def _sizes(row: Row) -> tuple[int, int]:
    sizes = [side.size for side in row.sides[:2]]
    return sizes[0], sizes[-1]


def _uneven(row: Row, ratio: float) -> str:
    """``English 2.4 times as long as the chapter leads to expect``, or ''."""
    if row.match.kind != "translated" or len(row.sides) < 2:
        return ""
    left, right = _sizes(row)
    times = (right + _SMOOTH) / (left * ratio + _SMOOTH)
    longer = row.sides[1] if times > 1 else row.sides[0]
    times = max(times, 1 / times)
    if times < _FAR:
        return ""
    return f"{language_name(longer.lang)} {times:.1f} times as long as the chapter leads to expect"

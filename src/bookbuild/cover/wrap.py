"""Break a title into lines that fit a measure, as even as can be."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

Measure = Callable[[str], float]

_NO_START = frozenset("，。、；：？！）》」』】〉”’…—·,.;:?!)]}")
_NO_END = frozenset("（《「『【〈“‘([{")


def wrap(text: str, limit: float, measure: Measure) -> tuple[str, ...]:
    """Lines no wider than *limit* in the fewest lines, then balanced: none needlessly short."""
    pieces = [part for piece in _pieces(text) for part in _cut(piece, limit, measure)]
    fewest = _fill(pieces, limit, measure)
    low, high = 0.0, limit
    for _ in range(12):  # halving: 1/4096 of the measure is finer than the eye
        middle = (low + high) / 2
        lines = _fill(pieces, middle, measure)
        fits = len(lines) == len(fewest) and all(measure(line) <= middle for line in lines)
        low, high = (low, middle) if fits else (middle, high)
    return _fill(pieces, high, measure)


def _fill(pieces: list[str], limit: float, measure: Measure) -> tuple[str, ...]:
    lines: list[str] = []
    width = 0.0
    for piece in pieces:
        wide = measure(piece.rstrip())
        if lines and width + wide <= limit:
            lines[-1] += piece
            width += measure(piece)
        else:
            lines.append(piece)
            width = measure(piece)
    return tuple(line.rstrip() for line in lines)


def _pieces(text: str) -> Iterator[str]:
    """What a line may not break: words with the space after them, Han characters with their marks."""
    piece = ""
    for char in text:
        if piece and _may_part(piece[-1], char):
            yield piece
            piece = ""
        piece += char
    if piece:
        yield piece


def _may_part(before: str, after: str) -> bool:
    if after in _NO_START or before in _NO_END or after == " " or unicodedata.combining(after):
        return False
    return before == " " or _is_wide(before) or _is_wide(after)


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def _cut(piece: str, limit: float, measure: Measure) -> Iterator[str]:
    """A piece wider than the measure is cut where it must be: a long word, a web address."""
    while measure(piece) > limit and len(piece) > 1:
        size = max(1, int(len(piece) * limit / measure(piece)))
        yield piece[:size]
        piece = piece[size:]
    yield piece

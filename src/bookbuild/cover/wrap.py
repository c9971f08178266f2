"""Break a title into lines that fit a measure: the fewest lines, as even as can be."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

Measure = Callable[[str], float]

_NO_START = frozenset("，。、；：？！）》」』】〉”’…—·,.;:?!)]}")
_NO_END = frozenset("（《「『【〈“‘([{")
_STOPS = frozenset("，。、；：？！—,.;:?!")


def wrap(text: str, limit: float, measure: Measure) -> tuple[str, ...]:
    """Lines no wider than *limit*; a line that ends where the sense pauses may be shorter."""
    pieces = [part for piece in _pieces(text) for part in _cut(piece, limit, measure)]
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]  # lines, raggedness, where the last line starts
    for end in range(1, len(pieces) + 1):
        best.append(min(_ways(pieces, end, limit, measure, best)))
    lines: list[str] = []
    end = len(pieces)
    while end:
        start = best[end][2]
        lines.insert(0, "".join(pieces[start:end]).strip())
        end = start
    return tuple(lines)


def longest(text: str, measure: Measure) -> float:
    """The width of the widest piece a line should not break."""
    return max((measure(piece.rstrip()) for piece in _pieces(text)), default=0.0)


def _ways(
    pieces: list[str], end: int, limit: float, measure: Measure, best: list[tuple[int, float, int]]
) -> Iterator[tuple[int, float, int]]:
    """Each last line that ends before piece *end*: the whole's lines, raggedness and its start."""
    width = measure(pieces[end - 1].rstrip())
    for start in range(end - 1, -1, -1):
        if width > limit and start < end - 1:
            return
        ease = 0.5 if pieces[end - 1].rstrip()[-1:] in _STOPS else 1.0
        ragged = ease * (limit - width) ** 2
        yield best[start][0] + 1, best[start][1] + ragged, start
        width += measure(pieces[start - 1]) if start else 0.0


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
    doubled = before == after  # 甜甜, 慢慢: one word
    return before == " " or (not doubled and (_is_wide(before) or _is_wide(after)))


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def _cut(piece: str, limit: float, measure: Measure) -> Iterator[str]:
    """A piece wider than the measure is cut where it must be: a web address, say."""
    while measure(piece) > limit and len(piece) > 1:
        size = max(1, int(len(piece) * limit / measure(piece)))
        yield piece[:size]
        piece = piece[size:]
    yield piece

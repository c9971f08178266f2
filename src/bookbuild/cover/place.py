"""Where each line stands and how large: stacks of centred lines, and a column in a doorway."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bookbuild.cover.glyphs import EM, column, outline
from bookbuild.cover.said import Item
from bookbuild.cover.wrap import longest, wrap

_SHRINK = 0.7  # a line may be set this much smaller before it is broken
_SHORT = 0.72  # of the measure: what a short line may grow to fill
_COLUMN = 10  # characters: more than this is no name to hang beside a door


@dataclass(frozen=True, slots=True)
class Placed:
    """A line of outlines at its place; ``tone`` names a colour of the template's, ``turn`` is clockwise."""

    path: str
    x: float
    y: float
    scale: float
    tone: str
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Box:
    """Room for text centred on ``middle``, from ``top`` down; ``sink``: how much spare room goes above."""

    middle: float
    top: float
    width: float
    height: float
    sink: float = 0.0


def stack(items: tuple[Item, ...], box: Box) -> Iterator[Placed]:
    """The items one under the other, all scaled alike until they fit the box."""
    scale = 1.0
    while _height(items, box, scale) > box.height and scale > 0.02:
        scale *= 0.95
    y = box.top + (box.height - _height(items, box, scale)) * box.sink
    for item in items:
        size, lines = _fit(item, box.width, scale)
        y += item.before * scale
        for line in lines:
            drawn = outline(line, item.voice)
            baseline = y + size * (item.leading + 0.5) / 2  # the letters' middle on the line's
            x = box.middle - drawn.advance * size / EM / 2
            yield Placed(drawn.path, x, baseline, size / EM, item.tone)
            y += size * item.leading


def doorway(items: tuple[Item, ...], box: Box) -> Iterator[Placed]:
    """A name in its doorway: Han characters in a column, as couplets hang beside a door."""
    if not items or not _hangs(items[0]):
        yield from stack(items, box)
        return
    first, *others = items
    drawn = column(first.text, first.voice)
    size = min(first.size, box.height * 0.66 / drawn.advance * EM)
    depth = drawn.advance * size / EM
    yield Placed(drawn.path, box.middle, box.top, size / EM, first.tone)
    rest = tuple(replace(item, leading=1.1) for item in others)
    yield from stack(rest, replace(box, top=box.top + depth, height=box.height - depth))


def _hangs(item: Item) -> bool:
    wide = all(unicodedata.east_asian_width(char) in "WF" for char in item.text)
    return item.voice.is_cjk and wide and len(item.text) <= _COLUMN


def _height(items: tuple[Item, ...], box: Box, scale: float) -> float:
    total = 0.0
    for item in items:
        size, lines = _fit(item, box.width, scale)
        total += item.before * scale + len(lines) * size * item.leading
    return total


def _fit(item: Item, width: float, scale: float) -> tuple[float, tuple[str, ...]]:
    """The size and the lines: one line if it need not shrink much, else as many as it takes.

    A long word makes the size smaller rather than be cut, down to half.
    """
    size = item.size * scale
    wide = _advance(item, item.text) * size
    if wide < width * _SHORT:
        return size * min(item.grow, width * _SHORT / max(wide, 1.0)), (item.text,)
    if wide * _SHRINK <= width:
        return min(size, size * width / max(wide, 1.0)), (item.text,)
    word = longest(item.text, lambda text: _advance(item, text)) * size
    size = max(size / 2, min(size, size * width / word))
    return size, wrap(item.text, width, lambda text: _advance(item, text) * size)


def _advance(item: Item, text: str) -> float:
    return outline(text, item.voice).advance / EM

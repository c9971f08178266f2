"""The spine: Chinese from top to bottom, its characters upright; other letters turned clockwise."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby

from bookbuild.cover.glyphs import EM, Outline, column, outline
from bookbuild.cover.place import Box, Placed
from bookbuild.cover.said import Item

LEAST = 2.1  # millimetres: smaller letters are not read on a shelf
_MOST = 6.0
_SHARE = 0.62  # of the spine's width: an em
_GAP = 1.2  # ems between two texts
_SEAT = 0.36  # of an em: how far the middle of turned letters is above their baseline


def spine(
    head: tuple[Item, ...], foot: tuple[Item, ...], box: Box, clear: float, factor: float = 1.0
) -> tuple[Placed, ...]:
    """*head* from the top of *box* down, *foot* at its end; () where letters would be too small.

    Letters stay *clear* of the edges of the box, and are *factor* times as large as they would be, if they can.
    """
    items = (*head, *foot)
    if not items:
        return ()
    size = min(box.width * _SHARE * factor, (box.width - 2 * clear) * 0.92, _MOST * factor)
    size = min(size, box.height / (sum(map(_length, items)) + _GAP * (len(items) - 1)))
    if size < LEAST:
        return ()
    end = box.top + box.height - (sum(map(_length, foot)) + _GAP * (len(foot) - 1)) * size
    return (*_hung(head, box.middle, box.top, size), *_hung(foot, box.middle, end, size))


def _hung(items: tuple[Item, ...], x: float, y: float, size: float) -> Iterator[Placed]:
    for item in items:
        em = size * item.size
        for drawn, turned in _runs(item):
            middle = x - _SEAT * em if turned else x
            yield Placed(drawn.path, middle, y, em / EM, item.tone, 90 if turned else 0)
            y += drawn.advance * em / EM
        y += _GAP * size


def _length(item: Item) -> float:
    return sum(drawn.advance for drawn, _ in _runs(item)) / EM * item.size


def _runs(item: Item) -> Iterator[tuple[Outline, bool]]:
    """The outlines of the item's runs, and whether each is turned."""
    for wide, group in groupby(item.text, key=lambda char: unicodedata.east_asian_width(char) in "WF"):
        run = "".join(group)
        yield (column(run, item.voice), False) if wide else (outline(run, item.voice), True)

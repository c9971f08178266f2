"""All characters of a side as arrays: their code points, their classes, the items they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bookbuild.aligner.dictionary import Codes, Keys, code_points
from bookbuild.aligner.incidence import Floats, Places
from bookbuild.aligner.lengths import HAN_BLOCKS, HAN_WEIGHT, SPACES

HAN, SPACE, CLOSES, LATIN, DIGIT = 1, 2, 4, 8, 16
"""Bits of a character's class."""
GROUPS = (("?", "?？"), ("!", "!！"), (":", ":："), (";", ";；"), ("q", '“「『"«'))
"""Marks that a translation keeps, by what they are called; a character's group stands in the upper bits."""
_GROUP = 5
_CLOSING = " \"'”’」』)）*_"
_LETTERS = ((0x41, 0x5A), (0x61, 0x7A), (0xC0, 0x24F))
_BETWEEN = "\0"  # items


class Text(NamedTuple):
    """What items say, one after the other: *written*, with a character that counts for nothing behind each."""

    written: str
    codes: Codes
    kinds: NDArray[np.uint8]
    item: Places
    items: int

    def runs(self, kinds: int) -> tuple[Places, Places]:
        """Where characters of one of the *kinds* begin that stand together, and behind which they end."""
        held = np.concatenate(([0], self.kinds & kinds, [0])).astype(np.uint8, copy=False)
        edges = np.flatnonzero(held[1:] != held[:-1])
        told = held[edges[:-1] + 1] > 0
        return edges[:-1][told], edges[1:][told]

    def keys(self, start: Places, end: Places) -> Keys:
        """A number for what is written from each *start* to its *end*.

        Two texts have one number by a chance that never comes. One may have two: at the end of the table.
        """
        powers = _POWERS if len(self.codes) <= len(_POWERS) else np.resize(_POWERS, len(self.codes))
        sums = np.append(np.uint64(0), np.cumsum(self.codes * powers[: len(self.codes)]))
        keys: Keys = (sums[end] - sums[start]) * _INVERSES[start % len(_INVERSES)]
        return keys

    def groups(self, place: Places) -> NDArray[np.uint8]:
        """The groups of the marks at each *place*, 0 where there is none."""
        return np.right_shift(self.kinds[place], np.uint8(_GROUP))

    def marks(self) -> Places:
        """Where marks stand."""
        return np.flatnonzero(self.kinds >> _GROUP)

    def ends(self) -> tuple[Places, Places]:
        """The items that end in anything but closing marks, and where the last of that stands."""
        place = np.flatnonzero((self.kinds & CLOSES) == 0)
        last = np.full(self.items, -1)
        last[self.item[place]] = place
        ended = np.flatnonzero(last >= 0)
        return ended, last[ended]

    def weights(self) -> Floats:
        """The length of each item without white space; a Chinese character counts three."""
        return np.bincount(self.item, _WEIGHTS[self.kinds], self.items).astype(np.float64, copy=False)


def text(texts: Sequence[str]) -> Text:
    """The characters of all *texts*."""
    written = "".join([part for one in texts for part in (one, _BETWEEN)])
    codes = code_points(written)
    kinds = _CLASSES[np.minimum(codes, len(_CLASSES) - 1)]
    return Text(
        written, codes, kinds, np.repeat(np.arange(len(texts)), [len(one) + 1 for one in texts]), len(texts)
    )


def _classes() -> NDArray[np.uint8]:
    """The class of each character; of one beyond all blocks the last."""
    classes = np.zeros(HAN_BLOCKS[-1][1] + 2, dtype=np.uint8)
    for blocks, kind in ((HAN_BLOCKS, HAN), (_LETTERS, LATIN)):
        for first, last in blocks:
            classes[first : last + 1] |= kind
    several = ((SPACES + _BETWEEN, SPACE), (_CLOSING + _BETWEEN, CLOSES), ("".join(_digits()), DIGIT))
    marks = [(marks, group << _GROUP) for group, (_, marks) in enumerate(GROUPS, 1)]
    for characters, kind in (*several, *marks):
        classes[list(map(ord, characters))] |= kind
    return classes


def _digits() -> Iterator[str]:
    """The decimal digits of all scripts."""
    planes = np.arange(0x20000, dtype=np.uint32).tobytes().decode("utf-32-le", "surrogatepass")
    return (found[0] for found in re.finditer(r"\d+", planes))


_CLASSES = _classes()
_WEIGHTS = np.array([HAN_WEIGHT if kind & HAN else 0.0 if kind & SPACE else 1.0 for kind in range(256)])
_BASE = 0x9E3779B97F4A7C15  # any large odd number
_POWERS, _INVERSES = (
    np.cumprod(np.append(np.uint64(1), np.full(0xFFFF, base, dtype=np.uint64)))
    for base in (_BASE, pow(_BASE, -1, 1 << 64))
)

"""The glyphs one operator shows: their codes, and how far each goes, in text space."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from struct import unpack

from bookbuild.checks.operators import Strung
from bookbuild.checks.press.value import Font
from bookbuild.checks.streams import State

Items = Iterable[bytes | float]


class Shown:
    """Strings, and numbers that move back by thousandths of the size (TJ).

    ``advance`` is how far the next string goes on, ``ends`` where the first glyph begins and the last one ends.
    Where every glyph stands is worked out when somebody asks.
    """

    def __init__(self, items: Items | Strung, font: Font, state: State) -> None:
        self._items, self._font = items, font
        self._em = state.size * state.scale
        self._char, self._word = state.char_space * state.scale, state.word_space * state.scale
        self._edges: array[float] | None = None
        if isinstance(items, Strung) and items.begins() and not self._char and not self._word:
            self.codes = codes(items.text(), font)
            moved, after = items.moves()
            self.advance = (sum(map(font.widths.__getitem__, self.codes)) - moved / 1000) * self._em
            self.ends = 0.0, self.advance + after / 1000 * self._em
        else:
            self.codes, self._edges, self.advance = self._laid()
            self.ends = (self._edges[0], self._edges[-1]) if self.codes else (0.0, 0.0)

    def _laid(self) -> tuple[tuple[int, ...], array[float], float]:
        """Codes, the beginning and end of each, and where the last item ends."""
        at, held, edges = 0.0, list[int](), array("d")
        for item in self._items.items() if isinstance(self._items, Strung) else self._items:
            if not isinstance(item, bytes):
                at -= item / 1000 * self._em
                continue
            for code in codes(item, self._font):
                end = at + self._font.widths[code] * self._em
                edges.extend((at, end))
                held.append(code)
                at = end + self._char + (self._word if self._font.code_bytes == 1 and code == 32 else 0.0)
        return tuple(held), edges, at

    @property
    def edges(self) -> array[float]:
        """Where each glyph begins and ends."""
        if self._edges is None:
            self._edges = self._laid()[1]
        return self._edges


def codes(data: bytes, font: Font) -> tuple[int, ...]:
    """The codes of a string."""
    count = len(data) // 2
    return tuple(data) if font.code_bytes == 1 else unpack(f">{count}H", data[: 2 * count])

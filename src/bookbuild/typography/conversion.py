"""Text from one variety of Chinese to another, and which part of the result each part became.

The author's own words go first, then OpenCC's; addresses stay. OpenCC cuts a text into its longest words
from the left and converts each by itself: a place where both sides convert to the whole is between words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from bookbuild.typography.flow import GAP
from bookbuild.typography.varieties import STEPS

if TYPE_CHECKING:
    from opencc import OpenCC

_ADDRESS = r"(?:https?://|www\.)[^\s，。；：！？、（）《》「」『』“”]+|[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+"
_LONGEST = 12  # characters; no word of the dictionaries is longer


@cache
def _step(name: str) -> OpenCC:
    from opencc import OpenCC

    return OpenCC(name, include_tofu_risk_dictionaries=False)


class Converter:
    """From *source* to *target* (varieties), with the author's *words* for it."""

    def __init__(self, source: str, target: str, words: Mapping[str, str]) -> None:
        self._steps = STEPS.get((source, target), ())
        self._words = dict(words)
        longest_first = sorted(map(re.escape, self._words), key=len, reverse=True)
        self._kept = re.compile("|".join((*longest_first, _ADDRESS, f"{GAP}+")))

    def __call__(self, text: str) -> str:
        """*text* converted."""
        return self.parts(text, ())[0]

    def kept(self, text: str) -> Iterator[tuple[int, int]]:
        """The spans of *text* that OpenCC does not see: the author's words, addresses, gaps."""
        return (match.span() for match in self._kept.finditer(text))

    def parts(self, text: str, cuts: Sequence[int]) -> list[str]:
        """What the parts of *text* between the *cuts*, in order, became; all of them are the whole."""
        places = [0, *cuts, len(text)]
        parts = [""] * (len(places) - 1)
        for start, end, converted in self._stretches(text):
            inner = [place for place in places if start < place < end]
            ends = [
                *self._places(text[start:end], converted, [place - start for place in inner]),
                len(converted),
            ]
            first = sum(place <= start for place in places) - 1
            before = 0
            for part, after in enumerate(ends, first):
                parts[part] += converted[before:after]
                before = after
        return parts

    def _stretches(self, text: str) -> Iterator[tuple[int, int, str]]:
        """The text in pieces that do not touch each other's words: (start, end, converted)."""
        end = 0
        for start, after in (*self.kept(text), (len(text), len(text))):
            if end < start:
                yield end, start, self._converted(text[end:start])
            if start < after:
                yield start, after, self._words.get(text[start:after], text[start:after])
            end = after

    def _converted(self, text: str) -> str:
        for step in self._steps:
            text = _step(step).convert(text)
        return text

    def _places(self, text: str, converted: str, cuts: Sequence[int]) -> list[int]:
        """Where the *cuts* of *text* are in what it became; inside a word they are found by proportion."""
        if text == converted:
            return list(cuts)

        @cache
        def between(cut: int) -> int | None:
            before = self._converted(text[:cut])
            return len(before) if before + self._converted(text[cut:]) == converted else None

        return [_within(cut, len(text), len(converted), between) for cut in cuts]


def _within(cut: int, length: int, whole: int, between: Callable[[int], int | None]) -> int:
    """The place of *cut*, or of its proportion of the word it is in; *whole* is what the *length* became."""
    before = next((place for place in range(cut, max(cut - _LONGEST, 0), -1) if between(place) is not None), 0)
    after = next(
        (place for place in range(cut, min(cut + _LONGEST, length)) if between(place) is not None), length
    )
    first = between(before) or 0
    if before == after:
        return first
    last = whole if after == length else between(after) or 0
    return first + round((last - first) * (cut - before) / (after - before))

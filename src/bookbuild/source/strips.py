"""The text of a paragraph with the place of every character in the file, being woven.

Inlines keep the markup and forget places; a strip forgets the markup and keeps places.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from bookbuild.model import OBJECT, Run

BESIDE = frozenset({"rt", "rp"})
"""What stands beside the text, not in it: readings."""
UNREAD = BESIDE | {"code", "tt", "kbd", "samp", "var", "pre", "script", "style"}
"""Elements whose text nobody proof-reads."""

Here = tuple[int, int]
"""A line and a column of the file, from 1."""


@dataclass(slots=True)
class Strip:
    """The text of one paragraph. ``lang``: said by the author of this run; '' is its block's.

    ``caption``: of an image, perhaps in two languages.
    """

    lang: str = ""
    caption: bool = False
    pieces: list[str] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, here: Here, depth: int, literal: bool) -> None:
        self.runs.append(Run(self.length, *here, depth, literal))
        self.pieces.append(text)
        self.length += len(text)

    @property
    def last(self) -> str:
        """The last character, or ''."""
        return self.pieces[-1][-1] if self.pieces else ""


class Weaver:
    """Adds text to ``strip``. Words in another language get one of their own, and OBJECT stands for them."""

    def __init__(self, caption: bool = False) -> None:
        self.strip = Strip(caption=caption)
        self.strips = [self.strip]
        self._open: list[tuple[str, Strip]] = []
        self._unread = 0

    def text(self, text: str, here: Here, literal: bool = True) -> None:
        """Add *text*; *literal*: the file has these very characters *here*."""
        if text and not self._unread:
            self.strip.add(text, here, len(self._open), literal)

    def object(self, here: Here) -> None:
        """Add something that is no text."""
        self.text(OBJECT, here, literal=False)

    def enter(self, key: str, here: Here, lang: str = "") -> None:
        """Begin an element: in the language *lang*, or not to be read when its key is of UNREAD."""
        if (key in UNREAD and key not in BESIDE) or lang:
            self.object(here)
        self._open.append((key, self.strip))
        if lang and not self._unread:
            self.strip = Strip(lang)
            self.strips.append(self.strip)
        self._unread += key in UNREAD

    def leave(self, key: str) -> None:
        """End the innermost element of that key and what is open inside it; a stray end is nothing."""
        if any(name == key for name, _ in self._open):
            while self._pop() != key:
                pass

    def _pop(self) -> str:
        key, self.strip = self._open.pop()
        self._unread -= key in UNREAD
        return key


class Lines:
    """Where the lines of a text the parser gives stand in the file."""

    def __init__(self, starts: Sequence[tuple[int, int, int]]) -> None:
        """*starts*: for each line where it begins in the text, its line and its column in the file."""
        self._starts = starts

    def here(self, at: int) -> Here:
        """The place of the character at *at*."""
        start, line, column = self._starts[bisect_right(self._starts, at, key=lambda row: row[0]) - 1]
        return line, column + at - start

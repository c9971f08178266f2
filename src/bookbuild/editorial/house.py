"""The habits of a book, counted in its texts: what most of them do, the others are held to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bookbuild.editorial.value import House, language_of
from bookbuild.editorial.zh_spaces import GAPS
from bookbuild.model import Galley

MAJORITY = 2 / 3
ENOUGH = 10  # places a habit is seen in
_DASHES = {"—": re.compile(r"(?<=\S)—(?=\S)"), " — ": re.compile(" — "), " – ": re.compile(" – ")}


@dataclass(frozen=True, slots=True)
class Habits:
    """How many gaps between Han and Latin have a space, how many have none; which English dashes there are."""

    apart: Counter[str]
    together: Counter[str]
    dashes: Counter[str]

    def house(self, lang: str, spacing: str = "") -> House:
        """What texts in *lang* are held to; *spacing*: what the manifest says, ``space`` or ``none``."""
        said = {"space": True, "none": False}.get(spacing)
        letters, digits = (self._spaced(kind) if said is None else said for kind in GAPS)
        dash, count = max(self.dashes.items(), key=lambda item: item[1], default=("—", 0))
        return House(lang, letters, digits, dash if count >= ENOUGH else "—")

    def undecided(self) -> Iterator[str]:
        """Where the book has two habits: each as a fact."""
        for kind in GAPS:
            apart, together = self.apart[kind], self.together[kind]
            if apart + together >= ENOUGH and self._spaced(kind) is None:
                yield f"Han and {kind} stand apart in {apart} places and together in {together}"

    def _spaced(self, kind: str) -> bool | None:
        apart, together = self.apart[kind], self.together[kind]
        if max(apart, together) < max(ENOUGH, MAJORITY * (apart + together)):
            return None
        return apart > together


def habits(galleys: Iterable[Galley]) -> Habits:
    """The habits of a book's texts."""
    found = Habits(Counter(), Counter(), Counter())
    for galley in galleys:
        if language_of(galley.lang) == "zh":
            for kind, (apart, together) in GAPS.items():
                found.apart[kind] += len(apart.findall(galley.text))
                found.together[kind] += len(together.findall(galley.text))
        elif language_of(galley.lang) == "en":
            for dash, pattern in _DASHES.items():
                found.dashes[dash] += len(pattern.findall(galley.text))
    return found

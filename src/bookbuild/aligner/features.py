"""What an item says that its translation should say too: words, names, numbers, signs; and its length."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bookbuild.aligner import lexicon
from bookbuild.aligner.items import Item
from bookbuild.aligner.lengths import han, weight

_PLAIN = re.compile(r"[A-Za-z\u00c0-\u024f]+|\d+")
_GROUPS = (("?", "?？"), ("!", "!！"), (":", ":："), (";", ";；"), ("q", '“「『"«'))
_NAMES = {mark: name for name, marks in _GROUPS for mark in marks}
_MARK = re.compile(f"[{''.join(_NAMES)}]")
_CLOSING = " \"'”’」』)）*_"


@dataclass(frozen=True, slots=True)
class Features:
    """The things an item says, in order.

    ``weight``: its length in letters of an alphabet. ``words``: the Chinese ones, to be looked up.
    ``stems``: of Latin words, and numbers; '' for one that says nothing. ``signs``: what stands in no one
    place, as emphasis does.
    """

    weight: float
    words: Sequence[str]
    stems: Sequence[str]
    signs: Sequence[str]
    text: str = ""

    def spelt(self, stem: str) -> str:
        """How *stem* is written where it stands first."""
        return next((word for word in _PLAIN.findall(self.text) if lexicon.stem(word) == stem), stem)


def features(item: Item) -> Features:
    """What is measured of *item*. An anchor is not found by its length."""
    text = item.text
    runs = han(text)
    return Features(
        0.0 if item.anchor else weight(text, runs),
        lexicon.words(runs),
        list(map(lexicon.stem, _PLAIN.findall(text))),
        list(dict.fromkeys([*_marks(text), *item.signs])),
        text,
    )


def _marks(text: str) -> list[str]:
    """Which marks the text holds, and with which it ends."""
    held = [f"$has{_NAMES[mark]}" for mark in _MARK.findall(text)]
    end = _NAMES.get(text.rstrip(_CLOSING)[-1:]) if held else None
    return [f"$end{end}", *held] if end else held

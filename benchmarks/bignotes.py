"""Generated notes for the big book: in one pair of four one to three on each side, of one to five lines each.

Every note begins with a word of its own (``N00012a``), and the word before its call is that with a K, so that
both are found in a finished PDF.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

import pypdfium2

SEED = 5
_ONE_IN, _MOST, _LINES = 4, 3, 5
_HAN_LINE, _LATIN_LINE = 36, 70  # characters of a line of notes on a page of 148 × 210 mm
_LEAST = 20  # characters: a shorter side would be taken for one of the other language
_WORD = re.compile(r"([KN])(\d{5}[ab])")


class Annotator:
    """Writes notes into the sides of pairs, always the same."""

    def __init__(self, seed: int = SEED) -> None:
        self._chance = random.Random(seed)
        self._han = [chr(code) for code in range(0x4E00, 0x4E00 + 800)]
        self._words = [
            "".join(self._chance.choices("aeiounrstlm", k=length)) for length in range(2, 10) for _ in range(60)
        ]
        self.count = 0

    def noted(self, sides: list[list[str]]) -> tuple[list[list[str]], list[str]]:
        """The sides of a pair, each as lines, with calls; and the notes these call."""
        notes: list[str] = []
        if self._chance.randrange(_ONE_IN) or min(len("".join(side)) for side in sides) < _LEAST:
            return sides, notes
        for _ in range(self._chance.randint(1, _MOST)):
            self.count += 1
            for side, letter in zip(sides, "ab", strict=False):
                word = f"{self.count:05d}{letter}"
                self._call(side, f"K{word}[^n{self.count}]")
                notes.append(f"[^n{self.count}]: N{word} {self._text(_is_han(side[0]))}")
        return sides, notes

    def _call(self, side: list[str], call: str) -> None:
        """Put *call* at the end of a line, or of a sentence in it where there are several."""
        number = self._chance.randrange(len(side))
        places = [match.end() for match in re.finditer(r"[。；？！]|[.;?!] ", side[number])] or [
            len(side[number])
        ]
        place = self._chance.choice(places)
        side[number] = f"{side[number][:place].rstrip()} {call} {side[number][place:].lstrip()}".strip()

    def _text(self, han: bool) -> str:
        lines = self._chance.randint(1, _LINES)
        length = int((lines - 0.7) * (_HAN_LINE if han else _LATIN_LINE))
        if han:
            return "".join(self._chance.choices(self._han, k=length)) + "。"
        return " ".join(self._chance.choices(self._words, k=max(1, length // 6))) + "."


def _is_han(text: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)


def places(path: Path) -> tuple[dict[str, int], dict[str, int]]:
    """The page of each call of a PDF, and of each note's beginning."""
    found: dict[str, dict[str, int]] = {"K": {}, "N": {}}
    pdf = pypdfium2.PdfDocument(path)
    for number in range(len(pdf)):
        for kind, word in _WORD.findall(pdf[number].get_textpage().get_text_range()):
            found[kind].setdefault(word, number)
    return found["K"], found["N"]

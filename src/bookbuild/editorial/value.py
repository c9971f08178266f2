"""What rules are given and what they give."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from bookbuild.typography.scripts import HAN, script


class Edit(NamedTuple):
    """``text`` instead of the characters from ``start`` up to ``end`` (equal: between two)."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault in the characters from ``start`` up to ``end``; ``edits`` mend it, () where nobody can be sure.

    ``unbroken``: it is none where markup begins or ends there, as after a word set in bold.
    """

    start: int
    end: int
    message: str
    help: str = ""
    edits: tuple[Edit, ...] = ()
    unbroken: bool = False


def instead(start: int, end: int, text: str, message: str) -> Finding:
    """The finding that *text* should stand there."""
    return Finding(start, end, message, f"write {text}", (Edit(start, end, text),))


@dataclass(frozen=True, slots=True)
class House:
    """The habits a text is held to.

    ``lang``: its language. ``letters``, ``digits``: whether the book sets a space between Han characters and
    Latin letters or digits, None where it has no habit. ``dash``: how its English dashes are written.
    """

    lang: str
    letters: bool | None = None
    digits: bool | None = None
    dash: str = "—"

    @property
    def variety(self) -> str:
        """``Hans`` or ``Hant``, by the language's script or region; '' where it says neither."""
        parts = {part.title() for part in self.lang.split("-")[1:]}
        if parts & {"Hant", "Tw", "Hk", "Mo"} and "Hans" not in parts:
            return "Hant"
        return "Hans" if parts & {"Hans", "Cn", "Sg", "My"} else ""

    def quotes(self, inner: bool = False) -> str:
        """The two marks around a quotation, or around one within another."""
        if self.variety == "Hant":
            return "『』" if inner else "「」"
        return "‘’" if inner else "“”"


def language_of(tag: str) -> str:
    """The rules' name for the language of a text: ``zh``, ``en`` or ''."""
    if script(tag) == HAN:
        return "zh"
    return "en" if tag.split("-")[0] == "en" else ""


Rule = Callable[[str, House], Iterable[Finding]]
"""``(text of a galley, habits) -> what is wrong in it``. Pure; paragraphs are parted by PARAGRAPH."""

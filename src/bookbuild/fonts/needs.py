"""Which characters of an edition no face has, and which face sets each of the others.

A character is missing where none of the families asked for it has it in its ``cmap``: exactly the difference
of the two sets. What leaves no mark (spaces, controls, joiners, variation selectors) asks for nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from bookbuild.fonts.cascade import Cascade, Run, Stack
from bookbuild.fonts.face import key
from bookbuild.fonts.library import Family
from bookbuild.fonts.universe import Named
from bookbuild.model import Unit

# Default_Ignorable_Code_Point (Unicode 16, DerivedCoreProperties) beyond the category of formats.
_IGNORABLE = (
    (0x034F, 0x034F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x3164, 0x3164), (0xFE00, 0xFE0F),
    (0xFFA0, 0xFFA0), (0xE0000, 0xE0FFF),
)  # fmt: skip
_SILENT = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})


@dataclass(frozen=True)
class Missing:
    """A character, the families searched for it in vain, and the elements it stands in, once a time."""

    char: str
    searched: tuple[str, ...]
    owners: tuple[tuple[Unit, str], ...]


@cache
def is_silent(char: str) -> bool:
    """Whether *char* needs no glyph."""
    code = ord(char)
    ignorable = any(first <= code <= last for first, last in _IGNORABLE)
    return ignorable or char.isspace() or unicodedata.category(char) in _SILENT


class Needs:
    """What the families *named* by a cascade draw of its text."""

    def __init__(self, named: Named) -> None:
        self._families = named.families
        self._generic = named.generic
        self._brought = {key(name) for name in named.styles.brought}
        self._cascade = Cascade(named.styles)
        self._setters: dict[tuple[Stack, str], Family | None] = {}
        self._sure: dict[str, bool] = {}

    def runs(self, unit: Unit) -> Iterator[Run]:
        """The runs of text of *unit*, each with the families asked for it."""
        return self._cascade.runs(unit.html)

    def setter(self, stack: Stack, char: str) -> Family | None:
        """The first family of *stack* that has *char*."""
        asked = (stack, char)
        if asked not in self._setters:
            families = (family for name in stack for family in self._called(name))
            self._setters[asked] = next((family for family in families if family.has(char)), None)
        return self._setters[asked]

    def first(self, stack: Stack) -> Family | None:
        """The family asked for first of those there are."""
        return next((family for name in stack for family in self._called(name)), None)

    def _called(self, name: str) -> tuple[Family, ...]:
        """The families *name* means: one, or those a generic family stands for."""
        family = self._families.get(key(name))
        return (family,) if family else self._generic.get(name.lower(), ())

    def missing(self, units: Iterable[Unit]) -> tuple[Missing, ...]:
        """The characters of *units* no family asked for has, in the order they are met.

        A stack is not judged that names no family there is (F013 has said so) or one of an ``@font-face``
        rule, for what that draws is the typesetter's to say.
        """
        found: dict[str, tuple[Stack, list[tuple[Unit, str]]]] = {}
        for unit in units:
            suspects = self._suspects(unit.html)
            for run in self.runs(unit) if suspects else ():
                for char in filter(suspects.__contains__, run.text):
                    if self._is_judged(run.voice.stack) and self.setter(run.voice.stack, char) is None:
                        found.setdefault(char, (run.voice.stack, []))[1].append((unit, run.owner))
        return tuple(
            Missing(char, self._searched(stack), tuple(owners)) for char, (stack, owners) in found.items()
        )

    def _searched(self, stack: Stack) -> tuple[str, ...]:
        return tuple(dict.fromkeys(family.name for name in stack for family in self._called(name)))

    def _suspects(self, html: str) -> set[str]:
        """Characters that some stack may lack: a look at a whole unit costs less than one at its runs."""
        return {char for char in set(html) if not is_silent(char) and not self._always(char)}

    def _always(self, char: str) -> bool:
        if char not in self._sure:
            self._sure[char] = self._cascade.always_has(lambda name: self.setter((name,), char) is not None)
        return self._sure[char]

    def _is_judged(self, stack: Stack) -> bool:
        return any(map(self._called, stack)) and not any(key(name) in self._brought for name in stack)

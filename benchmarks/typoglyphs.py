"""Characters no face has: what bookbuild reports, against the ``cmap`` tables as fontTools reads them.

Nothing of bookbuild's own way of looking is used for the truth but the list of faces: every text of every page
is taken, without asking which rule of a stylesheet it meets.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from fontTools.ttLib import TTFont
from lxml import etree

from bookbuild import faces
from bookbuild.build import render_edition
from bookbuild.fonts.choose import choose
from bookbuild.fonts.library import Family
from bookbuild.fonts.roles import Role
from bookbuild.model import Book, Edition
from bookbuild.world import World

ONE_FACE = "LXGW WenKai"
_TEXT: tuple[Role, ...] = ("song", "kai", "latin", "rare", "symbols")
_CODE = frozenset({"code", "pre", "kbd", "samp"})
_RANGE = re.compile("U\\+([0-9A-F]{4,6})(?:–([0-9A-F]{4,6}))?")
_UNSEEN = re.compile("[\u034f\u115f\u1160\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]")


@dataclass(frozen=True)
class Missing:
    """The characters reported, and those that truly are in no face."""

    reported: frozenset[str]
    true: frozenset[str]

    @property
    def exact(self) -> bool:
        return self.reported == self.true

    def __str__(self) -> str:
        return f"{len(self.reported ^ self.true)} of {len(self.true)}"


def compared(book: Book, edition: Edition, world: World) -> Missing:
    """Both for an edition that is to be printed."""
    typeset, edition, rendition, _ = render_edition(book, edition, world)
    problems = faces.check(typeset, edition, rendition, world)
    said = (problem.message + " ".join(problem.notes[:1]) for problem in problems if problem.code == "F010")
    reported = frozenset(char for text in said for char in _named(text))
    chosen, _ = choose(edition, edition.set_in(book), world)
    text = frozenset().union(*(_covered(family) for role in _TEXT for family in chosen.of(role)))
    code = text.union(*(_covered(family) for family in chosen.of("mono")))
    lacking = {
        char
        for unit in rendition.units
        for char, is_code in _characters(etree.fromstring(unit.html.encode()))
        if ord(char) not in (code if is_code else text)
    }
    return Missing(reported, frozenset(filter(_is_drawn, lacking)))


def _named(text: str) -> Iterator[str]:
    for first, last in _RANGE.findall(text):
        yield from map(chr, range(int(first, 16), int(last or first, 16) + 1))


@cache
def _covered(family: Family) -> frozenset[int]:
    found: set[int] = set()
    for face in family.faces:
        with TTFont(face.path, fontNumber=face.index, lazy=True) as font:
            found.update(font.getBestCmap())
    return frozenset(found)


def _characters(root: etree._Element) -> set[tuple[str, bool]]:
    """The characters of a page's body, and whether they are code."""
    found: set[tuple[str, bool]] = set()
    for element in root.iter("{*}body"):
        _gather(element, False, found)
    return found


def _gather(element: etree._Element, is_code: bool, found: set[tuple[str, bool]]) -> None:
    inside = is_code or etree.QName(element).localname in _CODE
    found.update((char, inside) for char in element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            _gather(child, inside, found)
        found.update((char, inside) for char in child.tail or "")


def _is_drawn(char: str) -> bool:
    return unicodedata.category(char)[0] not in "CZ" and not char.isspace() and not _UNSEEN.match(char)

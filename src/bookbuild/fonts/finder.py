"""Find installed faces by reading the names in the font files: no fontconfig, no process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath

import uharfbuzz as hb

from bookbuild.fonts.roles import ROLES, Wanted, region
from bookbuild.runtime.system import font_files

_FAMILIES = frozenset({1, 16})  # OpenType name table: family, typographic family
_STYLES = frozenset({2, 17})


@dataclass(frozen=True, slots=True)
class Face:
    """One face of a font file: ``index`` counts the faces of a collection."""

    path: str
    index: int
    family: str
    style: str


@cache
def find(role: str, lang: str = "zh-Hans") -> Face | None:
    """The best installed face for *role* (a key of ROLES) in *lang*, or None."""
    shapes = region(lang)
    wanted = tuple(Wanted(*(part.replace("{}", shapes) for part in row)) for row in ROLES[role])
    likely = (face for row in wanted for face in _in_usual_files(row))
    anywhere = (face for row in wanted for path in font_files() for face in _matches(row, path))
    return next(likely, None) or next(anywhere, None)


@cache
def covering(text: str) -> Face | None:
    """Any installed face that draws every character of *text*: serifs first, then by path."""
    ranked = sorted(font_files(), key=_plainness)
    faces = (Face(path, index, "", "") for path in ranked for index in range(_count(path)))
    return next((face for face in faces if all(covers(face, char) for char in text)), None)


def _plainness(path: str) -> tuple[bool, bool]:
    name = PurePath(path).name.lower()
    return any(word in name for word in ("bold", "italic", "oblique", "light")), "serif" not in name


@cache
def opened(face: Face) -> hb.Face:
    """The face, mapped into memory."""
    return hb.Face(hb.Blob.from_file_path(face.path), face.index)


def covers(face: Face, char: str) -> bool:
    """Whether *face* has an outline for *char*."""
    return ord(char) in _characters(face)


_OUTLINES = frozenset({"glyf", "CFF ", "CFF2"})


@cache
def _characters(face: Face) -> hb.Set:
    """The code points the face draws; none for a font of bitmaps or colour pictures."""
    table = opened(face)
    return table.unicodes if _OUTLINES & set(table.table_tags) else hb.Set()


def _in_usual_files(wanted: Wanted) -> Iterator[Face]:
    for path in font_files():
        if PurePath(path).name.startswith(wanted.file):
            yield from _matches(wanted, path)


def _matches(wanted: Wanted, path: str) -> Iterator[Face]:
    for index, (families, styles) in enumerate(_names(path)):
        if wanted.family in families and wanted.style in styles:
            yield Face(path, index, wanted.family, wanted.style)


@cache
def _names(path: str) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """For each face of a file its family names and its style names, in every language."""
    return tuple(_names_of(Face(path, index, "", "")) for index in range(_count(path)))


def _names_of(face: Face) -> tuple[frozenset[str], frozenset[str]]:
    table = opened(face)
    said = [(entry.name_id, table.get_name(entry.name_id, entry.language)) for entry in table.list_names()]
    return (
        frozenset(text for number, text in said if number in _FAMILIES and text),
        frozenset(text for number, text in said if number in _STYLES and text),
    )


@cache
def _count(path: str) -> int:
    """How many faces a file holds; 0 for one that is no font."""
    try:
        blob = hb.Blob.from_file_path(path)
    except hb.HarfBuzzError:
        return 0
    return int(hb.Face(blob, 0).count)

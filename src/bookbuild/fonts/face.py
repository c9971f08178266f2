"""One face of a font file: what it is called, how it looks, what it draws and what its maker allows."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from functools import cache

import uharfbuzz as hb

_FAMILIES = (1, 16, 21)  # OpenType name table: family, typographic family, WWS family
_POSTSCRIPT = 6
_VERSION = 5
_OUTLINES = frozenset({"glyf", "CFF ", "CFF2"})
_ITALIC = 0x0001 | 0x0200  # OS/2 fsSelection: italic, oblique
HEAVY = 550  # from here on a weight is bold beside a regular one


@dataclass(frozen=True, slots=True, order=True)
class Face:
    """A face by its file; ``index`` counts the faces of a collection."""

    path: str
    index: int = 0


@dataclass(frozen=True, slots=True)
class Looks:
    """What a face says of itself. ``weight`` and ``width`` are OS/2's: 400 and 5 are the usual ones.

    ``rights`` is OS/2's fsType. ``outlines``: TrueType, PostScript, or '' for a font of pictures.
    """

    family: str
    postscript: str
    version: str
    weight: int
    width: int
    italic: bool
    rights: int
    outlines: str
    variable: bool


def key(name: str) -> str:
    """A family's name as names are compared: without case and spaces."""
    return "".join(name.casefold().split())


@cache
def faces_in(path: str) -> tuple[Face, ...]:
    """The faces of a font file; none of one that is no font."""
    try:
        blob = hb.Blob.from_file_path(path)
    except hb.HarfBuzzError:
        return ()
    return tuple(Face(path, index) for index in range(hb.Face(blob, 0).count))


@cache
def opened(face: Face) -> hb.Face:
    """The face, mapped into memory."""
    return hb.Face(hb.Blob.from_file_path(face.path), face.index)


@cache
def families_of(face: Face) -> dict[str, str]:
    """The names of its family in every language, by their ``key``."""
    table = opened(face)
    said = (table.get_name(row.name_id, row.language) for row in table.list_names() if row.name_id in _FAMILIES)
    return {key(name): name for name in said if name}


@cache
def looks(face: Face) -> Looks:
    """What the face's tables say."""
    table = opened(face)
    tags = set(table.table_tags)
    weight, width, rights, selection = _os2(table.reference_table("OS/2").data)
    return Looks(
        family=table.get_name(16, "en")
        or table.get_name(1, "en")
        or next(iter(families_of(face).values()), ""),
        postscript=table.get_name(_POSTSCRIPT, "en") or "",
        version=_version(table.get_name(_VERSION, "en") or ""),
        weight=weight,
        width=width,
        italic=bool(selection & _ITALIC),
        rights=rights,
        outlines="TrueType" if "glyf" in tags else "PostScript" if tags & _OUTLINES else "",
        variable=bool(table.has_var_data),
    )


def _os2(data: bytes) -> tuple[int, int, int, int]:
    """usWeightClass, usWidthClass, fsType and fsSelection."""
    if len(data) < 64:
        return 400, 5, 0, 0
    weight, width, rights = struct.unpack(">HHH", data[4:10])
    return weight, width, rights, struct.unpack(">H", data[62:64])[0]


def _version(text: str) -> str:
    """The number of ``Version 2.001;hotconv …``, else the text up to the first semicolon."""
    match = re.match(r"Version\s+([\d.]+)", text)
    return match[1] if match else text.partition(";")[0]


@cache
def characters(face: Face) -> hb.Set:
    """The code points the face draws; none for a font of bitmaps or colour pictures."""
    return opened(face).unicodes if looks(face).outlines else hb.Set()


def covers(face: Face, char: str) -> bool:
    """Whether *face* has an outline for *char*."""
    return ord(char) in characters(face)


@cache
def middle(face: Face) -> float:
    """How far over the base line the middle of a line of the face is, in ems."""
    extents = hb.Font(opened(face)).get_font_extents("ltr")
    return float((extents.ascender + extents.descender) / 2 / opened(face).upem)

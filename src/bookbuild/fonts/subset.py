"""A face cut down to the characters of a book, for an EPUB to bring along.

Layout features stay, so that spacing, kerning and ligatures work as in the whole face; regional shapes where
the book's languages ask for other ones than the face has anyway, for they double a Chinese font. The copy bears
another name: licences may reserve the font's own for the unchanged font (OFL 1.1 §3). Its copyright and licence
stay in it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable

import uharfbuzz as hb
from fontTools.ttLib import TTFont

from bookbuild.fonts.face import HEAVY, Face, looks, opened

_LEGAL = (0, 7, 8, 9, 10, 11, 12, 13, 14)  # copyright, trademark, makers, licence
_NAMED = (1, 2, 3, 4, 6)
# What readers apply by themselves, and what stylesheets ask for: figures, small capitals, widths, positions.
_FEATURES = (
    *("abvm", "blwm", "calt", "ccmp", "clig", "cswh", "curs", "kern", "liga", "mark", "mkmk", "rclt", "rlig"),
    *("chws", "vchw", "halt", "vhal", "palt", "vpal", "vkrn", "vert", "vrt2", "fwid", "hwid", "pwid"),
    *("lnum", "onum", "pnum", "tnum", "smcp", "c2sc", "subs", "sups", "frac", "numr", "dnom", "ordn"),
)


def subset(
    face: Face, chars: Iterable[str], family: str, languages: Iterable[str] = (), weight: int = 0
) -> bytes:
    """The face with *chars* and the space alone, called *family*, for text in *languages*.

    Of a variable face the cut of *weight*.
    """
    table = opened(face)
    text = "".join(sorted(set(chars)))
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    wanted.unicode_set.update({0x20, *map(ord, text)})
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(map(_tag, _FEATURES))
    if any(_glyphs(table, text, lang) != _glyphs(table, text, "") for lang in languages):
        wanted.layout_feature_tag_set.add(_tag("locl"))
    wanted.name_id_set.update((*_LEGAL, *_NAMED))
    if looks(face).variable:
        wanted.pin_all_axes_to_default(table)
        if weight and any(axis.tag == "wght" for axis in table.axis_infos):
            wanted.pin_axis_location(table, "wght", weight)
    cut = hb.subset(table, wanted)
    assert cut is not None, f"{face.path} could not be subset"
    return _renamed(bytes(cut.blob.data), family, looks(face).italic, weight or looks(face).weight)


def _tag(name: str) -> int:
    return int.from_bytes(name.encode(), "big")


def _glyphs(table: hb.Face, text: str, lang: str) -> list[int]:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.language = lang or "und"
    hb.shape(hb.Font(table), buffer, {"locl": bool(lang)})
    return [info.codepoint for info in buffer.glyph_infos]


def _renamed(data: bytes, family: str, italic: bool, weight: int) -> bytes:
    style = " ".join(filter(None, ("Bold" if weight >= HEAVY else "", "Italic" if italic else ""))) or "Regular"
    full = f"{family} {style}"
    names = {1: family, 2: style, 3: full, 4: full, 6: full.replace(" ", "-")}
    with TTFont(io.BytesIO(data), lazy=True, recalcTimestamp=False, recalcBBoxes=False) as font:
        table = font["name"]
        table.names = [row for row in table.names if row.nameID in _LEGAL and row.platformID == 3]
        for number, text in names.items():
            table.setName(text, number, 3, 1, 0x409)
        out = io.BytesIO()
        font.save(out, reorderTables=False)
    return out.getvalue()

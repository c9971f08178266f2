"""Fonts of a few square glyphs, made as a test needs them."""

from __future__ import annotations

import io
from collections.abc import Iterable

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

EM = 1000
OPENING, CLOSING = "（「《【〈", "）」》】〉。，、"
MARKS = OPENING + CLOSING


def font(
    family: str,
    chars: str,
    *,
    style: str = "Regular",
    weight: int = 400,
    italic: bool = False,
    rights: int = 0,
    width: int = EM,
    variable: bool = False,
    outlines: bool = True,
) -> bytes:
    """A TrueType font that draws *chars* and a space; full-width marks stand in their halves of the em."""
    builder = FontBuilder(EM, isTTF=True)
    drawn = list(dict.fromkeys(chars))
    names = {char: f"u{ord(char):04X}" for char in drawn}
    builder.setupGlyphOrder([".notdef", "space", *names.values()])
    builder.setupCharacterMap({0x20: "space", **{ord(char): name for char, name in names.items()}})
    glyphs = {".notdef": _box(100, 400), "space": _nothing(), **{names[char]: _drawn(char) for char in drawn}}
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(
        {name: (width if glyph.numberOfContours else 300, glyph.xMin) for name, glyph in glyphs.items()}
    )
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable(
        {
            "familyName": family,
            "styleName": style,
            "psName": f"{family.replace(' ', '')}-{style.replace(' ', '')}",
            "version": "Version 1.250;of a test",
            "copyright": f"with Reserved Font Name {family}",
            "licenseDescription": "SIL Open Font License",
        }
    )
    builder.setupOS2(
        usWeightClass=weight, fsType=rights, fsSelection=0x01 if italic else 0x40, sTypoAscender=880
    )
    builder.setupPost()
    if variable:
        builder.setupFvar([("wght", 200, 400, 900, "Weight")], [])
        builder.setupGvar({name: [] for name in glyphs})
    if not outlines:
        del builder.font["glyf"], builder.font["loca"]
    return _saved(builder.font)


def collection(fonts: Iterable[bytes]) -> bytes:
    """The fonts in one file."""
    made = TTCollection()
    made.fonts = [TTFont(io.BytesIO(data), recalcTimestamp=False) for data in fonts]
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _saved(made: TTFont) -> bytes:
    made["head"].created = made["head"].modified = 3_600_000_000  # in 2018; both count from 1904
    made.recalcTimestamp = False
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _drawn(char: str) -> Glyph:
    if char in OPENING:
        return _box(600, 900)
    return _box(100, 400) if char in CLOSING else _box(50, 950)


def _box(left: int, right: int) -> Glyph:
    pen = TTGlyphPen(None)
    pen.moveTo((left, 0))
    for point in ((left, 700), (right, 700), (right, 0)):
        pen.lineTo(point)
    pen.closePath()
    glyph = pen.glyph()
    glyph.xMin = left
    return glyph


def _nothing() -> Glyph:
    glyph = TTGlyphPen(None).glyph()
    glyph.xMin = 0
    return glyph

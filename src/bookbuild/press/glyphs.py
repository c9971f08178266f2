"""Glyph advances from the font's design, whatever the size a glyph is first met at.

WeasyPrint records the width of a glyph at the first size it draws it, rounded there; units set in other
processes would then disagree by a unit in the last place, and the bytes with them.
"""

from __future__ import annotations

import hashlib
from typing import Any

import uharfbuzz


class DesignWidths(dict[int, int]):
    """Glyph id → advance in thousandths of an em; fills itself, counts only what was asked for."""

    def __init__(self, font: uharfbuzz.Font, upem: int, glyph_count: int) -> None:
        super().__init__()
        self._font = font
        self._upem = upem
        self._glyph_count = glyph_count

    def fresh(self) -> DesignWidths:
        """The same face with no glyph used yet."""
        return DesignWidths(self._font, self._upem, self._glyph_count)

    def __contains__(self, glyph: object) -> bool:
        return isinstance(glyph, int) and (glyph < self._glyph_count or super().__contains__(glyph))

    def __missing__(self, glyph: int) -> int:
        advance: int = self._font.get_glyph_h_advance(glyph)
        self[glyph] = width = round(advance * 1000 / self._upem)
        return width


def name_by_file(font: Any) -> None:
    """Let the font's name in the PDF depend on its file, not only on its description.

    Two faces may answer to one description (EB Garamond has a cut for 8 points and one for 12, and
    the system may answer with either); under one name the glyph numbers of one would be drawn with the other.
    """
    data, edge = font.file_content, 1 << 16
    state = hashlib.blake2b(font.hash.encode(), digest_size=6)
    state.update(len(data).to_bytes(8, "big") + font.index.to_bytes(8, "big") + data[:edge] + data[-edge:])
    described = font.name.partition(b"+")[2]
    font.hash = "".join(chr(65 + value % 26) for value in state.digest())
    font.name = b"/" + font.hash.encode() + b"+" + described


def design_font(font: Any) -> uharfbuzz.Font:
    """A HarfBuzz font at design size for a ``weasyprint.pdf.fonts.Font``, its variations set."""
    face = uharfbuzz.Face(font.file_content, font.index)
    design = uharfbuzz.Font(face)
    if font.variations:
        design.set_variations(font.variations)
    return design


def design_widths(font: Any) -> DesignWidths:
    """The advances of a ``weasyprint.pdf.fonts.Font``; also settles its ascent and descent."""
    design = design_font(font)
    extents = design.get_font_extents("ltr")
    font.ascent = round(extents.ascender * 1000 / font.upem)
    font.descent = round(extents.descender * 1000 / font.upem)
    return DesignWidths(design, font.upem, font.glyph_count)

"""Glyph advances from the font's design, whatever the size a glyph is first met at.

WeasyPrint records the width of a glyph at the first size it draws it, rounded there; units set in other
processes would then disagree by a unit in the last place, and the bytes with them.
"""

from __future__ import annotations

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

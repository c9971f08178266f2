"""The fonts of a PDF: how they are embedded, and where the ink of each glyph is."""

from __future__ import annotations

from typing import Any

import pikepdf
from fontTools.pens.boundsPen import BoundsPen

from bookbuild.checks.press.fonts import composite_widths, program, simple_widths

_GUESS = (-0.22, 0.88)  # ems below and above the baseline, for a glyph whose outline cannot be read
_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")


class Face:
    """A font. Widths and bounds are in ems."""

    def __init__(self, font: Any) -> None:
        composite = font.get("/Subtype") == "/Type0"
        inner = font.DescendantFonts[0] if composite else font
        self._descriptor = inner.get("/FontDescriptor", pikepdf.Dictionary())
        self.name = str(font.get("/BaseFont", font.get("/Name", "/"))).lstrip("/").rpartition("+")[2]
        self.kind = str(inner.get("/Subtype", "/")).lstrip("/")
        self.program = self._program()
        self.code_bytes = 2 if composite else 1
        self.widths = composite_widths(inner) if composite else simple_widths(font)
        self.default = float(inner.get("/DW", 1000)) / 1000 if composite else 0.0
        self._direct = composite
        self._bounds: dict[int, tuple[float, float, float, float] | None] = {}
        self._outlines: Any = None

    def _program(self) -> str:
        for key in _PROGRAMS:
            if key in self._descriptor:
                subtype = str(self._descriptor[key].get("/Subtype", "")).lstrip("/")
                return subtype or {"/FontFile": "Type1", "/FontFile2": "TrueType"}.get(key, "")
        return "Type3" if self.kind == "Type3" else ""

    def width(self, code: int) -> float:
        return self.widths.get(code, self.default)

    def bounds(self, code: int) -> tuple[float, float, float, float] | None:
        """Where the glyph's ink is; None when it has none."""
        if code not in self._bounds:
            self._bounds[code] = self._outline(code)
        return self._bounds[code]

    def _outline(self, code: int) -> tuple[float, float, float, float] | None:
        guess = (0.0, _GUESS[0], self.width(code), _GUESS[1])
        if not self._direct:
            return guess  # simple fonts name their glyphs in too many ways
        try:
            if self._outlines is None:
                self._outlines = program(self._descriptor)
            glyphs, order, upem = self._outlines
            pen = BoundsPen(glyphs)
            glyphs[order[code]].draw(pen)
        except Exception:  # fontTools raises whatever a broken font makes it stumble over
            return guess
        left, bottom, right, top = pen.bounds or (0, 0, 0, 0)
        return None if pen.bounds is None else (left / upem, bottom / upem, right / upem, top / upem)

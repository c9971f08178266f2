"""The fonts of a PDF: what a code is copied as, how wide it is, whether it leans, where its ink is.

ISO 32000-1 §9.6–9.10. Fonts without a ToUnicode map give no text: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from io import BytesIO
from typing import Any

import pikepdf
from fontTools.cffLib import CFFFontSet
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from bookbuild.checks.press.marks import CLOSING, OPENING
from bookbuild.checks.press.value import Codes, Font, Half

_SLANTED = re.compile(r"italic|oblique|slanted|kursiv", re.I)
_ITALIC_FLAG = 1 << 6
_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_HALF = 0.55  # of the em: marks of a half box keep to it, with a little air


class Fonts:
    """The fonts of one file, each read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], Font] = {}

    def get(self, font: pikepdf.Object) -> Font:
        key = font.objgen
        if key == (0, 0) or key not in self._known:
            self._known[key] = _font(font)
        return self._known[key]

    def all(self) -> tuple[Font, ...]:
        return tuple(self._known.values())


def _font(font: Any) -> Font:
    composite = font.get("/Subtype") == "/Type0"
    inner = font.DescendantFonts[0] if composite else font
    descriptor = inner.get("/FontDescriptor", pikepdf.Dictionary())
    name = str(font.get("/BaseFont", "/")).lstrip("/").partition("+")[2] or str(font.get("/BaseFont", "/"))[1:]
    texts = _texts(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else {}
    widths = composite_widths(inner) if composite else simple_widths(font)
    leans = float(descriptor.get("/ItalicAngle", 0)) != 0 or int(descriptor.get("/Flags", 0)) & _ITALIC_FLAG
    return Font(
        name=name,
        slanted=bool(leans or _SLANTED.search(name)),
        code_bytes=2 if composite else 1,
        texts=Codes(texts, "\ufffd"),
        widths=Codes(widths, float(inner.get("/DW", 1000)) / 1000 if composite else 0.0),
        marks=partial(_blank_halves, descriptor, texts, widths),
    )


# ---------------------------------------------------------------- what a code is copied as


def _texts(cmap: bytes) -> dict[int, str]:
    """Code → text of a ToUnicode map (§9.10.3)."""
    found: dict[int, str] = {}
    for block in _BLOCK.finditer(cmap):
        items = _items(block[2])
        for code, text in _chars(items) if block[1] == b"bfchar" else _ranges(items):
            found.setdefault(code, text)
    return found


Item = bytes | list[bytes]


def _items(block: bytes) -> Iterator[Item]:
    """The strings of a block, those in brackets as a list."""
    held: list[bytes] | None = None
    for token in _HEX.finditer(block):
        if token[2]:
            held = []
        elif token[3]:
            yield held or []
            held = None
        else:
            data = bytes.fromhex(token[1].decode())
            if held is None:
                yield data
            else:
                held.append(data)


def _chars(items: Iterator[Item]) -> Iterator[tuple[int, str]]:
    for code, text in zip(items, items, strict=False):
        if isinstance(code, bytes) and isinstance(text, bytes):
            yield int.from_bytes(code, "big"), _decoded(text)


def _ranges(items: Iterator[Item]) -> Iterator[tuple[int, str]]:
    for first, last, to in zip(items, items, items, strict=False):
        if isinstance(first, list) or isinstance(last, list):
            continue
        codes = range(int.from_bytes(first, "big"), int.from_bytes(last, "big") + 1)
        if isinstance(to, list):
            yield from zip(codes, map(_decoded, to), strict=False)
        elif to:
            yield from ((code, _decoded(to[:-1] + bytes([to[-1] + code - codes[0] & 255]))) for code in codes)


def _decoded(data: bytes) -> str:
    return data.decode("utf-16-be", "replace")


# ---------------------------------------------------------------- how wide it is


def composite_widths(font: Any) -> dict[int, float]:
    """Code → width in ems of a CIDFont's W (§9.7.4.3)."""
    widths: dict[int, float] = {}
    items = iter(font.get("/W", ()))
    for first in items:
        following = next(items)
        if isinstance(following, pikepdf.Array):
            widths.update({int(first) + index: float(width) / 1000 for index, width in enumerate(following)})
        else:
            width = float(next(items)) / 1000
            widths.update(dict.fromkeys(range(int(first), int(following) + 1), width))
    return widths


def simple_widths(font: Any) -> dict[int, float]:
    """Code → width in ems; a Type 3 font counts in its own space (§9.6.5)."""
    unit = abs(float(font.FontMatrix[0])) if "/FontMatrix" in font else 0.001
    first = int(font.get("/FirstChar", 0))
    return {first + index: float(width) * unit for index, width in enumerate(font.get("/Widths", ()))}


# ---------------------------------------------------------------- where its ink is


def _blank_halves(descriptor: Any, texts: Mapping[int, str], widths: Mapping[int, float]) -> dict[int, Half]:
    """Of each mark in a full-width box the half its outline leaves blank: in Taiwan a comma stands amid it."""
    marks = [code for code, text in texts.items() if text in CLOSING + OPENING and widths.get(code, 1) > 0.9]
    extents = _extents(descriptor, marks) if marks else {}
    blank: dict[int, Half] = {}
    for code in marks:
        # a program that cannot be read leaves only the character to go by
        low, high = extents.get(code, (0.0, 0.5) if texts[code] in CLOSING else (0.5, 1.0))
        if high <= _HALF:
            blank[code] = "right"
        elif low >= 1 - _HALF:
            blank[code] = "left"
    return blank


def _extents(descriptor: Any, codes: list[int]) -> dict[int, tuple[float, float]]:
    """Code → where its ink begins and ends, in ems. Codes are glyph numbers (Identity)."""
    try:
        glyphs, order, upem = program(descriptor)
        return {code: _extent(glyphs, order[code], upem) for code in codes if code < len(order)}
    except Exception:  # fontTools raises whatever a broken font makes it stumble over
        return {}


def program(descriptor: Any) -> tuple[Any, list[str], float]:
    """The outlines of an embedded font, its glyphs' names by number and its units in an em."""
    if "/FontFile3" in descriptor and descriptor.FontFile3.get("/Subtype") != "/OpenType":
        fonts = CFFFontSet()
        fonts.decompile(BytesIO(descriptor.FontFile3.read_bytes()), None)
        top = fonts[0]
        return top.CharStrings, top.charset, 1 / top.FontMatrix[0] if hasattr(top, "FontMatrix") else 1000
    data = descriptor.FontFile3 if "/FontFile3" in descriptor else descriptor.FontFile2
    font = TTFont(BytesIO(data.read_bytes()), lazy=True)
    return font.getGlyphSet(), font.getGlyphOrder(), font["head"].unitsPerEm


def _extent(glyphs: Any, name: str, upem: float) -> tuple[float, float]:
    pen = BoundsPen(glyphs)
    glyphs[name].draw(pen)
    if pen.bounds is None:
        return 0.0, 1.0
    return pen.bounds[0] / upem, pen.bounds[2] / upem

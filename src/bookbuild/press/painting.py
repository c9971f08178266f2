"""Readings shaped once and painted often, and where on a drawn line each character came to stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from weasyprint.text.ffi import FROM_UNITS, ffi
from weasyprint.text.line_break import Layout, _font_style_cache_key, line_size

Glyph = tuple[int, float, str]
"""Its number, its advance in pixels, its characters."""

Places = list[tuple[float, float]]
"""The left and the right edge of each character of a line, in pixels from its start."""


@dataclass
class Shaped:
    """A reading as glyphs of one or more fonts, which ``layout`` keeps alive. ``shown``: each run's
    operands of TJ."""

    width: float
    runs: tuple[tuple[Any, tuple[Glyph, ...]], ...]
    layout: Any = field(repr=False)
    shown: dict[int, str] = field(default_factory=dict)


_SHAPED: WeakKeyDictionary[Any, dict[tuple[str, str], Shaped]] = WeakKeyDictionary()


def shaped(text: str, style: Any) -> Shaped:
    """*text* in *style*, shaped once for a font configuration."""
    known = _SHAPED.setdefault(style.font_config, {})
    key = text, _font_style_cache_key(style, include_size=True)
    if key not in known:
        known[key] = _shape(text, style)
    return known[key]


def _shape(text: str, style: Any) -> Shaped:
    layout = Layout(style)
    layout.set_text(text)
    line, _ = layout.get_first_line()
    width, _ = line_size(line, style)
    return Shaped(width, tuple(_runs(line, text.encode())), layout)


def _runs(line: Any, data: bytes) -> Any:
    run = line.runs
    while run != ffi.NULL:
        item = run.data
        yield item.item.analysis.font, tuple(_glyphs(item, data))
        run = run.next


def _glyphs(item: Any, data: bytes) -> Any:
    """A cluster's characters count for its first glyph (readings run from left to right)."""
    string, offset, end = item.glyphs, item.item.offset, item.item.length
    clusters = [string.log_clusters[at] for at in range(string.num_glyphs)]
    for at, cluster in enumerate(clusters):
        after = next((later for later in clusters[at:] if later > cluster), end)
        text = data[offset + cluster : offset + after].decode() if cluster not in clusters[:at] else ""
        info = string.glyphs[at]
        yield info.glyph, info.geometry.width * FROM_UNITS, text


# ---------------------------------------------------------------- painting


def paint(stream: Any, placed: list[tuple[Shaped, float, float]], color: Any) -> None:
    """Show each reading at its point, in the text object that is open."""
    if placed:
        stream.set_color(color)
    for reading, x, y in placed:
        stream.set_text_matrix(1, 0, 0, -1, x, y)
        for number, (pango_font, glyphs) in enumerate(reading.runs):
            font, size = _font(stream, pango_font)
            _register(font, glyphs)
            stream.set_font_size(font.hash, size)
            if number not in reading.shown:
                reading.shown[number] = _operands(font, size, glyphs)
            stream.show_text(reading.shown[number])


def _font(stream: Any, pango_font: Any) -> tuple[Any, float]:
    """The stream's font: WeasyPrint's own way to it asks Pango for a description each time."""
    fonts = stream.__dict__.setdefault("bookbuild_fonts", {})
    key = int(ffi.cast("uintptr_t", pango_font))
    if key not in fonts:
        fonts[key] = stream.add_font(pango_font)
    found: tuple[Any, float] = fonts[key]
    return found


def _register(font: Any, glyphs: tuple[Glyph, ...]) -> None:
    for glyph, _, text in glyphs:
        if glyph not in font.to_unicode:
            font.to_unicode[glyph] = text
            font.widths[glyph]  # the advances of a font fill themselves when they are asked for


def _operands(font: Any, size: float, glyphs: tuple[Glyph, ...]) -> str:
    """Glyphs as hexadecimal, with what their advances differ from the font's, in thousandths of an em."""
    shown = ""
    for glyph, advance, _ in glyphs:
        shown += f"<{glyph:04x}>"
        if kerning := round(font.widths[glyph] - advance * 1000 / size):
            shown += str(kerning)
    return shown.replace("><", "")


# ---------------------------------------------------------------- places


def places(layout: Any, stream: Any) -> Places:
    """The places of the characters of the layout's line; letter spacing, which Pango puts into the advances, is
    not part of a character."""
    line, _ = layout.get_first_line()
    starts: dict[int, tuple[float, float]] = {}
    run, x = line.runs, 0.0
    while run != ffi.NULL:
        x = _places_of(run.data, x, starts, stream)
        run = run.next
    edges, byte = [], 0
    edge = (0.0, 0.0)
    for char in layout.text:
        edge = starts.get(byte, (edge[1], edge[1]))
        edges.append(edge)
        byte += len(char.encode())
    return edges


def _places_of(item: Any, x: float, starts: dict[int, tuple[float, float]], stream: Any) -> float:
    font, size = _font(stream, item.item.analysis.font)
    glyphs, clusters, offset = item.glyphs.glyphs, item.glyphs.log_clusters, item.item.offset
    for at in range(item.glyphs.num_glyphs):
        geometry = glyphs[at].geometry
        left = x + geometry.x_offset * FROM_UNITS
        known = font.widths.get(glyphs[at].glyph) if font.widths else None
        width = known * size / 1000 if known else geometry.width * FROM_UNITS
        starts.setdefault(offset + clusters[at], (left, left + width))
        x += geometry.width * FROM_UNITS
    return x

"""Text shaped by HarfBuzz: what a typesetter would make of it."""

from __future__ import annotations

import uharfbuzz as hb

from bookbuild.fonts.face import Face


def advances(face: Face, text: str, *features: str, lang: str = "zh-Hans") -> list[int]:
    return [position.x_advance for position in _shaped(face, text, features, lang).glyph_positions]


def glyphs(face: Face, text: str, *features: str, lang: str = "zh-Hans") -> list[int]:
    return [info.codepoint for info in _shaped(face, text, features, lang).glyph_infos]


def _shaped(face: Face, text: str, features: tuple[str, ...], lang: str) -> hb.Buffer:
    shaper = hb.Font(hb.Face(hb.Blob.from_file_path(face.path), face.index))
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.language = lang
    hb.shape(shaper, buffer, dict.fromkeys(features, True))
    return buffer

"""Text as outlines: which face sets which characters, shaped with kerning, drawn as SVG path data."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import Literal

import uharfbuzz as hb
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen

from bookbuild.fonts.choose import Chosen
from bookbuild.fonts.face import Face, covers, opened
from bookbuild.fonts.library import Family
from bookbuild.fonts.roles import Role, has_regions

EM = 1000  # units per em of every outline here, whatever the face's own
Style = Literal["display", "text", "italic", "figures"]
_HAN: dict[Style, Role] = {"display": "song", "text": "song", "italic": "kai", "figures": "song"}
_BEHIND: tuple[Role, ...] = ("song", "latin", "symbols", "rare")


@dataclass(frozen=True, slots=True)
class Voice:
    """How a string is set: with which faces, its language, a style, letter-space in thousandths of an em."""

    chosen: Chosen
    lang: str
    style: Style = "text"
    tracking: int = 0

    @property
    def is_cjk(self) -> bool:
        return has_regions(self.lang)


@dataclass(frozen=True, slots=True)
class Outline:
    """A shaped line: SVG path data and its advance, in thousandths of an em, y pointing down."""

    path: str
    advance: float


def drawable(text: str, voice: Voice) -> tuple[str, str]:
    """*text* without the characters no face of the voice draws, and those characters."""
    kept = "".join(char for char in text if _face(char, voice) or _ignorable(char))
    return kept, "".join(dict.fromkeys(char for char in text if char not in kept))


@lru_cache(maxsize=4096)
def outline(text: str, voice: Voice) -> Outline:
    """One line of *text*, left to right on the baseline; what no face draws is left out."""
    pen = SVGPathPen(None, ntos=_number)
    x = 0.0
    for face, run in _runs(text, voice):
        x = _draw(pen, face, run, voice, x)
    return Outline(pen.getCommands(), max(0.0, x - voice.tracking) if text else 0.0)


@lru_cache(maxsize=512)
def column(text: str, voice: Voice) -> Outline:
    """One column of *text*, top to bottom, centred on x = 0; the advance is its height."""
    pen = SVGPathPen(None, ntos=_number)
    y = 0.0
    for face, run in _runs(text, voice):
        font = _font(face)
        buffer = _shaped(font, run, voice, "ttb")
        for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            font.draw_glyph_with_pen(
                info.codepoint, TransformPen(pen, (1, 0, 0, -1, at.x_offset, y - at.y_offset))
            )
            y += -at.y_advance + voice.tracking
    return Outline(pen.getCommands(), max(0.0, y - voice.tracking))


def _draw(pen: SVGPathPen, face: Face, run: str, voice: Voice, x: float) -> float:
    font = _font(face)
    buffer = _shaped(font, run, voice, "")
    for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        font.draw_glyph_with_pen(
            info.codepoint, TransformPen(pen, (1, 0, 0, -1, x + at.x_offset, -at.y_offset))
        )
        x += at.x_advance + (voice.tracking if at.x_advance else 0)
    return x


def _shaped(font: hb.Font, run: str, voice: Voice, direction: str) -> hb.Buffer:
    buffer = hb.Buffer()
    buffer.add_str(run)
    buffer.guess_segment_properties()
    buffer.language = voice.lang
    if direction:
        buffer.direction = direction
    # Letter-spaced text takes no ligatures: a ligature would stand tight among loose letters.
    hb.shape(font, buffer, {"liga": not voice.tracking, "dlig": False, "lnum": voice.style == "figures"})
    return buffer


@cache
def _font(face: Face) -> hb.Font:
    font = hb.Font(opened(face))
    font.scale = (EM, EM)
    return font


def _number(value: float) -> str:
    return f"{round(value, 1):g}"


def _runs(text: str, voice: Voice) -> Iterator[tuple[Face, str]]:
    """Neighbours of one face and one direction, in visual order for text of one direction."""
    faced: list[tuple[Face, str]] = []
    for char in text:
        face = faced[-1][0] if faced and _joins(char, faced[-1][0]) else _face(char, voice)
        if face:
            faced.append((face, char))
    for face, group in groupby(faced, key=lambda item: item[0]):
        yield face, "".join(char for _, char in group)


def _joins(char: str, face: Face) -> bool:
    """Spaces, marks and joiners stay with what they follow, so that shaping sees them together."""
    return _ignorable(char) or (unicodedata.category(char) in {"Mn", "Me", "Mc"} and covers(face, char))


def _ignorable(char: str) -> bool:
    return char == " " or unicodedata.category(char) == "Cf"


@cache
def _face(char: str, voice: Voice) -> Face | None:
    """The face for *char*: one of the voice's script, else of the other one, else of those behind them."""
    han, latin = (voice.chosen.of(role, voice.lang) for role in (_HAN[voice.style], "latin"))
    own = (*han, *latin) if voice.is_cjk and not _is_latin(char) else (*latin, *han)
    behind = (family for role in _BEHIND for family in voice.chosen.of(role, voice.lang))
    return next((face for family in (*own, *behind) if (face := _cut(family, char, voice))), None)


def _cut(family: Family, char: str, voice: Voice) -> Face | None:
    """The cut of *family* the voice asks for, or another that has *char*."""
    heavy = voice.style == "display" and family in voice.chosen.of("song", voice.lang)
    wanted = family.cut(bold=heavy, italic=voice.style == "italic")
    return next((face for face in (wanted, *family.faces) if covers(face, char)), None)


def _is_latin(char: str) -> bool:
    return char.isascii() or unicodedata.name(char, "").startswith("LATIN ")

"""Copies of faces as the press wants them: one face a file, and adjacent punctuation set close.

``chws`` (contextual half-width spacing) lets the typesetter take away the empty half of one of two full-width
marks that meet, as a compositor would. Few Chinese fonts have it; ``east_asian_spacing`` works it out from the
shapes of the marks. A copy depends on the bytes of the font and on the tool alone, is made once, and is kept.
"""

from __future__ import annotations

import hashlib
import io
import logging
from functools import cache, partial
from importlib.metadata import version

import uharfbuzz as hb
from fontTools.ttLib import TTFont

from bookbuild.fonts.face import Face, characters, faces_in, looks, opened
from bookbuild.runtime.cache import kept, scratch

_FULL_STOP = 0x3002  # 。: a face without it sets no Chinese
_LOGGERS = ("build", "font", "shaper", "spacing", "fontTools")  # the tool's, and what it is built on


class Unspaced(Exception):
    """The tool could not add contextual spacing to a face; the reason in one line."""


@cache
def alone(face: Face) -> Face:
    """*face* in a file of its own: itself, or a copy taken out of its collection."""
    if len(faces_in(face.path)) == 1:
        return face
    return Face(str(kept(_name(face, "alone"), partial(_saved, face))))


@cache
def spaced(face: Face) -> Face:
    """*face* with contextual spacing, in a file of its own; as it is when it has it or sets no Chinese.

    Unspaced where the tool fails.
    """
    if _FULL_STOP not in characters(face) or _is_spaced(face):
        return alone(face)
    return Face(str(kept(_name(face, "chws", version("east-asian-spacing")), partial(_with_spacing, face))))


def _is_spaced(face: Face) -> bool:
    """Whether the face has ``chws`` of its own."""
    table = opened(face)
    found = (
        tag
        for script in range(len(table.get_table_script_tags("GPOS")))
        for tag in table.get_language_feature_tags("GPOS", script)
    )
    return "chws" in found


def _name(face: Face, *parts: str) -> str:
    """A name that holds what the copy depends on."""
    ending = "ttf" if looks(face).outlines == "TrueType" else "otf"
    return "-".join((_digest(face.path), str(face.index), *parts, version("fonttools"))) + f".{ending}"


@cache
def _digest(path: str) -> str:
    return hashlib.blake2b(hb.Blob.from_file_path(path).data, digest_size=16).hexdigest()


def _saved(face: Face) -> bytes:
    """The face as the bytes of a file of its own, its tables as they are."""
    out = io.BytesIO()
    options = {"fontNumber": face.index, "lazy": True, "recalcTimestamp": False, "recalcBBoxes": False}
    with TTFont(face.path, **options) as font:
        font.save(out, reorderTables=False)
    return out.getvalue()


def _with_spacing(face: Face) -> bytes:
    """The copy's bytes. The tool reads and writes files, so it is given some."""
    import asyncio

    from east_asian_spacing import Builder, Font

    for name in _LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    folder = scratch()
    try:
        plain = folder / "plain.otf"
        plain.write_bytes(_saved(face))
        font = Font.load(plain)
        with font.ttfont as tables:
            tables.recalcTimestamp = tables.recalcBBoxes = False
            made = asyncio.run(Builder(font).build_and_save(folder / "spaced.otf"))
        data: bytes = made.read_bytes() if made else b""
    except Exception as error:  # fonts are of many makers, and the tool does not say what it may raise
        raise Unspaced(f"{type(error).__name__}: {error}".strip(": ").splitlines()[0]) from error
    if not data:
        raise Unspaced("it has no pairs of full-width marks, or is a face for code")
    return data

"""The installed families that could play each role."""

from __future__ import annotations

import re
from collections.abc import Iterator

import uharfbuzz as hb

from bookbuild.fonts.face import Face, faces_in, looks, opened
from bookbuild.fonts.library import Family, find
from bookbuild.fonts.roles import ROLES, Role
from bookbuild.runtime.system import font_files

_KAI = re.compile("kai|楷", re.IGNORECASE)
_HEI = re.compile("sans|hei|gothic|黑|pingfang", re.IGNORECASE)
_HAN, _LATIN = "的，永", "aé–"
_BEHIND: dict[Role, str] = {"rare": "𠀀", "symbols": "☃😀"}


def shelf() -> dict[Role, tuple[Family, ...]]:
    """Families by role, in the order of their names: by a few characters they draw, and by their name."""
    names = {looks(face).family for path in font_files() for face in faces_in(path) if looks(face).outlines}
    families = [family for name in sorted(names) if (family := find(name))]
    roles = {family: tuple(_roles(family)) for family in families}
    return {role: tuple(family for family in families if role in roles[family]) for role in ROLES}


def _roles(family: Family) -> Iterator[Role]:
    han = all(map(family.has, _HAN))
    if is_mono(family.regular):
        yield "mono"
    elif han:
        yield "kai" if _KAI.search(family.name) else "hei" if _HEI.search(family.name) else "song"
    elif all(map(family.has, _LATIN)):
        yield "latin"
    yield from (role for role, sample in _BEHIND.items() if all(map(family.has, sample)))


def is_mono(face: Face) -> bool:
    """Whether the narrow and the wide letters of a face are equally wide."""
    font = hb.Font(opened(face))
    glyphs = [font.get_nominal_glyph(ord(char)) for char in "iMW"]
    return all(glyphs) and len({font.get_glyph_h_advance(glyph) for glyph in glyphs}) == 1

"""Castings and shelves as people read them and as data."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from bookbuild.fonts.face import HEAVY, Face, looks
from bookbuild.fonts.library import Family
from bookbuild.fonts.rights import words
from bookbuild.fonts.roles import Role

if TYPE_CHECKING:
    from bookbuild.fonts.casting import Casting, Part
    from bookbuild.fonts.needs import Missing

_SHOWN = 40  # characters listed of those a face sets behind another


def named(char: str) -> str:
    """A character for people: itself, its code point and its name."""
    name = unicodedata.name(char, "without a name")
    shown = char if char.isprintable() and not unicodedata.combining(char) else ""
    return " ".join(filter(None, (shown, f"(U+{ord(char):04X} {name})")))


def casting_lines(casting: Casting) -> Iterator[str]:
    """An edition: its families role by role, and the characters nobody has."""
    edition = casting.edition
    yield f"{edition.name} ({edition.format})"
    if not casting.parts:
        yield "  the reader's own faces; embed_fonts brings along those of the book"
    before = ""
    for part in casting.parts:
        label = f"{part.role or 'styles'}{f' ({part.lang})' if part.lang else ''}"
        yield from _part_lines(part, "" if label == before else label)
        before = label
    for missing in casting.missing:
        yield f"  no face   {named(missing.char)}, used {len(missing.owners)}×"


def _part_lines(part: Part, label: str) -> Iterator[str]:
    said = looks(part.family.regular)
    about = ", ".join((*_kind(part.family.regular), words(said.rights)))
    count = f"{len(part.sets):,} characters" if part.sets else "sets nothing"
    yield f"  {label:<9} {part.family.name}  {said.version}, {about}: {count}"
    if part.behind:
        more = f" … and {len(part.behind) - _SHOWN} more" if len(part.behind) > _SHOWN else ""
        yield f"            stands in for {part.behind[:_SHOWN]}{more}"
    yield from (f"            {_file(face)}  {cut(face)}" for face in part.family.faces)


def shelf_lines(shelf: Mapping[Role, tuple[Family, ...]]) -> Iterator[str]:
    """The installed families, role by role."""
    for role, families in shelf.items():
        yield role
        for family in families:
            said = looks(family.regular)
            about = ", ".join((*_kind(family.regular), words(said.rights)))
            yield f"  {family.name}  {said.version}, {about}: {', '.join(map(cut, family.faces))}"


def _kind(face: Face) -> Iterator[str]:
    said = looks(face)
    yield said.outlines or "pictures"
    if said.variable:
        yield "variable"


def cut(face: Face) -> str:
    """``regular``, ``bold``, ``italic``, ``bold italic``."""
    said = looks(face)
    parts = ("bold" if said.weight >= HEAVY else "", "italic" if said.italic else "")
    return " ".join(filter(None, parts)) or "regular"


def _file(face: Face) -> str:
    return f"{face.path}#{face.index}" if face.index else face.path


# ---------------------------------------------------------------- data


def casting_data(casting: Casting) -> dict[str, Any]:
    """Plain data for ``--json``."""
    edition = casting.edition
    return {
        "name": edition.name,
        "format": edition.format,
        "faces": [_part_data(part) for part in casting.parts],
        "missing": [_missing_data(missing) for missing in casting.missing],
    }


def shelf_data(shelf: Mapping[Role, tuple[Family, ...]]) -> dict[str, Any]:
    """Plain data for ``--json``."""
    return {role: [_family_data(family) for family in families] for role, families in shelf.items()}


def _part_data(part: Part) -> dict[str, Any]:
    said = {"role": part.role, "lang": part.lang, "sets": part.sets, "behind": part.behind}
    return said | _family_data(part.family)


def _family_data(family: Family) -> dict[str, Any]:
    return {"family": family.name, "files": [_face_data(face) for face in family.faces]}


def _face_data(face: Face) -> dict[str, Any]:
    said = looks(face)
    return {
        "path": face.path,
        "index": face.index,
        "cut": cut(face),
        "version": said.version,
        "outlines": said.outlines,
        "variable": said.variable,
        "rights": words(said.rights),
        "fsType": said.rights,
    }


def _missing_data(missing: Missing) -> dict[str, Any]:
    return {
        "char": missing.char,
        "code": f"U+{ord(missing.char):04X}",
        "count": len(missing.owners),
        "searched": list(missing.searched),
    }

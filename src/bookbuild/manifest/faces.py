"""The faces named under ``fonts``: by role, a family's name or the path of a font file, one or a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bookbuild.manifest.desk import Desk
from bookbuild.manifest.nodes import Node, TextNode
from bookbuild.manifest.records import Fields, Key, Record
from bookbuild.manifest.shapes import (
    Choice,
    Either,
    Flag,
    Json,
    ListOf,
    OneOrMore,
    Path,
    Placed,
    Text,
    is_list,
    is_mapping,
)
from bookbuild.manifest.vocabulary import FACE_ROLES
from bookbuild.model import Wish
from bookbuild.runtime.system import FONT_ENDINGS


@dataclass(frozen=True, slots=True)
class FaceName:
    """A family's name; what ends like a font file is a path of the book's."""

    def read(self, node: Node, desk: Desk) -> str | None:
        is_path = isinstance(node, TextNode) and node.text.lower().endswith(FONT_ENDINGS)
        read: str | None = (Path() if is_path else Text("a face")).read(node, desk)
        return read

    def schema(self) -> Json:
        return Text("a face", examples=("Noto Serif CJK SC", "fonts/Song.otf")).schema()


_FACES = OneOrMore(FaceName(), ListOf(FaceName(), "a list of faces", filled=True), is_list)
_BY_LANGUAGE = Either(_FACES, Record("the faces", by_language=_FACES), is_mapping)

FONTS = Record("the fonts", tuple(Key(role, _BY_LANGUAGE, f"{help}.") for role, help in FACE_ROLES.items()))
_ROLES = ListOf(Choice("a role", tuple(FACE_ROLES)), "true or a list of roles", filled=True, unique=True)
EMBED = Either(Flag("true or a list of roles", ("true", "false")), _ROLES, is_list)


def wishes(outer: Fields | None, own: Fields | None) -> tuple[Wish, ...]:
    """The faces of an edition: its *own*, and the book's for the roles and languages it leaves out."""
    mine = tuple(_wishes(own)) if own else ()
    taken = {(wish.role, wish.lang) for wish in mine}
    others = tuple(_wishes(outer)) if outer else ()
    return mine + tuple(wish for wish in others if (wish.role, wish.lang) not in taken)


def _wishes(fonts: Fields) -> Iterator[Wish]:
    for role, value in fonts.values.items():
        by_language = value.values if isinstance(value, Fields) else {"": value}
        for lang, faces in by_language.items():
            yield from (Wish(role, lang, face.value, face.span) for face in faces)


def embedded(value: str | tuple[Placed, ...] | None) -> tuple[str, ...]:
    """The roles an EPUB brings its faces along for."""
    if isinstance(value, tuple):
        return tuple(item.value for item in value)
    return tuple(FACE_ROLES) if value == "true" else ()

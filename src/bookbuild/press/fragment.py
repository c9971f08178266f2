"""What a worker hands back: a unit's pages as a PDF without fonts, and what binding them needs to know.

It travels as plain JSON and bytes; nothing is unpickled (invariant 9).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from bookbuild.model import Top


class UnitFailed(Exception):
    """A unit on which the typesetter failed: its index, and the exception in one line."""

    def __init__(self, unit: int, reason: str) -> None:
        super().__init__(reason)
        self.unit = unit
        self.reason = reason


@dataclass(frozen=True)
class FontUse:
    """The glyphs a unit draws of one face of *family*. Widths in thousandths of an em."""

    family: str
    widths: dict[int, int]
    unicode: dict[int, str]
    missing: dict[int, int]

    def merged(self, other: FontUse) -> FontUse:
        """Both uses; what was seen first stays."""
        return FontUse(
            self.family,
            {**other.widths, **self.widths},
            {**other.unicode, **self.unicode},
            {**other.missing, **self.missing},
        )


@dataclass(frozen=True)
class Bookmark:
    """An outline entry: level 1–6, page index within the unit, point in PDF units from the bottom left."""

    level: int
    label: str
    page: int
    x: float
    y: float


@dataclass(frozen=True)
class Fragment:
    """A typeset unit. ``anchors``: id → (page index, x, y). ``lost_text``: ids not wholly on the
    pages; ``lost_readings``: those with ruby that is not. ``served``: paths of the files it loaded.
    ``tops``: where the text of each page begins."""

    unit: int
    pages: int
    anchors: dict[str, tuple[int, float, float]]
    bookmarks: tuple[Bookmark, ...]
    fonts: dict[str, FontUse]
    log: tuple[str, ...]
    lost_notes: tuple[str, ...]
    lost_text: tuple[str, ...]
    lost_readings: tuple[str, ...]
    served: tuple[str, ...]
    tops: tuple[tuple[Top, ...], ...]
    pdf: bytes = field(repr=False)

    def pack(self) -> bytes:
        """One message: the length of the head, the head as JSON, the PDF."""
        head = {key: value for key, value in _plain(self).items() if key != "pdf"}
        data = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        return len(data).to_bytes(8, "big") + data + self.pdf

    @classmethod
    def unpack(cls, message: bytes) -> Fragment:
        """The fragment of a message. ValueError when it is not one."""
        end = 8 + int.from_bytes(message[:8], "big")
        head = json.loads(message[8:end].decode("utf-8", "surrogatepass"))
        return cls(
            unit=head["unit"],
            pages=head["pages"],
            anchors={name: (page, x, y) for name, (page, x, y) in head["anchors"].items()},
            bookmarks=tuple(Bookmark(**bookmark) for bookmark in head["bookmarks"]),
            fonts={name: _font_use(use) for name, use in head["fonts"].items()},
            log=tuple(head["log"]),
            lost_notes=tuple(head["lost_notes"]),
            lost_text=tuple(head["lost_text"]),
            lost_readings=tuple(head["lost_readings"]),
            served=tuple(head["served"]),
            tops=tuple(tuple(Top(*top) for top in page) for page in head["tops"]),
            pdf=message[end:],
        )


def font_use_message(uses: dict[str, FontUse]) -> dict[str, Any]:
    """Font uses as JSON data, for the worker that embeds them."""
    return {name: asdict(use) for name, use in uses.items()}


def _plain(fragment: Fragment) -> dict[str, Any]:
    data = {key: getattr(fragment, key) for key in fragment.__dataclass_fields__}
    data["bookmarks"] = [asdict(bookmark) for bookmark in fragment.bookmarks]
    data["fonts"] = font_use_message(fragment.fonts)
    data["tops"] = [[(top.id, top.before, top.ink) for top in page] for page in fragment.tops]
    return data


def _font_use(use: dict[str, Any]) -> FontUse:
    return FontUse(
        family=use["family"],
        widths={int(glyph): width for glyph, width in use["widths"].items()},
        unicode={int(glyph): text for glyph, text in use["unicode"].items()},
        missing={int(character): glyph for character, glyph in use["missing"].items()},
    )


def font_uses(data: dict[str, Any]) -> dict[str, FontUse]:
    """The inverse of ``font_use_message``."""
    return {name: _font_use(use) for name, use in data.items()}

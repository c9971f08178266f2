"""Small books built from values: the language of the render tests."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bookbuild.model import (
    Bilingual,
    Block,
    Book,
    Chapter,
    ChapterMeta,
    Contributor,
    Edition,
    Frame,
    Heading,
    Inlines,
    Metadata,
    Note,
    Pair,
    Paragraph,
    Text,
    Volume,
)

LANGUAGES = ("zh-Hans", "en")


def words(content: str | Inlines) -> Inlines:
    return (Text(content),) if isinstance(content, str) else content


def both(zh: str, en: str) -> Bilingual:
    return Bilingual.of({"zh-Hans": zh, "en": en})


def para(lang: str, content: str | Inlines, *frames: Frame, **fields: Any) -> Paragraph:
    return Paragraph(content=words(content), lang=lang, frames=frames, **fields)


def heading(lang: str, content: str | Inlines, level: int = 2) -> Heading:
    return Heading(content=words(content), lang=lang, level=level)


def pair(name: str, *blocks: Block, reason: str = "") -> Pair:
    """The blocks as a passage with its ids, as assemble gives them."""
    sides: dict[str, list[Block]] = {}
    for block in blocks:
        side = sides.setdefault(block.lang, [])
        suffix = f"-{len(side) + 1}" if side else ""
        side.append(replace(block, id=f"{name}-{block.lang}{suffix}" if block.lang else name + suffix))
    kind = "shared" if "" in sides else "one-sided" if len(sides) == 1 else "translated"
    return Pair(kind, tuple((lang, tuple(side)) for lang, side in sides.items()), reason, name)  # type: ignore[arg-type]


def chapter(name: str, *pairs: Pair, notes: tuple[Note, ...] = (), **fields: Any) -> Chapter:
    title = fields.pop("title", both("题", "Title"))
    blocks = [heading(lang, text, 1) for lang, text in title.texts]
    given = {"role": "chapter", "number": 1, "meta": ChapterMeta(), "paths": (f"{name}.md",), **fields}
    return Chapter(
        id=name, title=title, heading=pair(f"{name}-title", *blocks), pairs=pairs, notes=notes, **given
    )


def volume(number: int, *chapters: Chapter, **fields: Any) -> Volume:
    name = f"vol{number}"
    given = {"title": both(f"第{number}部", f"Part {number}"), "subtitle": Bilingual(), **fields}
    return Volume(id=name, number=number, front=(), body=chapters, back=(), **given)


def book(*volumes: Volume, **fields: Any) -> Book:
    meta = Metadata(
        title=both("书", "Book"),
        id="urn:uuid:00000000-0000-4000-8000-000000000000",
        slug="book",
        contributors=(
            Contributor(both("李飞", "Li Fei")),
            Contributor(both("王雅", "Ya Wang"), "trl"),
        ),
        publisher=both("书局", "Press"),
        date="2026",
    )
    return Book(**{"meta": meta, "languages": LANGUAGES, "front": (), "volumes": volumes, "back": (), **fields})


def edition(format: str = "epub", layout: str = "interleaved", **fields: Any) -> Edition:
    given = {"name": "e", "format": format, "layout": layout, "languages": LANGUAGES, **fields}
    return Edition(**given)

"""What an edition holds, in order: its sections, each a volume or the matter around the volumes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Literal

from bookbuild.layouts import Layout
from bookbuild.model import (
    COMPILED,
    UNTITLED,
    Bilingual,
    Block,
    Book,
    Cell,
    Chapter,
    Edition,
    Heading,
    OneSided,
    Row,
    Volume,
)
from bookbuild.render.chapter import Placed
from bookbuild.render.labels import label
from bookbuild.render.links import ids

Zone = Literal["front", "body", "back"]


@dataclass(frozen=True, slots=True)
class Section:
    """Chapters of one zone. ``part``: the volume whose opening page comes before them."""

    zone: Zone
    volume: Volume | None
    part: bool
    chapters: tuple[Placed, ...]


def sections(book: Book, edition: Edition, layout: Layout, languages: tuple[str, ...]) -> tuple[Section, ...]:
    """The sections of *edition*. A volume has an opening page where the book has several volumes;
    its front and back matter belong to the body then, as folios go on."""

    def placed(chapters: Iterable[Chapter]) -> tuple[Placed, ...]:
        found = (
            _place(_named(chapter, languages), layout, languages, edition.one_sided) for chapter in chapters
        )
        return tuple(one for one in found if _has_text(one) or one.chapter.role in COMPILED)

    parts = len(book.volumes) > 1
    around: tuple[Zone, Zone] = ("body", "body") if parts else ("front", "back")
    found = [Section("front", None, False, placed(book.front))]
    for volume in edition.held(book):
        found += [
            Section(around[0], volume, parts, placed(volume.front)),
            Section("body", volume, False, placed(volume.body)),
            Section(around[1], volume, False, placed(volume.back)),
        ]
    found.append(Section("back", None, False, placed(book.back)))
    return tuple(found)


def _named(chapter: Chapter, languages: tuple[str, ...]) -> Chapter:
    """A chapter nobody gave a title is called what it is."""
    if chapter.title or chapter.role not in (*COMPILED, *UNTITLED):
        return chapter
    return replace(chapter, title=Bilingual(tuple((tag, label(chapter.role, tag)) for tag in languages)))


def _has_text(placed: Placed) -> bool:
    """Whether the edition has any passage of the chapter; notes on what it lacks make none."""
    return any(cell.blocks for row in placed.all_rows() for cell in row.cells)


def _place(chapter: Chapter, layout: Layout, languages: tuple[str, ...], one_sided: OneSided) -> Placed:
    """The title, set in the middle of the page in any layout, has no empty side."""
    heading = layout.place((chapter.heading,), languages) if chapter.heading else ()
    title, beside = _parted(heading[0]) if heading else (None, ())
    return Placed(chapter, title, beside + layout.place(chapter.pairs, languages, one_sided))


def _parted(row: Row) -> tuple[Row | None, tuple[Row, ...]]:
    """The headings that open the sides of a title's row, and what else the author put beside them."""
    heads = [tuple(takewhile(_is_heading, cell.blocks)) for cell in row.cells]
    title = tuple(Cell(cell.lang, head) for cell, head in zip(row.cells, heads, strict=True) if head)
    rest = tuple(
        Cell(cell.lang, cell.blocks[len(head) :])
        for cell, head in zip(row.cells, heads, strict=True)
        if len(head) < len(cell.blocks)
    )
    if not title:
        return None, (row,)
    nameless = replace(row.pair, id="")  # the title bears the passage's id
    return replace(row, cells=title), (replace(row, pair=nameless, cells=rest),) if rest else ()


def _is_heading(block: Block) -> bool:
    return isinstance(block, Heading)


def chapters(sections: Iterable[Section]) -> Iterator[Placed]:
    """Every chapter of the sections, in order."""
    for section in sections:
        yield from section.chapters


def lifted(sections: tuple[Section, ...]) -> tuple[tuple[Placed, ...], tuple[Section, ...]]:
    """The pages without a title that open the book, and the sections without them."""
    first = sections[0]
    opening = tuple(takewhile(lambda placed: placed.chapter.role in UNTITLED, first.chapters))
    return opening, (replace(first, chapters=first.chapters[len(opening) :]), *sections[1:])


def targets(sections: tuple[Section, ...]) -> dict[str, str]:
    """Id → the unit that holds it, for every id a link may lead to."""
    found = {
        section.volume.id: part_name(section.volume) for section in sections if section.volume and section.part
    }
    for placed in chapters(sections):
        unit = placed.chapter.id
        found[unit] = unit
        for name in ids(placed.all_rows()):
            found[name] = unit
    return found


def part_name(volume: Volume) -> str:
    """The unit of a volume's opening page."""
    return f"part-{volume.id}"

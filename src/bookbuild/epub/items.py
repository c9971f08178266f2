"""The files of the archive: documents, styles, images and fonts, each with its media type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bookbuild.diagnostics import Diagnostic, Span
from bookbuild.epub.archive import collisions
from bookbuild.epub.contents import href
from bookbuild.epub.kinds import media_type
from bookbuild.epub.metadata import COVER_ID
from bookbuild.model import Rendition, Unit

XHTML = "application/xhtml+xml"
NCX = "application/x-dtbncx+xml"


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the archive; ``name`` counts from the package document."""

    id: str
    name: str
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()


def document(unit: Unit) -> Item:
    """The unit's XHTML, with the properties a manifest must declare (EPUB 3.3 §5.6.2.1)."""
    properties = tuple(name for name, tag in (("mathml", "<math"), ("svg", "<svg")) if tag in unit.html)
    return Item(f"text-{unit.id}", href(unit), XHTML, unit.html.encode(), properties)


def media(
    rendition: Rendition, images: Mapping[str, bytes], cover: bytes | None, files: Mapping[str, bytes]
) -> Iterator[Item]:
    """Everything that is not a document: the cover, styles, images by name, further files by name."""
    if cover is not None:
        yield Item(COVER_ID, "images/cover.png", "image/png", cover, ("cover-image",))
    for number, (name, text) in enumerate(rendition.stylesheets, 1):
        yield Item(f"style-{number}", f"css/{name}", "text/css", text.encode())
    for number, name in enumerate(sorted(images), 1):
        yield Item(f"image-{number}", f"images/{name}", media_type(name), images[name])
    for number, name in enumerate(sorted(files), 1):
        yield Item(f"file-{number}", name, media_type(name), files[name])


def name_collisions(items: tuple[Item, ...], units: tuple[Unit, ...]) -> Iterator[Diagnostic]:
    """E001 for each two files that a file system may take for one."""
    places = {href(unit): _place(unit) for unit in units}
    for first, second in collisions(item.name for item in items):
        same = "is there already" if first == second else f"and {first} are one file where case does not count"
        yield Diagnostic("E001", f"{second} {same}", places.get(second), help="give the chapter another id")


def _place(unit: Unit) -> Span | None:
    return Span(unit.chapter.paths[0]) if unit.chapter and unit.chapter.paths else None

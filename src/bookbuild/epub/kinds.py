"""Media types, and files that are not of a type every reader shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from posixpath import splitext
from typing import TYPE_CHECKING

from bookbuild.diagnostics import Diagnostic, Span
from bookbuild.model import Block, Book, Chapter, Clip, Edition, Figure, Image, Rendition
from bookbuild.reading import inlines
from bookbuild.render.links import image_name

if TYPE_CHECKING:
    from bookbuild.epub.items import Item

_UNKNOWN = "application/octet-stream"
# Core media types (EPUB 3.3 §3.2): what every reading system shows without a fallback.
_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".opus": "audio/ogg; codecs=opus",
    ".mp4": "video/mp4",
    ".m4v": "video/mp4",
    ".webm": "video/webm",
    ".css": "text/css",
    ".otf": "font/otf",
    ".ttf": "font/ttf",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}


def media_type(name: str) -> str:
    """The media type of the file *name*, by its extension."""
    return _TYPES.get(splitext(name)[1].lower(), _UNKNOWN)


def wrong_types(
    items: Sequence[Item], book: Book, edition: Edition, rendition: Rendition
) -> Iterator[Diagnostic]:
    """E002 for each file of a type not every reader shows."""
    paths = {f"images/{image_name(path)}": path for path in rendition.images}
    for item in items:
        if fault := _fault(item):
            path = paths.get(item.name, item.name)
            span = next(_shown(book, path), edition.span)
            yield Diagnostic("E002", f"{path} {fault}", span, help="save it anew as PNG or JPEG")


def _fault(item: Item) -> str:
    return "is of a type not every reader shows" if item.media_type == _UNKNOWN else ""


def _shown(book: Book, path: str) -> Iterator[Span]:
    """Where the author shows the image at *path*."""
    return (image.span for image in images(book) if image.source == path)


def images(book: Book) -> Iterator[Image]:
    """Every image the author shows."""
    for chapter in book.chapters():
        yield from (shown for shown in shown_by(chapter) if isinstance(shown, Image))


def shown_by(chapter: Chapter) -> Iterator[Image | Clip]:
    """Every image and every recording of a chapter; its picture comes after it."""
    noted = (block for note in chapter.notes for block in note.blocks)
    paired = (block for pair in chapter.all_pairs() for block in pair.blocks())
    for block in (*paired, *noted):
        yield from _shown_by(block)


def _shown_by(block: Block) -> Iterator[Image | Clip]:
    for inline in (*((block.image,) if isinstance(block, Figure) else ()), *inlines(block)):
        if isinstance(inline, Image | Clip):
            yield inline
        if isinstance(inline, Clip) and inline.poster:
            yield inline.poster

"""A manifest and its chapters, by hand."""

from __future__ import annotations

from bookbuild.assemble import assemble
from bookbuild.diagnostics import Diagnostics, Span
from bookbuild.manifest import ChapterEntry, Manifest, VolumeEntry
from bookbuild.manifest.nodes import TextNode
from bookbuild.model import Bilingual, Book, Document, Metadata
from bookbuild.pairing import pair
from tests.pairing.shorthand import LANGUAGES


def entry(document: Document, role: str = "") -> ChapterEntry:
    return ChapterEntry((("", document.path),), role, Span("book.yaml", 1))


def made(*volumes: tuple[Document, ...], front: tuple[Document, ...] = ()) -> tuple[Book, Diagnostics]:
    """The book of these volumes of one-file chapters."""
    documents = [*front, *(document for volume in volumes for document in volume)]
    chapters = {entry(one): ((one,), pair((one,), LANGUAGES)[0]) for one in documents}
    entries = tuple(_volume(f"v{number}", volume) for number, volume in enumerate(volumes, 1))
    meta = Metadata(Bilingual((("en", "Book"),)), "urn:uuid:0", "book")
    manifest = Manifest(
        "book.yaml", meta, LANGUAGES, tuple(map(entry, front)), entries, (), (), TextNode(Span("book.yaml"), "")
    )
    return assemble(manifest, chapters)


def _volume(name: str, documents: tuple[Document, ...]) -> VolumeEntry:
    none = Bilingual()
    return VolumeEntry(
        name, none, none, none, none, "", (), tuple(map(entry, documents)), (), Span("book.yaml")
    )

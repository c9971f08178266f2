"""A manifest and its chapters, by hand."""

from __future__ import annotations

from bookbuild.acceptance import compare
from bookbuild.assemble import assemble
from bookbuild.diagnostics import Diagnostics, Span
from bookbuild.manifest import ChapterEntry, Manifest, VolumeEntry
from bookbuild.manifest.nodes import TextNode
from bookbuild.model import Bilingual, Book, Document, Metadata, Pair
from bookbuild.pairing import study
from tests.pairing.shorthand import LANGUAGES


def entry(document: Document, role: str = "") -> ChapterEntry:
    return ChapterEntry((("", document.path),), role, Span("book.yaml", 1))


def paired(*documents: Document) -> tuple[Pair, ...]:
    """The pairs of one chapter, with their ids."""
    return compare(study(documents, LANGUAGES))[0].study.pairs()


def made(*volumes: tuple[Document, ...], front: tuple[Document, ...] = ()) -> tuple[Book, Diagnostics]:
    """The book of these volumes of one-file chapters."""
    documents = [*front, *(document for volume in volumes for document in volume)]
    chapters = {entry(one): ((one,), paired(one)) for one in documents}
    entries = tuple(
        _volume(f"v{number}", tuple(map(entry, volume))) for number, volume in enumerate(volumes, 1)
    )
    return assemble(_manifest(tuple(map(entry, front)), entries), chapters)


def made_parallel(*documents: Document) -> tuple[Book, Diagnostics]:
    """The book of one chapter in parallel files, in the order of the languages."""
    paths = tuple((tag, one.path) for tag, one in zip(LANGUAGES, documents, strict=True))
    only = ChapterEntry(paths, "", Span("book.yaml", 1))
    volume = _volume("v1", (only,))
    return assemble(_manifest((), (volume,)), {only: (documents, paired(*documents))})


def _manifest(front: tuple[ChapterEntry, ...], volumes: tuple[VolumeEntry, ...]) -> Manifest:
    meta = Metadata(Bilingual((("en", "Book"),)), "urn:uuid:0", "book")
    return Manifest("book.yaml", meta, LANGUAGES, front, volumes, (), (), TextNode(Span("book.yaml"), ""))


def _volume(name: str, entries: tuple[ChapterEntry, ...]) -> VolumeEntry:
    none = Bilingual()
    return VolumeEntry(name, none, none, none, none, "", (), entries, (), Span("book.yaml"))

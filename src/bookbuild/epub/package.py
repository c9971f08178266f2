"""The package document, written by EbookLib, and nothing else of EbookLib's.

Only its public API is used, so a new version of it changes nothing here: items are plain
``EpubItem`` whose bytes are ours. Its ``EpubHtml``, ``EpubNav``, ``EpubNcx``, ``set_cover`` and
``add_author`` parse, rewrite or mislabel what they are given.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from bookbuild.epub.archive import repack
from bookbuild.epub.items import Item
from bookbuild.epub.metadata import IDENTIFIER_ID, PREFIXES, Row

_PACKAGE = "EPUB/content.opf"  # where EbookLib puts it
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def pack(
    rows: Sequence[Row],
    items: Sequence[Item],
    spine: Sequence[str],
    guide: Sequence[Mapping[str, str]],
    lang: str,
    modified: int,
) -> bytes:
    """The finished archive.

    *spine*: ids of items in reading order; *guide*: attributes of EPUB 2's references; *modified*: in seconds.
    """
    from ebooklib import epub

    book = epub.EpubBook()
    book.metadata.clear()  # a generator's name and a random identifier
    book.IDENTIFIER_ID = IDENTIFIER_ID
    # Without a direction some readers turn a book in traditional characters from right to left.
    book.set_direction("ltr")
    for row in rows:
        _add(book, row)
    for item in items:
        entry = epub.EpubItem(item.id, item.name, item.media_type, item.data)
        entry.properties = list(item.properties)
        book.add_item(entry)
    book.spine = list(spine)
    book.guide = list(guide)

    def edit(name: str, data: bytes) -> bytes:
        return _finish(data, rows, lang) if name == _PACKAGE else data

    return repack(_written(book, modified), modified, edit)


def _add(book: object, row: Row) -> None:
    namespace, _, name = row.name.rpartition(":")
    attributes = {_XML_LANG if key == "xml:lang" else key: text for key, text in row.attributes}
    book.add_metadata(namespace.upper() or None, name, row.value or None, attributes)  # type: ignore[attr-defined]


def _written(book: object, modified: int) -> bytes:
    """EbookLib's own zip; it is packed anew, so nothing is compressed here."""
    from ebooklib import epub

    target = io.BytesIO()
    options = {
        "mtime": datetime.fromtimestamp(modified, UTC),
        "epub3_pages": False,
        "raise_exceptions": True,
        "compresslevel": 0,
    }
    epub.write_epub(target, book, options)
    return target.getvalue()


def _finish(data: bytes, rows: Sequence[Row], lang: str) -> bytes:
    """The package document with its language, and proof that it holds all of *rows*.

    EbookLib logs what it cannot write and goes on without it.
    """
    from lxml import etree

    parser = etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(data, parser)
    texts = Counter(element.text or "" for element in root[0].iterchildren())
    missing = Counter(row.value for row in rows) - texts
    assert not missing, f"metadata were lost on the way into the package document: {missing}"
    root.set(_XML_LANG, lang)
    root.attrib.pop("prefix", "")  # it declares a reserved prefix that nothing uses
    if prefixes := _prefixes(rows):
        root.set("prefix", prefixes)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _prefixes(rows: Sequence[Row]) -> str:
    """The prefixes of *rows* that are not reserved (EPUB 3.3 §D.1.4)."""
    used = {dict(row.attributes).get("property", "").partition(":")[0] for row in rows}
    return " ".join(f"{name}: {address}" for name, address in PREFIXES.items() if name in used)

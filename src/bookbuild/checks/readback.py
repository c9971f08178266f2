"""A finished EPUB taken apart for the rules: every file read once, every document parsed once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from io import BytesIO
from posixpath import basename, dirname, join, normpath, splitext
from urllib.parse import unquote
from zipfile import ZipFile

from lxml import etree

from bookbuild.checks.completeness import expected
from bookbuild.checks.parts import Parts
from bookbuild.checks.styles import Address, addresses
from bookbuild.diagnostics import Span
from bookbuild.epub.kinds import images
from bookbuild.model import Book, Edition, Image
from bookbuild.render import image_name

_NAMES = {
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
    "dc": "http://purl.org/dc/elements/1.1/",
    "epub": "http://www.idpf.org/2007/ops",
    "h": "http://www.w3.org/1999/xhtml",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
    "opf": "http://www.idpf.org/2007/opf",
    "svg": "http://www.w3.org/2000/svg",
    "xlink": "http://www.w3.org/1999/xlink",
}


class Path:
    """An XPath compiled once, with the prefixes of _NAMES."""

    def __init__(self, path: str) -> None:
        self._path = etree.XPath(path, namespaces=_NAMES, smart_strings=False)

    def strings(self, root: etree._Element) -> list[str]:
        """The attributes' values the path leads to."""
        found = self._path(root)
        return [str(item) for item in found] if isinstance(found, list) else []

    def elements(self, root: etree._Element) -> list[etree._Element]:
        """The elements the path leads to."""
        found = self._path(root)
        items = found if isinstance(found, list) else []
        return [item for item in items if isinstance(item, etree._Element)]


_ROOTFILES = Path("//c:rootfile/@full-path")
_ITEMS = Path("opf:manifest/opf:item")
_SPINE = Path("opf:spine/opf:itemref/@idref")


def target(name: str, address: str) -> str:
    """The file that *address*, without a fragment, leads to from the file *name*."""
    return normpath(join(dirname(name), unquote(address)))


class Epub:
    """A finished EPUB as the rules see it: everything read once, nothing trusted."""

    def __init__(self, data: bytes, book: Book, edition: Edition) -> None:
        """BadZipFile when *data* is no zip."""
        self.book, self.edition, self.size = book, edition, len(data)
        with ZipFile(BytesIO(data)) as archive:
            self.entries = archive.infolist()
            self.files = {entry.filename: archive.read(entry) for entry in self.entries}
        self.broken: dict[str, str] = {}
        self.package = self._package()
        self.manifest = self._manifest()
        self.documents = self._documents()

    def _parse(self, name: str) -> etree._Element | None:
        """The file as XML; None, and a row in ``broken``, when it is none."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            return etree.fromstring(self.files[name], parser)
        except etree.XMLSyntaxError as error:
            self.broken[name] = str(error.msg)
        except KeyError:
            self.broken[name] = "the file is missing"
        return None

    def _package(self) -> tuple[str, etree._Element | None]:
        """The package document's name and root."""
        container = self._parse("META-INF/container.xml")
        if container is None:
            return "", None
        name = next(iter(_ROOTFILES.strings(container)), "")
        return name, self._parse(name)

    def _manifest(self) -> Mapping[str, tuple[str, str]]:
        """Id → (name in the archive, media type)."""
        name, root = self.package
        if root is None:
            return {}
        return {
            str(item.get("id")): (target(name, str(item.get("href"))), str(item.get("media-type")))
            for item in _ITEMS.elements(root)
        }

    @cached_property
    def spine(self) -> tuple[str, ...]:
        """Ids of the manifest in reading order."""
        root = self.package[1]
        return () if root is None else tuple(_SPINE.strings(root))

    def _documents(self) -> Mapping[str, etree._Element]:
        """The XML documents by name, in reading order, those out of the spine last."""
        ids = dict.fromkeys((*self.spine, *self.manifest))
        items = [self.manifest[id] for id in ids if id in self.manifest]
        names = [name for name, kind in items if kind.endswith("+xml") and name in self.files]
        parsed = ((name, self._parse(name)) for name in names)
        return {name: root for name, root in parsed if root is not None}

    @cached_property
    def pages(self) -> Mapping[str, etree._Element]:
        """The documents that are no images."""
        return {name: root for name, root in self.documents.items() if name not in self.drawings}

    @cached_property
    def drawings(self) -> frozenset[str]:
        """The names of the SVG images."""
        return frozenset(name for name, kind in self.manifest.values() if kind == "image/svg+xml")

    @cached_property
    def sheets(self) -> tuple[str, ...]:
        """The names of the stylesheets."""
        return tuple(name for name, kind in self.manifest.values() if kind == "text/css" and name in self.files)

    def text(self, name: str) -> str:
        """The file *name* as text."""
        return self.files[name].decode(errors="replace")

    @cached_property
    def fetched(self) -> tuple[tuple[str, str, Span | None], ...]:
        """What the stylesheets fetch: (stylesheet, address, where that stands)."""
        return tuple(
            (name, found.text, self._in_sheet(name, found))
            for name in self.sheets
            for found in addresses(self.text(name))
        )

    def _in_sheet(self, name: str, found: Address) -> Span | None:
        own = name.endswith("/author.css")
        return Span("styles/epub.css", found.line, found.column) if own else self.edition.span

    @cached_property
    def parts(self) -> Mapping[str, Parts]:
        """What the rules ask of the elements of each document."""
        return {name: Parts(root) for name, root in self.documents.items()}

    @cached_property
    def page_parts(self) -> Mapping[str, Parts]:
        """The same of the documents that are no images."""
        return {name: self.parts[name] for name in self.pages}

    def image(self, name: str) -> Image | None:
        """The author's image that became the file *name*."""
        stem = splitext(basename(name))[0]  # a PNG may have become a JPEG
        return next((one for one in images(self.book) if splitext(image_name(one.source))[0] == stem), None)

    @cached_property
    def _spans(self) -> Mapping[str, Span]:
        """Id of a passage → where the author wrote it."""
        return {passage.id: passage.span for passage in expected(self.book, self.edition)}

    def place(self, name: str, element: etree._Element | None = None) -> Span | None:
        """The source of the document *name*: the passage *element* is of, else the chapter."""
        near = () if element is None else (*element.iter(), *element.iterancestors())
        ids = (str(one.get("id")) for one in near if isinstance(one.tag, str) and one.get("id"))
        found = (span for id in ids if (span := self._spans.get(id)) and span.line)
        return next(found, None) or self._chapter(name)

    def _chapter(self, name: str) -> Span | None:
        stem = name.rpartition("/")[2].removesuffix(".xhtml")
        found = (chapter for chapter in self.book.chapters() if chapter.id == stem and chapter.paths)
        return next((Span(chapter.paths[0]) for chapter in found), None)

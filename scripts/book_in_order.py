"""An EPUB as one run of text, and what stands where in it: alike in a book and in what a converter made of it.

A place is the number of letters of the book before it, white space not counted. A converter may cut pages in
two, name files anew and wrap every sentence; places stay. What is in a list for navigation is looked at as a
list, for converters write these anew.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from lxml import etree

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_NCX = "application/x-dtbncx+xml"
_PASSAGES = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "dt", "dd", "td", "th", "figcaption"])

Mark = tuple[int | str, str]
"""A place, or an address that is none in the book, and what is there."""


@dataclass
class Run:
    """Marks are in reading order."""

    text: str = ""  # without white space
    covers: int = 0  # pages with nothing but the cover
    contents: list[Mark] = field(default_factory=list)  # where entries lead
    printed: list[Mark] = field(default_factory=list)  # where the numbers of printed pages lead
    passages: list[Mark] = field(default_factory=list)  # with a blank for white space
    links: list[Mark] = field(default_factory=list)  # where they lead, and what they say
    images: list[Mark] = field(default_factory=list)  # with their alternative texts; not the cover
    readings: list[Mark] = field(default_factory=list)  # of ruby
    languages: list[Mark] = field(default_factory=list)  # where another one begins


def run_of(book: Path) -> Run:
    """An EPUB 2 or 3 as it is read."""
    with zipfile.ZipFile(book) as archive:
        container = _xml(archive, "META-INF/container.xml")
        name = str(next(container.iter("{*}rootfile")).get("full-path"))
        package = _xml(archive, name)
        items = {str(item.get("id")): item for item in package.iter("{*}item")}
        files = {key: _path(name, item.get("href")) for key, item in items.items()}
        reader = _Reader(files.get(_cover(package), ""))
        for ref in package.iter("{*}itemref"):
            page = files[str(ref.get("idref"))]
            reader.page(page, _xml(archive, page))
        reader.run.links = [(reader.place(str(to)), text) for to, text in reader.run.links]
        lists = _NCX if package.get("version") == "2.0" else "nav"
        for key, item in items.items():
            if lists in (item.get("media-type"), item.get("properties")):
                reader.lists(files[key], _xml(archive, files[key]))
    return reader.run


def _cover(package: etree._Element) -> str:
    """The id of the cover's image, told in EPUB 2's way, which EPUBs 3 keep for its readers."""
    found = (meta.get("content") for meta in package.iter("{*}meta") if meta.get("name") == "cover")
    return next(map(str, found), "")


class _Reader:
    """Goes through the pages in order; afterwards it knows where every id is."""

    def __init__(self, cover: str) -> None:
        self.run = Run()
        self._cover = cover
        self._places: dict[str, int] = {}

    def place(self, target: str) -> int | str:
        """Where ``file#id`` is, of a page that was read."""
        return self._places.get(target, target)

    def page(self, name: str, root: etree._Element) -> None:
        self._places[name] = before = len(self.run.text)
        body = next(root.iter("{*}body"))
        self._element(body, name, _language(root))
        shown = [_path(name, _source(element)) for element in body.iter("{*}img", "{*}image")]
        self.run.covers += len(self.run.text) == before and shown == [self._cover]

    def lists(self, name: str, root: etree._Element) -> None:
        """The contents and the printed pages, of EPUB 3's file or of EPUB 2's."""
        for point in root.iter("{*}navPoint"):
            label, content = next(point.iter("{*}text")), next(point.iter("{*}content"))
            self.run.contents.append((self.place(_path(name, content.get("src"))), _ink(label)))
        for nav in root.iter("{*}nav"):
            marks = [(self.place(_path(name, link.get("href"))), _ink(link)) for link in nav.iter("{*}a")]
            if nav.get(_TYPE) == "toc":
                self.run.contents = marks
            elif nav.get(_TYPE) == "page-list":
                self.run.printed = marks

    def _element(self, element: etree._Element, name: str, language: str | None) -> None:
        """*language* is None in a list for navigation."""
        tag = etree.QName(element).localname
        language = None if tag == "nav" else language and (_language(element) or language)
        if element.get("id"):
            self._places[f"{name}#{element.get('id')}"] = len(self.run.text)
        if language is not None:
            self._mark(tag, element, name)
        self._text(element.text, language)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, name, language)
            self._text(child.tail, language)

    def _mark(self, tag: str, element: etree._Element, name: str) -> None:
        run, place = self.run, len(self.run.text)
        if tag in _PASSAGES:
            run.passages.append((place, " ".join("".join(map(str, element.itertext())).split())))
        elif tag == "a" and element.get("href"):
            run.links.append((_path(name, element.get("href")), _ink(element)))
        elif tag == "rt":
            run.readings.append((place, _ink(element)))
        elif tag == "img" and _path(name, _source(element)) != self._cover:
            run.images.append((place, element.get("alt") or ""))

    def _text(self, text: str | None, language: str | None) -> None:
        ink = "".join((text or "").split())
        if ink and language is not None and [told for _, told in self.run.languages[-1:]] != [language]:
            self.run.languages.append((len(self.run.text), language))
        self.run.text += ink


def _language(element: etree._Element) -> str:
    return element.get(_LANG) or element.get("lang") or ""


def _source(image: etree._Element) -> str:
    return image.get("src") or image.get(_XLINK) or ""


def _path(base: str, href: str | None) -> str:
    """*href* of the file *base* in the archive, with its fragment; an address out of the book as it is."""
    link = unquote(href or "")
    if ":" in link:
        return link
    return base + link if link.startswith("#") else normpath(join(dirname(base), link))


def _xml(archive: zipfile.ZipFile, name: str) -> etree._Element:
    return etree.fromstring(archive.read(name))


def _ink(element: etree._Element) -> str:
    return "".join("".join(map(str, element.itertext())).split())

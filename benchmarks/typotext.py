"""The text of finished files as other programs copy it, counted against the text of the book.

Characters are counted chapter by chapter, lists the book makes itself left out, without white space, page
furniture and readings over characters, and without hyphens: both programs join words at the end of lines, and
take the author's hyphens there for the typesetter's. Counting takes no heed of the order, which differs from
program to program where notes and columns are. Order and hyphens are proven by ``bookbuild check --press``.
"""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pypdfium2
from lxml import etree

from bookbuild.checks.completeness import expected
from bookbuild.checks.press.marks import ink
from bookbuild.checks.press.value import PressFile
from bookbuild.checks.press.wanted import wanted
from bookbuild.model import COMPILED, UNTITLED, Book, Edition, Rendition, Unit

XHTML = "{http://www.w3.org/1999/xhtml}"
_HYPHENS = dict.fromkeys(map(ord, "-\u2010\u00ad\x02\ufffe"))  # the last two are pdfium's, at the end of a line
_AIR = 3.0  # points between text and furniture


@dataclass(frozen=True)
class Copied:
    """How many characters were copied that should not have been, and how many were not."""

    more: int = 0
    less: int = 0

    def __add__(self, other: Copied) -> Copied:
        return Copied(self.more + other.more, self.less + other.less)

    def __str__(self) -> str:
        return f"+{self.more} -{self.less}"


def compared(wanted: Counter[str], found: Counter[str]) -> Copied:
    """The two counts' difference."""
    return Copied((found - wanted).total(), (wanted - found).total())


# ---------------------------------------------------------------- what other programs read


@dataclass(frozen=True)
class Area:
    """Where text stands on a page, furniture being over and under it: points from the bottom."""

    bottom: float
    top: float


def area(file: PressFile) -> Area:
    """Between the running heads and the folios of all pages."""
    height = max(page.height for page in file.pages)
    runs = [run for page in file.pages for run in page.furniture if run.text.strip()]
    low = [run.y + run.size for run in runs if run.y < height / 2]
    high = [run.y - _AIR for run in runs if run.y > height / 2]
    return Area(max(low, default=0), min(high, default=height))


def pdftotext(path: Path, file: PressFile, within: Area) -> list[str]:
    """Each page's text as poppler has it."""
    width, height = file.pages[0].width, file.pages[0].height
    box = {"-x": 0, "-y": height - within.top, "-W": width, "-H": within.top - within.bottom}
    argv = ["pdftotext", "-r", "72", *(part for name, edge in box.items() for part in (name, str(round(edge))))]
    done = subprocess.run([*argv, str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def pdfium(path: Path, _file: PressFile, within: Area) -> list[str]:
    """Each page's text as Chromium's engine has it."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [
            page.get_textpage().get_text_bounded(bottom=within.bottom, top=within.top, errors="ignore")
            for page in pdf
        ]


READERS = {"pdftotext": pdftotext, "pdfium": pdfium}


def counted(text: str) -> Counter[str]:
    """The characters of a page or chapter."""
    return Counter(ink(text).translate(_HYPHENS))


# ---------------------------------------------------------------- what should be there


def in_pdf(
    path: Path, file: PressFile, rendition: Rendition, book: Book, edition: Edition, pages: Sequence[str]
) -> Copied:
    """What the chapters' *pages* have more and less than the chapters."""
    total = Copied()
    for unit, first, last in _ranges(path, rendition, len(file.pages)):
        found = sum((counted(page) for page in pages[first:last]), Counter[str]())
        total += compared(_of_unit(unit, rendition, book, edition), found)
    return total


def _ranges(path: Path, rendition: Rendition, count: int) -> Iterator[tuple[Unit, int, int]]:
    """Each chapter's pages: from where its destination leads to where the next unit's does."""
    with pikepdf.Pdf.open(path) as pdf:
        index = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        names = pdf.Root.Names.Dests.Names
        firsts = {str(names[at]): index[names[at + 1][0].objgen] for at in range(0, len(names), 2)}
    starts = {unit.id: firsts[anchor] for unit in rendition.units if (anchor := _anchor(unit)) in firsts}
    for unit in rendition.units:
        if unit.chapter and unit.chapter.role not in COMPILED:
            first = starts[unit.id]
            yield unit, first, min((start for start in starts.values() if start > first), default=count)


def _anchor(unit: Unit) -> str:
    """The id of a unit's one section, where links to it lead."""
    found = re.search(r'<section id="([^"]+)"', unit.html)
    return found[1] if found else ""


def _of_unit(unit: Unit, rendition: Rendition, book: Book, edition: Edition) -> Counter[str]:
    """The text of a chapter, with the signs the stylesheet adds."""
    flows = wanted(replace(rendition, units=(unit,)), book, edition.languages[0])
    text = "".join(flow.text for flow in flows.values())
    return counted(text + "".join(_signs(etree.fromstring(unit.html.encode()))))


def _signs(root: etree._Element) -> Iterator[str]:
    """What ``styles/print.css`` adds to a chapter: markers of lists, ornaments, signs within notes."""
    for element in root.iter(f"{XHTML}li", f"{XHTML}hr", f"{XHTML}span"):
        tag, names = etree.QName(element).localname, element.get("class", "").split()
        parent = element.getparent()
        if tag == "hr":
            yield "***"
        elif tag == "li" and "resumed" not in names and parent is not None:
            yield "•" if parent.tag == f"{XHTML}ul" else f"{element.get('value')}."
        elif tag == "span" and "data-item" in element.attrib:
            yield str(element.get("data-item"))
        elif "note-cell" in names and element.getprevious() is not None:
            yield "·"


def in_epub(data: bytes, book: Book, edition: Edition) -> Copied:
    """What the chapters of an EPUB have more and less than the book's passages."""
    should = counted("".join(passage.ink for passage in expected(book, edition)))
    written = [chapter for chapter in book.chapters() if chapter.role not in COMPILED]
    chapters = {chapter.id for chapter in written}
    for chapter in written:
        if (
            not chapter.heading and chapter.role not in UNTITLED
        ):  # its title is no passage: it comes from its front matter
            should += counted(chapter.title.plain(edition.languages))
    found: Counter[str] = Counter()
    with ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            stem = name.rpartition("/")[2].removesuffix(".xhtml")
            if name.endswith(".xhtml") and stem in chapters:
                found += counted("".join(_passages(etree.fromstring(archive.read(name)))))
    return compared(should, found)


def _passages(element: etree._Element) -> Iterator[str]:
    """The text of an EPUB's chapter without its apparatus: the number over it, ways back, the notes' title."""
    for child in element:
        if not _is_apparatus(child):
            yield child.text or ""
            yield from _passages(child)
        if element.tag != f"{XHTML}html":
            yield child.tail or ""


def _is_apparatus(element: etree._Element) -> bool:
    if not isinstance(element.tag, str):
        return True
    parent, names = element.getparent(), element.get("class", "").split()
    above: Mapping[str, str] = (
        {} if parent is None else {str(key): str(value) for key, value in parent.attrib.items()}
    )
    tag = element.tag.removeprefix(XHTML)
    return (
        tag in ("head", "rt", "rp")
        or element.get("role") == "doc-backlink"
        or (tag == "p" and above.get("class") == "opening" and bool(names))
        or (tag == "h2" and "notes" in above.get("class", "").split())
    )

"""mupdf, the weakest engine we know, as ``check_readers.py`` sees the others: contents, texts, what is wrong.

It knows no flex boxes, no footnotes in windows and no ``hidden``; what it shows, any reader shows. Lists get
numbers and bullets, so that a page's own texts are looked for one after the other, not compared as a whole.
"""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Iterator
from itertools import combinations
from pathlib import Path
from posixpath import basename
from typing import Any

import pymupdf
from lxml import etree

_DRAWN = frozenset({"math", "svg"})  # what is drawn is not text to mupdf
_OVER = 0.5  # of the lower one's height; boxes of lines reach into each other where leading is tight


def study(book: Path, size: tuple[int, int], sample: Collection[str]) -> dict[str, Any]:
    """What ``measure.mjs`` prints for another engine; *sample*: names of the pages to look at, none for all."""
    with _opened(book, size) as document:
        pages = [
            {"name": name, "text": None, "faults": [*_lost(document, at, root), *_laid(document, at, size)]}
            for at, (name, root) in enumerate(_spine(book))
            if not sample or basename(name) in sample
        ]
        contents = [title for _, title, _ in document.get_toc()]
    return {"engine": "mupdf", "size": size, "contents": contents, "pages": pages}


def pictures(book: Path, size: tuple[int, int], shots: Path) -> None:
    """The first screens of two pages, as ``measure.mjs`` takes them of other engines."""
    with _opened(book, size) as document:
        for chapter in (1, 6):
            if chapter < document.chapter_count:
                document[chapter, 0].get_pixmap().save(shots / f"{book.stem}-mupdf-{size[0]}-{chapter}.png")


def _opened(book: Path, size: tuple[int, int]) -> Any:
    document: Any = pymupdf.open(book)
    document.layout(width=size[0], height=size[1], fontsize=16)
    return document


def _spine(book: Path) -> Iterator[tuple[str, etree._Element]]:
    """The pages in reading order, which are mupdf's chapters."""
    with zipfile.ZipFile(book) as archive:
        package = etree.fromstring(archive.read("EPUB/content.opf"))
        names = {str(item.get("id")): f"EPUB/{item.get('href')}" for item in package.iter("{*}item")}
        for item in package.iter("{*}itemref"):
            name = names[str(item.get("idref"))]
            yield name, etree.fromstring(archive.read(name))


def _lost(document: Any, chapter: int, root: etree._Element) -> Iterator[str]:
    """The first text of the page that is not shown, or not in its order."""
    numbers = range(document.chapter_page_count(chapter))
    shown = _ink("".join(document[chapter, number].get_text() for number in numbers))
    end = 0
    for text in map(_ink, _texts(next(root.iter("{*}body")))):
        found = shown.find(text, end)
        if found < 0:
            yield f"“{text[:30]}” is not shown where it should be"
            return  # those behind it would be looked for in wrong places
        end = found + len(text)


def _texts(element: etree._Element) -> Iterator[str]:
    if not isinstance(element.tag, str) or etree.QName(element).localname in _DRAWN or element.get("hidden"):
        return
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""


def _laid(document: Any, chapter: int, size: tuple[int, int]) -> Iterator[str]:
    """Lines that leave the screen or lie over another."""
    for number in range(document.chapter_page_count(chapter)):
        lines = list(_lines(document[chapter, number]))
        for box, said in lines:
            if box.x0 < -0.5 or box.x1 > size[0] + 0.5:
                yield f"“{said}” leaves the screen"
        for (one, said), (other, covered) in combinations(lines, 2):
            common = one & other
            if not common.is_empty and common.height > _OVER * min(one.height, other.height):
                yield f"“{said}” overlaps “{covered}”"


def _lines(page: Any) -> Iterator[tuple[Any, str]]:
    for block in page.get_text("dict")["blocks"]:
        for line in block.get("lines", ()):
            yield pymupdf.Rect(line["bbox"]), "".join(span["text"] for span in line["spans"])[:30]


def _ink(text: str) -> str:
    return "".join(text.split()).replace("\xad", "")

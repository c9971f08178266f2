"""``make check-conversions``: the EPUBs as AZW3 for Kindle and KEPUB for Kobo, and what is lost on the way.

``check_conversions.py [--no-kepub] FOLDER BOOK.epub …``: what is converted goes to *FOLDER*. calibre makes the
AZW3 and turns it back into an EPUB; the KEPUB, an EPUB with marks of Kobo's, is made by kepubify, or by calibre
8 and later. In both every page's text has to stand in its place, and the contents have to be the book's. Exit 1
when something is lost, 2 when what converts is missing; ``--no-kepub`` does without KEPUB.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath

from lxml import etree

_FIRST_WITH_KEPUB = 8  # calibre's version


def main(options: argparse.Namespace) -> int:
    missing = _missing(options.kepub)
    if missing:
        print(missing)
        return 2
    options.folder.mkdir(parents=True, exist_ok=True)
    faults = 0
    for book in options.books:
        for convert in (azw3, _kepub) if options.kepub else (azw3,):
            made = convert(book, options.folder)
            found = list(lost(book, made))
            faults += len(found)
            print("\n".join([f"{book.name} as {made.name}", *(f"  {fault}" for fault in found)]), flush=True)
    print(f"{faults} faults; the files are in {options.folder}")
    return bool(faults)


def _missing(kepub: bool) -> str:
    """What has to be installed first."""
    if not shutil.which("ebook-convert"):
        return "needs calibre"
    if kepub and not shutil.which("kepubify") and _calibre() < _FIRST_WITH_KEPUB:
        return f"needs kepubify or calibre {_FIRST_WITH_KEPUB} for KEPUB; KEPUB=no does without it"
    return ""


def azw3(book: Path, folder: Path) -> Path:
    """*book* through AZW3 and back: an EPUB of what a Kindle would get."""
    there, back = folder / f"{book.stem}.azw3", folder / f"{book.stem}.azw3.epub"
    _run("ebook-convert", book, there)
    _run("ebook-convert", there, back)
    return back


def _kepub(book: Path, folder: Path) -> Path:
    if shutil.which("kepubify"):
        made = folder / f"{book.stem}.kepub.epub"
        _run("kepubify", "--output", made, book)
    else:
        made = folder / f"{book.stem}.kepub"
        _run("ebook-convert", book, made)
    return made


def _calibre() -> int:
    said = subprocess.run(["ebook-convert", "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"calibre (\d+)", said)
    return int(found[1]) if found else 0


def _run(*argv: str | Path) -> None:
    """Qt, which calibre draws covers with, wants a screen or to be told that there is none."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(list(map(str, argv)), check=True, stdout=subprocess.DEVNULL, env=environment)


def lost(book: Path, made: Path) -> Iterator[str]:
    """What of *book* is not in *made*: pages whose text is not there, or not in order, and other contents."""
    whole = "".join(text for _, text in _pages(made))
    end = 0
    for name, text in _pages(book):
        found = whole.find(text, end)
        if found < 0:
            yield f"the text of {name} is not there as it was"
        else:
            end = found + len(text)
    if _contents(made) != _contents(book):
        yield "other contents than the book's"


def _pages(book: Path) -> Iterator[tuple[str, str]]:
    """(name, text without white space) of the pages in reading order."""
    with zipfile.ZipFile(book) as archive:
        package, root = _package(archive)
        items = {item.get("id"): str(item.get("href")) for item in root.iter("{*}item")}
        for item in root.iter("{*}itemref"):
            name = normpath(join(dirname(package), items[item.get("idref")]))
            body = next(etree.fromstring(archive.read(name)).iter("{*}body"))
            yield name, _ink(body)


def _contents(book: Path) -> list[str]:
    """The labels of the NCX, which every converter writes."""
    with zipfile.ZipFile(book) as archive:
        package, root = _package(archive)
        ncx = next(
            item for item in root.iter("{*}item") if item.get("media-type") == "application/x-dtbncx+xml"
        )
        found = etree.fromstring(archive.read(normpath(join(dirname(package), str(ncx.get("href"))))))
    return [_ink(label) for point in found.iter("{*}navMap") for label in point.iter("{*}text")]


def _package(archive: zipfile.ZipFile) -> tuple[str, etree._Element]:
    container = etree.fromstring(archive.read("META-INF/container.xml"))
    name = str(next(container.iter("{*}rootfile")).get("full-path"))
    return name, etree.fromstring(archive.read(name))


def _ink(element: etree._Element) -> str:
    return "".join("".join(map(str, element.itertext())).split())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-kepub", dest="kepub", action="store_false")
    parser.add_argument("folder", type=Path)
    parser.add_argument("books", type=Path, nargs="+")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main(_options()))

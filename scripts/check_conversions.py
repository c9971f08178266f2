"""``make check-conversions``: the EPUBs as AZW3 for Kindle and KEPUB for Kobo, and what is lost on the way.

``check_conversions.py [--no-kepub] FOLDER BOOK.epub …``: what calibre makes goes to *FOLDER*: an AZW3, which it
turns back into an EPUB; a KEPUB as it converts one, and another as it marks one for a Kobo that is plugged in.
Everything has to be there, in its place. Exit 1 when something is lost, 2 when calibre is missing or, before
version 8, makes no KEPUB; ``--no-kepub`` does without.
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
from dataclasses import fields
from pathlib import Path

from book_in_order import Run, run_of
from lxml import etree

_OWN = Path(sys.prefix) / "calibre" / "bin"  # of scripts/newer_calibre.sh
_FIRST_WITH_KEPUB = 8  # calibre's version
_UNMARKED = frozenset(("pre", "svg", "math", "audio", "video"))  # what calibre sets no marks of Kobo's in


def main(options: argparse.Namespace) -> int:
    os.environ["PATH"] = f"{_OWN}{os.pathsep}{os.environ['PATH']}"
    missing = _missing(options.kepub)
    if missing:
        print(missing)
        return 2
    options.folder.mkdir(parents=True, exist_ok=True)
    faults = 0
    for book in options.books:
        told = run_of(book)
        for made, found in _conversions(book, told, options):
            faults += len(found)
            print("\n".join([f"{book.name} as {made.name}", *(f"  {fault}" for fault in found)]), flush=True)
    print(f"{faults} faults; the files are in {options.folder}")
    return bool(faults)


def _missing(kepub: bool) -> str:
    """What has to be installed first."""
    if not shutil.which("ebook-convert"):
        return "needs calibre"
    if kepub and _calibre() < _FIRST_WITH_KEPUB:
        return f"needs calibre {_FIRST_WITH_KEPUB} for KEPUB; KEPUB=no does without it"
    return ""


def _calibre() -> int:
    said = subprocess.run(["ebook-convert", "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"calibre (\d+)", said)
    return int(found[1]) if found else 0


def _conversions(book: Path, told: Run, options: argparse.Namespace) -> Iterator[tuple[Path, list[str]]]:
    """Each file made of *book*, which holds what is *told*, and what is wrong with it."""
    made = azw3(book, options.folder)
    yield made, [*lost(told, run_of(made), without=("printed",))]
    for convert in (_kepub, _marked) if options.kepub else ():
        made = convert(book, options.folder)
        yield made, [*lost(told, run_of(made)), *unmarked(made)]


def azw3(book: Path, folder: Path) -> Path:
    """*book* through AZW3 and back: an EPUB of what a Kindle would get."""
    there, back = folder / f"{book.stem}.azw3", folder / f"{book.stem}.azw3.epub"
    _run(folder, "ebook-convert", book, there)
    _run(folder, "ebook-convert", there, back)
    return back


def _kepub(book: Path, folder: Path) -> Path:
    made = folder / f"{book.stem}.kepub"
    _run(folder, "ebook-convert", book, made)
    return made


def _marked(book: Path, folder: Path) -> Path:
    """calibre lays it beside the book it is of."""
    copy = Path(shutil.copy(book, folder))
    _run(folder, "calibre-debug", "--kepubify", copy)
    copy.unlink()
    return copy.with_suffix(".kepub.epub")


def _run(folder: Path, *argv: str | Path) -> None:
    """Nobody's settings count; Qt, which calibre draws with, is told that there is no screen."""
    settings = {"CALIBRE_CONFIG_DIRECTORY": str(folder / "settings"), "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(list(map(str, argv)), check=True, stdout=subprocess.DEVNULL, env=os.environ | settings)


def lost(book: Run, made: Run, without: tuple[str, ...] = ()) -> Iterator[str]:
    """What of *book* is not in *made* at its place; more may follow, as calibre's own contents do in AZW3."""
    if book.covers != made.covers:
        yield f"{made.covers} pages are the cover alone, and in the book {book.covers}"
    for name in (field.name for field in fields(Run) if field.name not in ("covers", *without)):
        told, found = getattr(book, name), getattr(made, name)
        if found[: len(told)] != told:
            at = next(i for i in range(len(told)) if found[i : i + 1] != told[i : i + 1])
            yield f"other {name} than the book's, from {_shown(told, at)} on, which is {_shown(found, at)}"
            if name == "text":
                return  # every place after it is another one


def _shown(marks: str | list[tuple[int | str, str]], at: int) -> str:
    """A stretch of text, or one mark, shortened."""
    said = marks[at : at + 1] if isinstance(marks, list) else marks[at : at + 20]
    return repr(said)[:90]


def unmarked(kepub: Path) -> Iterator[str]:
    """Pages with text that a Kobo could not mark, for it stands in none of the spans it counts by."""
    with zipfile.ZipFile(kepub) as archive:
        for name in archive.namelist():
            if name.endswith(".xhtml"):
                body = next(etree.fromstring(archive.read(name)).iter("{*}body"))
                if any(_bare(body)):
                    yield f"{name} has text without marks of Kobo's"


def _bare(element: etree._Element) -> Iterator[str]:
    """The ink outside the spans."""
    if not isinstance(element.tag, str) or etree.QName(element).localname in _UNMARKED:
        return
    if element.get("class") != "koboSpan":
        yield from ((element.text or "").split())
        for child in element:
            yield from _bare(child)
            yield from ((child.tail or "").split())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-kepub", dest="kepub", action="store_false")
    parser.add_argument("folder", type=Path)
    parser.add_argument("books", type=Path, nargs="+")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main(_options()))

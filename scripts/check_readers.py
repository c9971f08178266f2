"""``make check-readers``: opens EPUBs in real reading engines and compares what they show with what they hold.

``check_readers.py [--sample N] MODULES SHOTS BOOK.epub …``: *MODULES* is the node_modules of
``scripts/readers``; pictures of the first pages go to *SHOTS*. With ``--sample``, N pages of each book are
looked at, the same ones each time. Exit 1 when an engine lists other contents or printed pages than the
book's, loses text, lays a side over another, shows none of a side, leaves a title alone on the screen of a
phone, or goes off the screen.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import basename
from typing import Any

import weak_reader
from lxml import etree

HERE = Path(__file__).parent / "readers"
SIZES = ((390, 844), (820, 1180), (1280, 800))  # a phone, a tablet, a computer
SEED = 20240229
_APART = "study"  # an engine may keep translations out of sight until asked
_TYPE = "{http://www.idpf.org/2007/ops}type"


@dataclass(frozen=True)
class Told:
    """What a book says of itself, without white space."""

    contents: list[str]
    numbers: list[str]  # of the printed pages
    texts: dict[str, str]  # of the files, by their names


def main(options: argparse.Namespace) -> int:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium or not shutil.which("node"):
        print("needs Chromium and Node")
        return 2
    options.shots.mkdir(parents=True, exist_ok=True)
    faults = 0
    for book in options.books:
        told = _told(book)
        sample = _sample(told, options.sample)
        for seen in _opened(chromium, options.modules, options.shots, book, sample):
            heading, *found = _faults(seen, told, book)
            faults += len(found)
            print("\n".join([heading, *found]), flush=True)
    print(f"{faults} faults; pictures are in {options.shots}")
    return bool(faults)


def _sample(told: Told, count: int) -> list[str]:
    """*count* pages of text, told by their names; none stands for all."""
    names = sorted(told.texts.keys() - {"nav.xhtml", "cover.xhtml"})
    return random.Random(SEED).sample(names, min(count, len(names))) if count else []


def _opened(
    chromium: str, modules: Path, shots: Path, book: Path, sample: Collection[str]
) -> Iterator[dict[str, Any]]:
    for size in SIZES:
        yield weak_reader.study(book, size, sample)
        weak_reader.pictures(book, size, shots)
    sizes = json.dumps(SIZES)
    argv = ["node", str(HERE / "measure.mjs"), chromium, str(modules), str(shots), sizes, str(book), *sample]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout
        yield from map(json.loads, process.stdout)
    if process.returncode:
        yield {"engine": "node", "size": [], "failed": process.returncode}


def _faults(seen: dict[str, Any], told: Told, book: Path) -> Iterator[str]:
    """A heading that says who read what, and what is wrong below it."""
    yield f"{book.name} in {seen['engine']} at {'×'.join(map(str, seen['size']))}"
    if "failed" in seen:
        yield f"  the engines could not be run: {seen['failed']}"
        return
    if [_ink(label) for label in seen["contents"]] != told.contents:
        yield "  other contents than the book's"
    if "numbers" in seen and not _same_numbers(seen["numbers"], told.numbers):
        yield "  other printed pages than the book's"
    yield from (f"  page {number} leads elsewhere" for number in seen.get("astray", ()))
    yield from (f"  the title of {basename(name)} stands alone" for name in seen.get("alone", ()))
    for page in seen["pages"]:
        name = basename(page["name"])
        if page["text"] is not None and _ink(page["text"]) != told.texts.get(name):
            yield f"  {name} reads differently"
        for fault in page["faults"]:
            if not (_APART in book.stem and fault.endswith("not in sight")):
                yield f"  {name}: {fault}"


def _same_numbers(seen: list[str | None], told: list[str]) -> bool:
    """None is a number the engine cannot read."""
    pairs = zip(seen, told, strict=False)
    return len(seen) == len(told) and all(one is None or _ink(one) == other for one, other in pairs)


def _told(book: Path) -> Told:
    with zipfile.ZipFile(book) as archive:
        pages = {name: archive.read(name) for name in archive.namelist() if name.endswith(".xhtml")}
    roots = {basename(name): etree.fromstring(data) for name, data in pages.items()}
    lists = {
        nav.get(_TYPE): [_text(link) for link in nav.iter("{*}a")] for nav in roots["nav.xhtml"].iter("{*}nav")
    }
    texts = {name: _text(next(root.iter("{*}body"))) for name, root in roots.items()}
    return Told(lists["toc"], lists.get("page-list", []), texts)


def _text(element: etree._Element) -> str:
    return _ink("".join(map(str, element.itertext())))


def _ink(text: str) -> str:
    return "".join(text.split())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=0, metavar="N")
    parser.add_argument("modules", type=Path)
    parser.add_argument("shots", type=Path)
    parser.add_argument("books", type=Path, nargs="+")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main(_options()))

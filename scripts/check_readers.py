"""``make check-readers``: opens EPUBs in real reading engines and compares what they show with what they hold.

``check_readers.py MODULES SHOTS BOOK.epub …``: *MODULES* is the node_modules of ``scripts/readers``; pictures
of the first pages go to *SHOTS*. Exit 1 when an engine lists other contents than the book's, loses text, lays a
side over another, shows none of a side, or goes off the screen.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from posixpath import basename
from typing import Any

from lxml import etree

HERE = Path(__file__).parent / "readers"
_APART = "study"  # an engine may keep translations out of sight until asked


def main(modules: Path, shots: Path, books: list[Path]) -> int:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium or not shutil.which("node") or not books:
        print("needs Chromium, Node and an EPUB")
        return 2
    shots.mkdir(parents=True, exist_ok=True)
    faults = 0
    for book in books:
        for line in _opened(chromium, modules, shots, book):
            heading, *found = _faults(json.loads(line), book)
            faults += len(found)
            print("\n".join([heading, *found]))
    print(f"{faults} faults; pictures are in {shots}")
    return bool(faults)


def _opened(chromium: str, modules: Path, shots: Path, book: Path) -> Iterator[str]:
    argv = ["node", str(HERE / "measure.mjs"), chromium, str(modules), str(shots), str(book)]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout
        yield from process.stdout
    if process.returncode:
        yield json.dumps({"engine": "node", "size": [], "failed": process.returncode})


def _faults(seen: dict[str, Any], book: Path) -> Iterator[str]:
    """A heading that says who read what, and what is wrong below it."""
    yield f"{book.name} in {seen['engine']} at {'×'.join(map(str, seen['size']))}"
    if "failed" in seen:
        yield f"  the engines could not be run: {seen['failed']}"
        return
    contents, texts = _told(book)
    if [_ink(label) for label in seen["contents"]] != contents:
        yield "  other contents than the book's"
    for page in seen["pages"]:
        name = basename(page["name"])
        if _ink(page["text"]) != texts.get(name):
            yield f"  {name} reads differently"
        for fault in page["faults"]:
            if not (_APART in book.stem and fault.endswith("not in sight")):
                yield f"  {name}: {fault}"


def _told(book: Path) -> tuple[list[str], dict[str, str]]:
    """The labels of the contents, and the text of each page by its file's name."""
    with zipfile.ZipFile(book) as archive:
        pages = {name: archive.read(name) for name in archive.namelist() if name.endswith(".xhtml")}
    roots = {basename(name): etree.fromstring(data) for name, data in pages.items()}
    nav = next(roots["nav.xhtml"].iter("{*}nav"))
    texts = {name: _text(next(root.iter("{*}body"))) for name, root in roots.items()}
    return [_text(link) for link in nav.iter("{*}a")], texts


def _text(element: etree._Element) -> str:
    return _ink("".join(map(str, element.itertext())))


def _ink(text: str) -> str:
    return "".join(text.split())


if __name__ == "__main__":
    modules, shots, *books = map(Path, sys.argv[1:])
    sys.exit(main(modules, shots, books))

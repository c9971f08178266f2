"""Every flavour in mupdf, the weakest reader at hand: contents, all text in sight, no text over another.

mupdf knows no flex boxes, no footnotes in windows and no ``hidden``; what it shows, any reader shows.
"""

from __future__ import annotations

import zipfile
from itertools import combinations
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from lxml import etree

from bookbuild.checks.completeness import ink
from bookbuild.run import build
from tests.test_diagnostics import Silent
from tests.test_flavours import CHAPTER, CHINESE, ENGLISH, MANIFEST

EDITIONS = ("compatible", "wide", "study", "english")
SCREENS = ((390, 844), (820, 1180), (1280, 800))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("weak")
    for name, text in {"book.yaml": MANIFEST, "a.md": CHAPTER, "b.zh.md": CHINESE, "b.en.md": ENGLISH}.items():
        (root / name).write_text(text, encoding="utf-8")
    build(root, jobs=1, output=root / "dist", progress=Silent())
    return root / "dist"


def opened(folder: Path, edition: str, screen: tuple[int, int]) -> Any:
    document: Any = pymupdf.open(folder / f"the-lamp-{edition}.epub")
    document.layout(width=screen[0], height=screen[1], fontsize=16)
    return document


def told(folder: Path, edition: str, name: str) -> etree._Element:
    with zipfile.ZipFile(folder / f"the-lamp-{edition}.epub") as archive:
        return etree.fromstring(archive.read(f"EPUB/{name}"))


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_contents_are_those_of_the_book(folder: Path, edition: str) -> None:
    found = [title for _, title, _ in opened(folder, edition, SCREENS[0]).get_toc()]
    toc = told(folder, edition, "nav.xhtml").iter("{*}nav")
    links = next(toc).iter("{*}a")

    assert found == [" ".join("".join(map(str, link.itertext())).split()) for link in links]


@pytest.mark.parametrize("screen", SCREENS, ids=str)
@pytest.mark.parametrize("edition", EDITIONS)
def test_every_passage_is_in_sight(folder: Path, edition: str, screen: tuple[int, int]) -> None:
    shown = ink("".join(page.get_text() for page in opened(folder, edition, screen)))
    for chapter in ("a", "b-zh"):
        for element in told(folder, edition, f"text/{chapter}.xhtml").iter("{*}p", "{*}li", "{*}td"):
            for text in element.itertext():
                assert ink(str(text)) in shown


@pytest.mark.parametrize("screen", SCREENS, ids=str)
@pytest.mark.parametrize("edition", EDITIONS)
def test_nothing_is_printed_over_another_or_off_the_page(
    folder: Path, edition: str, screen: tuple[int, int]
) -> None:
    for page in opened(folder, edition, screen):
        boxes = [pymupdf.Rect(block[:4]) for block in page.get_text("blocks") if block[6] == 0]
        assert all(box.x0 >= -0.5 and box.x1 <= screen[0] + 0.5 for box in boxes)
        for one, other in combinations(boxes, 2):
            common = one & other
            assert common.is_empty or common.height < 0.3 * min(one.height, other.height)

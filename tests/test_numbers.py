"""The numbers of passages: the same in every edition of a tiny real book, in the outer margin of its pages."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest
from lxml import etree

from bookbuild.model import Edition, Printing
from bookbuild.render import measure
from bookbuild.run import build, check_press
from tests.test_diagnostics import Silent

MANIFEST = """
title: {zh-Hans: 灯, en: The Lamp}
languages: [zh-Hans, en]
volumes:
  - chapters: [a.md]
editions:
  interleaved: {format: pdf, layout: interleaved, numbers: margin}
  columns: {format: pdf, layout: columns, trim: 185x260mm, numbers: margin}
  facing: {format: pdf, layout: facing, numbers: margin}
  single: {format: pdf, layout: single, languages: [en], numbers: margin}
  plain: {format: pdf}
  reader: {format: epub, numbers: margin}
  wide: {format: epub, flavour: wide, numbers: margin}
  study: {format: epub, flavour: study, numbers: margin}
"""
CHAPTER = f"""
# 灯下 / By the Lamp

灯亮了。

The lamp is lit.

## 读书 / Reading

- 一本书

  A book

* * *

只有中文的一段。{{.untranslated}}

{"雨停了，" * 200}雨停了。

{"The rain is over, " * 120}the rain is over.

| 甲 |
|----|
| 乙 |

| One |
|-----|
| Two |
"""


class Shown(NamedTuple):
    """A number in a margin: its page, its text, where it begins and ends, its foot and that of its line."""

    page: int
    text: str
    left: float
    right: float
    bottom: float
    line: float


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("book")
    (root / "book.yaml").write_text(MANIFEST, encoding="utf-8")
    (root / "a.md").write_text(CHAPTER, encoding="utf-8")
    report = build(root, jobs=1, output=root / "dist", progress=Silent())
    assert [problem.code for problem in report.diagnostics] == []
    return root / "dist"


def _margins(file: Path) -> Iterator[Shown]:
    """What stands in the outer margins, beside lines of text."""
    for number, page in enumerate(pypdfium2.PdfDocument(file), 1):
        text, outer = page.get_textpage(), page.get_width() * 0.11
        edge = page.get_width() - outer
        rects = [text.get_rect(index) for index in range(text.count_rects())]
        for left, bottom, right, top in rects:
            if right < outer or left > edge:
                inside = [rect for rect in rects if outer < rect[2] and rect[0] < edge and rect[1] < top]
                said = text.get_text_bounded(left, bottom, right, top)
                yield Shown(number, said.strip(), left, right, bottom, max(rect[1] for rect in inside))


@pytest.mark.parametrize(
    ("layout", "numbers"),
    [("interleaved", "12345"), ("columns", "12345"), ("facing", "112234455"), ("single", "1245")],
)
def test_every_passage_has_its_number_at_the_outer_edge(layout: str, numbers: str, dist: Path) -> None:
    shown = list(_margins(dist / f"the-lamp-{layout}.pdf"))

    assert "".join(sorted(one.text for one in shown)) == numbers
    assert all(one.right < 55 for one in shown if one.page % 2 == 0)
    assert all(one.left > 350 for one in shown if one.page % 2)
    assert all(abs(one.bottom - one.line) < 4 for one in shown)


@pytest.mark.parametrize("flavour", ["reader", "wide", "study"])
def test_an_epub_has_the_same_numbers_and_an_id_for_each(flavour: str, dist: Path) -> None:
    with zipfile.ZipFile(dist / f"the-lamp-{flavour}.epub") as archive:
        root = etree.fromstring(archive.read("EPUB/text/a.xhtml"))
    found = [one for one in root.iter() if one.get("class") == "passage-number"]

    assert [(one.get("id"), one.text) for one in found] == [(f"a.{n}", str(n)) for n in range(1, 6)]


def test_no_number_is_shown_unless_asked_for(dist: Path) -> None:
    assert list(_margins(dist / "the-lamp-plain.pdf")) == []


def test_finished_pages_are_as_sound_as_without(dist: Path) -> None:
    found, _ = check_press(dist.parent, output=dist, progress=Silent())

    assert [
        (fault.code, fault.message) for one in found for outcome in one.outcomes for fault in outcome.faults
    ] == []


def test_numbers_keep_from_the_cut_as_the_printer_asks() -> None:
    printing = Printing(printer="p", margin=14)
    edition = Edition("e", "pdf", printing=printing, numbers="margin")
    (outside,) = re.findall(r"@page :right \{ .*margin-right: ([\d.]+)pt", measure.page(edition))

    assert float(outside) >= 14 * 72 / 25.4 + 20

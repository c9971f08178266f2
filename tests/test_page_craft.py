"""What a page of a book owes its reader, in a tiny real book: heads of tables, openers, headings, ornaments."""

from __future__ import annotations

import pypdfium2
import pytest

from bookbuild.run import build
from tests.test_diagnostics import Silent

MANIFEST = """
title: {zh-Hans: 灯, en: The Lamp}
languages: [zh-Hans, en]
doubts: allow
volumes:
  - chapters: [a.md, b.md]
editions:
  print: {format: pdf, trim: a6}
"""
PASSAGE = f"{'雨停了，' * 12}灯亮。\n\n{'The rain is over, ' * 9}a lamp is lit.\n\n"
TABLE = "| Name | Number |\n|---|---|\n" + "".join(f"| row | {number} |\n" for number in range(60))
CHAPTER = "".join(
    [
        f"# 灯下 / By Light\n\n{PASSAGE}",
        *(f"## 节 / Section {n}\n\n{PASSAGE * (n % 3 + 1)}* * *\n\n{PASSAGE}" for n in range(14)),
    ]
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The text of every page, its folio last."""
    root = tmp_path_factory.mktemp("book")
    (root / "book.yaml").write_text(MANIFEST, encoding="utf-8")
    (root / "a.md").write_text(CHAPTER, encoding="utf-8")
    (root / "b.md").write_text(f"# 表 / Table\n\n{PASSAGE}{TABLE}", encoding="utf-8")
    report = build(root, jobs=1, output=root / "dist", progress=Silent())
    assert [problem.code for problem in report.diagnostics if problem.code != "A002"] == []
    pdf = pypdfium2.PdfDocument(root / "dist" / "the-lamp-print.pdf")
    return [page.get_textpage().get_text_range().replace("\r", "").strip() for page in pdf]


def test_a_table_shows_its_head_on_every_page(pages: list[str]) -> None:
    held = [text for text in pages if text.count("row ") > 2]

    assert len(held) > 1
    assert all("NAME" in text.upper() for text in held)


def test_no_head_stands_over_an_opener_and_one_over_all_that_follow(pages: list[str]) -> None:
    first = next(number for number, text in enumerate(pages) if "Chapter One" in text)
    last = next(number for number, text in enumerate(pages) if "Chapter Two" in text) - 1
    inside = [text for text in pages[first + 1 : last] if text]

    assert pages[first].count("By Light") == 1
    assert all("By Light" in text.split("\n") or "灯" in text.split("\n") for text in inside)


def test_a_blank_page_is_blank(pages: list[str]) -> None:
    opener = next(number for number, text in enumerate(pages) if "Chapter Two" in text)

    assert opener % 2 == 0
    assert "" in pages


@pytest.mark.parametrize("sign", ["Section", "* * *"])
def test_no_heading_and_no_ornament_ends_a_page(sign: str, pages: list[str]) -> None:
    last = [_lines(text)[-1] for text in pages if len(_lines(text)) > 3]

    assert any(sign in " ".join(line.split()) for text in pages for line in _lines(text))
    assert not any(sign in " ".join(line.split()) for line in last)


def _lines(text: str) -> list[str]:
    """The lines of a page without its folio."""
    return text.split("\n")[:-1]

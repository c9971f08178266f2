"""Initials on real pages: as high as their lines, on a base line, copied with their word."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from bookbuild.run import build, check_press
from tests.test_diagnostics import Silent

MANIFEST = """
title: {zh-Hans: 灯, en: The Lamp}
languages: [zh-Hans, en]
volumes:
  - chapters: [a.md]
editions:
  interleaved: {format: pdf, layout: interleaved, initials: drop}
  columns: {format: pdf, layout: columns, trim: 185x260mm, initials: drop}
  facing: {format: pdf, layout: facing, initials: drop}
  single: {format: pdf, layout: single, languages: [en], initials: drop}
"""
CHAPTER = f"# 灯下 / By the Lamp\n\n{'雨停了，' * 60}灯亮了。\n\nHeavy{' heavy rain is over' * 30}.\n"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("book")
    (root / "book.yaml").write_text(MANIFEST, encoding="utf-8")
    (root / "a.md").write_text(CHAPTER, encoding="utf-8")
    report = build(root, jobs=1, output=root / "dist", progress=Silent())
    assert [problem.code for problem in report.diagnostics] == []
    return root


@pytest.mark.parametrize("layout", ["interleaved", "columns", "facing", "single"])
def test_a_letter_is_as_high_as_three_lines_and_copied_with_its_word(layout: str, root: Path) -> None:
    pages = pypdfium2.PdfDocument(root / "dist" / f"the-lamp-{layout}.pdf")
    page = next(one for one in map(pypdfium2.PdfPage.get_textpage, pages) if "eavy heavy" in _said(one))
    chars = [(page.get_text_range(index, 1), page.get_charbox(index)) for index in range(page.count_chars())]
    letter, (_, foot, right, head) = max(
        chars, key=lambda char: char[1][3] - char[1][1] if char[0] == "H" else 0
    )
    beside = {
        round(box[1]): box for char, box in chars if char == "h" and foot - 1 < box[1] < head and box[0] > right
    }
    lines = [box for _, box in sorted(beside.items(), reverse=True)]

    assert "H\neavy heavy" in _said(page)
    assert letter == "H"
    assert len(lines) == 3
    assert abs(lines[2][1] - foot) < 0.3
    assert lines[0][3] - 2 < head < lines[0][3] + 1


def _said(page: pypdfium2.PdfTextPage) -> str:
    return str(page.get_text_range()).replace("\r", "")


def test_finished_pages_are_as_sound_as_without(root: Path) -> None:
    found, _ = check_press(root, output=root / "dist", progress=Silent())

    assert [fault.code for one in found for outcome in one.outcomes for fault in outcome.faults] == []

"""Running heads of a tiny real book: what stands over its pages, in every layout."""

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
  interleaved: {format: pdf, trim: a6, running: section}
  facing: {format: pdf, layout: facing, trim: a6, running: section}
  chinese: {format: pdf, layout: single, trim: a6, running: section}
  bare: {format: pdf, trim: a6, running: none}
  usual: {format: pdf, trim: a6}
"""
LONG = "Of a Lamp That Burns All Night beside a Window and of a Boat That Never Comes In or Goes Out Again"


def _text(passages: int) -> str:
    return "\n\n".join(
        f"{'雨停了，' * 30}灯亮。\n\n{'The rain is over, ' * 20}a lamp." for _ in range(passages)
    )


CHAPTER = "\n\n".join(
    ["# 灯下 / By Light", _text(3), "## 雨 / Rain[^1]", "[^1]: A note.", _text(3), f"## 夜 / {LONG}", _text(3)]
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("book")
    (root / "book.yaml").write_text(MANIFEST, encoding="utf-8")
    (root / "a.md").write_text(CHAPTER, encoding="utf-8")
    report = build(root, jobs=1, output=root / "dist", progress=Silent())
    assert [problem.code for problem in report.diagnostics] == []
    return root


def _heads(root: Path, edition: str, side: int) -> list[str]:
    """What stands over the left (0) or right (1) pages of the chapter, each change once."""
    found: list[str] = []
    pages = list(pypdfium2.PdfDocument(root / "dist" / f"the-lamp-{edition}.pdf"))
    texts = [page.get_textpage() for page in pages]
    opener = next(
        number for number, text in enumerate(texts) if "Chapter One" in _said(text) or "第一章" in _said(text)
    )
    for number, text in list(enumerate(texts, 1))[opener + 2 :]:
        height = pages[0].get_height()
        head = text.get_text_bounded(0, height * 0.925, 1000, height).strip()
        if head and number % 2 == side and found[-1:] != [head]:
            found.append(head)
    return found


def _said(text: pypdfium2.PdfTextPage) -> str:
    return "".join(text.get_text_range().split()).replace("ChapterOne", "Chapter One")


@pytest.mark.parametrize("edition", ["interleaved", "facing"])
def test_sections_stand_over_right_pages_and_their_chapter_over_left_ones(edition: str, root: Path) -> None:
    heads = _heads(root, edition, 1)

    assert _heads(root, edition, 0) == ["灯下"]
    assert heads[:-1] in (["By Light", "Rain"], ["Rain"])
    assert LONG.startswith(heads[-1].rstrip("… ")[:30])


def test_sections_of_an_edition_in_chinese_are_in_chinese(root: Path) -> None:
    assert _heads(root, "chinese", 1)[-1] == "夜"


def test_heads_are_as_usual_or_none(root: Path) -> None:
    assert (_heads(root, "usual", 0), _heads(root, "usual", 1)) == (["灯"], ["By Light"])
    assert (_heads(root, "bare", 0), _heads(root, "bare", 1)) == ([], [])


def test_finished_pages_are_as_sound_as_with_the_usual_heads(root: Path) -> None:
    found, _ = check_press(root, output=root / "dist", progress=Silent())

    faults = {fault.code for one in found for outcome in one.outcomes for fault in outcome.faults}
    assert faults <= {"P034"}  # aligned passages part a heading from its text by any height

"""Chapters in two columns: from Markdown to a PDF that is read back."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from bookbuild.checks.press.reader import read
from bookbuild.checks.press.value import Line
from bookbuild.run import build, check_press
from tests.checks.press.sample import EN, ZH, Silent

MANIFEST = """title: {zh-Hans: 河, en: The River}
languages: [zh-Hans, en]
volumes:
  - chapters: [chapters/1.md]
editions:
  print: {format: pdf, layout: columns, trim: 185x260mm}
"""
VERSE = "::: verse\n船到江心，\n补漏已迟。\n\nMidstream it is too late\nto mend a boat.\n:::"


def lines(root: Path, text: str) -> tuple[list[Line], list[Line]]:
    """The lines of both columns of a chapter with *text*, nothing wrong with it."""
    (root / "chapters").mkdir()
    (root / "chapters/1.md").write_text(f"# 河 / The River\n\n{text}\n", encoding="utf-8")
    (root / "book.yaml").write_text(MANIFEST, encoding="utf-8")
    report = build(root, jobs=1, output=root / "dist", progress=Silent())
    assert [product.written for product in report.products] == [True], report.diagnostics
    found, _ = check_press(root, output=root / "dist", progress=Silent())
    assert [fault.message for outcome in found[0].outcomes or () for fault in outcome.faults] == []
    flows = read(next((root / "dist").glob("*.pdf")).read_bytes()).flows
    said = "".join(re.sub(r"^>", "", text, flags=re.MULTILINE).split())
    first, second = (
        [line for line in flows["text", tag] if len(line.ink) > 3 and line.ink.removesuffix("\u2010") in said]
        for tag in ("zh-Hans", "en")
    )
    return first, second


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


@pytest.mark.parametrize(
    "text", [f"{ZH}\n\n{EN}", VERSE, _quoted(f"{ZH}\n\n{EN}")], ids=["prose", "verse", "quotation"]
)
def test_counterparts_stand_on_one_base_line(text: str, tmp_path: Path) -> None:
    first, second = lines(tmp_path, text)
    count = min(len(first), len(second))

    assert count > 1
    assert [round(line.y, 1) for line in first[:count]] == [round(line.y, 1) for line in second[:count]]


def test_a_long_pair_goes_over_the_page_on_both_sides(tmp_path: Path) -> None:
    first, second = lines(tmp_path, f"{ZH * 70}\n\n{EN * 90}")
    pages = [{line.page for line in side} for side in (first, second)]

    assert len(pages[0]) > 1
    assert pages[0] <= pages[1]


def test_what_stands_alone_keeps_to_the_lines_of_the_page(tmp_path: Path) -> None:
    alone = f"{EN * 4}\n{{.untranslated}}"
    _, second = lines(tmp_path, f"{ZH}\n\n{EN}\n\n{alone}\n\n{ZH}\n\n{EN}")
    apart = {round((before.y - after.y) / 8.5, 2) for before, after in pairwise(second)}

    assert apart == {2.0, 3.0}  # half lines


def test_both_sides_of_an_item_begin_on_one_page(tmp_path: Path) -> None:
    texts = f"{ZH[:20]}。", f"{EN} Midstream."
    items = ["\n".join(f"{number}. {text}" for number in range(1, 31)) for text in texts]
    sides = zip(lines(tmp_path, "\n\n".join(items)), (ZH[:5], "Themist"), strict=True)
    pages = [[line.page for line in side if line.ink.startswith(words)] for side, words in sides]

    assert pages == [[6] * 5 + [7] * 9 + [8] * 9 + [9] * 7] * 2

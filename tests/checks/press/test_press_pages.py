"""Where pages of the shipped look break: never beside a single line, never behind a heading."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from bookbuild.checks.press.reader import read
from bookbuild.checks.press.value import Line
from tests.checks.press.sample import EN, ZH, set_book, written


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[Line]:
    """Paragraphs of three lines to nine, a heading before every third."""
    parts = [
        ("## 题\n\n" if number % 3 == 0 else "") + f"段{ZH * (2 + number * number % 5)}。"
        for number in range(60)
    ]
    root = written(tmp_path_factory.mktemp("pages"), "\n\n".join(parts), layout="single")
    set_book(root)
    (path,) = (root / "dist").glob("*.pdf")
    return list(read(path.read_bytes()).flows["text", "zh-Hans"])


def test_no_line_of_a_paragraph_stands_alone_on_a_page(lines: list[Line]) -> None:
    counts: Counter[tuple[int, int]] = Counter()
    paragraph = 0
    for line in lines:
        paragraph += line.ink.startswith("段")
        if paragraph and line.ink != "题":
            counts[paragraph, line.page] += 1

    assert len(counts) > paragraph == 60  # some go on on the next page
    assert min(counts.values()) >= 2


def test_no_heading_is_the_last_line_of_a_page(lines: list[Line]) -> None:
    after = [(line.page, following.page) for line, following in pairwise(lines) if line.ink == "题"]

    assert len(after) == 20
    assert all(page == next_page for page, next_page in after)


def test_lines_side_by_side_stand_on_one_base_line(tmp_path: Path) -> None:
    set_book(written(tmp_path, f"::: pair\n{ZH * 5}\n\n{EN * 3}\n:::", layout="columns, trim: 185x260mm"))
    (path,) = (tmp_path / "dist").glob("*.pdf")
    flows = read(path.read_bytes()).flows
    chinese, english = (
        [line.y for line in flows["text", lang] if line.page == flows["text", lang][-1].page][2:]
        for lang in ("zh-Hans", "en")
    )  # without the chapter's number and title

    assert len(english) > 5
    assert english == pytest.approx(chinese[: len(english)], abs=0.05)

"""Han lines reach the measure, measured in what was drawn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from bookbuild.press.justify import gap_runs, gaps
from tests.press.sample import STYLE, ZH, chapter, page, printed

MEASURE_RIGHT = (90 - 8) / 25.4 * 72  # points, on a recto


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain English, no Han", []),
        ("河上的雾", [(0, 4)]),
        ("河上AI的雾", [(0, 2), (4, 6)]),
        ("雾——散", [(0, 1), (3, 4)]),
        ("雾……散", [(0, 1), (3, 4)]),
        ("“quoted” in English", []),
    ],
)
def test_gap_runs(text: str, expected: list[tuple[int, int]]) -> None:
    assert gap_runs(text) == expected


def test_gaps_count_half_at_the_ends() -> None:
    assert gaps("河上的雾") == 3
    assert gaps("河 雾") == 2
    assert gaps("two words") == 1


def _line_ends(pdf: bytes) -> list[float]:
    """The right edge of the last Han character of every line of the first page."""
    page = pypdfium2.PdfDocument(pdf)[0]
    text = page.get_textpage()
    edges: dict[int, float] = {}
    for index in range(text.count_chars()):
        if "\u4e00" <= text.get_text_range(index, 1) <= "\u9fff" or text.get_text_range(index, 1) in "，。":
            _left, bottom, right, _top = text.get_charbox(index, loose=True)
            row = round(bottom / 6)
            edges[row] = max(edges.get(row, 0), right)
    return [edges[row] for row in sorted(edges, reverse=True)]


def test_every_full_line_reaches_the_measure(tmp_path: Path) -> None:
    text = ZH.replace("，", "和").replace("。", "又") * 4
    bare = replace(chapter("a"), html=page(f'<p id="p" lang="zh-Hans">{text}</p>'))
    product, problems = printed([bare], tmp_path, style=STYLE)
    assert product is not None
    assert not problems

    full = _line_ends(product.pdf)[:-1]
    assert len(full) >= 6
    assert all(abs(MEASURE_RIGHT - edge) < 0.5 for edge in full), full

"""Han lines reach the measure, measured in what was drawn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from bookbuild.press.justify import gaps
from tests.press.sample import STYLE, ZH, chapter, page, printed

MEASURE_RIGHT = (90 - 8) / 25.4 * 72  # points, on a recto


@pytest.mark.parametrize(
    ("opened", "han"),
    [
        ("plain |English, |no |Han", True),
        ("the |word |河上 |means", False),
        ("河|上|的|雾", True),
        ("河|上|的|雾", False),
        ("河|上|AI|的|雾", True),
        ("河 |AI|雾", True),
        ("雾|——|散", True),
        ("雾|……|散", True),
        ("雾|——", True),
        ("雾|I’m|雾", True),
        ("雾|……", True),
        ("雾|\u2060散|\u200b“|开|”", True),
        ("雾\ufffc散", True),
    ],
)
def test_where_a_line_opens(opened: str, han: bool) -> None:
    text = opened.replace("|", "")
    found = gaps(text, han)

    assert "".join(f"{char}|" if at in found else char for at, char in enumerate(text)) == opened


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


@pytest.mark.parametrize("between", ["又", "——"])
def test_every_full_line_reaches_the_measure(between: str, tmp_path: Path) -> None:
    text = ZH.replace("，", "和").replace("。", between) * 4
    bare = replace(chapter("a"), html=page(f'<p id="p" lang="zh-Hans">{text}</p>'))
    product, problems = printed([bare], tmp_path, style=STYLE)
    assert product is not None
    assert not problems

    full = _line_ends(product.pdf)[:-1]
    assert len(full) >= 6
    assert all(abs(MEASURE_RIGHT - edge) < 0.5 for edge in full), full

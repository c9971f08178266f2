"""What the ends of lines give up, measured in what was drawn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from tests.press.sample import STYLE, chapter, page, printed

LEFT, RIGHT = 14 / 25.4 * 72, (90 - 8) / 25.4 * 72  # points, the type area of a recto
SIZE = 10
GAP = "[data-run~=before] { margin-left: 2.5pt } [data-run~=after] { margin-right: 2.5pt }"


def _lines(text: str, root: Path, style: str = "") -> list[list[tuple[str, float, float]]]:
    """The characters of each line of a paragraph, with their left and right edges in points."""
    unit = replace(chapter("a"), html=page(f'<p id="p" lang="zh-Hans">{text}</p>'))
    product, problems = printed([unit], root, style=STYLE + GAP + "p { text-indent: 0 }" + style)
    assert product is not None
    assert not problems
    drawn = pypdfium2.PdfDocument(product.pdf)[0].get_textpage()
    rows: dict[int, list[tuple[str, float, float]]] = {}
    for index in range(drawn.count_chars()):
        char = drawn.get_text_range(index, 1)
        left, bottom, right, _top = drawn.get_charbox(index, loose=True)
        if char.strip() and bottom > 60:
            rows.setdefault(round((bottom + 3) / 16), []).append((char, left, right))
    return [rows[row] for row in sorted(rows, reverse=True)]


def test_a_mark_at_the_end_of_a_line_is_half_width(tmp_path: Path) -> None:
    (first, second) = _lines("河" * 18 + "。" + "上" * 5, tmp_path)

    assert first[-1][0] == "。"
    assert first[-1][2] - SIZE / 2 == pytest.approx(RIGHT, abs=0.3)
    assert first[-2][2] == pytest.approx(first[-1][1], abs=1)
    assert second[0][1] == pytest.approx(LEFT, abs=0.3)


def test_centred_marks_of_taiwan_stay_whole(tmp_path: Path) -> None:
    style = 'p { font-family: "Noto Serif CJK TC" }'
    text = "河" * 18 + "。" + "上" * 5
    unit = replace(chapter("a"), html=page(f'<p id="p" lang="zh-Hant">{text}</p>'))
    product, _ = printed([unit], tmp_path, style=STYLE + "p { text-indent: 0 }" + style)
    assert product is not None
    drawn = pypdfium2.PdfDocument(product.pdf)[0].get_textpage()
    stop = next(index for index in range(drawn.count_chars()) if drawn.get_text_range(index, 1) == "。")

    assert drawn.get_charbox(stop, loose=True)[2] == pytest.approx(RIGHT, abs=0.3)


def test_an_opening_mark_at_the_start_of_a_line_is_half_width(tmp_path: Path) -> None:
    (_first, second) = _lines("河" * 19 + "（上）的雾", tmp_path)

    assert second[0][0] == "（"
    assert second[0][1] + SIZE / 2 == pytest.approx(LEFT, abs=0.3)


def test_the_first_line_keeps_its_indent_whole(tmp_path: Path) -> None:
    (first,) = _lines("（上）的雾", tmp_path, style="p { text-indent: 2em }")

    assert first[0][1] == pytest.approx(LEFT + 2 * SIZE, abs=0.3)


def test_the_gap_beside_western_characters_vanishes_at_both_ends(tmp_path: Path) -> None:
    run = '<span data-run="western before after" lang="en">{}</span>'
    first, second, third = _lines(
        "河" * 19 + run.format("AI") + "河" * 15 + run.format("GPT") + "河" * 4, tmp_path
    )

    assert second[0][0] == "A"
    assert second[0][1] == pytest.approx(LEFT, abs=0.3)
    assert second[-1][0] == "T"
    assert second[-1][2] == pytest.approx(RIGHT, abs=0.3)
    assert second[2][1] - second[1][2] >= 2.4
    assert first[-1][2] == pytest.approx(RIGHT, abs=0.3)
    assert third[0][1] == pytest.approx(LEFT, abs=0.3)

"""What the ends of lines give up, measured in what was drawn."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from bookbuild.render.ruby import run
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


LOOK = '[data-ruby]::marker { font-size: 50%; font-family: "EB Garamond" }'


@pytest.mark.parametrize("sign", ["", "\u200b"])
def test_the_space_between_readings_vanishes_at_both_ends(tmp_path: Path, sign: str) -> None:
    said = (("装", "zhuāngzhuāng"), ("床", "zhuāngzhuāng"))
    wide = run(((sign, ""), *said, (sign, "")) if sign else said)
    lines = _lines(wide * 9, tmp_path, LOOK)
    first, second, *_ = ([char for char in line if char[0] > "\u2e80"] for line in lines)
    steps = [after[1] - before[1] for before, after in pairwise(first)]

    assert min(steps) > SIZE + 5  # they are spaced
    for line in (first, second):
        assert line[0][1] == pytest.approx(LEFT, abs=0.3)
        assert line[-1][1] + SIZE == pytest.approx(RIGHT, abs=0.5)


def test_a_sign_for_the_line_breaker_is_no_end(tmp_path: Path) -> None:
    """As “ begins the next line; between them a line may end."""
    first, _ = _lines("河" * 18 + "<b>”</b>\u200b" + "“上的雾", tmp_path)

    assert first[-1][2] - SIZE / 2 == pytest.approx(RIGHT, abs=0.3)


@pytest.mark.parametrize("tag", ["p", "em"])
def test_a_mark_behind_a_run_does_not_begin_a_line(tmp_path: Path, tag: str) -> None:
    """In a paragraph that is one element, too, where it would be cut off from the run."""
    text = "河" * 15 + '<span data-run="western" lang="en">Ashby</span>!”，的雾'
    first, second = _lines(
        text if tag == "p" else f"<{tag}>{text}</{tag}>", tmp_path, "p { overflow-wrap: anywhere }"
    )

    assert second[0][0] not in "!”，的"
    assert first[-1][0] == "河"


def test_what_is_wider_than_a_line_is_cut_at_its_start(tmp_path: Path) -> None:
    lines = _lines(f'河<em><span lang="en">{"a" * 90}</span></em>', tmp_path, "p { overflow-wrap: anywhere }")

    assert max(right for line in lines for _, _, right in line) < RIGHT + 1

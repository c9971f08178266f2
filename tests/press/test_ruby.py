"""Readings in print: over their characters, apart from each other, and all of them."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from bookbuild.model import Ruby, Unit
from bookbuild.press import Printed
from bookbuild.render.ruby import run
from tests.press.sample import STYLE, chapter, page, printed

LOOK = STYLE + '[data-ruby]::marker { font-size: 50%; font-family: "EB Garamond"; vertical-align: 1.9em }'
SENTENCE = "双庄上撞霜窗，张装床"
READINGS = "shuāng zhuāng shàng zhuàng shuāng chuāng zhāng zhuāng chuáng"


@dataclass(frozen=True)
class Box:
    """A character of a page: points from the bottom left."""

    char: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def _written(base: str, reading: str) -> str:
    return run(Ruby.over(base, reading).parts)


def _set(html: str, root: Path, body: str = "body", style: str = LOOK) -> Printed:
    whole = page(f'<p id="p" lang="zh-Hans">{html}</p>').replace("<body>", f'<body class="{body}">')
    unit = Unit("a", "chapter", "body", chapter("a").title, whole, volume="v1")
    made, found = printed([unit], root, style=style)
    assert made, found
    assert not found
    return made


def _pages(made: Printed) -> list[list[Box]]:
    document = pypdfium2.PdfDocument(made.pdf)
    pages = []
    for number in range(len(document)):
        text = document[number].get_textpage()
        boxes = []
        for at in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(at, loose=True)
            boxes.append(Box(text.get_text_range(at, 1), left, bottom, right, top))
        pages += [boxes] if _han(boxes) else []  # a book ends on a verso
    return pages


def _han(boxes: Sequence[Box]) -> list[Box]:
    return [box for box in boxes if "\u4e00" <= box.char <= "\u9fff"]


def _syllables(boxes: Sequence[Box]) -> list[tuple[str, Box]]:
    """Letters beside each other as one, from left to right, line by line."""
    letters = sorted(
        (box for box in boxes if box.char.isalpha() and box.char < "\u2e80"),
        key=lambda box: (-round(box.bottom), box.left),
    )
    found: list[tuple[str, Box]] = []
    for box in letters:
        text, last = found[-1] if found else ("", box)
        if text and abs(last.bottom - box.bottom) < 1 and box.left - last.right < 0.5:
            found[-1] = text + box.char, Box("", last.left, last.bottom, box.right, last.top)
        else:
            found.append((box.char, box))
    return found


def test_each_reading_stands_over_the_middle_of_its_character(tmp_path: Path) -> None:
    made = _set("在" + _written("重庆", "chóng qìng") + "的山上", tmp_path)
    [boxes] = _pages(made)
    over = dict(_syllables(boxes))
    by_char = {box.char: box for box in _han(boxes)}

    assert list(over) == ["chóng", "qìng"]
    assert over["chóng"].middle == pytest.approx(by_char["重"].middle, abs=0.3)
    assert over["qìng"].middle == pytest.approx(by_char["庆"].middle, abs=0.3)
    assert 9 < over["qìng"].bottom - by_char["庆"].bottom < 14  # characters of 10 points


def test_one_reading_over_several_characters(tmp_path: Path) -> None:
    made = _set("看" + _written("好花儿", "a very nice flower") + "去", tmp_path)
    [boxes] = _pages(made)
    by_char = {box.char: box for box in _han(boxes)}
    letters = [box for box in boxes if box.char.isascii() and box.char.isalpha()]

    middle = (min(box.left for box in letters) + max(box.right for box in letters)) / 2
    assert middle == pytest.approx((by_char["好"].left + by_char["儿"].right) / 2, abs=0.4)


@pytest.mark.parametrize("body", ["body", "pinyin-all"])
def test_wide_readings_do_not_touch_in_any_line(tmp_path: Path, body: str) -> None:
    made = _set(_written(SENTENCE * 9, " ".join([READINGS] * 9)), tmp_path, body)
    for boxes in _pages(made):
        lines: dict[int, list[Box]] = {}
        for _, box in _syllables(boxes):
            lines.setdefault(round(box.bottom), []).append(box)
        for line in lines.values():
            for before, after in pairwise(line):
                assert after.left - before.right > 1.2  # a quarter of their size and more


def test_every_reading_and_every_character_is_on_a_page_once(tmp_path: Path) -> None:
    made = _set(_written(SENTENCE * 60, " ".join([READINGS] * 60)), tmp_path)
    pages = _pages(made)
    assert len(pages) > 1

    words = [word for boxes in pages for word, _ in _syllables(boxes)]
    assert words == (READINGS.split() * 60)
    text = "".join(
        box.char for boxes in pages for box in sorted(boxes, key=lambda b: (-round(b.bottom), b.left))
    )
    assert re.sub("[^\u4e00-\u9fff，]", "", text) == SENTENCE * 60


def test_lines_stay_where_they_are(tmp_path: Path) -> None:
    """Readings take no part in layout: a text with them breaks and stands as without."""
    text = "河上的雾还没有散，船桨的声音已经从对岸传过来了。" * 12
    plain = _pages(_set(text, tmp_path))
    ruby = _pages(_set(text.replace("船", _written("船", "chuán")), tmp_path))

    for before, after in zip(plain, ruby, strict=True):
        for one, other in zip(_han(before), _han(after), strict=True):
            assert (other.char, other.bottom) == (one.char, one.bottom)
            assert other.left == pytest.approx(one.left, abs=0.3)


def test_cells_are_alike_in_a_chapter_and_widen_no_other_text(tmp_path: Path) -> None:
    wide = _written("双庄", "shuāng zhuāng") + "一二三" + _written("一二", "yī èr")
    made = _set(wide, tmp_path, "pinyin-all", LOOK + "p { text-align: left }")
    [boxes] = _pages(made)
    han = {f"{box.char}{at}": box for at, box in enumerate(_han(boxes))}

    cell = han["庄1"].left - han["双0"].left
    assert cell > 14  # characters of 10 points
    assert han["二6"].left - han["一5"].left == pytest.approx(cell, abs=0.1)
    assert han["三4"].left - han["二3"].left == pytest.approx(10, abs=0.1)


def test_signs_for_the_line_breaker_take_no_cell(tmp_path: Path) -> None:
    parts = (
        ("双", "shuāng"),
        ("庄", "zhuāng"),
        ("\u2060", ""),
        ("窗", "chuāng"),
        ("\u200b", ""),
        ("床", "chuáng"),
    )
    made = _set(run(parts), tmp_path, "pinyin-all")
    [boxes] = _pages(made)
    first, second, third, last = (box.left for box in _han(boxes))

    assert third - second == pytest.approx(second - first, abs=0.1)
    assert last - third == pytest.approx(second - first, abs=0.1)


def test_a_dash_of_two_characters_stays_one_in_cells(tmp_path: Path) -> None:
    html = run((("双", "shuāng"), ("庄", "zhuāng"), ("——", ""), ("窗", "chuāng")))
    [boxes] = _pages(_set(html, tmp_path, "pinyin-all"))
    dash = next(box for box in boxes if box.char == "—")
    after = _han(boxes)[-1]

    assert 20 < after.left - dash.left < 25  # two characters of 10 points, not two cells of 15


def test_a_reading_of_its_own_may_hang_over(tmp_path: Path) -> None:
    made = _set("一" + _written("双", "shuāng") + "一", tmp_path)
    [boxes] = _pages(made)
    first, _, last = _han(boxes)

    assert last.left - first.left == pytest.approx(20, abs=0.1)


@pytest.mark.parametrize("between", ["", " "])
def test_runs_beside_each_other_do_not_touch(tmp_path: Path, between: str) -> None:
    html = (
        _written("双", "shuāng")
        + between
        + _written("庄儿", "zhuāngr a b c d")
        + between
        + _written("床", "chuáng")
    )
    [boxes] = _pages(_set(html + "一", tmp_path))
    letters = sorted(
        (box for box in boxes if box.char.isalpha() and box.char < "\u2e80"), key=lambda box: box.left
    )
    words = "".join(box.char for box in letters)

    assert words == "shuāngzhuāngrabcdchuáng"
    assert letters[6].left - letters[5].right > 1.2
    assert letters[17].left - letters[16].right > 1.2


def test_a_head_on_every_page_has_its_readings_there(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>第{number}行</td></tr>" for number in range(40))
    table = f"<table><thead><tr><th>{_written('山', 'shān')}</th></tr></thead><tbody>{rows}</tbody></table>"
    whole = page(f'<div id="p" lang="zh-Hans">{table}</div>')
    unit = Unit("a", "chapter", "body", chapter("a").title, whole, volume="v1")
    made, found = printed([unit], tmp_path, style=LOOK)

    assert made
    assert not found
    pages = _pages(made)
    assert len(pages) > 1
    assert [[word for word, _ in _syllables(boxes)] for boxes in pages] == [["shān"]] * len(pages)


def test_readings_are_artifacts_and_characters_are_not(tmp_path: Path) -> None:
    made = _set(_written("重庆", "chóng qìng"), tmp_path)
    with pikepdf.Pdf.open(io.BytesIO(made.pdf)) as pdf:
        depth: list[str] = []
        shown: list[tuple[str, ...]] = []
        for instruction in pikepdf.parse_content_stream(pdf.pages[0]):
            operator = str(instruction.operator)
            if operator in ("BDC", "BMC"):
                depth.append(str(instruction.operands[0]))
            elif operator == "EMC":
                depth.pop()
            elif operator == "TJ":
                shown.append(tuple(depth))

    assert not depth
    assert shown.count(("/Artifact",)) >= 2
    assert ("/Span",) in shown
    assert all(len(place) < 2 for place in shown)


def test_readings_that_are_not_painted_are_told(tmp_path: Path) -> None:
    hidden = LOOK + "[data-ruby] { visibility: hidden }"
    whole = page(f'<p id="p" lang="zh-Hans">{_written("重庆", "chóng qìng")}</p>')
    unit = Unit("a", "chapter", "body", chapter("a").title, whole, volume="v1")
    made, found = printed([unit], tmp_path, style=hidden)

    assert made is None
    assert [(item.code, item.message) for item in found] == [("T053", "readings of p did not reach the page")]


def test_the_same_bytes_each_time(tmp_path: Path) -> None:
    html = _written(SENTENCE * 3, " ".join([READINGS] * 3))

    assert _set(html, tmp_path).pdf == _set(html, tmp_path).pdf

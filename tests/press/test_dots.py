"""Emphasis dots in print: under the characters, part of nothing else."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from bookbuild.model import Ruby, Unit
from bookbuild.press import Printed
from bookbuild.render.ruby import run
from tests.press.sample import STYLE, chapter, page, printed

LOOK = STYLE + '[data-emphasis="dots"]::marker { font-size: 20%; vertical-align: -1.5em; color: #f00 }'
TEXT = "河上的雾还没有散，船桨的声音已经从对岸传过来了。他把信折好，放进口袋，慢慢走出门去。"


def _set(html: str, root: Path) -> Printed:
    whole = page(f'<p id="p" lang="zh-Hans">{html}</p>')
    unit = Unit("a", "chapter", "body", chapter("a").title, whole, volume="v1")
    made, found = printed([unit], root, style=LOOK)
    assert made, found
    assert not found
    return made


def _dotted(text: str) -> str:
    return f'<em data-emphasis="dots">{text}</em>'


def _dots(made: Printed) -> list[tuple[float, float]]:
    """The middle of each dot of the first page, points from the bottom left."""
    document = pypdfium2.PdfDocument(made.pdf)
    paths = document[0].get_objects([pypdfium2.raw.FPDF_PAGEOBJ_PATH])
    boxes = [path.get_bounds() for path in paths]
    small = (box for box in boxes if box[2] - box[0] < 5)  # the rule over the notes is a path as well
    return [((left + right) / 2, (bottom + top) / 2) for left, bottom, right, top in small]


def _characters(made: Printed) -> list[tuple[str, float, float]]:
    """Each Han character of the first page: itself, its middle, its bottom."""
    text = pypdfium2.PdfDocument(made.pdf)[0].get_textpage()
    boxes = [(text.get_text_range(at, 1), text.get_charbox(at, loose=True)) for at in range(text.count_chars())]
    return [
        (char, (box[0] + box[2]) / 2, box[1]) for char, box in boxes if char and "\u4e00" <= char <= "\u9fff"
    ]


def test_a_dot_under_the_middle_of_each_character(tmp_path: Path) -> None:
    made = _set(f"河上{_dotted('的雾')}还没有", tmp_path)
    places = {char: (x, y) for char, x, y in _characters(made)}

    dots = _dots(made)
    assert [x for x, _ in dots] == pytest.approx([places["的"][0], places["雾"][0]], abs=0.05)
    assert dots[0][1] == dots[1][1]
    assert places["的"][1] - 3 < dots[0][1] < places["的"][1] + 1  # characters of 10 points


def test_punctuation_and_western_text_have_none(tmp_path: Path) -> None:
    made = _set(_dotted('他说：“雾<span lang="en">the mist</span>1948<span lang="ja">年</span>”——'), tmp_path)
    places = {char: x for char, x, _ in _characters(made)}

    assert [x for x, _ in _dots(made)] == pytest.approx([places[char] for char in "他说雾"], abs=0.05)


def test_in_every_line_and_through_what_stands_inside(tmp_path: Path) -> None:
    inside = f"{TEXT}<strong>{TEXT}</strong>{run(Ruby.over('重庆', 'chóng qìng').parts)}{TEXT}"
    made = _set(f"一{_dotted(inside)}二", tmp_path)
    characters = _characters(made)

    assert [x for x, _ in _dots(made)] == pytest.approx([x for _, x, _ in characters[1:-1]], abs=0.5)
    assert len({round(y) for _, y in _dots(made)}) > 3


def test_a_note_called_there_has_none(tmp_path: Path) -> None:
    made = _set(_dotted(f'雾<span class="note" data-mark="1" lang="zh-Hans">{TEXT}</span>散'), tmp_path)

    assert len(_dots(made)) == 2


def test_lines_stay_where_they_are(tmp_path: Path) -> None:
    plain, dotted = (_characters(_set(html, tmp_path)) for html in (f"<em>{TEXT * 4}</em>", _dotted(TEXT * 4)))

    assert plain == dotted


def test_dots_are_artifacts_and_no_text(tmp_path: Path) -> None:
    made = _set(_dotted("河上"), tmp_path)
    open_: list[str] = []
    around = set()
    with pikepdf.Pdf.open(io.BytesIO(made.pdf)) as pdf:
        for instruction in pikepdf.parse_content_stream(pdf.pages[0]):
            match str(instruction.operator):
                case "BDC" | "BMC" | "BT":
                    open_.append(str(instruction.operands[0]) if instruction.operands else "text")
                case "EMC" | "ET":
                    open_.pop()
                case "c":
                    around.add(tuple(open_))
    text = pypdfium2.PdfDocument(made.pdf)[0].get_textpage().get_text_range()

    assert around == {("/Artifact",)}
    assert not open_
    assert text.split() == ["河上", "1"]


def test_dots_are_as_their_style_says(tmp_path: Path) -> None:
    made = _set(f"{_dotted('河上')}的雾", tmp_path)
    document = pypdfium2.PdfDocument(made.pdf)
    left, bottom, right, top = next(document[0].get_objects([pypdfium2.raw.FPDF_PAGEOBJ_PATH])).get_bounds()
    picture = document[0].render(scale=4).to_numpy()
    red = (picture[..., 2] > 150) & (picture[..., 1] < 100)

    assert (right - left, top - bottom) == pytest.approx((2, 2), abs=0.01)  # a fifth of 10 points
    assert 0 < len(red.any(axis=1).nonzero()[0]) <= 4 * 2 + 1  # nothing but the dots is red

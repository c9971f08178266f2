"""Every note begins on the page of its call; none is lost, and one that no page has room for is told."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pypdfium2

from bookbuild.model import Unit
from bookbuild.press import Printed
from tests.press.sample import EN, STYLE, ZH, chapter, page, printed

COLUMNS = """
.row { display: table; table-layout: fixed; width: 100% }
.row > div { display: table-cell; vertical-align: top; padding: 0 2mm }
.row p:lang(en) { position: relative; top: 1pt }
"""


def _note(name: str, words: str) -> str:
    return f'<span class="note" id="{name}" data-mark="1" lang="en">{words}</span>'


def _called(chance: random.Random, number: int, text: str) -> str:
    """A text that calls a note of one to six lines; both hold its number."""
    note = _note(f"n{number}", f"N{number:03d} " + EN * chance.randint(1, 3))
    return f"{text} K{number:03d}{note} {text}"


def _unit(body: str) -> Unit:
    unit = chapter("a", pairs=0)
    return Unit(unit.id, unit.kind, unit.zone, unit.title, page(body))


def _places(product: Printed | None) -> dict[str, list[int]]:
    """The pages on which each note is called and begins."""
    assert product is not None
    found: dict[str, list[int]] = {}
    pdf = pypdfium2.PdfDocument(product.pdf)
    for number in range(len(pdf)):
        for _, name in re.findall(r"([KN])(\d{3})", pdf[number].get_textpage().get_text_range()):
            found.setdefault(name, []).append(number)
    return found


def test_crowded_notes_stand_on_the_page_of_their_call(tmp_path: Path) -> None:
    chance = random.Random(7)
    body = ""
    for number in range(80):
        text = ZH * chance.randint(1, 2)
        words = _called(chance, number, text) if chance.randint(0, 2) else text
        body += f'<p id="p{number}" lang="zh-Hans">{words}</p>'
    product, problems = printed([_unit(body)], tmp_path, style=STYLE)
    assert not problems

    assert {
        name: pages for name, pages in _places(product).items() if len(set(pages)) != 1 or len(pages) != 2
    } == {}


def test_notes_of_both_columns_stand_on_the_page_of_their_call(tmp_path: Path) -> None:
    chance = random.Random(3)
    body = ""
    for number in range(0, 60, 2):
        sides = [
            _called(chance, number + side, text) if chance.randint(0, 1) else text * 3
            for side, text in enumerate((ZH, EN))
        ]
        body += (
            f'<div class="row" id="r{number}"><div><p lang="zh-Hans">{sides[0]}</p></div>'
            f'<div><p lang="en">{sides[1]}</p></div></div>'
        )
    product, problems = printed([_unit(body)], tmp_path, style=STYLE + COLUMNS)
    assert not problems

    assert {
        name: pages for name, pages in _places(product).items() if len(set(pages)) != 1 or len(pages) != 2
    } == {}


def test_a_row_whose_columns_both_call_notes_begins_where_there_is_room(tmp_path: Path) -> None:
    chinese, english = (
        f"{text} K00{number}{_note(f'n{number}', f'N00{number} {EN}')} {text * 6}"
        for number, text in enumerate((ZH, EN))
    )
    row = f'<div><p lang="zh-Hans">{chinese}</p></div><div><p lang="en">{english}</p></div>'
    body = f'<p lang="zh-Hans">{ZH * 3}</p><div class="row">{row}</div>'
    product, problems = printed([_unit(body)], tmp_path, style=STYLE + COLUMNS)
    assert not problems

    assert _places(product) == {"000": [0, 0], "001": [0, 0]}


def test_what_one_line_calls_beyond_a_page_stands_on_the_next(tmp_path: Path) -> None:
    notes = "".join(f"K00{n}{_note(f'n{n}', f'N00{n} ' + EN * 7)}" for n in (1, 2))
    body = "".join(f'<p lang="zh-Hans">{ZH}{notes if n == 4 else ""}{ZH}</p>' for n in range(9))
    product, problems = printed([_unit(body)], tmp_path, style=STYLE)
    assert not problems

    first, second = (_places(product)[name] for name in ("001", "002"))
    assert first == [first[0]] * 2
    assert second == [first[0], first[0] + 1]


def test_a_note_of_a_table_head_stands_once(tmp_path: Path) -> None:
    head = f"<thead><tr><th>甲K001{_note('n1', 'N001 ' + EN)}</th></tr></thead>"
    rows = "".join(f"<tr><td>{ZH}</td></tr>" for _ in range(12))
    product, problems = printed([_unit(f"<table>{head}<tbody>{rows}</tbody></table>")], tmp_path, style=STYLE)
    assert not problems
    assert product is not None

    texts = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(product.pdf)]
    assert [("K001" in text, "N001" in text) for text in texts if "K001" in text][:2] == [
        (True, True),
        (True, False),
    ]


def test_a_long_note_leaves_its_page_two_lines_of_text(tmp_path: Path) -> None:
    body = f'<p lang="zh-Hans">{ZH}K001{_note("n1", "N001 " + EN * 11)}{ZH * 20}</p>'
    product, problems = printed([_unit(body)], tmp_path, style=STYLE)
    assert not problems

    call, note = _places(product)["001"]
    assert note == call


def test_a_note_that_leaves_no_line_is_told(tmp_path: Path) -> None:
    body = f'<p lang="zh-Hans">{ZH}{_note("n1", EN * 13)}{ZH * 20}</p>'
    product, problems = printed([_unit(body)], tmp_path, style=STYLE)

    assert product is None
    assert [problem.message for problem in problems] == ["part of n1 did not reach the page"]


def test_a_note_longer_than_pages_fails_by_name(tmp_path: Path) -> None:
    product, problems = printed(
        [chapter("a", extra=_note("giant", "word " * 4000))],
        tmp_path,
        style=STYLE + ".note { break-inside: avoid }",
    )

    assert product is None
    assert {problem.code for problem in problems} <= {"P001", "P002"}

"""Both sides of a row begin on one page, whatever one of them lacks room for; read from finished pages."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from tests.press.sample import EN, STYLE, chapter, page, printed

LINES = 16  # of 16 points on a page
COLUMNS = """
.row { display: table; table-layout: fixed; width: 100%; border-spacing: 0 }
.row > div { display: table-cell; vertical-align: top; padding: 0 2mm }
p, pre, td { text-indent: 0; line-height: 16pt; orphans: 2; widows: 2 }
p, pre, ul, h2, blockquote, table, td { margin: 0; padding: 0; font-size: 10pt }
pre { font-family: inherit; white-space: pre-wrap; orphans: 3 }
li, .whole { break-inside: avoid }
li::before { content: "1."; float: left; width: 2em }
"""
GRID = "body { --grid: 16pt }"
NOTE = f'<span class="note" id="n" data-mark="1" lang="en">{EN * 3}</span>'


def _lines(count: int) -> str:
    return "<br/>".join(["river"] * count)


def _above(lines: int) -> str:
    return f'<p lang="en">{_lines(lines)}</p>'


def _row(right: str, left: str = "<p>Kzh</p>") -> str:
    return f'<div class="row"><div lang="zh-Hans">{left}</div><div lang="en">{right}</div></div>'


def _places(body: str, root: Path, style: str = "") -> dict[str, int]:
    """The page, from 0, of each word that begins with a K; nothing is lost."""
    unit = replace(chapter("a", pairs=0), html=page(body))
    product, problems = printed([unit], root, style=STYLE + COLUMNS + style)
    assert product is not None
    assert not problems
    texts = [drawn.get_textpage().get_text_range() for drawn in pypdfium2.PdfDocument(product.pdf)]
    return {name: number for number, text in enumerate(texts) for name in re.findall(r"K[a-z]+", text)}


LACKING = {
    "item": f"<ul><li><p>Ken<br/>{_lines(3)}</p></li></ul>",
    "paragraph": f"<p>Ken<br/>{_lines(2)}</p>",
    "table": f'<table><tr class="whole"><td>Ken<br/>{_lines(3)}</td></tr><tr><td>river</td></tr></table>',
    "code": "<pre>Ken" + "\nriver" * 30 + "</pre>",
    "heading": "<h2>Ken</h2><p>river</p>",
}


@pytest.mark.parametrize("style", ["", GRID], ids=["free", "grid"])
@pytest.mark.parametrize("right", LACKING.values(), ids=LACKING)
def test_a_row_goes_on_with_the_side_that_lacks_room(right: str, style: str, tmp_path: Path) -> None:
    assert _places(_above(LINES - 1) + _row(right), tmp_path, style) == {"Kzh": 1, "Ken": 1}


def test_a_row_goes_on_with_the_side_whose_note_lacks_room(tmp_path: Path) -> None:
    row = _row(f"<p>Ken{NOTE}<br/>{_lines(2)}</p>")

    assert _places(_above(LINES - 4) + row, tmp_path) == {"Kzh": 1, "Ken": 1}


def test_a_row_in_a_quotation_goes_on(tmp_path: Path) -> None:
    quoted = f"<blockquote>{_above(3)}{_row(LACKING['paragraph'])}</blockquote>"

    assert _places(_above(LINES - 4) + quoted, tmp_path) == {"Kzh": 1, "Ken": 1}


def test_the_first_side_may_lack_room(tmp_path: Path) -> None:
    row = _row("<p>Ken</p>", f"<p>Kzh<br/>{_lines(2)}</p>")

    assert _places(_above(LINES - 1) + row, tmp_path) == {"Kzh": 1, "Ken": 1}


def test_a_heading_goes_with_its_row(tmp_path: Path) -> None:
    body = _above(LINES - 3) + "<h2>Khead</h2>" + _row(LACKING["item"])

    assert _places(body, tmp_path) == {"Khead": 1, "Kzh": 1, "Ken": 1}


def test_only_the_row_that_lacks_room_goes_on(tmp_path: Path) -> None:
    cells = f"<tr><td>Kone</td><td>Ktwo</td></tr><tr><td>Kzh</td><td>Ken<br/>{_lines(2)}</td></tr>"
    body = f"{_above(LINES - 2)}<table><tbody>{cells}</tbody></table>"

    assert _places(body, tmp_path) == {"Kone": 0, "Ktwo": 0, "Kzh": 1, "Ken": 1}


def test_a_long_row_breaks_where_both_sides_have_begun(tmp_path: Path) -> None:
    code = "<pre>Ken" + "\nriver" * 30 + "\nKend</pre>"

    assert _places(_above(LINES - 3) + _row(code), tmp_path) == {"Kzh": 0, "Ken": 0, "Kend": 2}


def test_a_side_longer_than_a_page_begins_on_the_next_and_breaks(tmp_path: Path) -> None:
    item = f"<ul><li><p>Ken<br/>{_lines(20)}<br/>Kend</p></li></ul>"

    assert _places(_above(LINES - 2) + _row(item), tmp_path) == {"Kzh": 1, "Ken": 1, "Kend": 2}


def test_no_more_than_half_a_page_is_left_white(tmp_path: Path) -> None:
    row = _row(f"<ul><li><p>Ken<br/>{_lines(14)}</p></li></ul>")

    assert _places(_above(LINES // 2 - 1) + row, tmp_path) == {"Kzh": 0, "Ken": 1}
    assert _places(_above(LINES // 2 + 1) + row, tmp_path) == {"Kzh": 1, "Ken": 1}


@pytest.mark.parametrize("note", ["", NOTE], ids=["plain", "noted"])
def test_no_row_takes_along_what_would_leave_its_page_white(note: str, tmp_path: Path) -> None:
    before = _row(f"<p>Kone<br/>{_lines(7)}</p>", "<p>river</p>")
    last = _row(LACKING["item"])
    body = f'<p lang="en">river{note}<br/>river</p>{_above(0 if note else 5)}{before}{last}'

    assert _places(body, tmp_path, ".row:last-child { break-before: avoid }") == {"Kone": 0, "Kzh": 0, "Ken": 1}

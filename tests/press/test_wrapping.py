"""An element in running text changes nothing of where its lines end."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2

from tests.press.sample import STYLE, chapter, page, printed

TEXT = "He put the letter down and listened: the oars, nearer now, and a voice that he seemed to know. "
WORD = "Then nothing"
WIDTHS = [one * 1.5 for one in range(40)]  # points a paragraph is narrower than the page


def _lines(inside: str, root: Path) -> list[str]:
    """The lines of the same paragraph in many widths."""
    rows = [f'<p id="p{n}" lang="en" style="margin-right: {w}pt">{inside}</p>' for n, w in enumerate(WIDTHS)]
    style = STYLE + "p { text-indent: 0; hyphens: none } @page { @bottom-center { content: none } }"
    product, problems = printed([replace(chapter("a"), html=page("".join(rows)))], root, style=style)
    assert product is not None
    assert not problems
    pages = pypdfium2.PdfDocument(product.pdf)
    drawn = "\n".join(str(one.get_textpage().get_text_range()) for one in pages)
    return [line.strip() for line in drawn.splitlines() if line.strip()]


def test_a_space_before_an_element_stands_beyond_the_line(tmp_path: Path) -> None:
    lines = _lines(f"{TEXT}<span>{WORD}</span> moved.", tmp_path)

    assert lines == _lines(f"{TEXT}{WORD} moved.", tmp_path)
    assert len(lines) > 2 * len(WIDTHS)

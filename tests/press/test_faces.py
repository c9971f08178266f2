"""Optical sizes: two files that answer to one description are two fonts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2

from tests.press.sample import STYLE, chapter, opened, page, printed


def test_two_cuts_of_one_family_are_two_fonts(tmp_path: Path) -> None:
    cuts = ("EB Garamond 08", "EB Garamond 12")
    body = "".join(f'<p id="{cut[-2:]}" class="cut{cut[-2:]}">1903–1972 affine</p>' for cut in cuts)
    style = "".join(f".cut{cut[-2:]} {{ font-family: '{cut}' }}" for cut in cuts)
    unit = replace(chapter("x"), html=page(f'<div lang="en">{body}</div>'))
    product, problems = printed([unit], tmp_path, style=STYLE + style)
    assert product is not None
    assert not problems

    text = pypdfium2.PdfDocument(product.pdf)[0].get_textpage().get_text_range()
    assert text.count("1903–1972 affine") == 2
    pdf = opened(product)
    names = sorted(str(font.BaseFont) for font in pdf.pages[0].Resources.Font.as_dict().values())
    assert [name.partition("+")[2] for name in names] == ["EB-Garamond", "EB-Garamond"]
    assert len(set(names)) == 2

"""The tag tree says what the text is, not how it was laid out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf

from bookbuild.model import Bilingual, Unit
from tests.press.sample import STYLE, opened, page, printed

TABLES = ".row { display: table } .row > * { display: table-cell }"


def test_what_is_set_as_a_table_is_one_heading_and_one_division(tmp_path: Path) -> None:
    body = """<h1 id="a">章</h1><h2 class="row"><span lang="zh-Hans">灯</span><span lang="en">Lamp</span></h2>
<div class="row"><div lang="zh-Hans"><p>雨停了</p></div><div lang="en"><p>Rain</p></div></div>"""

    assert _tree(body, tmp_path) == "Document(H1 H2(Span Span) Div(Div(P) Div(P)))"


def test_what_an_author_put_into_another_of_its_kind_stays_there(tmp_path: Path) -> None:
    body = '<h1 id="a">章</h1><blockquote><blockquote><p>灯</p></blockquote></blockquote>'

    assert _tree(body, tmp_path) == "Document(H1 BlockQuote(BlockQuote(P)))"


def _tree(body: str, root: Path) -> str:
    """The names of the elements of a unit, what is within in brackets."""
    unit = Unit("a", "chapter", "body", Bilingual((("zh-Hans", "章"),)), page(body), volume="v1")
    product, diagnostics = printed([unit], root, style=STYLE + TABLES)
    assert not diagnostics
    with opened(product) as pdf:
        return _kids(pdf.Root.StructTreeRoot)


def _kids(element: Any) -> str:
    kids = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
    elements = [kid for kid in kids if not isinstance(kid, int) and "/S" in kid]
    return " ".join(f"{kid.S}"[1:] + (f"({_kids(kid)})" if _kids(kid) else "") for kid in elements)

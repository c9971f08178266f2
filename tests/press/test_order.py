"""What is painted stands in the order of the text: the tag tree names marked content as pages number it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from bookbuild.model import Bilingual, Unit
from tests.press.sample import STYLE, opened, page, printed

DRAWING = "data:image/svg+xml,&lt;svg xmlns=%27http://www.w3.org/2000/svg%27 width=%279%27 height=%279%27/&gt;"
PICTURE = f'<img alt="舟" src="{DRAWING}"/>'
BOXES = ".float { float: left } .moved { position: relative; top: 2pt } .cut { overflow: hidden }"
BODIES = {
    "an image between blocks": f"<p>一</p><figure>{PICTURE}<figcaption>二</figcaption></figure><p>三</p>",
    "an image in a line": f"<p>一{PICTURE}二</p><p>三</p>",
    "what floats in a line": "<p>一</p><p><span class='float'>二</span>三</p><p>四</p>",
    "what floats between blocks": "<p>一</p><div class='float'><p>二</p></div><p>三</p>",
    "what is moved": "<p>一</p><p class='moved'>二</p><p>三<b class='moved'>四</b>五</p>",
    "what is clipped": f"<p>一</p><div class='cut'><p>二{PICTURE}三</p></div><p>四</p>",
    "all at once": f"<p>一</p><div class='moved cut'><p class='float'>二{PICTURE}</p><p>三</p></div><p>四</p>",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_all_is_painted_where_it_stands_in_the_text(body: str, tmp_path: Path) -> None:
    found = _numbers(body, "", tmp_path)

    assert found == sorted(found)
    assert len(found) >= 4


def test_what_an_author_puts_into_a_layer_stays_there(tmp_path: Path) -> None:
    body = "<p>一</p><p class='moved'>二</p><p>三</p><p>四</p>"

    assert _numbers(body, ".moved { z-index: 1 }", tmp_path) == [0, 1, 4, 2, 3]


def _numbers(body: str, style: str, root: Path) -> list[int]:
    """The numbers of marked content, which count as it is painted, as the tag tree names it."""
    text = page(f"<h1 id='a'>章</h1>{body}")
    unit = Unit("a", "chapter", "body", Bilingual((("zh-Hans", "章"),)), text, volume="v1")
    product, diagnostics = printed([unit], root, style=STYLE + BOXES + style)
    assert not diagnostics
    with opened(product) as pdf:
        return list(_held(pdf.Root.StructTreeRoot))


def _held(element: Any) -> Iterator[int]:
    kids = element.get("/K", ())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            yield kid
        elif "/MCID" in kid:
            yield int(kid.MCID)
        else:
            yield from _held(kid)

"""Rendered units with the built-in sheets, laid out for real: authors' names and long words do no harm."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image as Picture

from bookbuild import press
from bookbuild.model import Block, Code, CodeBlock, Figure, Frame, Image, Styled, Table, Text
from bookbuild.render import render
from bookbuild.world import DiskWorld
from tests.render.sample import book, chapter, edition, pair, para, volume, words

LONG = "abcdefghij" * 13
WIDE = Table(
    align=("",) * 10,
    head=tuple(words(f"Heading {number}") for number in range(10)),
    rows=((words("value"),) * 10,),
)
HELD: dict[str, Block] = {
    "word": para("en", (Code(LONG), Text(" "), Text(LONG))),
    "code": CodeBlock(text=LONG),
    "item": para("en", LONG, Frame("bullet", 1), Frame("item", 2)),
    "cell": Table(align=("", ""), head=(words("a"), words("b")), rows=((words(LONG), words(LONG)),)),
    "table": WIDE,
}
OURS = ("note", "running", "folio", "verso", "recto", "opening", "part", "entry")


def _printed(root: Path, *blocks: Block) -> tuple[press.Printed | None, list[str]]:
    made = book(volume(1, chapter("a", *(pair(f"p{index}", block) for index, block in enumerate(blocks)))))
    wanted = edition("pdf")
    rendition, _ = render(made, wanted, DiskWorld(root))
    product, problems = press.write(made, wanted, rendition, DiskWorld(root), press.gather(1, root), 0)
    return product, [problem.code for problem in problems]


def _pages(product: press.Printed | None) -> list[pypdfium2.PdfPage]:
    assert product is not None

    return list(pypdfium2.PdfDocument(product.pdf))


@pytest.mark.parametrize("name", HELD)
def test_what_has_no_place_to_break_stays_on_the_page(name: str, tmp_path: Path) -> None:
    product, problems = _printed(tmp_path, HELD[name])

    assert product is not None
    assert problems == []


def test_names_of_the_authors_are_not_ours(tmp_path: Path) -> None:
    boxes = [para("en", f"in {name}", Frame("div", key, classes=(name,))) for key, name in enumerate(OURS)]
    runs = [para("en", (Styled("span", words(f"run {name}"), classes=(name,)),)) for name in OURS]
    product, problems = _printed(tmp_path, *boxes, *runs)
    text = "".join(page.get_textpage().get_text_range() for page in _pages(product))

    assert problems == []
    assert all(f"in {name}" in text and f"run {name}" in text for name in OURS)
    assert text.index("in note") < text.index("in running") < text.index("run note") < text.index("run entry")


def test_a_picture_in_a_list_is_as_large_as_any(tmp_path: Path) -> None:
    Picture.new("RGB", (200, 200), "gray").save(tmp_path / "a.png")
    listed = Figure(image=Image("a.png", "a"), frames=(Frame("bullet", 1), Frame("item", 2)))
    product, _ = _printed(tmp_path, listed)

    objects = (
        item for page in _pages(product) for item in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
    )
    (left, _, right, _) = next(item.get_bounds() for item in objects)
    assert right - left == pytest.approx(150)

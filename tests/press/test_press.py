"""Units to one PDF, read back with another library's eyes."""

from __future__ import annotations

import gc
import re
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from bookbuild import press
from bookbuild.model import Bilingual, Unit
from tests.press.sample import chapter, contents, opened, page, printed


def _text(product: press.Printed, number: int) -> str:
    found: str = pypdfium2.PdfDocument(product.pdf)[number].get_textpage().get_text_range()
    return found


def _part(name: str) -> Unit:
    return Unit(
        name, "part", "body", Bilingual((("zh-Hans", "卷一"),)), page(f"<h1 id='{name}'>卷一</h1>"), volume="v1"
    )


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> press.Printed:
    units = [contents(["p", "a", "b"]), _part("p"), chapter("a"), chapter("b", extra='<a href="#a-1">前文</a>')]
    product, problems = printed(units, tmp_path_factory.mktemp("book"))
    assert product is not None
    assert not problems

    return product


def test_folios_in_the_contents_are_the_pages(book: press.Printed) -> None:
    assert re.sub(r"\s+", " ", _text(book, 0)).startswith("p 1 a 3 b ")
    assert f"b {book.folios['b']}" in re.sub(r"\s+", " ", _text(book, 0))
    pdf = pypdfium2.PdfDocument(book.pdf)
    assert [pdf.get_page_label(0), pdf.get_page_label(2)] == ["i", "1"]
    first_of_b = int(book.folios["b"]) + 1
    assert "第b章" in _text(book, first_of_b)
    assert _text(book, first_of_b).rstrip().endswith(book.folios["b"])


def test_chapters_open_on_rectos_with_true_blanks(book: press.Printed) -> None:
    pdf = opened(book)

    assert int(book.folios["b"]) % 2 == 1
    assert _text(book, 1) == _text(book, 3) == ""
    assert len(pdf.pages) == book.pages
    assert pdf.pages[1].MediaBox == pdf.pages[0].MediaBox


def test_outline_nests_volumes_chapters_sections(book: press.Printed) -> None:
    with opened(book).open_outline() as outline:
        tree = [(top.title, [(sub.title, [leaf.title for leaf in sub.children]) for sub in top.children])
                for top in outline.root]  # fmt: skip

    assert tree == [("目录", []), ("卷一", [("第a章", ["一节"]), ("第b章", ["一节"])])]


def test_links_lead_to_named_destinations(book: press.Printed) -> None:
    pdf = opened(book)
    names = pdf.Root.Names.Dests.Names
    known = [str(names[index]) for index in range(0, len(names), 2)]
    wanted = {str(link.Dest) for leaf in pdf.pages for link in leaf.get("/Annots", ())}

    assert wanted == {"p", "a", "b", "a-1"}
    assert wanted <= set(known)
    assert known == sorted(known)


def test_one_embedded_subset_per_face(book: press.Printed) -> None:
    pdf = opened(book)
    fonts = {str(name): font for leaf in pdf.pages if "/Font" in leaf.Resources
             for name, font in leaf.Resources.Font.items()}  # fmt: skip
    bases = sorted(str(font.BaseFont).partition("+")[2] for font in fonts.values())

    assert {"EB-Garamond", "Noto-Serif-CJK-SC"} <= set(bases)
    for font in fonts.values():
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert {"/FontFile2", "/FontFile3"} & set(descriptor.keys())
    assert len(bases) == len(set(bases))


def _marks(leaf: pikepdf.Page) -> list[int]:
    """The marked-content ids of a page, in order of painting."""
    begun = [
        step.operands[1]
        for step in pikepdf.parse_content_stream(leaf)
        if isinstance(step, pikepdf.ContentStreamInstruction) and str(step.operator) == "BDC"
    ]
    return [int(properties.MCID) for properties in begun if "/MCID" in properties]


def _elements(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids: Any = element.get("/K", [])
    below = [kid for kid in (kids if isinstance(kids, pikepdf.Array) else [kids])
             if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]  # fmt: skip
    return [element, *(item for kid in below for item in _elements(kid))]


def test_tags_know_their_language_and_every_mark_has_an_element(book: press.Printed) -> None:
    pdf = opened(book)
    elements = _elements(pdf.Root.StructTreeRoot.K[0])
    paragraphs = [item for item in elements if item.S == "/P" and "/Lang" in item]

    assert {str(item.Lang) for item in paragraphs} == {"zh-Hans", "en"}
    nums = pdf.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(nums[index]): nums[index + 1] for index in range(0, len(nums), 2)}
    for leaf in pdf.pages:
        if "/StructParents" not in leaf:
            continue
        held = parents[int(leaf.StructParents)]
        assert sorted(_marks(leaf)) == [mark for mark, element in enumerate(held) if element is not None]


def test_all_text_arrives_in_order(book: press.Printed) -> None:
    everything = re.sub(r"\s", "", "".join(_text(book, number) for number in range(book.pages)))
    paragraphs = re.findall("河上的雾|Themist", everything)

    repeats = [1 + index % 3 for index in range(8)] * 2
    assert paragraphs == [words for count in repeats for words in ["河上的雾"] * count + ["Themist"] * count]


def test_next_opens_on_the_following_page_with_margins_mirrored(tmp_path: Path) -> None:
    units = [chapter("a", pairs=1), chapter("b", pairs=1)]
    product, problems = printed(units, tmp_path, start="next")
    assert product is not None
    assert not problems

    assert product.folios == product.folios | {"a": "1", "b": "2"}
    lefts = []
    for number in range(2):
        text = pypdfium2.PdfDocument(product.pdf)[number].get_textpage()
        lefts.append(min(text.get_charbox(index, loose=True)[0] for index in range(text.count_chars() - 1)))
    assert lefts == pytest.approx([14 / 25.4 * 72, 8 / 25.4 * 72], abs=0.6)


def test_processes_and_one_process_give_the_same_bytes(tmp_path: Path) -> None:
    units = [contents(["a", "b", "c"]), *(chapter(name, pairs=3 + 4 * i) for i, name in enumerate("abc"))]
    alone, _ = printed(units, tmp_path)
    crew = press.gather(2, tmp_path)
    try:
        together, _ = printed(units, tmp_path, crew=crew)
        again, _ = printed(units, tmp_path, crew=crew)
    finally:
        crew.close()
    assert alone is not None
    assert together is not None
    assert again is not None

    assert alone.pdf == together.pdf == again.pdf


def test_nothing_is_kept_from_the_collector_when_a_book_is_set(tmp_path: Path) -> None:
    printed([chapter("a", pairs=1)], tmp_path)

    assert gc.get_freeze_count() == 0


def test_text_that_styles_hide_fails_the_edition(tmp_path: Path) -> None:
    product, problems = printed([chapter("a")], tmp_path, style="#a-3-en { display: none }")

    assert product is None
    assert [problem.code for problem in problems] == ["P002"]
    assert "a-3-en" in problems[0].message


def test_an_ignored_style_rule_has_its_place(tmp_path: Path) -> None:
    _, problems = printed([chapter("a")], tmp_path, style="p { color: black }\np { text-wrap: balance }")

    assert [(problem.code, str(problem.span)) for problem in problems] == [("P003", "styles/print.css:2:5")]


def test_a_character_no_font_has_is_told(tmp_path: Path) -> None:
    _, problems = printed([chapter("a", extra="\U00030ede\U000e0100\ue123")], tmp_path)

    assert "P004" in {problem.code for problem in problems}


def test_p005_files_outside_the_book_are_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"x")
    root = tmp_path / "book"
    root.mkdir()
    (root / "link.png").symlink_to(tmp_path / "secret.png")
    addresses = ["file:///etc/passwd", "http://127.0.0.1:9/x.png", "../secret.png", "link.png"]
    extra = "".join(f'<img src="{address}" alt="x"/>' for address in addresses)
    product, problems = printed([chapter("a", extra=extra)], root)

    assert product is not None
    assert {problem.code for problem in problems} == {"P005", "P007"}

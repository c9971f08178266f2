"""A tiny real book and its print covers: made, read back, spoilt."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from bookbuild.checks.preflight import barcode, preflight_cover
from bookbuild.checks.preflight.reader import read
from bookbuild.diagnostics import Severity
from bookbuild.model import Edition, Printing, Wrap
from bookbuild.run import Report, build, check_press
from tests.checks.press.sample import EN, ZH, Silent

MM = 72 / 25.4
ISBN = "978-0-306-40615-7"
MANIFEST = """title: {{zh-Hans: 船, en: The Boat}}
id: urn:uuid:7d3f9c1e-0f43-5f0c-9d46-000000000001
languages: [zh-Hans, en]
authors: [{{zh-Hans: 李维, en: Wei Li}}]
publisher: {{zh-Hans: 作者自印, en: The author}}
description: {{zh-Hans: 一条船过了河。, en: A boat crosses a river.}}
volumes:
  - title: {{zh-Hans: 卷一, en: Volume One}}
    chapters: [chapters/a.md]
editions:
  print: {{format: pdf, {}}}
"""
OFFSET = "printer: generic-cn-offset, paper: offset-80"


def book(root: Path, said: str) -> Report:
    (root / "chapters").mkdir(exist_ok=True)
    (root / "book.yaml").write_text(MANIFEST.format(said), encoding="utf-8")
    (root / "chapters" / "a.md").write_text(f"# 船 / The Boat\n\n{ZH}。\n\n{EN}\n", encoding="utf-8")
    return build(root, jobs=1, output=root / "dist", progress=Silent())


def cover(root: Path) -> bytes:
    return (root / "dist" / "the-boat-print-cover.pdf").read_bytes()


def codes(report: Report) -> list[str]:
    return [problem.code for problem in report.diagnostics]


def faults(root: Path) -> list[str]:
    found, _ = check_press(root, output=root / "dist", progress=Silent())
    return [fault.code for item in found for outcome in item.outcomes for fault in outcome.faults]


def trim(data: bytes) -> tuple[float, float]:
    pdf = pikepdf.open(io.BytesIO(data))
    box = [float(edge) for edge in pdf.pages[0].trimbox]
    return round((box[2] - box[0]) / MM, 2), round((box[3] - box[1]) / MM, 2)


def test_a_cover_is_as_wide_as_its_pages_make_it(tmp_path: Path) -> None:
    report = book(tmp_path, f"{OFFSET}, isbn: {ISBN}")
    pages = report.products[0].pages or 0

    assert [product.written for product in report.products] == [True, True], report.diagnostics
    assert pages == 16
    assert trim(cover(tmp_path)) == (2 * 148 + 1.5, 210)  # 0.8 mm of pages and half a millimetre, rounded up
    assert faults(tmp_path) == []


def test_the_width_the_author_tells_goes_first(tmp_path: Path) -> None:
    said = "printer: ingramspark, paper: creme, trim: 6x9in, printing: {spine: 12.5mm}"
    book(tmp_path, f"{said}, isbn: {ISBN}")

    assert trim(cover(tmp_path)) == (2 * 152.4 + 12.5, 228.6)
    assert "P041" not in faults(tmp_path)


def test_an_unknown_spine_is_a_note_and_the_book_is_made(tmp_path: Path) -> None:
    report = book(tmp_path, "printer: ingramspark, paper: creme, trim: 6x9in")

    assert [problem.severity for problem in report.diagnostics if problem.code == "M044"] == [Severity.NOTE]
    assert [product.path for product in report.products if product.written] == ["the-boat-print.pdf"]


def test_no_cover_where_none_is_wanted(tmp_path: Path) -> None:
    assert len(book(tmp_path, f"{OFFSET}, cover: false").products) == 1


def test_p074_no_isbn_no_barcode(tmp_path: Path) -> None:
    report = book(tmp_path, OFFSET)

    assert codes(report) == ["P074"]
    assert report.ok(strict=True)
    assert faults(tmp_path) == []


def white_rooms(root: Path) -> list[tuple[int, int]]:
    """The sizes in points of what is white and larger than a letter."""
    painted = read(cover(root)).sheets[0].painted
    boxes = [item.box for item in painted if item.kind == "fill" and item.colour.inks == (0, 0, 0, 0)]
    sizes = [(round(box[2] - box[0]), round(box[3] - box[1])) for box in boxes]
    return [size for size in sizes if min(size) > 60]


def test_the_printer_finds_white_room(tmp_path: Path) -> None:
    book(tmp_path, "printer: kdp, paper: cream, trim: 6x9in")

    assert white_rooms(tmp_path) == [(144, 86)]


def test_no_white_room_for_no_barcode(tmp_path: Path) -> None:
    book(tmp_path, "printer: lulu, paper: colour, trim: 6x9in")

    assert white_rooms(tmp_path) == []


def test_the_same_book_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "one", tmp_path / "two"
    for root in (first, second):
        root.mkdir()
        book(root, f"{OFFSET}, isbn: {ISBN}, printing: {{spine: 9mm}}")

    assert cover(first) == cover(second)


# ---------------------------------------------------------------- artwork


def image(root: Path, width: float, height: float) -> None:
    Image.new("RGB", (round(width * 4), round(height * 4)), (200, 30, 30)).save(root / "art.png")


def test_artwork_is_placed(tmp_path: Path) -> None:
    image(tmp_path, 2 * 148 + 10 + 6, 216)
    report = book(tmp_path, f"{OFFSET}, cover: art.png, printing: {{spine: 10mm}}")

    assert codes(report) == []
    assert trim(cover(tmp_path)) == (306, 210)
    assert faults(tmp_path) == ["P060"]  # 4 pixels a millimetre


def test_artwork_as_pdf_is_placed(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=((2 * 148 + 10 + 6) * MM, 216 * MM))
    pdf.save(tmp_path / "art.pdf")
    report = book(tmp_path, f"{OFFSET}, cover: art.pdf, printing: {{spine: 10mm}}")

    assert codes(report) == []
    assert trim(cover(tmp_path)) == (306, 210)


@pytest.mark.parametrize("name", ["wide.png", "broken.pdf", "two.pdf", "text.png"])
def test_p075_artwork_that_does_not_fit(name: str, tmp_path: Path) -> None:
    image(tmp_path, 320, 216)
    (tmp_path / "art.png").rename(tmp_path / "wide.png")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 no")
    (tmp_path / "text.png").write_bytes(b"no image")
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.add_blank_page()
    pdf.save(tmp_path / "two.pdf")
    report = book(tmp_path, f"{OFFSET}, cover: {name}, printing: {{spine: 10mm}}")

    assert codes(report) == ["R012", "P075"] or codes(report) == ["P075", "R012"]


# ---------------------------------------------------------------- spoilt covers


def edition(**wrap: Any) -> Edition:
    printing = Printing("press", "paper", ("plain",), "colour", links=False)
    known = replace(Wrap(told=10.0, bleed=3.0, clear=1.5, barcode="author", area=(44.0, 25.0)), **wrap)
    return Edition("print", "pdf", trim=(100.0, 150.0), printing=replace(printing, cover=known))


def drawn(content: str) -> bytes:
    """A cover with this painted on it, in millimetres from the corner of the sheet."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(216 * MM, 156 * MM))
    page = pdf.pages[0]
    page.obj.TrimBox = pikepdf.Array([3 * MM, 3 * MM, 213 * MM, 153 * MM])
    page.obj.BleedBox = page.obj.MediaBox
    page.Contents = pdf.make_stream(f"{MM} 0 0 {MM} 0 0 cm {content}".encode())
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def found(content: str, isbn: str = "", pages: int = 100, **wrap: Any) -> list[str]:
    outcomes = preflight_cover(drawn(content), edition(**wrap), pages, isbn)
    return [fault.code for outcome in outcomes for fault in outcome.faults if outcome.code > "P075"]


def bars(module: float, colour: str = "0 0 0 1 k", ground: str = "20 20 60 35 re f") -> str:
    from bookbuild.cover.label import symbol

    rows = symbol(ISBN)[1]
    marks = [f"{30 + at * module} 25 {module} 22 re f" for at, bit in enumerate(rows) if bit == "1"]
    return f"0 0 0 0 k {ground} {colour} {' '.join(marks)}"


def test_p076_text_on_the_spine_keeps_clear() -> None:
    assert found("0 0 0 1 k 105 50 6 20 re f", isbn="") == []
    assert found("0 0 0 1 k 103.5 50 6 20 re f") == ["P076"]
    assert found("0 0 0 1 k 105 50 6 20 re f", text_pages=100) == ["P076"]
    assert found("0 0 0 1 k 105 50 6 20 re f", text_least=11.0) == ["P076"]


def test_p077_the_barcode_is_the_books() -> None:
    assert found(bars(0.33), ISBN) == []
    assert found(bars(0.33), "0-306-40615-2") == []
    assert found(bars(0.33), "978-1-86197-271-2") == ["P077"]
    assert found(bars(0.2), ISBN) == ["P077"]
    assert found(bars(0.33, "1 0 0 0 k"), ISBN) == ["P077"]
    assert found(bars(0.33, ground="30 20 31 35 re f"), ISBN) == ["P077"]
    assert found(bars(0.33, ground="20 25 60 22 re f"), ISBN) == ["P077"]
    assert found("", ISBN) == ["P077"]
    assert found("", barcode="printer") == ["P077"]


def test_bars_that_are_no_symbol_say_nothing() -> None:
    assert barcode.digits([(0, 0, 1, 9), (2, 0, 3, 9)]) == ""

"""Taking a PDF apart: content streams, fonts, the tag tree, lines."""

from __future__ import annotations

import io

import pikepdf
import pytest

from bookbuild.checks.press.reader import Unreadable, read
from bookbuild.checks.press.value import Line, PressFile
from tests.checks.press.sample import drawn

SHOWN = b"/P <</MCID 0>> BDC BT %s ET EMC"


def _read(show: bytes) -> PressFile:
    return read(drawn(SHOWN % show))


def _lines(show: bytes) -> list[Line]:
    return [line for lines in _read(show).flows.values() for line in lines]


def _edges(line: Line) -> list[tuple[float, float]]:
    return [(round(glyph.x0, 3), round(glyph.x1, 3)) for run in line.runs for glyph in run.glyphs()]


def test_glyphs_have_their_text_and_their_place() -> None:
    (line,) = _lines(b"/F 10 Tf 1 0 0 1 20 50 Tm [<0101> -500 <03>] TJ")

    assert line.ink == "河河a"
    assert (line.page, line.y, line.size) == (0, 50, 10)
    assert _edges(line) == [(20, 30), (30, 40), (45, 50)]


@pytest.mark.parametrize(
    ("show", "edges"),
    [
        (b"/F 10 Tf 2 Tc 20 50 Td <0101> Tj", [(20, 30), (32, 42)]),
        (b"/F 10 Tf 50 Tz 20 50 Td <0101> Tj", [(20, 25), (25, 30)]),
        (b"/F 10 Tf 12 TL 20 62 Td T* <01> Tj", [(20, 30)]),
        (b"/F 10 Tf 12 TL 20 62 Td <01> '", [(20, 30)]),
        (b'/F 10 Tf 12 TL 20 62 Td 0 3 <0101> "', [(20, 30), (33, 43)]),
        (b"/F 10 Tf 20 62 Td 5 -12 TD <01> Tj", [(25, 35)]),
        (b"/F 1 Tf 10 0 0 10 20 50 Tm <01> Tj <01> Tj", [(20, 30), (30, 40)]),
    ],
)
def test_every_operator_that_shows_text(show: bytes, edges: list[tuple[float, float]]) -> None:
    (line,) = _lines(show)

    assert _edges(line) == edges
    assert round(line.y, 3) == 50


def test_matrices_of_the_page_count() -> None:
    content = b"q 1 0 0 -1 0 100 cm .5 0 0 .5 0 0 cm " + SHOWN % b"/F 20 Tf 1 0 0 -1 40 100 Tm <01> Tj" + b" Q"

    ((line,),) = read(drawn(content)).flows.values()

    assert _edges(line) == [(20, 30)]
    assert (line.y, line.size) == (50, 10)


def test_a_skewed_matrix_is_told_from_an_upright_one() -> None:
    upright = _lines(b"/F 10 Tf 1 0 0 1 20 50 Tm <01> Tj")[0].runs[0]
    leaning = _lines(b"/F 10 Tf 1 0 .2 1 20 50 Tm <01> Tj")[0].runs[0]

    assert upright.shear == 0
    assert leaning.shear == pytest.approx(0.2)


@pytest.mark.parametrize(
    "hidden",
    [
        SHOWN % b"/F 10 Tf 3 Tr 20 50 Td <01> Tj",
        SHOWN % b"/F 10 Tf 220 50 Td <01> Tj",
        SHOWN % b"/F 10 Tf 20 -20 Td <01> Tj",
        b"0 0 10 100 re W n " + SHOWN % b"/F 10 Tf 20 50 Td <01> Tj",
    ],
)
def test_what_cannot_be_seen_is_not_there(hidden: bytes) -> None:
    assert list(read(drawn(hidden)).flows.values()) == [()]


def test_a_clip_ends_with_its_state_and_only_a_rectangle_hides() -> None:
    shown = SHOWN % b"/F 10 Tf 20 50 Td <01> Tj"

    for content in (b"q 0 0 10 100 re W n Q " + shown, b"0 0 m 10 0 l 10 100 l h W n " + shown):
        assert [len(lines) for lines in read(drawn(content)).flows.values()] == [1]


def test_part_of_a_run_may_be_cut_off() -> None:
    content = b"0 0 32 100 re W n " + SHOWN % b"/F 10 Tf 20 50 Td <010301> Tj"

    ((line,),) = read(drawn(content)).flows.values()

    assert line.ink == "河"


def test_a_code_without_text_is_told_as_unknown() -> None:
    assert _lines(b"/F 10 Tf 20 50 Td <0109> Tj")[0].ink == "河\ufffd"


def test_raised_marks_belong_to_their_line_and_readings_stand_beside_it() -> None:
    reading = b"/F 5 Tf 1 0 0 1 20 60 Tm <0304> Tj"
    text = b"/F 10 Tf 1 0 0 1 20 50 Tm <01> Tj %s /F 10 Tf 1 0 0 1 30 50 Tm <01> Tj" % reading
    (line,) = _lines(text + b" /F 6 Tf 1 0 0 1 40 54 Tm <05> Tj")

    assert line.ink == "河河c"
    assert [run.text for run in line.beside] == ["ab"]
    assert not line.is_raised()
    assert _lines(b"/F 6 Tf 20 54 Td <05> Tj /F 10 Tf 3 -4 Td <01> Tj")[0].is_raised()


def test_a_line_ends_where_the_next_begins() -> None:
    assert [line.ink for line in _lines(b"/F 10 Tf 20 50 Td <0101> Tj 0 -15 Td <03> Tj")] == ["河河", "a"]


def test_flows_are_told_by_the_tag_tree_and_the_rest_is_furniture() -> None:
    content = b"".join(
        b"/P <</MCID %d>> BDC BT /F 10 Tf 20 %d Td <%02d> Tj ET EMC " % (box, 80 - 20 * box, box + 1)
        for box in range(3)
    )

    file = read(drawn(content, tags=[("P", "en", 2), ("P", "zh-Hans", 0)]))

    assert {key: [line.ink for line in lines] for key, lines in file.flows.items()} == {
        ("text", "en"): ["a"],
        ("text", "zh-Hans"): ["河"],
    }
    assert [run.text for run in file.pages[0].furniture] == ["，"]


def test_pictures_hold_no_text_of_the_authors() -> None:
    assert read(drawn(SHOWN % b"/F 10 Tf 20 50 Td <01> Tj", tags=[("Figure", "zh-Hans", 0)])).flows == {}


def test_a_form_is_gone_into() -> None:
    with pikepdf.Pdf.open(io.BytesIO(drawn(b"/P <</MCID 0>> BDC q 1 0 0 1 20 50 cm /X Do Q EMC"))) as pdf:
        resources = pdf.pages[0].obj.Resources
        form = pdf.make_stream(b"BT /F 10 Tf <01> Tj ET")
        form.Subtype, form.BBox = pikepdf.Name.Form, pikepdf.Array([0, 0, 50, 50])
        form.Resources = pikepdf.Dictionary(Font=resources.Font)
        resources.XObject = pikepdf.Dictionary(X=form)
        out = io.BytesIO()
        pdf.save(out)

    ((line,),) = read(out.getvalue()).flows.values()

    assert _edges(line) == [(20, 30)]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\nnothing", drawn(b"")[:400]])
def test_what_is_no_pdf_is_unreadable(data: bytes) -> None:
    with pytest.raises(Unreadable, match="it is damaged"):
        read(data)


def test_a_pdf_without_tags_and_a_locked_one_are_unreadable() -> None:
    plain, locked = io.BytesIO(), io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(plain)
    pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))

    with pytest.raises(Unreadable, match="no tag tree"):
        read(plain.getvalue())
    with pytest.raises(Unreadable, match="password"):
        read(locked.getvalue())

"""A tiny book made for each printer: its boxes, its pages, its inks, what it claims."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from fontTools.fontBuilder import FontBuilder
from PIL import Image, ImageCms, ImageOps

from bookbuild import press
from bookbuild.build import _to_measure
from bookbuild.diagnostics import Diagnostics
from bookbuild.model import Edition, PageMap, Printing, Rendition
from bookbuild.press.boxes import boxes, marks
from bookbuild.press.claims import _with_plain_ends
from bookbuild.press.finish import _unwrap_fonts
from bookbuild.press.plan import BODY, FRONT, Slot, book_length
from bookbuild.press.tagged import in_srgb
from bookbuild.printers import Wanted, presets, resolve
from bookbuild.world import DiskWorld
from tests.press.sample import BOOK, STYLE, chapter, page

TRIM = (152.4, 228.6)
INCH = 72.0
PAGE = "@page { size: 152.4mm 228.6mm; margin: 25mm }"
COLOURS = (
    PAGE + ".red { color: #c00 } .soft { color: #777 } hr { border: 1pt solid #999 } mark { background: #ff0 }"
)


def _edition(name: str, paper: str, **more: object) -> Edition:
    printing, unknown = resolve(presets()[name], Wanted(paper=paper, trim=TRIM, **more))  # type: ignore[arg-type]
    assert unknown == ()

    return Edition("print", "pdf", languages=("zh-Hans", "en"), trim=TRIM, printing=printing)


def _made(
    edition: Edition, root: Path, extra: str = "", style: str = PAGE, pairs: int = 1
) -> tuple[press.Printed | None, Diagnostics]:
    units = (chapter("a", pairs=pairs, extra=extra) if pairs > 2 else replace(chapter("a"), html=page(extra)),)
    rendition = Rendition(units, (("styles/print.css", STYLE + style),), ())
    printed, problems = press.write(
        BOOK, edition, rendition, DiskWorld(root), press.gather(1, root), 1_700_000_000
    )
    return printed, tuple(problem for problem in problems if problem.code != "P044")  # it is a tiny book


def _opened(edition: Edition, root: Path, extra: str = "<p>船</p>", style: str = PAGE) -> pikepdf.Pdf:
    printed, problems = _made(edition, root, extra, style)
    assert problems == ()
    assert printed

    return pikepdf.Pdf.open(io.BytesIO(printed.pdf))


def _points(box: object) -> list[float]:
    return [round(float(value), 2) for value in box]  # type: ignore[attr-defined]


def _contents(pdf: pikepdf.Pdf) -> str:
    return pdf.pages[0].obj.Contents.read_bytes().decode("latin-1")


# ---------------------------------------------------------------- boxes and pages


def test_boxes_are_the_printers_on_both_sides(tmp_path: Path) -> None:
    pdf = _opened(_edition("kdp", "premium-colour", bleed=True), tmp_path)
    recto, verso = pdf.pages[0].obj, pdf.pages[1].obj

    assert _points(recto.MediaBox) == _points(recto.BleedBox) == [0, 0, 441, 666]
    assert _points(recto.TrimBox) == [0, 9, 432, 657]
    assert _points(verso.TrimBox) == [9, 9, 441, 657]


def test_without_bleed_the_page_is_the_trim(tmp_path: Path) -> None:
    pdf = _opened(_edition("ingramspark", "creme"), tmp_path)
    leaf = pdf.pages[0].obj

    assert _points(leaf.MediaBox) == _points(leaf.TrimBox) == [0, 0, 432, 648]


def test_marks_stand_outside_of_the_bleed_in_black_ink() -> None:
    edition = _edition("generic-cn-offset", "offset-80")
    trim, bleed, media = boxes((432, 648), edition.printing, recto=True)
    drawn = marks(trim, bleed)
    strokes = [tuple(map(float, row)) for row in re.findall(r"(\S+) (\S+) m (\S+) (\S+) l S", drawn)]

    assert len(strokes) == 8
    assert "0 0 0 1 K" in drawn
    for x0, y0, x1, y1 in strokes:
        assert media[0] <= min(x0, x1)
        assert max(y0, y1) <= media[3]
        assert not (bleed[0] < x0 < bleed[2] and bleed[1] < y0 < bleed[3])


@pytest.mark.parametrize(
    ("printing", "pages"),
    [
        (Printing(), 4),
        (Printing(multiple=16), 16),
        (Printing(last_blank=True), 4),
        (Printing(multiple=6), 6),
    ],
)
def test_the_book_has_as_many_pages_as_the_printer_binds(printing: Printing, pages: int) -> None:
    assert book_length([Slot(FRONT, "recto"), Slot(BODY, "recto")], {0: 1, 1: 1}, printing) == pages


def test_a_full_last_leaf_is_followed_by_a_blank_one_where_the_last_page_is_to_be_blank() -> None:
    places, counts = [Slot(BODY, "recto")], {0: 4}

    assert book_length(places, counts, Printing()) == 4
    assert book_length(places, counts, Printing(last_blank=True)) == 6


@pytest.mark.parametrize(("fewest", "most", "told"), [(2, 8, False), (24, 0, True), (2, 1, True)])
def test_a_book_the_printer_cannot_bind_is_told_and_made(
    fewest: int, most: int, told: bool, tmp_path: Path
) -> None:
    printing = Printing(printer="press", fewest=fewest, most=most)
    edition = Edition("print", "pdf", languages=("zh-Hans", "en"), printing=printing)
    rendition = Rendition((replace(chapter("a"), html=page("<p>船</p>")),), (("styles/print.css", STYLE),), ())
    world = DiskWorld(tmp_path)
    printed, problems = press.write(BOOK, edition, rendition, world, press.gather(1, tmp_path), 0)

    assert printed
    assert [(problem.code, str(problem.level)) for problem in problems] == [("P044", "warning")] * told


def _sets(counts: list[int], gutters: list[str]) -> object:
    def set_with(edition: Edition, rendition: Rendition) -> tuple[press.Printed, Diagnostics]:
        gutters.append(re.findall(r"margin-left: ([\d.]+)pt", rendition.stylesheets[0][1])[0])
        return press.Printed(b"", counts.pop(0), {}, PageMap("", ()), (), ()), ()

    return set_with


def test_the_gutter_follows_the_number_of_pages() -> None:
    printing = Printing(printer="p", gutters=((1, 25.0), (100, 30.0), (200, 35.0)))
    edition = Edition("print", "pdf", printing=printing)
    seen: list[str] = []
    rendition = Rendition((), (("page.css", ""),), ())
    printed, _ = _to_measure(edition, rendition, _sets([150, 220, 230], seen))  # type: ignore[arg-type]

    assert printed
    assert printed.pages == 230
    assert [float(gutter) >= least for gutter, least in zip(seen, (70.8, 85.0, 99.2), strict=True)] == [
        True
    ] * 3


def test_a_book_whose_gutter_is_right_is_set_once() -> None:
    edition = Edition("print", "pdf", printing=Printing(printer="p", gutters=((1, 10.0), (100, 12.0))))
    seen: list[str] = []
    _to_measure(edition, Rendition((), (("page.css", ""),), ()), _sets([150], seen))  # type: ignore[arg-type]

    assert len(seen) == 1


# ---------------------------------------------------------------- inks


def test_text_is_black_ink_alone_and_grays_are_too(tmp_path: Path) -> None:
    extra = '<p>船<span class="soft">岸</span></p><hr/><p><mark>雾</mark></p>'
    text = _contents(_opened(_edition("ingramspark", "white-70"), tmp_path, extra, COLOURS))
    inks = set(re.findall(r"^([\d. ]+) [kK]$", text, re.MULTILINE))

    assert "0 0 0 1" in inks
    assert any(re.fullmatch(r"0 0 0 0\.\d+", ink) for ink in inks)
    assert not re.search(r" (rg|RG|g|G|scn|SCN)$", text, re.MULTILINE)
    assert len([ink for ink in inks if not ink.startswith("0 0 0 ")]) == 1  # the yellow of mark


def test_colours_are_black_ink_where_there_is_no_other(tmp_path: Path) -> None:
    text = _contents(_opened(_edition("kdp", "cream"), tmp_path, '<p class="red">船</p>', COLOURS))

    assert set(re.findall(r"^([\d. ]+) [kK]$", text, re.MULTILINE)) == {"0 0 0 0.6065", "0 0 0 1"}


def _image(path: Path, mode: str, colour: object, size: tuple[int, int] = (40, 40)) -> None:
    picture = Image.new(mode, size, colour)  # type: ignore[arg-type]
    picture.putpixel((0, 0), (0,) * len(picture.getbands()))
    picture.save(path)


def _images(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [
        item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"
    ]


@pytest.mark.parametrize(
    ("paper", "mode", "colour", "space", "bits"),
    [
        ("white-70", "RGB", (200, 30, 30), "/DeviceCMYK", 8),
        ("white-70", "RGB", (90, 90, 90), "/DeviceGray", 8),
        ("white-70", "RGB", (255, 255, 255), "/DeviceGray", 1),
        ("white-70", "RGBA", (200, 30, 30, 90), "/DeviceCMYK", 8),
        ("creme", "RGB", (200, 30, 30), "/DeviceGray", 8),
        ("creme", "RGBA", (0, 0, 0, 128), "/DeviceGray", 8),
    ],
)
def test_images_become_inks(
    paper: str, mode: str, colour: object, space: str, bits: int, tmp_path: Path
) -> None:
    _image(tmp_path / "i.png", mode, colour)
    pdf = _opened(_edition("ingramspark", paper), tmp_path, '<p><img src="i.png" alt="船"/></p>')
    (image,) = _images(pdf)

    assert (str(image.ColorSpace), int(image.BitsPerComponent)) == (space, bits)
    assert "/SMask" not in image


def test_no_pixel_has_more_ink_than_the_limit(tmp_path: Path) -> None:
    _image(tmp_path / "i.png", "RGB", (3, 0, 40))
    pdf = _opened(_edition("ingramspark", "white-70"), tmp_path, '<p><img src="i.png" alt="船"/></p>')
    (image,) = _images(pdf)
    data = image.read_bytes()

    assert max(sum(data[at : at + 4]) for at in range(0, len(data), 4)) <= 240 * 255 / 100
    assert len(data) == 40 * 40 * 4


def test_p072_see_through_colours_are_told_where_no_printer_takes_them(tmp_path: Path) -> None:
    style = PAGE + "p { opacity: .5 }"
    printed, problems = _made(_edition("ingramspark", "creme"), tmp_path, "<p>船</p>", style)
    other, fine = _made(_edition("generic-cn-digital", "offset-80"), tmp_path, "<p>船</p>", style)

    assert printed is None
    assert [problem.code for problem in problems] == ["P072"]
    assert other
    assert fine == ()


# ---------------------------------------------------------------- claims


def test_a_page_keeps_the_size_it_was_set_in(tmp_path: Path) -> None:
    pdf = _opened(
        Edition("print", "pdf", languages=("zh-Hans", "en")), tmp_path, style="@page { size: 4in 5in }"
    )

    assert _points(pdf.pages[0].obj.TrimBox) == [0, 0, 288, 360]
    assert _points(pdf.pages[1].obj.MediaBox) == [0, 0, 288, 360]


def test_figures_without_words_cost_the_claim_of_pdf_ua(tmp_path: Path) -> None:
    _image(tmp_path / "i.png", "L", 90)
    edition = Edition("print", "pdf", languages=("zh-Hans", "en"))
    told = _opened(edition, tmp_path, '<p><img src="i.png" alt="船"/></p>')
    printed, problems = _made(edition, tmp_path, '<p><img src="i.png" alt=""/></p>')
    assert printed
    untold = pikepdf.Pdf.open(io.BytesIO(printed.pdf))

    assert b"pdfuaid:part" in told.Root.Metadata.read_bytes()
    assert ("P073", "warning") in {(problem.code, str(problem.level)) for problem in problems}
    assert b"pdfuaid:part>" not in untold.Root.Metadata.read_bytes()
    assert b"<pdfaid:part>2<" in untold.Root.Metadata.read_bytes()


@pytest.mark.parametrize(
    ("standard", "version", "info", "conformance"),
    [
        ("x-1a:2001", "1.3", "PDF/X-1:2001", "PDF/X-1a:2001"),
        ("x-1a:2003", "1.4", "PDF/X-1a:2003", None),
        ("x-3:2002", "1.3", "PDF/X-3:2002", None),
        ("x-3:2003", "1.4", "PDF/X-3:2003", None),
        ("x-4", "1.6", None, None),
    ],
)
def test_what_a_file_for_a_printer_claims(
    standard: str, version: str, info: str | None, conformance: str | None, tmp_path: Path
) -> None:
    pdf = _opened(_edition("ingramspark", "creme", standard=(standard,)), tmp_path)
    said = {str(key): str(value) for key, value in pdf.docinfo.items()}
    (intent,) = pdf.Root.OutputIntents

    assert pdf.pdf_version == version
    assert (said.get("/GTS_PDFXVersion"), said.get("/GTS_PDFXConformance")) == (info, conformance)
    assert said["/Trapped"] == "/False"
    assert intent.S == "/GTS_PDFX"
    assert intent.DestOutputProfile.N == 4
    assert str(intent.OutputConditionIdentifier)
    assert (b"GTS_PDFXVersion>PDF/X-4<" in pdf.Root.Metadata.read_bytes()) if standard == "x-4" else True


def test_nothing_that_a_printer_refuses_is_left(tmp_path: Path) -> None:
    pdf = _opened(_edition("ingramspark", "creme"), tmp_path, '<h1 id="a">船</h1><p><a href="#a">岸</a></p>')

    assert not {"/Outlines", "/Names", "/Metadata"} & set(pdf.Root.keys())
    assert all("/Annots" not in leaf for leaf in pdf.pages)
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream | pikepdf.Dictionary):
            assert "/Group" not in item
            assert item.get("/Subtype") != "/OpenType"
            assert "/ColorSpace" not in item.get("/Resources", {})


def test_a_font_without_outlines_of_its_own_is_told() -> None:
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef"])
    out = io.BytesIO()
    builder.save(out)
    pdf = pikepdf.new()
    pdf.Root.Font = pdf.make_stream(out.getvalue(), Subtype=pikepdf.Name.OpenType)

    assert [problem.code for problem in _unwrap_fonts(pdf, _edition("ingramspark", "creme"))] == ["P064"]
    assert pdf.Root.Font.Subtype == pikepdf.Name.OpenType


def test_the_end_of_a_stream_is_not_taken_for_the_end_of_its_line() -> None:
    data = b"stream\nab\r\nendstream\nendobj stream\nab\nendstream\nendobj"

    assert _with_plain_ends(data) == b"stream\nab\r\rendstream\nendobj stream\nab\nendstream\nendobj"


def test_the_same_book_has_the_same_bytes(tmp_path: Path) -> None:
    made = [_made(_edition("ingramspark", "white-70"), tmp_path, pairs=4)[0] for _ in range(2)]

    assert made[0]
    assert made[0] == made[1]


def test_inks_are_of_our_own_profile_which_is_free_to_embed(tmp_path: Path) -> None:
    pdf = _opened(_edition("ingramspark", "creme"), tmp_path)
    (intent,) = pdf.Root.OutputIntents
    profile = ImageCms.ImageCmsProfile(io.BytesIO(intent.DestOutputProfile.read_bytes()))

    assert str(intent.OutputConditionIdentifier) == "FOGRA39"
    assert "Free to use, embed and share" in ImageCms.getProfileCopyright(profile)


GRADIENT = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"><defs><linearGradient id="a">'
    '<stop offset="0" stop-color="#f00"/><stop offset="1" stop-color="#00f"/></linearGradient></defs>'
    '<rect width="100" height="100" fill="url(#a)"/></svg>'
)


@pytest.mark.parametrize(("printer", "paper"), [("generic-cn-offset", "offset-100"), ("lulu", "colour")])
def test_gradients_stay_with_their_pages(printer: str, paper: str, tmp_path: Path) -> None:
    """A pattern's home is the sheet: when the page is moved for its bleed, the pattern has to follow."""
    (tmp_path / "g.svg").write_text(GRADIENT, encoding="utf-8")
    edition = _edition(printer, paper)
    extra = '<p style="break-after: page"><img src="g.svg" alt="船"/></p><p><img src="g.svg" alt="船"/></p>'
    printed, _ = _made(edition, tmp_path, extra)
    assert printed
    with pikepdf.Pdf.open(io.BytesIO(printed.pdf)) as pdf:
        trims = [_points(leaf.TrimBox) for leaf in pdf.pages]

    for number in (0, 1):
        shown = pypdfium2.PdfDocument(printed.pdf)[number].render(scale=1).to_pil().convert("RGB")
        left, bottom, right, top = (round(edge) for edge in trims[number])
        shown = shown.crop((left + 3, shown.height - top + 3, right - 3, shown.height - (bottom + top) // 2))
        held = ImageOps.invert(shown.convert("L")).getbbox()
        assert held
        row = [shown.getpixel((x, (held[1] + held[3]) // 2)) for x in range(held[0] + 1, held[2] - 1)]
        reds, _, blues = zip(*row, strict=True)
        assert 60 < len(reds) < 90
        assert list(reds) == sorted(reds, reverse=True)
        assert list(blues) == sorted(blues)
        assert reds[0] > blues[0] + 80
        assert blues[-1] > reds[-1] + 40


def _swapped() -> bytes:
    """sRGB with red for green."""
    data = (files("weasyprint") / "pdf" / "sRGB2014.icc").read_bytes().replace(b"sRGB", b"gRGB")
    for one, other in ((b"rXYZ", b"gXYZ"), (b"rTRC", b"gTRC")):
        data = data.replace(one, b"@@@@").replace(other, one).replace(b"@@@@", other)
    return data


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_images_are_seen_through_their_own_profiles(kind: str) -> None:
    plain, tagged = io.BytesIO(), io.BytesIO()
    picture = Image.new("RGB", (20, 20), (200, 60, 60))
    picture.save(plain, kind)
    picture.save(tagged, kind, icc_profile=_swapped())

    with Image.open(io.BytesIO(in_srgb(tagged.getvalue()))) as shown:
        red, green, blue = shown.convert("RGB").getpixel((10, 10))  # type: ignore[misc]
    assert (abs(red - 60) < 8, abs(green - 200) < 8, abs(blue - 60) < 8) == (True, True, True)
    assert in_srgb(plain.getvalue()) == plain.getvalue()


def test_p070_a_profile_of_the_authors_must_be_one_of_four_inks(tmp_path: Path) -> None:
    (tmp_path / "rgb.icc").write_bytes(b"no profile")
    printed, problems = _made(_edition("ingramspark", "creme", intent="rgb.icc"), tmp_path, "<p>船</p>")

    assert printed is None
    assert [problem.message for problem in problems] == ["rgb.icc is no ICC profile of four inks"]

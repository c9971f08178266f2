"""Every way to spoil a good file is found by its code and by no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from bookbuild.checks.preflight import RULES
from bookbuild.model import Edition
from tests.checks.preflight.sample import BLACK, BLEED, HEIGHT, MARKED, MM, PLAIN, SCREEN, WIDTH, Draft, good

Spoil = Callable[[Draft], None]
SEEDS: list[tuple[str, str, Edition, Spoil]] = []


def seed(code: str, base: Edition = PLAIN) -> Callable[[Spoil], Spoil]:
    def planted(spoil: Spoil) -> Spoil:
        SEEDS.append((code, spoil.__name__, base, spoil))
        return spoil

    return planted


def _boxes(draft: Draft, index: int = 2, **changes: tuple[float, float, float, float]) -> None:
    """Move the edges of a page's boxes by so many points."""
    page = draft.page(index)
    for name, moved in changes.items():
        page[f"/{name}"] = Array([float(edge) + by for edge, by in zip(page[f"/{name}"], moved, strict=True)])


def _text(draft: Draft, x: float, y: float, setup: str = "0 0 0 1 k", size: float = 10, index: int = 2) -> None:
    """The word of boxes at a point of the trim."""
    left, bottom = (float(edge) for edge in list(draft.page(index).TrimBox)[:2])
    draft.paint(f"q {setup} BT /F {size} Tf {left + x} {bottom + y} Td <000100020001> Tj ET Q", index)


def _area(draft: Draft, colour: str, index: int = 2) -> None:
    draft.paint(f"q {colour} 120 250 40 40 re f Q", index)


# ---------------------------------------------------------------- P040 to P043: boxes


@seed("P040")
def no_trim_box(draft: Draft) -> None:
    del draft.page().TrimBox


@seed("P040")
def trim_beyond_the_bleed(draft: Draft) -> None:
    _boxes(draft, TrimBox=(-4, 0, -4, 0))


@seed("P040")
def bleed_beyond_the_sheet(draft: Draft) -> None:
    _boxes(draft, MediaBox=(0, 0, -5, 0))


@seed("P040")
def cropped(draft: Draft) -> None:
    draft.page().CropBox = draft.page().TrimBox


@seed("P041")
def narrow_page(draft: Draft) -> None:
    _boxes(draft, MediaBox=(0, 0, -6, 0), BleedBox=(0, 0, -6, 0), TrimBox=(0, 0, -6, 0))


@seed("P041")
def high_page(draft: Draft) -> None:
    _boxes(draft, MediaBox=(0, 0, 0, 20), BleedBox=(0, 0, 0, 20), TrimBox=(0, 0, 0, 20))


@seed("P042")
def bleed_on_the_wrong_side(draft: Draft) -> None:
    draft.page().TrimBox = Array([BLEED, BLEED, BLEED + WIDTH, BLEED + HEIGHT])


@seed("P042")
def bleed_too_small_at_the_head(draft: Draft) -> None:
    _boxes(draft, MediaBox=(0, 0, 0, -3), BleedBox=(0, 0, 0, -3))


@seed("P042")
def no_bleed_at_all(draft: Draft) -> None:
    draft.page().BleedBox = draft.page().MediaBox = draft.page().TrimBox


@seed("P043")
def turned(draft: Draft) -> None:
    draft.page().Rotate = 90


@seed("P043")
def scaled(draft: Draft) -> None:
    draft.page().UserUnit = 2


@seed("P043")
def sheet_too_large(draft: Draft) -> None:
    _boxes(draft, MediaBox=(0, -30, 30, 0))


# ---------------------------------------------------------------- P044 to P046: pages


@seed("P044")
def too_few_pages(draft: Draft) -> None:
    for _ in range(4):
        del draft.pdf.pages[1]


@seed("P044")
def too_many_pages(draft: Draft) -> None:
    for _ in range(2):
        draft.pdf.pages.insert(2, draft.pdf.pages[0])
        draft.pdf.pages.insert(3, draft.pdf.pages[1])


@seed("P045")
def an_odd_page(draft: Draft) -> None:
    draft.pdf.pages.append(draft.pdf.pages[4])
    draft.pdf.pages[6].obj.Contents = draft.pdf.make_stream(b"")


@seed("P046")
def text_on_the_last_page(draft: Draft) -> None:
    _text(draft, 60, 200, index=5)


@seed("P046")
def an_area_on_the_last_page(draft: Draft) -> None:
    _area(draft, "0 0 0 1 k", index=5)


# ---------------------------------------------------------------- P047 to P049: what stands where


@seed("P047")
def text_in_the_gutter_of_a_recto(draft: Draft) -> None:
    _text(draft, 10 * MM, 200)


@seed("P047")
def text_in_the_gutter_of_a_verso(draft: Draft) -> None:
    _text(draft, WIDTH - 11 * MM - 18, 200, index=3)


@seed("P047")
def text_near_the_cut(draft: Draft) -> None:
    _text(draft, WIDTH - 7 * MM - 18, 200)


@seed("P047")
def text_near_the_head(draft: Draft) -> None:
    _text(draft, 100, HEIGHT - 8 * MM - 5)


@seed("P047")
def a_tail_near_the_foot(draft: Draft) -> None:
    _text(draft, 100, 8 * MM + 1)


@seed("P047")
def a_gutter_for_fewer_pages(draft: Draft) -> None:
    wide = replace(draft.edition.printing, gutters=((1, 12.0), (6, 16.0)))
    draft.edition = replace(draft.edition, printing=wide)


@seed("P048")
def an_image_that_ends_at_the_cut(draft: Draft) -> None:
    draft.place(draft.image(size=400), side=90, x=WIDTH - 90, y=200)


@seed("P048")
def an_area_that_ends_within_the_bleed(draft: Draft) -> None:
    draft.paint(f"100 {BLEED / 2} 40 60 re f")


@seed("P049", MARKED)
def no_marks(draft: Draft) -> None:
    draft.page(5).Contents = draft.pdf.make_stream(b"")


@seed("P049", MARKED)
def marks_at_one_side(draft: Draft) -> None:
    contents = draft.page(5).Contents
    data = (
        b" ".join(item.read_bytes() for item in contents)
        if isinstance(contents, Array)
        else contents.read_bytes()
    )
    draft.page(5).Contents = draft.pdf.make_stream(b" S ".join(data.split(b" S ")[:4]) + b" S Q")


@seed("P049", MARKED)
def marks_in_four_inks(draft: Draft) -> None:
    draft.paint("q 0.5 0.5 0.5 0.5 K 0.25 w 2 100 m 12 100 l S Q")


@seed("P049", MARKED)
def a_colour_bar(draft: Draft) -> None:
    draft.paint("q 1 0 0 0 k 3 200 10 10 re f Q")


# ---------------------------------------------------------------- P050 to P053: colours


@seed("P050")
def text_in_rgb(draft: Draft) -> None:
    _text(draft, 60, 200, "0 0 0 rg")


@seed("P050")
def a_line_in_rgb(draft: Draft) -> None:
    draft.paint("q 1 0 0 RG 100 250 m 140 250 l S Q")


@seed("P050")
def an_image_in_rgb(draft: Draft) -> None:
    draft.place(draft.image(space=Name.DeviceRGB))


@seed("P050")
def an_indexed_image(draft: Draft) -> None:
    space = Array([Name.Indexed, Name.DeviceRGB, 1, String(b"\0\0\0\xff\xff\xff")])
    draft.place(draft.image(space=space, raw=bytes(300 * 300)))


@seed("P050")
def an_area_in_lab(draft: Draft) -> None:
    draft.put("ColorSpace", "L", Array([Name.Lab, Dictionary(WhitePoint=Array([0.96, 1, 0.82]))]))
    _area(draft, "/L cs 50 20 20 sc")


@seed("P050")
def an_area_with_a_profile(draft: Draft) -> None:
    profile = draft.pdf.make_stream(bytes(128), N=1)
    draft.put("ColorSpace", "I", Array([Name.ICCBased, profile]))
    _area(draft, "/I cs 0.2 sc")


@seed("P050")
def a_spot_colour(draft: Draft) -> None:
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0] * 4), C1=Array([0, 1, 0, 0]), N=1)
    draft.put("ColorSpace", "S", Array([Name.Separation, Name.Gold, Name.DeviceCMYK, tint]))
    _area(draft, "/S cs 1 scn")


@seed("P050")
def a_gradient_in_rgb(draft: Draft) -> None:
    ends = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0] * 3), C1=Array([1, 0, 0]), N=1)
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 1, 1]), Function=ends)
    draft.put("Shading", "G", shading)
    draft.paint("q 120 250 40 40 re W n /G sh Q")


@seed("P050", SCREEN)
def inks_in_a_file_for_the_shelf(draft: Draft) -> None:
    _area(draft, "0 0 0 1 k")


@seed("P051", BLACK)
def cyan_on_paper_printed_in_black(draft: Draft) -> None:
    _area(draft, "1 0 0 0 k")


@seed("P051", BLACK)
def an_image_in_colour_on_paper_printed_in_black(draft: Draft) -> None:
    draft.place(draft.image(space=Name.DeviceCMYK, raw=bytes([90, 10, 10, 10]) * 300 * 300))


@seed("P052")
def rich_black_text(draft: Draft) -> None:
    _text(draft, 60, 200, "0.5 0.4 0.4 1 k")


@seed("P052")
def black_text_with_a_little_cyan(draft: Draft) -> None:
    _text(draft, 60, 200, "0.1 0 0 0.8 k")


@seed("P053")
def small_text_in_a_tint(draft: Draft) -> None:
    _text(draft, 60, 200, "0 0 0 0.5 k")


@seed("P053")
def small_text_in_gray(draft: Draft) -> None:
    _text(draft, 60, 200, "0.4 g", size=8)


# ---------------------------------------------------------------- P054 to P058: how much ink, how thin


@seed("P054")
def an_area_of_three_inks(draft: Draft) -> None:
    _area(draft, "1 1 1 0 k")


@seed("P054")
def an_image_with_too_much_ink(draft: Draft) -> None:
    draft.place(draft.image(space=Name.DeviceCMYK, raw=bytes([200, 200, 200, 200]) * 300 * 300))


@seed("P055")
def an_area_too_light(draft: Draft) -> None:
    _area(draft, "0 0 0 0.05 k")


@seed("P055")
def a_light_line_of_cyan(draft: Draft) -> None:
    draft.paint("q 0.08 0 0 0 K 1 w 100 250 m 140 250 l S Q")


@seed("P056")
def a_thin_line(draft: Draft) -> None:
    draft.paint("q 0 0 0 1 K 0.1 w 100 250 m 140 250 l S Q")


@seed("P056")
def a_line_of_no_width(draft: Draft) -> None:
    draft.paint("q 0 0 0 1 K 0 w 100 250 m 140 250 l S Q")


@seed("P056")
def a_line_made_thin_by_its_scale(draft: Draft) -> None:
    draft.paint("q 0 0 0 1 K 0.1 0 0 0.1 0 0 cm 1 w 1000 2500 m 1400 2500 l S Q")


@seed("P056")
def a_thin_area(draft: Draft) -> None:
    draft.paint("q 0 0 0 1 k 100 250 40 0.1 re f Q")


@seed("P057")
def opacity(draft: Draft) -> None:
    draft.put("ExtGState", "A", Dictionary(ca=0.5))
    _area(draft, "/A gs 0 0 0 1 k")


@seed("P057")
def opacity_of_a_line(draft: Draft) -> None:
    draft.put("ExtGState", "A", Dictionary(CA=0.5))
    draft.paint("q /A gs 0 0 0 1 K 100 250 m 140 250 l S Q")


@seed("P057")
def blending(draft: Draft) -> None:
    draft.put("ExtGState", "B", Dictionary(BM=Name.Multiply))
    _area(draft, "/B gs 0 0 0 1 k")


@seed("P057")
def a_soft_mask(draft: Draft) -> None:
    form = draft.pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))
    draft.put("ExtGState", "M", Dictionary(SMask=Dictionary(S=Name.Luminosity, G=form)))
    _area(draft, "/M gs 0 0 0 1 k")


@seed("P057")
def an_image_with_a_mask(draft: Draft) -> None:
    draft.place(draft.image(SMask=draft.pdf.make_indirect(draft.image())))


@seed("P057")
def a_group_on_a_page(draft: Draft) -> None:
    draft.page().Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)


@seed("P057")
def a_form_that_is_a_group(draft: Draft) -> None:
    group = Dictionary(S=Name.Transparency)
    form = draft.pdf.make_stream(
        b"0 0 10 10 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 10, 10]), Group=group
    )
    draft.put("XObject", "X", form)
    draft.paint("q 1 0 0 1 100 250 cm /X Do Q")


@seed("P058")
def an_area_of_white_that_overprints(draft: Draft) -> None:
    draft.put("ExtGState", "O", Dictionary(OP=True, op=True))
    _area(draft, "/O gs 0 0 0 0 k")


@seed("P058")
def white_text_that_overprints(draft: Draft) -> None:
    draft.put("ExtGState", "O", Dictionary(OP=True))
    draft.paint("q 0 0 0 1 k 90 195 60 30 re f Q")
    left, bottom = (float(edge) for edge in list(draft.page().TrimBox)[:2])
    _text(draft, 100 - left, 205 - bottom, "/O gs 0 0 0 0 k")


# ---------------------------------------------------------------- P059: hidden text


@seed("P059")
def invisible_text(draft: Draft) -> None:
    _text(draft, 60, 200, "3 Tr")


@seed("P059")
def text_off_the_sheet(draft: Draft) -> None:
    _text(draft, 60, 800)


@seed("P059")
def text_cut_off(draft: Draft) -> None:
    _text(draft, 60, 200, "0 0 10 10 re W n 0 0 0 1 k")


@seed("P059")
def white_text(draft: Draft) -> None:
    _text(draft, 60, 300, "0 0 0 0 k")


@seed("P059")
def text_below_a_picture(draft: Draft) -> None:
    _text(draft, 100, 210)
    draft.place(draft.image(), x=90)


@seed("P059")
def tiny_text(draft: Draft) -> None:
    _text(draft, 60, 200, size=0.5)


# ---------------------------------------------------------------- P060 to P064: images and fonts


@seed("P060")
def a_coarse_image(draft: Draft) -> None:
    draft.place(draft.image(size=100))


@seed("P060")
def coarse_line_art(draft: Draft) -> None:
    draft.place(draft.image(size=400, bits=1))


@seed("P060")
def a_coarse_stencil(draft: Draft) -> None:
    image = draft.image(size=400, bits=1, ImageMask=True)
    del image.ColorSpace
    draft.place(image)


@seed("P060")
def an_image_stretched_one_way(draft: Draft) -> None:
    draft.put("XObject", "New", draft.pdf.make_indirect(draft.image()))
    draft.paint("q 72 0 0 100 100 200 cm /New Do Q")


@seed("P061")
def an_image_too_fine(draft: Draft) -> None:
    draft.place(draft.image(size=700))


@seed("P062")
def an_image_packed_by_lzw(draft: Draft) -> None:
    draft.place(draft.image(Filter=Name.LZWDecode, raw=b"\x80\x0b"))
    draft.save |= {"stream_decode_level": pikepdf.StreamDecodeLevel.none, "compress_streams": False}


@seed("P062")
def an_image_of_jpeg_2000(draft: Draft) -> None:
    draft.place(draft.image(Filter=Name.JPXDecode, raw=b"\0"))


def _font(draft: Draft) -> Any:
    return draft.page().Resources.Font.F.DescendantFonts[0]


@seed("P063")
def a_font_that_is_not_embedded(draft: Draft) -> None:
    del _font(draft).FontDescriptor.FontFile2


@seed("P063")
def a_font_every_viewer_has(draft: Draft) -> None:
    draft.put("Font", "H", Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    draft.paint("BT /H 10 Tf 100 250 Td (Boat) Tj ET")


@seed("P064")
def a_font_of_drawings(draft: Draft) -> None:
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 10, 10]),
        FontMatrix=Array([0.1, 0, 0, 0.1, 0, 0]),
        CharProcs=Dictionary(a=draft.pdf.make_stream(b"10 0 d0 0 0 8 8 re f")),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a])),
        FirstChar=97,
        LastChar=97,
        Widths=Array([10]),
    )
    draft.put("Font", "T", draft.pdf.make_indirect(font))
    draft.paint("BT /T 10 Tf 100 250 Td (a) Tj ET")


@seed("P064")
def a_font_embedded_as_a_whole_file(draft: Draft) -> None:
    descriptor = _font(draft).FontDescriptor
    program = descriptor.FontFile2
    program.Subtype = Name.OpenType
    descriptor.FontFile3 = program
    del descriptor.FontFile2


# ---------------------------------------------------------------- P065 to P073: the file


@seed("P065")
def no_intent(draft: Draft) -> None:
    del draft.pdf.Root.OutputIntents


@seed("P065")
def two_intents(draft: Draft) -> None:
    draft.pdf.Root.OutputIntents.append(draft.pdf.Root.OutputIntents[0])


@seed("P065")
def an_intent_for_a_screen(draft: Draft) -> None:
    draft.pdf.Root.OutputIntents[0].DestOutputProfile = draft.pdf.make_stream(bytes(16) + b"RGB ", N=3)


@seed("P065")
def an_intent_without_its_condition(draft: Draft) -> None:
    del draft.pdf.Root.OutputIntents[0].OutputConditionIdentifier


@seed("P065", SCREEN)
def no_intent_in_a_file_for_the_shelf(draft: Draft) -> None:
    del draft.pdf.Root.OutputIntents


@seed("P066")
def no_claim(draft: Draft) -> None:
    del draft.pdf.docinfo["/GTS_PDFXVersion"]


@seed("P066")
def another_claim(draft: Draft) -> None:
    draft.pdf.docinfo["/GTS_PDFXVersion"] = String("PDF/X-3:2003")


@seed("P066")
def nothing_said_of_trapping(draft: Draft) -> None:
    del draft.pdf.docinfo["/Trapped"]


@seed("P066")
def no_title(draft: Draft) -> None:
    del draft.pdf.docinfo["/Title"]


@seed("P066")
def no_date(draft: Draft) -> None:
    del draft.pdf.docinfo["/ModDate"]


@seed("P066", SCREEN)
def no_claim_of_pdf_ua(draft: Draft) -> None:
    draft.pdf.Root.Metadata = draft.pdf.make_stream(b'<d pdfaid:part="2" pdfaid:conformance="A"/>')


@seed("P067")
def a_late_version(draft: Draft) -> None:
    draft.save["force_version"] = "1.6"


@seed("P067")
def objects_in_streams(draft: Draft) -> None:
    draft.save |= {"object_stream_mode": pikepdf.ObjectStreamMode.generate, "force_version": "1.5"}
    draft.forge = lambda data: data.replace(b"%PDF-1.5", b"%PDF-1.4")


@seed("P068")
def a_script(draft: Draft) -> None:
    draft.pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([])))


@seed("P068")
def an_attached_file(draft: Draft) -> None:
    draft.pdf.attachments["notes.txt"] = b"notes"


@seed("P068")
def a_form(draft: Draft) -> None:
    draft.pdf.Root.AcroForm = Dictionary(Fields=Array([]))


@seed("P068")
def layers(draft: Draft) -> None:
    draft.pdf.Root.OCProperties = Dictionary(OCGs=Array([]), D=Dictionary())


@seed("P068")
def an_action_on_opening(draft: Draft) -> None:
    draft.pdf.Root.OpenAction = Array([draft.page(), Name.Fit])


@seed("P069")
def a_link(draft: Draft) -> None:
    draft.page().Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]))])


@seed("P069")
def bookmarks(draft: Draft) -> None:
    with draft.pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("The Boat", 0))


@seed("P071")
def a_large_file(draft: Draft) -> None:
    draft.pdf.Root.Ballast = pikepdf.Stream(draft.pdf, bytes(200_000))
    draft.save["compress_streams"] = False


@seed("P073", SCREEN)
def no_tags(draft: Draft) -> None:
    del draft.pdf.Root.MarkInfo


@seed("P073", SCREEN)
def no_language(draft: Draft) -> None:
    del draft.pdf.Root.Lang


@seed("P073", SCREEN)
def a_title_that_is_not_shown(draft: Draft) -> None:
    del draft.pdf.Root.ViewerPreferences


@seed("P073", SCREEN)
def a_figure_without_words(draft: Draft) -> None:
    figure = Dictionary(Type=Name.StructElem, S=Name.Figure, Pg=draft.page())
    draft.pdf.Root.StructTreeRoot.K = draft.pdf.make_indirect(figure)


# ---------------------------------------------------------------- the tests


@pytest.mark.parametrize("base", [PLAIN, MARKED, BLACK, SCREEN], ids=["plain", "marked", "black", "screen"])
def test_the_file_to_be_spoilt_is_good(base: Edition) -> None:
    assert good(base).codes() == []


@pytest.mark.parametrize(
    ("code", "name", "base", "spoil"), SEEDS, ids=[f"{seed[0]}-{seed[1]}" for seed in SEEDS]
)
def test_a_fault_is_found_by_its_code_and_no_other(code: str, name: str, base: Edition, spoil: Spoil) -> None:
    draft = good(base)
    spoil(draft)

    assert draft.codes() == [code]


def test_every_rule_is_proven_and_there_are_many_faults() -> None:
    planted = Counter(code for code, *_ in SEEDS)

    assert set(planted) == {code for code, *_ in RULES}
    assert planted.total() >= 60

"""A small file a printer would take, made with pikepdf alone, to be spoilt in one way at a time."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name, Pdf, String

from bookbuild.checks.preflight import preflight
from bookbuild.model import Edition, Printing

MM = 72 / 25.4
WIDTH, HEIGHT = 100 * MM, 150 * MM
BLEED = 3 * MM
SLUG = 8 * MM
PAGES = 6

PLAIN = Edition(
    "print",
    "pdf",
    trim=(100.0, 150.0),
    printing=Printing(
        printer="press",
        standard=("x-1a:2003",),
        ink="colour",
        bleed=(3.0, 3.0, 3.0, 0.0),
        links=False,
        gutters=((1, 12.0), (20, 15.0)),
        margin=8.0,
        fewest=4,
        most=8,
        multiple=2,
        last_blank=True,
        ink_limit=240,
        tint_least=10,
        line_least=0.25 / MM,
        transparency=False,
        ppi=300,
        ppi_line_art=600,
        ppi_most=600,
        file_mb=0.1,
    ),
)
MARKED = replace(PLAIN, printing=replace(PLAIN.printing, marks=True))
BLACK = replace(PLAIN, printing=replace(PLAIN.printing, ink="black"))
SCREEN = replace(PLAIN, printing=Printing())


@dataclass
class Draft:
    """A file in the making: ``save`` holds the options it is saved with, ``forge`` changes its bytes after."""

    edition: Edition
    pdf: Pdf
    save: dict[str, Any] = field(default_factory=dict)
    forge: Callable[[bytes], bytes] = bytes

    def page(self, index: int = 2) -> Any:
        """A page; by default a recto in the middle."""
        return self.pdf.pages[index].obj

    def paint(self, content: str, index: int = 2) -> None:
        """More on a page, over what is there."""
        self.pdf.pages[index].contents_add(content.encode())

    def put(self, kind: str, name: str, item: Any, index: int = 2) -> None:
        """A resource of a page."""
        resources = self.page(index).Resources
        if f"/{kind}" not in resources:
            resources[f"/{kind}"] = Dictionary()
        resources[f"/{kind}"][f"/{name}"] = item

    def image(
        self, *, space: Any = Name.DeviceGray, size: int = 300, bits: int = 8, raw: bytes = b"", **more: Any
    ) -> Any:
        """An image of *size* pixels square."""
        bands = {Name.DeviceRGB: 3, Name.DeviceCMYK: 4}.get(space, 1) if isinstance(space, Name) else 1
        data = raw or bytes([120]) * (size * size * bands * bits // 8 + size)
        more.setdefault("Filter", Name.FlateDecode)
        packed = zlib.compress(data) if more["Filter"] == Name.FlateDecode else data
        fields = {"Width": size, "Height": size, "BitsPerComponent": bits, "ColorSpace": space, **more}
        image = Dictionary(Type=Name.XObject, Subtype=Name.Image, **fields)
        return pikepdf.Stream(self.pdf, packed, image)

    def place(
        self, image: Any, *, side: float = 72.0, x: float = 100.0, y: float = 200.0, index: int = 2
    ) -> None:
        """An image on a page, a square of *side* points."""
        self.put("XObject", "New", self.pdf.make_indirect(image), index)
        self.paint(f"q {side} 0 0 {side} {x} {y} cm /New Do Q", index)

    def data(self) -> bytes:
        out = io.BytesIO()
        standard = self.edition.printing.standard[0]
        version = "1.4" if standard.startswith("x-1a") else "1.7"
        options = {
            "force_version": version,
            "object_stream_mode": pikepdf.ObjectStreamMode.disable,
            **self.save,
        }
        self.pdf.save(out, deterministic_id=True, fix_metadata_version=False, **options)
        return self.forge(out.getvalue())

    def codes(self) -> list[str]:
        """The codes the preflight finds."""
        return [outcome.code for outcome in preflight(self.data(), self.edition) if outcome.faults]


def good(edition: Edition) -> Draft:
    """A file of which nothing can be said."""
    draft = Draft(edition, pikepdf.new())
    font = _font(draft.pdf)
    for index in range(PAGES):
        _add_page(draft, font, index)
    _claim(draft)
    return draft


def boxes(edition: Edition, recto: bool) -> tuple[list[float], list[float], list[float]]:
    """TrimBox, BleedBox, MediaBox."""
    top, outside, bottom, inside = (length * MM for length in edition.printing.bleed)
    left, right = (inside, outside) if recto else (outside, inside)
    slug = SLUG if edition.printing.marks else 0
    trim = [left + slug, bottom + slug, left + slug + WIDTH, bottom + slug + HEIGHT]
    bleed = [trim[0] - left, trim[1] - bottom, trim[2] + right, trim[3] + top]
    return trim, bleed, [bleed[0] - slug, bleed[1] - slug, bleed[2] + slug, bleed[3] + slug]


def _add_page(draft: Draft, font: Any, index: int) -> None:
    trim, bleed, media = boxes(draft.edition, index % 2 == 0)
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array(media),
        BleedBox=Array(bleed),
        TrimBox=Array(trim),
        Resources=Dictionary(Font=Dictionary(F=font)),
    )
    draft.pdf.pages.append(pikepdf.Page(draft.pdf.make_indirect(page)))
    page = draft.page(index)
    page.Contents = draft.pdf.make_stream(b"")
    if draft.edition.printing.marks:
        draft.paint(_marks(trim, bleed), index)
    if index == PAGES - 1:
        return
    black = "0 0 0 rg 0 0 0 RG" if draft.edition is SCREEN else "0 0 0 1 k 0 0 0 1 K"
    x, y = trim[0] + 15 * MM, trim[1] + 60 * MM
    draft.paint(f"{black} BT /F 10 Tf {x} {y} Td <000100020001> Tj ET", index)
    draft.paint(f"0.5 w {x} {y - 10} m {x + 50} {y - 10} l S {x} {y - 40} 50 20 re f", index)
    if index == 0:
        draft.paint(f"{bleed[2] - 20} {bleed[1]} 20 {bleed[3] - bleed[1]} re f", index)


def _marks(trim: list[float], bleed: list[float]) -> str:
    lines = []
    for x, across in ((trim[0], bleed[0] - 15), (trim[2], bleed[2] + 3)):
        for y, down in ((trim[1], bleed[1] - 15), (trim[3], bleed[3] + 3)):
            lines.append(f"{across} {y} m {across + 12} {y} l S {x} {down} m {x} {down + 12} l S")
    return "q 0 0 0 1 K 0.25 w " + " ".join(lines) + " Q"


def _claim(draft: Draft) -> None:
    pdf, screen = draft.pdf, draft.edition is SCREEN
    info = {"Title": "The Boat", "CreationDate": "D:20240501120000Z", "ModDate": "D:20240501120000Z"}
    if not screen:
        info["GTS_PDFXVersion"] = "PDF/X-1a:2003"
        pdf.docinfo["/Trapped"] = Name("/False")
    for key, value in info.items():
        pdf.docinfo[f"/{key}"] = String(value)
    space, subtype = (b"RGB ", Name.GTS_PDFA1) if screen else (b"CMYK", Name.GTS_PDFX)
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=subtype,
                OutputConditionIdentifier=String("sRGB" if screen else "FOGRA39"),
                DestOutputProfile=pdf.make_stream(bytes(16) + space, N=3 if screen else 4),
            )
        ]
    )
    if screen:
        pdf.Root.Lang = String("en")
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        said = b'<d pdfaid:part="2" pdfaid:conformance="A"/><pdfuaid:part>1</pdfuaid:part>'
        pdf.Root.Metadata = pdf.make_stream(said, Type=Name.Metadata, Subtype=Name.XML)


def _font(pdf: Pdf) -> Any:
    """A TrueType font of two boxes: one on the base line, one that hangs below it."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "box", "low"])
    builder.setupCharacterMap({65: "box", 66: "low"})
    outlines = {".notdef": _outline(0, 0), "box": _outline(0, 700), "low": _outline(-200, 500)}
    builder.setupGlyf(outlines)
    builder.setupHorizontalMetrics(dict.fromkeys(outlines, (600, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupOS2()
    builder.setupPost()
    out = io.BytesIO()
    builder.save(out)
    program = pdf.make_stream(out.getvalue(), Length1=len(out.getvalue()))
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name("/AAAAAA+Boxes"), FontFile2=program)
    inner = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/AAAAAA+Boxes"),
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=600,
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/AAAAAA+Boxes"),
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(inner)]),
    )
    return pdf.make_indirect(font)


def _outline(bottom: int, top: int) -> Any:
    pen = TTGlyphPen(None)
    if top > bottom:
        pen.moveTo((50, bottom))
        for point in ((550, bottom), (550, top), (50, top)):
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()

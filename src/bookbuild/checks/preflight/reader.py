"""A finished PDF, its bytes, to a PrintFile: nothing of how it was made is known or trusted here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from bookbuild.checks.preflight.scan import Scan, Shelf
from bookbuild.checks.preflight.value import FontFile, Intent, PrintFile, Sheet
from bookbuild.checks.press.reader import Unreadable
from bookbuild.checks.streams import Box

BOXES = ("MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox")
_PACKED = re.compile(rb"/Type ?/(ObjStm|XRef)\b")
_ACTIVE = {
    "/OpenAction": "an action on opening",
    "/AA": "actions",
    "/AcroForm": "a form",
    "/Collection": "a collection",
}


def read(data: bytes) -> PrintFile:
    """What a printer sees of a PDF. Unreadable when it is none, or is locked."""
    try:
        with pikepdf.Pdf.open(BytesIO(data)) as pdf:
            return _read(pdf, data)
    except pikepdf.PasswordError:
        raise Unreadable("it is locked with a password") from None
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, IndexError) as error:
        reason = str(error).partition("\n")[0]
        raise Unreadable(f"it is damaged: {reason or type(error).__name__}") from error


def _read(pdf: pikepdf.Pdf, data: bytes) -> PrintFile:
    shelf = Shelf()
    sheets = tuple(_sheet(index, page, shelf) for index, page in enumerate(pdf.pages))
    root: Any = pdf.Root
    return PrintFile(
        size=len(data),
        version=pdf.pdf_version,
        packed=bool(_PACKED.search(data)),
        identified="/ID" in pdf.trailer,
        sheets=sheets,
        fonts=tuple(FontFile(face.name, face.kind, face.program, page) for face, page in shelf.shown.values()),
        intents=tuple(map(_intent, root.get("/OutputIntents", ()))),
        info={str(key).lstrip("/"): str(value) for key, value in pdf.docinfo.items()},
        xmp=root.Metadata.read_bytes().decode("utf-8", "replace") if "/Metadata" in root else "",
        active=tuple(_active(pdf)),
        outlined="/Outlines" in root and "/First" in root.Outlines,
        tagged="/StructTreeRoot" in root and bool(root.get("/MarkInfo", {}).get("/Marked", False)),
        lang=str(root.get("/Lang", "")),
        titled=bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)),
        untold=tuple(_untold(pdf)),
    )


def _sheet(index: int, page: pikepdf.Page, shelf: Shelf) -> Sheet:
    boxes = {name: _box(found) for name in BOXES if (found := _inherited(page.obj, f"/{name}")) is not None}
    scan = Scan(index, boxes.get("MediaBox", (0, 0, 0, 0)), shelf)
    scan.play(page, _inherited(page.obj, "/Resources") or pikepdf.Dictionary())
    return Sheet(
        index=index,
        label=page.label,
        boxes=boxes,
        rotation=int(_inherited(page.obj, "/Rotate") or 0) % 360,
        scaled=float(page.obj.get("/UserUnit", 1)) != 1,
        painted=tuple(scan.painted),
        grouped=scan.grouped or "/Group" in page.obj,
        annotations=tuple(str(each.get("/Subtype", "")).lstrip("/") for each in page.obj.get("/Annots", ())),
    )


def _inherited(page: Any, key: str) -> Any:
    """A page's own entry, or that of a node above it."""
    while page is not None:
        if key in page:
            return page[key]
        page = page.get("/Parent")
    return None


def _box(found: Any) -> Box:
    a, b, c, d = (float(edge) for edge in found)
    return min(a, c), min(b, d), max(a, c), max(b, d)


def _intent(intent: Any) -> Intent:
    profile = intent.get("/DestOutputProfile")
    data = profile.read_bytes() if profile is not None else b""
    return Intent(
        subtype=str(intent.get("/S", "")).lstrip("/"),
        identifier=str(intent.get("/OutputConditionIdentifier", "")),
        components=int(profile.get("/N", 0)) if profile is not None else 0,
        space=data[16:20].decode("latin-1").strip(),
    )


def _active(pdf: pikepdf.Pdf) -> Iterator[str]:
    """What asks for a living reader, or hides things from one."""
    yield from (what for key, what in _ACTIVE.items() if key in pdf.Root)
    names: Any = pdf.Root.get("/Names", {})
    if "/JavaScript" in names:
        yield "JavaScript"
    if "/EmbeddedFiles" in names or pdf.attachments:
        yield "attached files"
    if "/OCProperties" in pdf.Root:
        yield "layers"
    if pdf.is_encrypted:
        yield "encryption"
    if any("/AA" in page.obj for page in pdf.pages):
        yield "actions of pages"


def _untold(pdf: pikepdf.Pdf) -> Iterator[int]:
    """The pages with figures the tag tree has no words for."""
    pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and _is_untold(item):
            yield pages.get(item.Pg.objgen, 0) if "/Pg" in item else 0


def _is_untold(element: Any) -> bool:
    figure = element.get("/Type") == "/StructElem" and element.get("/S") == "/Figure"
    return figure and not {"/Alt", "/ActualText"} & set(element.keys())

"""The file as a whole: images and fonts in it, what it claims to be, and what it must not hold."""

from __future__ import annotations

import re

from bookbuild.checks.preflight.found import Fault, Found, is_exchange, is_strict, of_file, on
from bookbuild.checks.preflight.value import Painted, PrintFile
from bookbuild.model import Edition

_TOLERANCE = 0.99  # of a resolution asked for
_LATEST = {
    "x-1a:2001": "1.3", "x-3:2002": "1.3", "x-1a:2003": "1.4", "x-3:2003": "1.4", "x-4": "1.6",
    "ua-1": "1.7", "a-2a": "1.7",
}  # fmt: skip
_CLAIMS = {
    "x-1a:2001": {"GTS_PDFXVersion": "PDF/X-1:2001", "GTS_PDFXConformance": "PDF/X-1a:2001"},
    "x-1a:2003": {"GTS_PDFXVersion": "PDF/X-1a:2003"},
    "x-3:2002": {"GTS_PDFXVersion": "PDF/X-3:2002"},
    "x-3:2003": {"GTS_PDFXVersion": "PDF/X-3:2003"},
}
_XMP = {
    "x-4": {"pdfxid:GTS_PDFXVersion": "PDF/X-4", "pdf:Trapped": "False|True"},
    "ua-1": {"pdfuaid:part": "1"},
    "a-2a": {"pdfaid:part": "2", "pdfaid:conformance": "A"},
}
_UNPACKABLE = {"1.3": {"JBIG2Decode", "JPXDecode", "LZWDecode"}, "1.4": {"JPXDecode", "LZWDecode"}}


# ---------------------------------------------------------------- images


def images_are_fine_enough(file: PrintFile, edition: Edition) -> Found:
    """Every image has as many pixels an inch, as it is placed, as the printer asks; of one bit more."""
    printing = edition.printing
    for index, item in _images(file):
        line_art = item.picture is not None and item.picture.bits == 1
        least = (printing.ppi_line_art if line_art else 0) or printing.ppi
        if least:
            what = (
                f"an image{' of one bit' if line_art else ''} has {item.ppi:.0f} pixels an inch, not {least:g}"
            )
            yield Fault(what, index) if item.ppi < least * _TOLERANCE else None


def images_are_not_too_fine(file: PrintFile, edition: Edition) -> Found:
    """No image has more pixels an inch than the printer takes."""
    most = edition.printing.ppi_most
    for index, item in _images(file) if most else ():
        what = f"an image has {item.ppi:.0f} pixels an inch, more than {most:g}"
        yield Fault(what, index) if item.ppi > most / _TOLERANCE else None


def images_are_packed_as_allowed(file: PrintFile, edition: Edition) -> Found:
    """No image is packed in a way this kind of PDF does not know."""
    standard = edition.printing.standard[0]
    strange = _UNPACKABLE.get(_LATEST.get(standard, ""), {"LZWDecode"})
    for index, item in _images(file) if standard != "plain" else ():
        used = strange.intersection(item.picture.filters if item.picture else ())
        yield Fault(f"an image is packed as {', '.join(sorted(used))}", index) if used else None


def _images(file: PrintFile) -> list[tuple[int, Painted]]:
    return [
        (sheet.index, item) for sheet in file.sheets for item in sheet.painted if item.picture and item.seen
    ]


# ---------------------------------------------------------------- fonts


def fonts_are_embedded(file: PrintFile, edition: Edition) -> Found:
    """Every font is in the file."""
    for font in file.fonts:
        yield None if font.program else Fault(f"the font {font.name} is not embedded", font.page)


def fonts_are_of_a_kind(file: PrintFile, edition: Edition) -> Found:
    """No font is made of drawings or, before PDF 1.6, an OpenType file."""
    for font in file.fonts:
        drawn = font.kind == "Type3" and edition.printing.ink != "screen"
        young = font.program == "OpenType" and is_strict(edition)
        what = "is made of drawings (Type 3)" if drawn else "is embedded as an OpenType file"
        yield Fault(f"the font {font.name} {what}", font.page) if drawn or young else None


# ---------------------------------------------------------------- claims


def intent_is_there(file: PrintFile, edition: Edition) -> Found:
    """The file says for which inks or screen it is meant, once, and brings the profile."""
    wanted = ("GTS_PDFX", "CMYK", 4) if is_exchange(edition) else ("GTS_PDFA1", "RGB", 3)
    if not is_exchange(edition) and "a-2a" not in edition.printing.standard:
        return
    found = [intent for intent in file.intents if intent.subtype == wanted[0]]
    if len(found) != 1:
        yield Fault(f"there {'is no output intent' if not found else 'are several output intents'}")
        return
    (intent,) = found
    yield of_file(not intent.identifier, "the output intent names no condition")
    wrong = (intent.space, intent.components) != wanted[1:]
    yield of_file(wrong, f"the profile of the output intent is not one of {wanted[1]}")


def claims_are_made(file: PrintFile, edition: Edition) -> Found:
    """The file says what it claims to be where this is looked for, with title, dates, trapping and ID."""
    for standard in edition.printing.standard:
        for key, value in _CLAIMS.get(standard, {}).items():
            yield of_file(file.info.get(key) != value, f"{key} is not {value}")
        for key, value in _XMP.get(standard, {}).items():
            found = re.search(rf"{key}(?:>|=\")({value})[<\"]", file.xmp)
            yield of_file(not found, f"{key} is not {value} in the metadata")
    if is_exchange(edition):
        yield of_file(file.info.get("Trapped") not in ("/True", "/False"), "Trapped is neither True nor False")
        for key in ("Title", "CreationDate", "ModDate"):
            yield of_file(not file.info.get(key), f"there is no {key}")
    if edition.printing.standard != ("plain",):
        yield of_file(not file.identified, "the file has no ID")


def version_is_allowed(file: PrintFile, edition: Edition) -> Found:
    """The file is of no later PDF than what it claims to be, and built as that one is."""
    latest = _LATEST.get(edition.printing.standard[0])
    if latest:
        yield of_file(file.version > latest, f"it is PDF {file.version}, and {latest} is the latest allowed")
        early = latest < "1.5" and file.packed
        yield of_file(early, "its objects are packed in streams, which came with PDF 1.5")


def nothing_is_active(file: PrintFile, edition: Edition) -> Found:
    """No scripts, forms, attachments, layers, actions or locks in a file to be printed or kept."""
    if edition.printing.printer or edition.printing.standard != ("plain",):
        yield of_file(file.active, f"there is {' and '.join(file.active)} in the file")


def nothing_is_linked(file: PrintFile, edition: Edition) -> Found:
    """No links, comments or bookmarks where the printer takes none."""
    if edition.printing.links:
        return
    yield of_file(file.outlined, "the file has bookmarks")
    for sheet in file.sheets:
        yield on(
            sheet, sheet.annotations, f"there is an annotation ({', '.join(sorted({*sheet.annotations}))})"
        )


def file_is_not_too_large(file: PrintFile, edition: Edition) -> Found:
    """The file can be sent."""
    most = edition.printing.file_mb
    if most:
        size = file.size / 1_000_000
        yield of_file(size > most, f"the file has {size:.1f} MB, more than {most:g}")


def can_be_listened_to(file: PrintFile, edition: Edition) -> Found:
    """Tags, a language, a title that is shown, and words for every figure."""
    if not {"ua-1", "a-2a"} & set(edition.printing.standard):
        return
    yield of_file(not file.tagged, "the file is not tagged")
    yield of_file(not file.lang, "the file has no language")
    if "ua-1" in edition.printing.standard:
        yield of_file(not file.titled, "the title is not shown")
    for page in file.untold:
        yield Fault("a figure has no words for who cannot see it", page)

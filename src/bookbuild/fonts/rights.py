"""What the maker of a font allows: the embedding bits of OS/2 fsType (OpenType 1.9, OS/2 §fsType)."""

from __future__ import annotations

from typing import Literal

_RESTRICTED, _PREVIEW, _EDITABLE = 0x0002, 0x0004, 0x0008
_WHOLE_ONLY, _BITMAPS_ONLY = 0x0100, 0x0200


def words(bits: int) -> str:
    """The bits as people say them. Of several, as old fonts have them, the most generous holds."""
    usage = "restricted"
    for bit, word in ((_RESTRICTED, "restricted"), (_PREVIEW, "preview and print"), (_EDITABLE, "editable")):
        usage = word if bits & bit else usage
    limits = ((_WHOLE_ONLY, "no subsetting"), (_BITMAPS_ONLY, "bitmaps only"))
    said = "installable" if not bits & (_RESTRICTED | _PREVIEW | _EDITABLE) else usage
    return ", ".join((said, *(word for bit, word in limits if bits & bit)))


def forbidden(bits: int, format: Literal["epub", "pdf"]) -> str:
    """Why a face must not be embedded in a file of *format*; '' where it may.

    A PDF holds a subset to be looked at and printed; a reader of an EPUB is given the font itself.
    """
    if bits & _BITMAPS_ONLY:
        return "its licence bits allow to embed bitmaps only"
    if bits & _WHOLE_ONLY:
        return "its licence bits allow to embed it whole only, and a book holds subsets"
    if bits & _EDITABLE or not bits & (_RESTRICTED | _PREVIEW):
        return ""
    if bits & _PREVIEW:
        return "" if format == "pdf" else "its licence bits allow to embed it for preview and print only"
    return "its licence bits forbid to embed it"

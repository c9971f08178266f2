"""What an image of a PDF is: its pixels, its space, how much ink it has."""

from __future__ import annotations

from typing import Any

import numpy as np
import pikepdf

from bookbuild.checks.preflight.value import Picture

_FEW = 0.001  # the share of pixels that may have more ink: what JPEG does at edges is no fault


def picture(item: Any) -> Picture:
    """The image *item*."""
    filters = item.get("/Filter", ())
    names = [filters] if isinstance(filters, pikepdf.Name) else list(filters)
    stencil = bool(item.get("/ImageMask", False))
    space = "" if stencil else space_of(item.get("/ColorSpace"))
    inked, coloured = _ink(item) if space == "DeviceCMYK" else (100.0 if space == "DeviceGray" else 0.0, False)
    return Picture(
        id=" ".join(map(str, item.objgen)),
        width=int(item.get("/Width", 0)),
        height=int(item.get("/Height", 0)),
        bits=1 if stencil else int(item.get("/BitsPerComponent", 8)),
        space=space,
        filters=tuple(str(name).lstrip("/") for name in names),
        inked=inked,
        coloured=coloured,
        masked="/SMask" in item,
    )


def space_of(space: Any) -> str:
    """A colour space by its name; of an indexed one the space of its table."""
    if space is None:
        return ""
    if isinstance(space, pikepdf.Array):
        family = str(space[0]).lstrip("/")
        return space_of(space[1]) if family in ("Indexed", "I") else family
    short = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}
    name = str(space).lstrip("/")
    return short.get(name, name)


def _ink(item: Any) -> tuple[float, bool]:
    """The most ink in percent, few pixels apart, and whether there is any beside black."""
    pixels = np.asarray(pikepdf.PdfImage(item).as_pil_image().convert("CMYK"))
    sums = pixels.astype(np.int32).sum(axis=-1).ravel()
    most = float(np.quantile(sums, 1 - _FEW, method="lower"))
    return most / 255 * 100, bool(pixels[..., :3].any())

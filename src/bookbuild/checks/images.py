"""Can a picture be shown? Decoded once before any edition takes it in."""

from __future__ import annotations

import io
import posixpath
import warnings
from collections.abc import Iterator, Mapping

from bookbuild.diagnostics import Diagnostic, Span

MAX_PIXELS = 50_000_000  # a picture of A4 at 600 dpi has 35 million
_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".webp": "WEBP"}


def check_images(images: Mapping[str, bytes], places: Mapping[str, Span]) -> Iterator[Diagnostic]:
    """E004 for each picture (path → bytes) that does not decode whole, is too large, or is not what its
    name says. Other types than ``_FORMATS`` are not decoded."""
    for path, data in images.items():
        wanted = _FORMATS.get(posixpath.splitext(path)[1].lower())
        if wanted and (fault := _fault(data, wanted)):
            yield Diagnostic("E004", f"{path} {fault}", places.get(path), help="save it anew as PNG or JPEG")


def _fault(data: bytes, wanted: str) -> str:
    from PIL import Image as Pillow
    from PIL import ImageFile, UnidentifiedImageError

    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False  # WeasyPrint's choice
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)
            picture = Pillow.open(io.BytesIO(data), formats=tuple(dict.fromkeys(_FORMATS.values())))
            if picture.width * picture.height > MAX_PIXELS:
                return f"has {picture.width} × {picture.height} pixels, more than {MAX_PIXELS:,}"
            picture.load()
    except UnidentifiedImageError:
        return "is not a PNG, JPEG, GIF or WebP picture"
    except (OSError, SyntaxError, ValueError, Pillow.DecompressionBombError) as error:
        return f"cannot be shown: {error}"
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
    kind = "JPEG" if picture.format == "MPO" else picture.format  # what phones add a second picture to
    return "" if kind == wanted else f"is a {kind} picture, not what its name says"

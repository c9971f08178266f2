"""A picture made for the screen: no larger than its budget, in sRGB, nothing but the picture.

The same bytes and budget give the same bytes, and never more of them. Turned as its Exif says (JEITA CP-3451
§4.6.4, Orientation); what else a camera or a program noted, places among it, is left out.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from bookbuild.model import Budget

if TYPE_CHECKING:
    from PIL.Image import Image

_WORTH = 5  # a JPEG so little above the budget's quality loses more than it gains by being made anew
_STANDARD = 3688  # the sum of the luminance table that quality counts from (ITU-T T.81 §K.1)
_COLOURS = 4096  # drawings and screenshots have fewer, photographs more
_FLAT = 0.5  # the share of pixels like their neighbours: in screenshots nine tenths, in photographs few
_MODES = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})  # what a PNG holds in 8 bits and less
_ORIENTATION = 0x0112
# JFIF's header and Adobe's, which says how colours are coded; all other segments of programs are notes.
_KEPT = frozenset({0xE0, 0xEE})


def fitted(data: bytes, budget: Budget) -> bytes:
    """*data*, a JPEG or a PNG, as a JPEG or a PNG for the screen; as it is where that is no gain."""
    from PIL import Image

    try:
        with Image.open(BytesIO(data), formats=("JPEG", "PNG")) as picture:
            make = _of_png if picture.format == "PNG" else _of_jpeg
            made = make(picture, data, budget)
    except (OSError, SyntaxError, ValueError):
        return data  # whether it can be shown is for the checks to say
    return made if len(made) < len(data) else data


def _of_jpeg(picture: Image, data: bytes, budget: Budget) -> bytes:
    own = _quality(picture)
    if picture.format == "JPEG" and own <= budget.quality + _WORTH and not _changes(picture, budget):
        return bare(data)
    return _jpeg(_made(picture, budget), min(own, budget.quality))


def _of_png(picture: Image, data: bytes, budget: Budget) -> bytes:
    """A PNG stays without loss, unless it is a photograph that weighs less than half as a JPEG."""
    if picture.mode not in _MODES or getattr(picture, "is_animated", False):
        return data
    photograph = _is_photograph(picture)
    made = _made(picture, budget) if _changes(picture, budget) else picture
    lossless = _png(made)
    if photograph:
        light = _jpeg(made.convert("RGB"), budget.quality)
        return light if len(light) * 2 < len(lossless) else lossless
    return lossless


def _changes(picture: Image, budget: Budget) -> bool:
    """Whether it is too large, lies on its side, or has colours of its own."""
    turned = picture.getexif().get(_ORIENTATION, 1) != 1
    return max(picture.size) > budget.longest or turned or picture.mode == "CMYK" or _has_profile(picture)


def _made(picture: Image, budget: Budget) -> Image:
    """The picture upright, in sRGB and within the budget."""
    from PIL import Image, ImageOps

    if picture.mode in {"1", "P"}:  # they hold no shades between two pixels
        whole = "RGBA" if "transparency" in picture.info else "RGB"
        picture = picture.convert("L" if picture.mode == "1" else whole)
    picture.thumbnail((budget.longest, budget.longest), Image.Resampling.LANCZOS)  # it makes nothing larger
    return _in_srgb(ImageOps.exif_transpose(picture))


def _in_srgb(picture: Image) -> Image:
    from PIL import ImageCms

    mode = picture.mode if picture.mode in _MODES else "RGB"
    if not _has_profile(picture):
        return picture.convert(mode)
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(picture.info["icc_profile"]))
        shown = "RGBA" if mode == "RGBA" else "RGB"
        made = ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"), outputMode=shown)
    except (ImageCms.PyCMSError, OSError):
        made = None  # the profile is broken or another picture's
    return (made or picture).convert(mode)


def _has_profile(picture: Image) -> bool:
    """Whether its colours are not those of sRGB, which a picture without a profile has."""
    if not (profile := picture.info.get("icc_profile")):
        return False
    from PIL import ImageCms

    try:
        return "sRGB" not in ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(BytesIO(profile)))
    except (ImageCms.PyCMSError, OSError):
        return False


def _is_photograph(picture: Image) -> bool:
    """Whether it has no transparency, more colours than a drawing, and few places that are all one colour."""
    from PIL import ImageChops

    if picture.mode == "RGBA" and picture.getchannel("A").getextrema() != (255, 255):
        return False
    coloured = picture.mode in {"RGB", "RGBA"} and "transparency" not in picture.info
    if not coloured or (plain := picture.convert("RGB")).getcolors(_COLOURS) is not None:
        return False
    beside = ImageChops.difference(plain, ImageChops.offset(plain, 1, 0)).convert("L")
    return beside.histogram()[0] < _FLAT * plain.width * plain.height


def _quality(picture: Image) -> int:
    """The quality a JPEG was saved with, as libjpeg counts: told by its table for luminance."""
    tables: dict[int, list[int]] = getattr(picture, "quantization", {})
    scale = 100 * sum(tables.get(0, [1])) / _STANDARD
    return max(1, round(5000 / scale if scale > 100 else 100 - scale / 2))


def _jpeg(picture: Image, quality: int) -> bytes:
    return _saved(picture, "JPEG", quality=quality, optimize=True, progressive=True)


def _png(picture: Image) -> bytes:
    return _saved(picture, "PNG", optimize=True)


def _saved(picture: Image, kind: str, **options: object) -> bytes:
    """The file's bytes, without what the picture says besides its pixels."""
    target = BytesIO()
    picture.info = {key: value for key, value in picture.info.items() if key == "transparency"}
    picture.save(target, kind, **options)
    return target.getvalue()


def bare(jpeg: bytes) -> bytes:
    """*jpeg* without the segments of programs and comments (ITU-T T.81 §B.2.4); its pixels stay as they are."""
    kept, at = [jpeg[:2]], 2
    while jpeg[at : at + 1] == b"\xff" and jpeg[at + 1] != 0xDA:  # up to the scan
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4])
        marker = jpeg[at + 1]
        if not (0xE0 <= marker <= 0xEF or marker == 0xFE) or marker in _KEPT:
            kept.append(jpeg[at:end])
        at = end
    return b"".join([*kept, jpeg[at:]])

"""Images that bring a profile of their own: their colours in sRGB, which all of the press takes for granted.

The typesetter looks at no profile. Images of inks keep their inks: they were made for a press.
"""

from __future__ import annotations

import io

from PIL import Image, ImageCms

_KINDS = frozenset({"JPEG", "PNG", "WEBP"})
_QUALITY = 95  # of JPEG: above what is seen in print


def in_srgb(data: bytes) -> bytes:
    """*data*, an image, with its colours in sRGB where a profile says that they are in another space."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            profile = image.info.get("icc_profile")
            if not profile or image.format not in _KINDS or image.mode not in ("RGB", "RGBA"):
                return data
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return data if "sRGB" in ImageCms.getProfileDescription(own) else _converted(image, own)
    except (OSError, ImageCms.PyCMSError, Image.DecompressionBombError):
        return data  # who shows it says what is wrong with it


def _converted(image: Image.Image, own: ImageCms.ImageCmsProfile) -> bytes:
    shown = ImageCms.profileToProfile(
        image, own, ImageCms.createProfile("sRGB"), ImageCms.Intent.RELATIVE_COLORIMETRIC, outputMode=image.mode
    )
    assert shown is not None
    shown.info.pop("icc_profile", None)
    out = io.BytesIO()
    more = {"quality": _QUALITY, "subsampling": 0} if image.format == "JPEG" else {}
    shown.save(out, "JPEG" if image.format == "JPEG" else "PNG", **more)
    return out.getvalue()

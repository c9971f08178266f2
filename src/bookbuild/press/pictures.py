"""Images to the inks they are printed with: gray, or four inks through an ICC profile; on white paper.

An image in which no pixel has a colour is printed in black ink alone; one of black and white has one bit.
"""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import PIL
from pikepdf import Array, Name, Pdf, PdfImage, Stream
from PIL import Image, ImageCms, features

from bookbuild.press.profiles import Profile
from bookbuild.runtime.cache import kept_bytes

_SPACES = {"1": Name.DeviceGray, "L": Name.DeviceGray, "CMYK": Name.DeviceCMYK, "RGB": Name.DeviceRGB}
QUALITY = 95  # of JPEG: above what is seen in print
_LINEAR = np.array([v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in np.arange(256) / 255])
_STEPS = np.arange(4096) / 4095
_ENCODED = np.where(_STEPS <= 0.0031308, 12.92 * _STEPS, 1.055 * _STEPS ** (1 / 2.4) - 0.055)


@dataclass(frozen=True)
class Inker:
    """Turns colours into inks. Without a *profile* everything becomes black ink."""

    profile: Profile | None
    ink_limit: float

    @property
    def name(self) -> str:
        """What the result depends on beside the picture."""
        said = f"{PIL.__version__} {features.version('littlecms2')} {QUALITY} {self.ink_limit}".encode()
        return hashlib.blake2b(said + (self.profile.data if self.profile else b""), digest_size=8).hexdigest()

    def image(self, picture: Image.Image) -> Image.Image:
        """*picture* in gray (L, or 1 for black and white alone) or CMYK."""
        if picture.mode == "CMYK" and self.profile:
            return self._limited(picture)
        gray = _gray(picture)
        if self.profile is None or not _has_colour(picture):
            return _bitonal(gray)
        return self._limited(self._converted(picture.convert("RGB")))

    def colour(self, red: float, green: float, blue: float) -> tuple[float, float, float, float]:
        """The inks of one colour of sRGB."""
        pixel = Image.new("RGB", (1, 1), (round(red * 255), round(green * 255), round(blue * 255)))
        c, m, y, k = self._limited(self._converted(pixel)).tobytes()
        return round(c / 255, 4), round(m / 255, 4), round(y / 255, 4), round(k / 255, 4)

    def _converted(self, picture: Image.Image) -> Image.Image:
        assert self.profile is not None
        transform = _transform(self.profile.data)
        converted = ImageCms.applyTransform(picture, transform)
        assert converted is not None
        return converted

    def _limited(self, picture: Image.Image) -> Image.Image:
        """No pixel with more ink than the limit: the colours give way, black stays."""
        if not self.ink_limit:
            return picture
        inks = np.asarray(picture).astype(np.int32)
        limit = int(self.ink_limit * 255 / 100)
        colours, key = inks[..., :3].sum(axis=-1), inks[..., 3]
        room = np.maximum(limit - key, 0)
        over = colours > room
        scaled = inks[..., :3] * room[..., None] // np.maximum(colours, 1)[..., None]
        inks[..., :3] = np.where(over[..., None], scaled, inks[..., :3])
        return Image.fromarray(inks.astype(np.uint8), "CMYK")


_TRANSFORMS: dict[bytes, Any] = {}


def _transform(profile: bytes) -> Any:
    key = hashlib.blake2b(profile, digest_size=8).digest()
    if key not in _TRANSFORMS:
        inks = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        _TRANSFORMS[key] = ImageCms.buildTransform(
            ImageCms.createProfile("sRGB"),
            inks,
            "RGB",
            "CMYK",
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    return _TRANSFORMS[key]


def _gray(picture: Image.Image) -> Image.Image:
    """As light as it looks (relative luminance, IEC 61966-2-1)."""
    if picture.mode in ("1", "L"):
        return picture.convert("L")
    red, green, blue = (_LINEAR[np.asarray(band)] for band in picture.convert("RGB").split())
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return Image.fromarray(np.rint(_ENCODED[np.rint(light * 4095).astype(int)] * 255).astype(np.uint8), "L")


def _has_colour(picture: Image.Image) -> bool:
    if picture.mode in ("1", "L"):
        return False
    pixels = np.asarray(picture.convert("RGB"))
    return bool((pixels.max(axis=-1) != pixels.min(axis=-1)).any())


def _bitonal(gray: Image.Image) -> Image.Image:
    only = set(np.unique(np.asarray(gray)).tolist()) <= {0, 255}
    return gray.convert("1", dither=Image.Dither.NONE) if only else gray


# ---------------------------------------------------------------- in a PDF


def ink_images(pdf: Pdf, inker: Inker) -> None:
    """Every image of *pdf* in inks, none with transparent pixels where these are not wanted."""
    masks = {item.SMask.objgen for item in _images(pdf) if "/SMask" in item}
    for item in list(_images(pdf)):
        if item.objgen not in masks and not item.get("/ImageMask", False):
            make = partial(_inked, item, inker)
            _put(item, Stored.unpacked(kept_bytes(f"{_key(item)}-{inker.name}", make, "images")))


def _inked(item: Any, inker: Inker) -> bytes:
    return stored(inker.image(_on_white(item)), item.get("/Filter") == Name.DCTDecode).packed()


def show_images(pdf: Pdf) -> None:
    """Images in inks to sRGB, the one space a file for the shelf explains."""
    for item in list(_images(pdf)):
        if item.get("/ColorSpace") == Name.DeviceCMYK:
            photograph = item.get("/Filter") == Name.DCTDecode
            _put(item, stored(PdfImage(item).as_pil_image().convert("RGB"), photograph))


def _images(pdf: Pdf) -> Iterator[Any]:
    for item in pdf.objects:
        if isinstance(item, Stream) and item.get("/Subtype") == Name.Image:
            yield item


def _key(item: Any) -> str:
    state = hashlib.blake2b(item.read_raw_bytes(), digest_size=16)
    for part in (repr(item.get("/ColorSpace")), repr(item.get("/Decode"))):
        state.update(part.encode())
    if "/SMask" in item:
        state.update(item.SMask.read_raw_bytes())
    return state.hexdigest()


def _on_white(item: Any) -> Image.Image:
    picture = PdfImage(item).as_pil_image()
    if "/SMask" not in item:
        return picture
    mask = PdfImage(item.SMask).as_pil_image().convert("L")
    if mask.size != picture.size:
        mask = mask.resize(picture.size, Image.Resampling.LANCZOS)
    white = Image.new("RGB", picture.size, (255, 255, 255))
    return Image.composite(picture.convert("RGB"), white, mask)


@dataclass(frozen=True)
class Stored:
    """An image as a PDF and the cache keep it: JPEG, or packed by zlib. ``mode`` is Pillow's."""

    mode: str
    width: int
    height: int
    jpeg: bool
    data: bytes

    def packed(self) -> bytes:
        return f"{self.mode} {self.width} {self.height} {int(self.jpeg)}\n".encode() + self.data

    @classmethod
    def unpacked(cls, packed: bytes) -> Stored:
        """The inverse of ``packed``."""
        head, _, data = packed.partition(b"\n")
        mode, width, height, jpeg = head.decode().split()
        return cls(mode, int(width), int(height), jpeg == "1", data)


def stored(picture: Image.Image, photograph: bool) -> Stored:
    """*picture* packed: a photograph as JPEG, others without loss."""
    jpeg = photograph and picture.mode != "1"
    if jpeg:
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=QUALITY, subsampling=0)
        data = out.getvalue()
    else:
        data = zlib.compress(picture.tobytes(), 9)
    return Stored(picture.mode, picture.width, picture.height, jpeg, data)


def _put(item: Any, picture: Stored) -> None:
    for key in ("/SMask", "/Interpolate", "/Decode", "/DecodeParms"):
        if key in item:
            del item[key]
    item.Width, item.Height = picture.width, picture.height
    item.BitsPerComponent = 1 if picture.mode == "1" else 8
    item.ColorSpace = _SPACES[picture.mode]
    item.write(picture.data, filter=Name.DCTDecode if picture.jpeg else Name.FlateDecode)
    if picture.jpeg and picture.mode == "CMYK":  # JPEG of four inks is written upside down, as Adobe does
        item.Decode = Array([1, 0] * 4)

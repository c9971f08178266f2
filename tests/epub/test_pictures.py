"""Images made for the screen: within their budget, the same bytes each time, nothing but the picture."""

from __future__ import annotations

import io
import struct

import pytest
from PIL import Image, ImageCms

from bookbuild.epub.pictures import bare, fitted
from bookbuild.model import Budget

BUDGET = Budget(longest=400, quality=80)


def photograph(size: tuple[int, int], mode: str = "RGB") -> Image.Image:
    """Soft noise: many colours, nothing a PNG could fold."""
    grain = Image.effect_noise((size[0] // 2, size[1] // 2), 90)
    bands = [grain, grain.rotate(180), grain.transpose(Image.Transpose.FLIP_TOP_BOTTOM)]
    return Image.merge("RGB", bands).resize(size, Image.Resampling.BICUBIC).convert(mode)


def drawing(size: tuple[int, int], mode: str = "RGB") -> Image.Image:
    picture = Image.new("RGB", size, "white")
    picture.paste("black", (size[0] // 4, size[1] // 4, size[0] // 2, size[1] // 2))
    return picture.convert(mode)


def screenshot(size: tuple[int, int]) -> Image.Image:
    """Many colours in a strip of a white window."""
    picture = Image.new("RGB", size, "white")
    picture.paste(photograph((size[0], size[1] // 4)))
    return picture


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


@pytest.mark.parametrize(
    ("data", "kind", "size"),
    [
        (saved(photograph((900, 600)), "JPEG", quality=95), "JPEG", (400, 267)),
        (saved(photograph((300, 200)), "JPEG", quality=95), "JPEG", (300, 200)),
        (saved(photograph((300, 200), "CMYK"), "JPEG", quality=95), "JPEG", (300, 200)),
        (saved(photograph((900, 600)), "PNG"), "JPEG", (400, 267)),
        (saved(photograph((900, 600), "RGBA"), "PNG"), "JPEG", (400, 267)),
        (saved(screenshot((900, 600)), "PNG", compress_level=0), "PNG", (400, 267)),
        (saved(drawing((900, 600)), "PNG", compress_level=0), "PNG", (400, 267)),
        (saved(drawing((300, 200), "P"), "PNG", compress_level=0), "PNG", (300, 200)),
        (saved(drawing((900, 600), "1"), "PNG", compress_level=0), "PNG", (400, 267)),
    ],
)
def test_within_the_budget_and_lighter(data: bytes, kind: str, size: tuple[int, int]) -> None:
    made = fitted(data, BUDGET)
    picture = opened(made)

    assert (picture.format, picture.size) == (kind, size)
    assert len(made) < len(data)
    assert picture.mode != "CMYK"
    assert made == fitted(data, BUDGET)


def test_transparency_stays() -> None:
    picture = photograph((900, 600), "RGBA")
    picture.putalpha(Image.linear_gradient("L").resize(picture.size))
    made = opened(fitted(saved(picture, "PNG"), BUDGET))

    assert (made.format, made.mode, made.size) == ("PNG", "RGBA", (400, 267))
    assert min(made.getchannel("A").tobytes()) < 20


def test_a_drawing_keeps_every_pixel() -> None:
    picture = drawing((300, 200))
    made = opened(fitted(saved(picture, "PNG", compress_level=0), BUDGET))

    assert made.tobytes() == picture.tobytes()


@pytest.mark.parametrize("quality", [10, 40, 80, 85])
def test_what_is_light_already_is_not_made_anew(quality: int) -> None:
    data = saved(photograph((300, 200)), "JPEG", quality=quality)

    assert fitted(data, BUDGET) == data


@pytest.mark.parametrize("quality", [15, 50, 95])
@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_it_stands_upright_and_says_no_more_than_it_shows(quality: int, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, "a camera"
    picture = photograph((300, 200))
    data = saved(picture, "JPEG", quality=quality, exif=exif, comment=b"at home")
    made = fitted(data, BUDGET)

    assert opened(made).size == ((200, 300) if orientation in (6, 8) else (300, 200))
    assert len(made) < len(data)
    assert b"a camera" not in made
    assert b"at home" not in made


def profile(gamma: float) -> bytes:
    """A display with sRGB's primaries and a gamma of its own (ICC.1:2001-04 §6)."""

    def fixed(*numbers: float) -> bytes:
        return b"".join(struct.pack(">i", round(number * 65536)) for number in numbers)

    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256)) + bytes(2)
    columns = {
        b"rXYZ": (0.4361, 0.2225, 0.0139),
        b"gXYZ": (0.3851, 0.7169, 0.0971),
        b"bXYZ": (0.1431, 0.0606, 0.7141),
        b"wtpt": (0.9642, 1.0, 0.8249),
    }
    tags = {name: b"XYZ " + bytes(4) + fixed(*numbers) for name, numbers in columns.items()}
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
    at, table = 128 + 4 + 12 * len(tags), struct.pack(">I", len(tags))
    for name, data in tags.items():
        table += name + struct.pack(">II", at, len(data))
        at += len(data)
    head = struct.pack(">I", at) + bytes(4) + bytes.fromhex("02400000") + b"mntrRGB XYZ " + bytes(12) + b"acsp"
    head += bytes(28) + fixed(0.9642, 1.0, 0.8249)
    return head.ljust(128, b"\0") + table + b"".join(tags.values())


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
@pytest.mark.parametrize(("gamma", "level"), [(1.0, 188), (1.8, 146)])
def test_colours_become_those_of_srgb(mode: str, gamma: float, level: int) -> None:
    picture = Image.new(mode, (60, 60), (128, 128, 128, 99)[: len(mode)])
    made = opened(fitted(saved(picture, "PNG", icc_profile=profile(gamma), compress_level=0), BUDGET))
    pixel = made.getpixel((5, 5))

    assert isinstance(pixel, tuple)
    assert all(abs(channel - level) <= 1 for channel in pixel[:3])
    assert pixel[3:] == (99,)[: len(mode) - 3]
    assert "icc_profile" not in made.info


@pytest.mark.parametrize("kind", ["sRGB", "LAB"])
def test_profiles_that_change_nothing_or_fit_no_picture_are_left_out(kind: str) -> None:
    held = ImageCms.ImageCmsProfile(ImageCms.createProfile(kind)).tobytes()  # type: ignore[arg-type]
    picture = Image.new("RGB", (60, 60), (128, 128, 128))
    made = opened(fitted(saved(picture, "PNG", icc_profile=held, compress_level=0), BUDGET))

    assert "icc_profile" not in made.info
    assert made.getpixel((5, 5)) == (128, 128, 128)


def test_bare_keeps_the_pixels_and_what_says_how_they_are_coded() -> None:
    picture = photograph((64, 64), "CMYK")
    data = saved(picture, "JPEG", comment=b"words" * 20)

    assert b"words" not in bare(data)
    assert b"Adobe" in bare(data)
    assert opened(bare(data)).tobytes() == opened(data).tobytes()


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff", saved(drawing((30, 30)), "PNG")[:40]])
def test_what_cannot_be_read_stays(data: bytes) -> None:
    assert fitted(data, BUDGET) == data

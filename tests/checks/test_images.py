"""Pictures are decoded before an edition takes them in."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageFile

from bookbuild.checks import check_images
from bookbuild.diagnostics import Span

PLACE = Span("chapters/a.md", 3, 1)


def _picture(kind: str, size: tuple[int, int] = (8, 8)) -> bytes:
    data = io.BytesIO()
    Image.new("L", size, 7).save(data, kind)
    return data.getvalue()


@pytest.mark.parametrize(
    ("path", "data", "fault"),
    [
        ("a.png", _picture("PNG"), ""),
        ("a.jpg", _picture("JPEG"), ""),
        ("a.svg", b"<svg/>", ""),
        ("a.jpg", _picture("PNG"), "a.jpg is a PNG picture, not what its name says"),
        ("a.png", _picture("PNG", (64, 64))[:60], "a.png cannot be shown"),
        ("a.png", b"", "a.png is not a PNG, JPEG, GIF or WebP picture"),
        ("a.png", _picture("PNG", (9000, 9000)), "a.png has 9000 × 9000 pixels, more than 50,000,000"),
    ],
)
@pytest.mark.parametrize("lenient", [True, False])
def test_pictures(path: str, data: bytes, fault: str, lenient: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)
    found = list(check_images({path: data}, {path: PLACE}))

    assert [item.message.startswith(fault) for item in found] == ([True] if fault else [])
    assert all(item.code == "E004" and item.span == PLACE for item in found)
    assert ImageFile.LOAD_TRUNCATED_IMAGES is lenient

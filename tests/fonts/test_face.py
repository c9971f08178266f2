"""What a font file says of its faces."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookbuild.fonts.face import Face, characters, covers, faces_in, families_of, looks
from bookbuild.fonts.rights import forbidden, words
from bookbuild.fonts.roles import has_regions, region
from tests.fonts.tiny import collection, font


def _written(folder: Path, data: bytes, name: str = "a.ttf") -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


def test_a_face_says_how_it_looks(tmp_path: Path) -> None:
    data = font("Tiny Song", "字", style="Bold Italic", weight=700, italic=True, rights=4, variable=True)
    (face,) = faces_in(_written(tmp_path, data))
    said = looks(face)

    assert (said.family, said.version, said.weight, said.italic) == ("Tiny Song", "1.250", 700, True)
    assert (said.rights, said.outlines, said.variable) == (4, "TrueType", True)
    assert families_of(face) == {"tinysong": "Tiny Song"}
    assert covers(face, "字")
    assert not covers(face, "子")


def test_a_collection_holds_several_faces(tmp_path: Path) -> None:
    path = _written(tmp_path, collection([font("One", "一"), font("Two", "二")]), "both.ttc")

    assert [(face.index, looks(face).family) for face in faces_in(path)] == [(0, "One"), (1, "Two")]


def test_what_is_no_font_holds_no_face(tmp_path: Path) -> None:
    assert faces_in(_written(tmp_path, b"not a font")) == ()
    assert faces_in(str(tmp_path / "absent.ttf")) == ()


def test_a_font_of_pictures_draws_nothing(tmp_path: Path) -> None:
    face = Face(_written(tmp_path, font("Emoji", "字", outlines=False)))

    assert looks(face).outlines == ""
    assert len(characters(face)) == 0


@pytest.mark.parametrize(
    ("bits", "said", "epub", "pdf"),
    [
        (0x0000, "installable", True, True),
        (0x0002, "restricted", False, False),
        (0x0004, "preview and print", False, True),
        (0x0008, "editable", True, True),
        (0x0006, "preview and print", False, True),  # of several the most generous holds
        (0x0100, "installable, no subsetting", False, False),
        (0x0208, "editable, bitmaps only", False, False),
    ],
)
def test_licence_bits(bits: int, said: str, epub: bool, pdf: bool) -> None:
    assert words(bits) == said
    assert (not forbidden(bits, "epub"), not forbidden(bits, "pdf")) == (epub, pdf)


@pytest.mark.parametrize(
    ("lang", "shapes"),
    [
        ("zh-Hans", "SC"), ("zh", "SC"), ("zh-Hant", "TC"), ("zh-TW", "TC"), ("zh-Hant-HK", "HK"),
        ("ja", "JP"), ("ko-KR", "KR"), ("en", "SC"),
    ],
)  # fmt: skip
def test_region_of_a_language(lang: str, shapes: str) -> None:
    assert region(lang) == shapes
    assert has_regions(lang) is (lang != "en")

"""Faces by role and language, from the fonts the project asks for."""

from __future__ import annotations

from pathlib import Path

import pytest
import uharfbuzz as hb

from bookbuild import fonts
from bookbuild.fonts import finder
from bookbuild.fonts.roles import ROLES, region


@pytest.mark.parametrize(
    ("lang", "shapes"),
    [
        ("zh-Hans", "SC"), ("zh", "SC"), ("zh-Hant", "TC"), ("zh-TW", "TC"), ("zh-Hant-HK", "HK"),
        ("ja", "JP"), ("ko-KR", "KR"), ("en", "SC"),
    ],
)  # fmt: skip
def test_region_of_a_language(lang: str, shapes: str) -> None:
    assert region(lang) == shapes


@pytest.mark.parametrize(
    ("role", "sample"), [(role, "" if "latin" in role or role == "mono" else "童") for role in ROLES]
)
def test_every_role_has_a_face_that_draws_its_script(role: str, sample: str) -> None:
    face = fonts.find(role)

    assert face is not None
    assert all(fonts.covers(face, char) for char in sample or "Aé")


def test_a_collection_gives_the_face_of_the_region() -> None:
    simplified, traditional = fonts.find("song", "zh-Hans"), fonts.find("song", "zh-TW")

    assert simplified is not None
    assert traditional is not None
    assert (simplified.family[-2:], traditional.family[-2:]) == ("SC", "TC")


def test_covering_is_none_for_what_no_font_has() -> None:
    assert fonts.covering("\U00100000") is None


def test_a_file_that_is_no_font_holds_no_face(tmp_path: Path) -> None:
    junk = tmp_path / "junk.ttf"
    junk.write_bytes(b"not a font")

    assert finder._count(str(junk)) == 0
    assert finder._count(str(tmp_path / "absent.ttf")) == 0


def test_a_font_of_pictures_covers_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    face = fonts.Face("memory", 0, "", "")
    empty = hb.Face(hb.Blob(b""))
    monkeypatch.setattr(finder, "opened", lambda _: empty)

    assert not fonts.covers(face, "a")

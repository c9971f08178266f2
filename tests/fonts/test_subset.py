"""Faces cut down for an EPUB: what stays, what they are called, and that they are the same every time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from bookbuild.fonts.face import Face, characters, faces_in, looks
from bookbuild.fonts.library import find
from bookbuild.fonts.spacing import spaced
from bookbuild.fonts.subset import subset
from tests.fonts.shaping import advances, glyphs
from tests.fonts.tiny import EM, MARKS, collection, font


def _face(folder: Path, data: bytes, name: str = "a.ttf") -> Face:
    (folder / name).write_bytes(data)
    return faces_in(str(folder / name))[0]


def _cut(folder: Path, face: Face, chars: str, **options: object) -> Face:
    return _face(folder, subset(face, chars, "Book Song", **options), "cut.ttf")  # type: ignore[arg-type]


def test_only_the_characters_asked_for_and_the_space_stay(tmp_path: Path) -> None:
    cut = _cut(tmp_path, _face(tmp_path, font("Tiny", "一二三")), "二")

    assert set(characters(cut)) == {0x20, ord("二")}


def test_it_has_another_name_and_the_same_licence(tmp_path: Path) -> None:
    cut = _cut(tmp_path, _face(tmp_path, font("Tiny", "一", style="Bold", weight=700)), "一")
    names = TTFont(cut.path)["name"]

    assert [names.getDebugName(number) for number in (0, 1, 2, 4, 6, 13, 16)] == [
        "with Reserved Font Name Tiny",
        "Book Song",
        "Bold",
        "Book Song Bold",
        "Book-Song-Bold",
        "SIL Open Font License",
        None,
    ]


def test_one_face_of_a_collection_is_cut(tmp_path: Path) -> None:
    (tmp_path / "both.ttc").write_bytes(collection([font("One", "一"), font("Two", "二")]))
    cut = _cut(tmp_path, faces_in(str(tmp_path / "both.ttc"))[1], "一二")

    assert set(characters(cut)) == {0x20, ord("二")}


def test_of_a_variable_face_one_weight_is_cut(tmp_path: Path) -> None:
    face = _face(tmp_path, font("Tiny", "一", variable=True))
    cut = _cut(tmp_path, face, "一", weight=700)

    assert (looks(cut).variable, looks(cut).weight) == (False, 700)
    assert "fvar" not in TTFont(cut.path)


def test_spacing_stays(tmp_path: Path, install: Callable[..., None]) -> None:
    install()
    close = spaced(_face(tmp_path, font("Tiny", "字四水城" + MARKS)))
    cut = _cut(tmp_path, close, "字。」（《")

    assert advances(cut, "字。」", "chws") == [EM, EM // 2, EM]
    assert advances(cut, "字。」", "halt") == [EM, EM // 2, EM // 2]


def test_the_same_bytes_every_time(tmp_path: Path) -> None:
    face = _face(tmp_path, font("Tiny", "一二三"))

    assert subset(face, "二三", "Book Song") == subset(face, {"三", "二"}, "Book Song")


@pytest.mark.parametrize(("languages", "kept"), [(("zh-Hans", "en"), False), (("zh-Hans", "zh-Hant"), True)])
def test_regional_shapes_stay_where_the_book_asks_for_them(
    languages: tuple[str, ...], kept: bool, tmp_path: Path
) -> None:
    family = find("Noto Serif CJK SC")
    assert family is not None
    cut = _cut(tmp_path, family.regular, "骨门直，。", languages=languages)

    assert (glyphs(cut, "骨", lang="zh-Hans") != glyphs(cut, "骨", lang="zh-Hant")) is kept


def test_kerning_and_ligatures_stay(tmp_path: Path) -> None:
    family = find("EB Garamond 12")
    assert family is not None
    cut = _cut(tmp_path, family.regular, "AVfi")

    assert advances(cut, "AV") == advances(family.regular, "AV")
    assert sum(advances(cut, "AV")) < sum(advances(cut, "A") + advances(cut, "V"))
    assert advances(cut, "fi") == advances(family.regular, "fi")

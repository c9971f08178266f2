"""Copies of faces with contextual spacing, measured by shaping."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bookbuild.fonts import spacing
from bookbuild.fonts.face import Face, faces_in, looks
from bookbuild.fonts.spacing import Unspaced, alone, spaced
from tests.fonts.shaping import advances
from tests.fonts.tiny import EM, MARKS, collection, font

HAN = "字四水城"


def _face(folder: Path, data: bytes, name: str = "a.ttf") -> Face:
    (folder / name).write_bytes(data)
    return faces_in(str(folder / name))[0]


@pytest.fixture(autouse=True)
def own_copies(install: Callable[..., None]) -> None:
    """The copies of these fonts are nobody else's."""


@pytest.mark.parametrize("variable", [False, True])
def test_one_of_two_marks_that_meet_gives_up_its_half(variable: bool, tmp_path: Path) -> None:
    close = spaced(_face(tmp_path, font("Tiny", HAN + MARKS, variable=variable)))

    assert advances(close, "字。」字", "chws") == [EM, EM // 2, EM, EM]
    assert advances(close, "字（《字》）", "chws") == [EM, EM, EM // 2, EM, EM // 2, EM]
    assert advances(close, "字。」字") == [EM] * 4
    assert looks(close).variable is variable


def test_a_joiner_between_two_marks_does_not_part_them(tmp_path: Path) -> None:
    close = spaced(_face(tmp_path, font("Tiny", HAN + MARKS + "\u200b")))

    assert sum(advances(close, "。\u200b」", "chws")) == EM + EM // 2


def test_a_copy_is_the_same_bytes_every_time(tmp_path: Path) -> None:
    face = _face(tmp_path, font("Tiny", HAN + MARKS))

    assert spacing._with_spacing(face) == spacing._with_spacing(face) == Path(spaced(face).path).read_bytes()


def test_a_face_of_a_collection_is_taken_out_of_it(tmp_path: Path) -> None:
    data = collection([font("Latin", "ab"), font("Tiny", HAN + MARKS)])
    (tmp_path / "both.ttc").write_bytes(data)
    latin, han = faces_in(str(tmp_path / "both.ttc"))

    assert [looks(alone(face)).family for face in (latin, han)] == ["Latin", "Tiny"]
    assert [len(faces_in(alone(face).path)) for face in (latin, han)] == [1, 1]
    assert advances(spaced(han), "。」", "chws") == [EM // 2, EM]


def test_what_needs_no_copy_gets_none(tmp_path: Path) -> None:
    latin = _face(tmp_path, font("Latin", "ab"))
    close = spaced(_face(tmp_path, font("Tiny", HAN + MARKS), "b.ttf"))

    assert alone(latin) == spaced(latin) == latin
    assert spaced(close) == close  # it has chws of its own now


def test_marks_that_are_not_full_width_are_left_and_told(tmp_path: Path) -> None:
    face = _face(tmp_path, font("Tiny", HAN + MARKS, width=EM // 2))

    with pytest.raises(Unspaced):
        spaced(face)

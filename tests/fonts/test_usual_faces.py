"""The faces ``make`` installs: what contextual spacing does to them, and what it must leave alone."""

from __future__ import annotations

import pytest

from bookbuild.fonts.face import Face, covers
from bookbuild.fonts.library import Family, find
from bookbuild.fonts.roles import ROLES, Role
from bookbuild.fonts.spacing import spaced
from tests.fonts.shaping import advances, glyphs

SONG, KAI = "Noto Serif CJK SC", "LXGW WenKai"


def _family(name: str) -> Family:
    family = find(name)
    assert family is not None
    return family


def _song() -> Face:
    return _family(SONG).regular


@pytest.mark.parametrize(
    ("text", "close"),
    [
        ("说。”他", [1000, 500, 1000, 1000]),
        ("（“好”）", [1000, 500, 1000, 500, 1000]),
        ("：“《书》”。", [500, 1000, 500, 1000, 500, 500, 1000]),
        ("「，」好", [1000, 500, 1000, 1000]),
        ("好，\u200b“你", [1000, 500, 0, 1000, 1000]),
        ("好。好“好", [1000] * 5),
    ],
)
def test_marks_that_meet_take_an_em_and_a_half(text: str, close: list[int]) -> None:
    assert advances(spaced(_song()), text, "chws") == close
    assert advances(_song(), text, "chws") == [0 if char == "\u200b" else 1000 for char in text]


def test_kai_is_set_close_too() -> None:
    assert advances(spaced(_family(KAI).regular), "诗》，「词", "chws") == [1000, 500, 500, 1000, 1000]


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant", "zh-HK", "ja", "ko"])
def test_regional_shapes_and_other_features_stay(lang: str) -> None:
    face, close = _song(), spaced(_song())

    for text, features in (
        ("骨门，。直", ()),
        ("——a“…", ("fwid",)),
        ("。」（", ("halt",)),
        ("，、", ("vert",)),
    ):
        assert glyphs(close, text, *features, lang=lang) == glyphs(face, text, *features, lang=lang)
        assert advances(close, text, *features, lang=lang) == advances(face, text, *features, lang=lang)
    assert glyphs(close, "骨", lang="zh-Hans") != glyphs(close, "骨", lang="zh-Hant")


@pytest.mark.parametrize(
    ("role", "sample"),
    [
        ("song", "的“"),
        ("kai", "的"),
        ("hei", "的"),
        ("latin", "aéǜΩж"),
        ("mono", "a的"),
        ("rare", "𠀀𪚥𬺰"),
        ("symbols", "😀⚽♞"),
    ],
)
def test_the_usual_faces_draw_what_their_role_is_for(role: Role, sample: str) -> None:
    places = [
        next(filter(None, map(find, (name.replace("{}", "SC") for name in place))), None)
        for place in ROLES[role]
    ]
    faces = [face for family in places if family for face in family.faces]

    assert [char for char in sample if not any(covers(face, char) for face in faces)] == []

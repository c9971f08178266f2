"""Families by name, and the cuts a book wants of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bookbuild.fonts.face import looks
from bookbuild.fonts.library import Family, beside, find, suggestion
from tests.fonts.tiny import font

Install = Callable[..., None]


def _cuts(family: Family | None) -> list[tuple[int, bool]]:
    assert family is not None
    return [(looks(face).weight, looks(face).italic) for face in family.faces]


def _kin(**changes: object) -> bytes:
    return font("Tiny Song", "字", **changes)  # type: ignore[arg-type]


def test_of_many_weights_regular_bold_and_their_italics(install: Install) -> None:
    weights = {f"w{weight}": _kin(style=f"W{weight}", weight=weight) for weight in (200, 400, 500, 700, 900)}
    install(**weights, i=_kin(style="It", italic=True), bi=_kin(style="BI", weight=700, italic=True))

    assert _cuts(find("Tiny Song")) == [(400, False), (700, False), (400, True), (700, True)]


def test_a_name_is_found_whatever_its_case_and_spaces(install: Install) -> None:
    install(odd=_kin())

    assert find("tiny  SONG") is not None
    assert find("Tiny Son") is None


def test_a_family_without_a_bold_has_none(install: Install) -> None:
    install(a=_kin(weight=300, style="Light"), b=_kin(weight=500, style="Medium"))

    assert _cuts(find("Tiny Song")) == [(500, False)]


def test_cuts_for_several_sizes_stand_together_and_copies_do_not(install: Install) -> None:
    install(a=_kin(style="08"), b=_kin(style="12"), copy=_kin(style="12"))
    family = find("Tiny Song")
    assert family is not None

    assert [looks(face).postscript for face in family.faces] == ["TinySong-08", "TinySong-12"]


def test_a_cut_is_the_nearest_there_is(install: Install) -> None:
    install(a=_kin(), b=_kin(style="Bold", weight=700))
    family = find("Tiny Song")
    assert family is not None

    assert looks(family.cut(bold=True, italic=True)).weight == 700
    assert family.cut() == family.regular


def test_a_file_brings_the_cuts_beside_it(tmp_path: Path) -> None:
    files = {"a.ttf": _kin(), "b.ttf": _kin(style="Bold", weight=700), "c.ttf": font("Other", "字", weight=700)}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    family = beside("a.ttf", ["b.ttf", "c.ttf"], lambda path: str(tmp_path / path))

    assert _cuts(family) == [(400, False), (700, False)]
    assert beside("none.ttf", [], lambda path: str(tmp_path / path)) is None


def test_a_bold_file_that_is_named_stays_the_first(tmp_path: Path) -> None:
    (tmp_path / "a.ttf").write_bytes(_kin())
    (tmp_path / "b.ttf").write_bytes(_kin(style="Bold", weight=700))
    family = beside("b.ttf", ["a.ttf"], lambda path: str(tmp_path / path))

    assert family is not None
    assert looks(family.regular).weight == 700


def test_a_suggestion_has_all_that_is_missing(install: Install) -> None:
    install(one=font("One", "一"), both=font("Both", "一二"))

    assert suggestion("一二") == "Both"
    assert suggestion("三") == ""

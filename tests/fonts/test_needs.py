"""Missing is exactly what no family asked for has."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from bookbuild.fonts.choose import choose
from bookbuild.fonts.needs import Needs, is_silent
from bookbuild.fonts.sheet import print_sheet
from bookbuild.fonts.universe import named
from bookbuild.model import Bilingual, Edition, Unit, Wish
from bookbuild.world import MemoryWorld
from tests.fonts.tiny import font

Install = Callable[..., None]
WISHES = tuple(
    Wish(role, "", name)
    for role, name in (("song", "Song"), ("kai", "Kai"), ("latin", "Latin"), ("mono", "Mono"), ("rare", "Rare"))
)
SHEET = """
:where(:lang(zh)) { font-family: var(--han-faces) } :where(:lang(en)) { font-family: var(--latin-faces) }
em:lang(zh) { font-family: var(--kai-faces) } code { font-family: var(--code-faces) }
"""


@pytest.fixture(autouse=True)
def fonts(install: Install) -> None:
    install(
        a=font("Song", "一二"),
        b=font("Kai", "一楷"),
        c=font("Latin", "abc"),
        d=font("Mono", "m"),
        e=font("Rare", "𠀀"),
        f=font("Elsewhere", "".join(map(chr, range(0x3400, 0x9FFF)))),
    )


def _needs(sheet: str = "") -> Needs:
    world = MemoryWorld({})
    chosen, _ = choose(Edition("print", "pdf", fonts=WISHES), ("zh-Hans", "en"), world)
    return Needs(
        named(chosen, (("faces.css", print_sheet(chosen)), ("a.css", SHEET), ("b.css", sheet)), world)[0]
    )


def _unit(body: str, name: str = "u") -> Unit:
    html = f'<html xmlns="http://www.w3.org/1999/xhtml" lang="zh-Hans"><body>{body}</body></html>'
    return Unit(name, "chapter", "body", Bilingual(), html)


def _missing(body: str, sheet: str = "") -> list[tuple[str, int]]:
    return [(item.char, len(item.owners)) for item in _needs(sheet).missing([_unit(body)])]


@pytest.mark.parametrize(
    ("body", "missing"),
    [
        ("<p>一a二𠀀</p>", []),
        ("<p>三一三</p>", [("三", 2)]),  # a face that has it is installed, but nobody chose it
        ("<p>楷</p>", [("楷", 1)]),  # the Kai face is not asked for running text
        ("<p><em>楷一二a</em></p>", []),
        ("<p>m</p>", [("m", 1)]),
        ("<p><code>m一a</code></p>", []),
        ('<p lang="en">a一<em>b</em></p>', []),
        ('<p lang="en"><em>楷</em></p>', [("楷", 1)]),
        ("<p>一\u200b\u2060\ufe0f\U000e0100 \u3000\n</p>", []),
        ("<p>a\u0301</p>", [("\u0301", 1)]),  # judged by code points
        ("<p>\ue000</p>", [("\ue000", 1)]),
    ],
)
def test_what_is_missing(body: str, missing: list[tuple[str, int]]) -> None:
    assert _missing(body) == missing


def test_the_authors_rules_count() -> None:
    assert _missing("<h1>一</h1><p>一</p>", "h1 { font-family: Latin }") == [("一", 1)]
    assert _missing("<p>楷</p>", ":root { --face-song: Kai }") == []


def test_a_generic_family_stands_for_the_faces_of_roles() -> None:
    assert _missing("<p>一三</p>", "p { font-family: serif }") == [("三", 1)]
    assert _missing("<p>楷</p>", "p { font-family: Latin, cursive }") == []


def test_a_family_the_sheet_brings_is_the_typesetters_to_judge() -> None:
    sheet = "@font-face { font-family: Own; src: url(own.ttf) } p { font-family: Own }"

    assert _missing("<p>三</p>", sheet) == []


def test_the_families_searched_and_the_elements_are_told() -> None:
    units = [_unit('<p id="a">三</p>', "one"), _unit('<p id="b">三<b id="c">三</b></p>', "two")]
    (item,) = _needs().missing(units)

    assert item.searched == ("Song", "Latin", "Rare")
    assert [(unit.id, owner) for unit, owner in item.owners] == [("one", "a"), ("two", "b"), ("two", "c")]


def test_the_first_family_that_has_a_character_sets_it() -> None:
    needs = _needs()

    families = [needs.setter(("Kai", "Song"), char) for char in "一楷二三"]

    assert [family and family.name for family in families] == ["Kai", "Kai", "Song", None]


def test_over_all_of_unicode_missing_is_the_difference_of_the_cmaps() -> None:
    drawn = [chr(code) for code in range(sys.maxunicode + 1) if not is_silent(chr(code))]
    sample = [char for char in drawn[::97] + list("一二abc𠀀三楷") if char not in "<&"]
    found = {item.char for item in _needs().missing([_unit(f"<p>{''.join(sample)}</p>")])}

    assert found == set(sample) - set("一二abc𠀀")


@pytest.mark.parametrize(
    "char", [" ", "\u00a0", "\u3000", "\u00ad", "\u200d", "\ufe0e", "\U000e0061", "\u115f", "\t"]
)
def test_what_leaves_no_mark_needs_no_glyph(char: str) -> None:
    assert is_silent(char)
    assert not is_silent("。")

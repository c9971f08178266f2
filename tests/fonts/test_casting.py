"""Which face sets what, told to people and as data; which faces there are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bookbuild.fonts.casting import Casting, cast
from bookbuild.fonts.choose import choose
from bookbuild.fonts.needs import Needs
from bookbuild.fonts.report import casting_data, casting_lines, shelf_data, shelf_lines
from bookbuild.fonts.sheet import print_sheet
from bookbuild.fonts.shelf import shelf
from bookbuild.fonts.universe import named
from bookbuild.model import Bilingual, Edition, Unit, Wish
from bookbuild.world import MemoryWorld
from tests.fonts.tiny import font

Install = Callable[..., None]
ROLES = ("song", "kai", "hei", "latin", "mono", "rare", "symbols")
SHEET = ":lang(zh) { font-family: var(--han-faces) } h1:lang(zh) { font-family: Display, var(--han-faces) }"


@pytest.fixture(autouse=True)
def fonts(install: Install) -> None:
    install(
        a=font("Song", "的一二，永"),
        b=font("Song", "一", style="Bold", weight=700),
        c=font("Latin", "aéW–", rights=4, variable=True),
        d=font("Rare", "𠀀"),
        e=font("Display", "一"),
        f=font("Some Kai", "的，永"),
        g=font("Signs", "☃😀"),
        h=font("Emoji", "☃😀", outlines=False),
        i=font("Code", "iMW"),
    )


def _casting(body: str, languages: tuple[str, ...] = ("zh-Hans",), *more: Wish) -> Casting:
    faces = {"song": "Song", "latin": "Latin", "rare": "Rare"}
    wishes = tuple(Wish(role, "", faces.get(role, "Song")) for role in ROLES)
    edition = Edition("print", "pdf", fonts=(*more, *wishes))
    world = MemoryWorld({})
    chosen, _ = choose(edition, languages, world)
    found, _ = named(chosen, (("faces.css", print_sheet(chosen)), ("a.css", SHEET)), world)
    html = f'<html xmlns="http://www.w3.org/1999/xhtml" lang="zh-Hans"><body>{body}</body></html>'
    return cast(edition, chosen, Needs(found), [Unit("u", "chapter", "body", Bilingual(), html)])


def test_each_face_with_what_it_sets_and_for_whom_it_stands_in() -> None:
    parts = {(part.role, part.family.name): part for part in _casting("<p>二一a𠀀三</p><h1>一二</h1>").parts}

    assert (parts["song", "Song"].sets, parts["song", "Song"].behind) == ("一二", "二")
    assert (parts["latin", "Latin"].sets, parts["latin", "Latin"].behind) == ("a", "a")
    assert parts["rare", "Rare"].sets == "𠀀"
    assert parts["", "Display"].sets == "一"


def test_an_edition_for_people() -> None:
    lines = list(casting_lines(_casting("<p>一a三三</p>")))

    assert lines[0] == "print (pdf)"
    assert lines[1] == "  song      Song  1.250, TrueType, installable: 1 characters"
    assert [line.rpartition("  ")[2] for line in lines[2:4]] == ["regular", "bold"]
    assert "  latin     Latin  1.250, TrueType, variable, preview and print: 1 characters" in lines
    assert "            stands in for a" in lines
    assert "  rare      Rare  1.250, TrueType, installable: sets nothing" in lines
    assert lines[-1] == "  no face   三 (U+4E09 CJK UNIFIED IDEOGRAPH-4E09), used 2×"


def test_a_language_with_faces_of_its_own_is_told_apart() -> None:
    made = _casting("<p>一</p>", ("zh-Hans", "zh-Hant"), Wish("song", "zh-Hant", "Display"))

    assert [(part.role, part.lang, part.family.name) for part in made.parts][:2] == [
        ("song", "", "Song"),
        ("song", "zh-Hant", "Display"),
    ]
    assert any(line.startswith("  song (zh-Hant) Display") for line in casting_lines(made))


def test_an_epub_without_faces_says_so() -> None:
    lines = list(casting_lines(Casting(Edition("reader", "epub"))))

    assert lines == ["reader (epub)", "  the reader's own faces; embed_fonts brings along those of the book"]


def test_an_edition_as_data() -> None:
    data = casting_data(_casting("<p>一三</p>"))
    song = data["faces"][0]

    assert (data["name"], data["format"]) == ("print", "pdf")
    assert (song["role"], song["family"], song["sets"], song["behind"]) == ("song", "Song", "一", "")
    assert [(file["cut"], file["version"], file["rights"]) for file in song["files"]] == [
        ("regular", "1.250", "installable"),
        ("bold", "1.250", "installable"),
    ]
    assert data["missing"] == [
        {"char": "三", "code": "U+4E09", "count": 1, "searched": ["Song", "Latin", "Rare"]}
    ]


def test_the_shelf_has_each_family_where_it_could_play() -> None:
    found = {role: [family.name for family in families] for role, families in shelf().items()}

    assert found == {
        "song": ["Song"],
        "kai": ["Some Kai"],
        "hei": [],
        "latin": ["Latin"],
        "mono": ["Code"],
        "rare": ["Rare"],
        "symbols": ["Signs"],  # a font of pictures cannot be printed
    }
    assert list(shelf_lines(shelf()))[:2] == ["song", "  Song  1.250, TrueType, installable: regular, bold"]
    assert shelf_data(shelf())["latin"][0]["files"][0]["fsType"] == 4

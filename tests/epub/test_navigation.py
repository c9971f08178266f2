"""The table of contents and the words around it, apart from any archive."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from bookbuild.epub import accessibility
from bookbuild.epub.contents import Entry, contents
from bookbuild.epub.nav import nav
from bookbuild.epub.ncx import ncx
from bookbuild.epub.words import words
from bookbuild.model import Bilingual, Heading, Pair, Rendition, Text, Unit
from tests.epub.sample import LANGUAGES, both, chapter


def unit(id: str, kind: str, volume: str = "") -> Unit:
    return Unit(id, kind, "body", both(id.upper(), id), "", volume)


def tree(entries: tuple[Entry, ...]) -> list[object]:
    return [[entry.id, tree(entry.children)] if entry.children else entry.id for entry in entries]


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        ((unit("a", "chapter", "v"), unit("b", "chapter", "v")), ["a", "b"]),
        ((unit("v", "part", "v"), unit("a", "chapter", "v"), unit("z", "chapter")), [["v", ["a"]], "z"]),
        ((unit("v", "part", "v"), unit("w", "part", "w"), unit("b", "chapter", "w")), ["v", ["w", ["b"]]]),
        ((unit("c", "cover"), unit("h", "halftitle"), unit("t", "contents"), unit("a", "chapter")), ["a"]),
    ],
)
def test_chapters_lie_below_their_volume(units: tuple[Unit, ...], expected: list[object]) -> None:
    assert tree(contents(units, LANGUAGES)) == expected


def sectioned(role: str = "chapter") -> Unit:
    """A chapter whose sections are on the third level, with one of them in English only."""

    def section(id: str, level: int, **titles: str) -> Pair:
        sides = tuple(
            (tag, (Heading(lang=tag, level=level, content=(Text(text),)),))
            for tag, text in zip(LANGUAGES, (titles.get("zh", ""), titles["en"]), strict=True)
            if text
        )
        return Pair("translated" if len(sides) > 1 else "one-sided", sides, id=id)

    pairs = (
        section("s1", 3, zh="一", en="One"),
        section("s2", 4, zh="小", en="Small"),
        section("s3", 3, en="Two"),
    )
    return replace(unit("a", "chapter"), chapter=replace(chapter("a", both("甲", "A"), *pairs), role=role))


def test_sections_lie_below_chapters_that_have_no_volume_above() -> None:
    (entry,) = contents((sectioned(),), LANGUAGES)
    below = contents((unit("v", "part", ""), sectioned()), LANGUAGES)

    assert [(one.href, one.labels) for one in entry.children] == [
        ("text/a.xhtml#s1", (("zh-Hans", "一"), ("en", "One"))),
        ("text/a.xhtml#s3", (("en", "Two"),)),
    ]
    assert tree(below) == [["v", ["a"]]]


def test_one_section_is_the_chapter() -> None:
    (entry,) = contents((sectioned(),), ("zh-Hans",))

    assert entry.children == ()


def test_lists_one_looks_things_up_in_are_landmarks() -> None:
    page = nav((), Rendition((unit("b", "chapter"), sectioned("index")), (), ()), ("en",)).decode()

    assert re.findall('epub:type="(.*?)" href="(.*?)"', page) == [
        ("toc", "#toc"),
        ("bodymatter", "text/b.xhtml"),
        ("index", "text/a.xhtml"),
    ]


def test_a_chapter_without_a_title_is_known_by_its_id() -> None:
    (entry,) = contents((replace(unit("a", "chapter"), title=Bilingual()),), LANGUAGES)

    assert entry.labels == (("en", "a"),)


def test_the_depth_of_the_ncx_is_counted() -> None:
    flat = contents((unit("a", "chapter"),), LANGUAGES)

    assert b'name="dtb:depth" content="1"' in ncx(flat, (), "urn:x", "A", "en")


@pytest.mark.parametrize(
    ("languages", "expected"),
    [
        (("zh-Hant", "en"), (("zh-Hant", "目錄"), ("en", "Contents"))),
        (("zh-TW",), (("zh-TW", "目錄"),)),
        (("en", "zh"), (("en", "Contents"), ("zh", "目录"))),
        (("fr", "en"), (("en", "Contents"),)),
    ],
)
def test_words_in_the_languages_at_hand(languages: tuple[str, ...], expected: object) -> None:
    assert words("contents", languages) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>a</p>", (False, True, False, False)),
        ('<img src="a.png" alt="a yard"/>', (True, True, False, False)),
        ('<img src="a.png" alt=""/><img src="b.png" alt="b"/>', (True, False, False, False)),
        ("<svg><path/></svg>", (True, False, False, False)),
        ("<ruby>雨<rt>yǔ</rt></ruby>", (False, True, True, False)),
        ('<li epub:type="index-entry">雨</li>', (False, True, False, False, True)),
    ],
)
def test_what_a_page_offers(page: str, expected: tuple[Any, ...]) -> None:
    assert accessibility.inspect([page], {}) == accessibility.Findings(*expected)


def _frames(format: str, number: int) -> bytes:
    target = BytesIO()
    first, *others = [Image.new("RGB", (2, 2), color) for color in ("white", "black")][:number]
    first.save(target, format, save_all=True, append_images=others)
    return target.getvalue()


SEEN = ("unknownFlashingHazard", "unknownMotionSimulationHazard", "noSoundHazard")
HEARD = ("noFlashingHazard", "noMotionSimulationHazard", "unknownSoundHazard")


def _hazards(findings: accessibility.Findings) -> tuple[str, ...]:
    return tuple(value for name, value in accessibility.properties(findings) if name == "accessibilityHazard")


@pytest.mark.parametrize(
    ("name", "data", "hazards"),
    [
        ("a.gif", _frames("GIF", 2), SEEN),
        ("a.gif", _frames("GIF", 1), ("none",)),
        ("a.webp", _frames("WEBP", 2), SEEN),
        ("a.png", _frames("PNG", 2), SEEN),
        ("a.webp", _frames("WEBP", 1), ("none",)),
        ("a.png", _frames("PNG", 1), ("none",)),
        ("a.svg", b"<svg><rect><animate/></rect></svg>", SEEN),
        ("a.svg", b"<svg><rect/></svg>", ("none",)),
    ],
)
def test_what_moves_may_flash(name: str, data: bytes, hazards: tuple[str, ...]) -> None:
    assert _hazards(accessibility.inspect([], {name: data})) == hazards


@pytest.mark.parametrize(
    ("page", "modes", "sufficient", "hazards"),
    [
        ("<p>a</p>", "textual", ("textual",), ("none",)),
        ('<img alt="a yard"/>', "textual visual", ("textual", "textual,visual"), ("none",)),
        ("<audio>a</audio>", "textual auditory", ("textual,auditory",), HEARD),
        ("<video>a</video>", "textual visual auditory", ("textual,visual,auditory",), ("unknown",)),
    ],
)
def test_what_plays_is_heard_and_seen(
    page: str, modes: str, sufficient: tuple[str, ...], hazards: tuple[str, ...]
) -> None:
    findings = accessibility.inspect([page], {})
    said = tuple(accessibility.properties(findings))

    assert " ".join(value for name, value in said if name == "accessMode") == modes
    assert tuple(value for name, value in said if name == "accessModeSufficient") == sufficient
    assert _hazards(findings) == hazards

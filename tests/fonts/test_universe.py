"""All the faces of an edition: those its stylesheets name, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import PurePath

import pytest

from bookbuild.diagnostics import Diagnostics, Span
from bookbuild.fonts.choose import choose
from bookbuild.fonts.sheet import print_sheet
from bookbuild.fonts.universe import Universe, licences, named, universe
from bookbuild.model import Edition, Wish
from bookbuild.world import MemoryWorld
from tests.fonts.tiny import MARKS, font

Install = Callable[..., None]
SPAN = Span("book.yaml", 7, 3)
EDITION = Edition("print", "pdf", span=SPAN, fonts=(Wish("song", "", "Tiny"), Wish("latin", "", "Latin")))
BASE = "p { font-family: var(--face-song), var(--face-latin) }"


def _universe(sheet: str) -> tuple[Universe, Diagnostics]:
    world = MemoryWorld({})
    chosen, _ = choose(EDITION, ("zh-Hans",), world)
    sheets = ("faces.css", print_sheet(chosen)), ("print.css", BASE), ("styles/print.css", sheet)
    found, problems = named(chosen, sheets, world)
    made, more = universe(EDITION, chosen, found)
    return made, (*problems, *licences(found.families.values(), EDITION), *more)


@pytest.fixture(autouse=True)
def fonts(install: Install) -> None:
    install(
        tiny=font("Tiny", "字四水城" + MARKS),
        latin=font("Latin", "ab"),
        other=font("Other Face", "x"),
        trial=font("Trial", "x", rights=2),
        hand=font("Hand", "字" + MARKS, width=300),
    )


def _families(made: Universe) -> list[str]:
    return [name for name, _ in made.names]


def test_only_what_is_asked_for_is_in_it() -> None:
    made, problems = _universe("")

    assert problems == ()
    assert _families(made) == ["Tiny", "Latin"]
    assert [PurePath(path).name for path in made.files][1:] == ["latin.ttf"]
    assert "-chws-" in made.files[0]


def test_a_family_of_the_authors_sheet_joins() -> None:
    made, problems = _universe("h1 { font-family: 'other face', serif }")

    assert problems == ()
    assert _families(made) == ["Tiny", "Latin", "Other Face"]


def test_an_overridden_role_takes_its_families_along() -> None:
    made, _ = _universe(":root { --face-song: 'Other Face' }")

    assert "Other Face" in _families(made)


def test_a_family_that_is_not_there_is_told_with_its_place() -> None:
    made, problems = _universe("h1 { color: red;\n  font-family: 'Fancy', sans-serif }")

    assert [(found.code, found.message, str(found.span)) for found in problems] == [
        ("F013", "no installed family is called Fancy", "styles/print.css:2:3")
    ]
    assert "Fancy" not in _families(made)


def test_a_family_an_font_face_rule_brings_is_not_looked_for() -> None:
    sheet = "@font-face { font-family: Fancy; src: url(f.ttf) } h1 { font-family: Fancy }"

    assert _universe(sheet)[1] == ()


def test_f014_a_face_that_cannot_be_spaced_is_used_as_it_is() -> None:
    made, problems = _universe("h1 { font-family: Hand }")

    assert [(found.code, found.message.partition(":")[0]) for found in problems] == [
        ("F014", "adjacent punctuation in Hand is not set close")
    ]
    assert PurePath(made.files[-1]).name == "hand.ttf"


def test_f015_a_face_that_must_not_be_embedded() -> None:
    _, problems = _universe("h1 { font-family: Trial }")

    assert [(found.code, found.message, found.span) for found in problems] == [
        ("F015", "Trial must not be embedded: its licence bits forbid to embed it", SPAN)
    ]


def test_generic_families_stand_for_the_faces_of_roles() -> None:
    aliases = dict(_universe("")[0].aliases)

    assert aliases["serif"] == ("Latin", "Tiny")
    assert aliases["monospace"] == ("Tiny", "Latin")


def test_a_generic_family_takes_its_faces_along(install: Install) -> None:
    install(menlo=font("Menlo", "x"))

    assert "Menlo" not in _families(_universe("")[0])
    assert "Menlo" in _families(_universe("pre { font-family: monospace }")[0])


def test_it_travels_as_json() -> None:
    made, _ = _universe("")

    assert Universe.unpacked(json.loads(json.dumps(asdict(made)))) == made
    assert made.known_as(["LATIN", "absent"]) == ("Latin",)

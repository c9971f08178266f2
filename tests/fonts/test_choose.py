"""Who plays which role."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bookbuild.diagnostics import Diagnostics, Span
from bookbuild.fonts.choose import Chosen, choose, lacking
from bookbuild.fonts.face import looks
from bookbuild.fonts.roles import ROLES, Role
from bookbuild.fonts.sheet import print_sheet
from bookbuild.model import Edition, Wish
from bookbuild.world import MemoryWorld
from tests.fonts.tiny import font

Install = Callable[..., None]
PLACE = Span("book.yaml", 5, 9)


def _chosen(
    *wishes: Wish, languages: tuple[str, ...] = ("zh-Hans", "en"), files: dict[str, bytes] | None = None
) -> tuple[Chosen, Diagnostics]:
    return choose(Edition("print", "pdf", fonts=wishes), languages, MemoryWorld({**(files or {})}))


def _names(chosen: Chosen, role: Role, lang: str = "") -> list[str]:
    return [family.name for family in chosen.of(role, lang)]


def test_without_a_wish_the_usual_faces_play_every_role() -> None:
    chosen, problems = _chosen()

    assert problems == ()
    assert [_names(chosen, role)[0] for role in ROLES] == [
        "Noto Serif CJK SC",
        "LXGW WenKai",
        "Noto Sans CJK SC",
        "EB Garamond 12",
        "DejaVu Sans Mono",
        "HanaMinA",
        "Symbola",
    ]
    assert list(lacking(chosen, Edition("print", "pdf"))) == []


@pytest.mark.parametrize(
    ("languages", "lang", "family"),
    [
        (("zh-Hant", "en"), "zh-Hant", "Noto Serif CJK TC"),
        (("zh-HK", "en"), "en", "Noto Serif CJK HK"),
        (("zh-Hans", "zh-Hant"), "zh-Hant", "Noto Serif CJK TC"),
        (("zh-Hans", "zh-Hant"), "zh-Hans", "Noto Serif CJK SC"),
        (("en",), "en", "Noto Serif CJK SC"),
    ],
)
def test_regions_follow_the_languages_of_the_edition(
    languages: tuple[str, ...], lang: str, family: str
) -> None:
    chosen, _ = _chosen(languages=languages)

    assert _names(chosen, "song", lang) == [family]


def test_a_wish_replaces_the_usual_faces_of_its_role_alone(install: Install) -> None:
    install(mine=font("Mine", "字"), more=font("More", "子"), usual=font("Symbola", "★"))
    chosen, problems = _chosen(Wish("song", "", "Mine"), Wish("song", "", "More"))

    assert problems == ()
    assert _names(chosen, "song") == ["Mine", "More"]
    assert _names(chosen, "symbols") == ["Symbola"]


def test_a_wish_for_one_language_is_for_that_alone(install: Install) -> None:
    install(one=font("One", "字"), two=font("Two", "字"))
    chosen, _ = _chosen(
        Wish("song", "", "One"), Wish("song", "zh-Hant", "Two"), languages=("zh-Hans", "zh-Hant")
    )

    assert (_names(chosen, "song", "zh-Hans"), _names(chosen, "song", "zh-Hant")) == (["One"], ["Two"])
    sheet = print_sheet(chosen)
    assert sheet.index(':root {\n  --face-song: "One"') < sheet.index(':lang(zh-Hant) {\n  --face-song: "Two"')


def test_a_file_of_the_book_plays_with_the_cuts_beside_it(install: Install) -> None:
    install()
    files = {
        "fonts/a.ttf": font("Mine", "字"),
        "fonts/b.ttf": font("Mine", "字", style="Bold", weight=700),
        "other/c.ttf": font("Mine", "字", style="Black", weight=900),
    }
    chosen, problems = _chosen(Wish("song", "", "fonts/a.ttf"), files=files)

    assert problems == ()
    (family,) = chosen.of("song")
    assert (family.name, [looks(face).weight for face in family.faces]) == ("Mine", [400, 700])


def test_what_is_not_there_is_an_error_with_its_place(install: Install) -> None:
    install()
    wishes = [Wish("kai", "", "Notto", PLACE), Wish("song", "", "junk.ttf", PLACE)]
    chosen, problems = _chosen(*wishes, files={"junk.ttf": b"x"})

    assert [(found.code, found.message, found.span) for found in problems] == [
        ("F011", "junk.ttf is not a font that can be read", PLACE),
        ("F011", "no installed family is called Notto", PLACE),
    ]
    assert _names(chosen, "song") == []


def test_f012_a_role_of_running_text_nobody_plays(install: Install) -> None:
    install(song=font("Noto Serif CJK SC", "字"), latin=font("EB Garamond", "a"))
    chosen, problems = _chosen()
    found = list(lacking(chosen, Edition("print", "pdf", span=PLACE)))

    assert problems == ()
    assert [(problem.code, problem.message.split(" is ")[0], problem.span) for problem in found] == [
        ("F012", "no face for the role kai", PLACE),
        ("F012", "no face for the role mono", PLACE),
    ]
    assert '--face-kai: "Noto Serif CJK SC";' in print_sheet(chosen)  # it stands in


def test_f012_an_english_book_needs_no_chinese_faces(install: Install) -> None:
    install(latin=font("EB Garamond", "a"), mono=font("Menlo", "a"))
    chosen, _ = _chosen(languages=("en",))

    assert list(lacking(chosen, Edition("print", "pdf"))) == []


def test_a_name_is_quoted_as_css_wants_it(install: Install) -> None:
    install(odd=font('The "Best" \\ Song', "字"))
    chosen, _ = _chosen(Wish("song", "", 'The "Best" \\ Song'))

    assert '--face-song: "The \\"Best\\" \\\\ Song";' in print_sheet(chosen)

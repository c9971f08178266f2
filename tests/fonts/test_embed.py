"""What an EPUB brings along: each face with the characters it sets, and rules that ask for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bookbuild.diagnostics import Diagnostics, Span
from bookbuild.fonts import sheet
from bookbuild.fonts.choose import choose
from bookbuild.fonts.embed import Embedded, embed
from bookbuild.fonts.face import characters, faces_in, looks
from bookbuild.model import Bilingual, Edition, Unit, Wish
from bookbuild.render.stylesheets import stylesheets
from bookbuild.world import MemoryWorld
from tests.fonts.tiny import MARKS, font

Install = Callable[..., None]
WISHES = tuple(
    Wish(role, "", name)
    for role, name in (("song", "Song"), ("kai", "Kai"), ("latin", "Latin"), ("mono", "Mono"), ("rare", "Rare"))
)
BODY = """<p lang="zh-Hans">一“a”𠀀<em>楷一</em></p><h1>题</h1>
<p lang="en">ab <i>b</i> “一” <b>a</b> <code>m一</code></p>"""


@pytest.fixture(autouse=True)
def fonts(install: Install) -> None:
    install(
        a=font("Song", "一题a四水城“”" + MARKS),
        b=font("Song", "一题", style="Bold", weight=700),
        c=font("Kai", "楷"),
        d=font("Latin", "ab“”"),
        e=font("Latin", "ab", style="Italic", italic=True),
        f=font("Mono", "m"),
        g=font("Rare", "𠀀", rights=4),
    )


def _embedded(*roles: str, sheet: str = "", body: str = BODY) -> tuple[Embedded, Diagnostics]:
    edition = Edition("reader", "epub", fonts=WISHES, embed=roles, span=Span("book.yaml", 9))
    world = MemoryWorld({"styles/epub.css": sheet} if sheet else {})
    chosen, _ = choose(edition, ("zh-Hans", "en"), world)
    sheets, _ = stylesheets(edition, ("zh-Hans", "en"), world)
    html = f'<html xmlns="http://www.w3.org/1999/xhtml" lang="zh-Hans"><body>{body}</body></html>'
    return embed(chosen, edition, sheets, [Unit("u", "chapter", "body", Bilingual(), html)])


def _held(made: Embedded, folder: Path) -> dict[str, str]:
    """The characters of each file, the space left out."""
    held = {}
    for name, data in made.files.items():
        path = folder / name.replace("/", "-")
        path.write_bytes(data)
        held[name] = "".join(sorted(chr(code) for code in characters(faces_in(str(path))[0]) if code != 0x20))
    return held


def _rules(made: Embedded) -> dict[str, str]:
    text = dict(made.sheets)[sheet.NAME]
    return dict(re.findall(r"^(\S.*?) \{ font-family: (.*?) \}$", text, re.MULTILINE))


def test_each_face_holds_what_it_sets(tmp_path: Path) -> None:
    made, _ = _embedded("song", "kai", "latin", "mono")

    assert _held(made, tmp_path) == {
        "fonts/song.ttf": "a“”一",
        "fonts/song-bold.ttf": "题",
        "fonts/kai.ttf": "楷",
        "fonts/latin.ttf": "ab“”",
        "fonts/latin-italic.ttf": "b",
        "fonts/mono.ttf": "m",
    }
    assert made.families == ("Song", "Kai", "Latin", "Mono")


def test_rules_ask_for_them_in_the_order_of_print() -> None:
    made, _ = _embedded("song", "kai", "latin", "mono")
    rules = _rules(made)

    assert rules["[lang], rt[lang]"] == '"Book Latin", "Book Song", serif'
    assert rules['[lang|="zh"]'] == '"Book Song", "Book Latin", serif'
    assert rules["code, kbd, samp, pre"] == '"Book Mono", "Book Song", "Book Latin", monospace'
    assert rules["em:lang(zh), i:lang(zh), cite:lang(zh), dfn:lang(zh), var:lang(zh)"] == (
        '"Book Kai", "Book Song", "Book Latin", serif'
    )


def test_where_no_face_of_ours_comes_first_the_readers_own_does() -> None:
    rules = _rules(_embedded("latin")[0])

    assert rules['[lang|="zh"]'] == 'serif, "Book Latin"'  # or Chinese quotation marks would be Latin
    assert rules["code, kbd, samp, pre"] == 'monospace, "Book Latin"'
    assert rules["em:lang(zh), i:lang(zh), cite:lang(zh), dfn:lang(zh), var:lang(zh)"].startswith(
        '"LXGW WenKai"'
    )


def test_a_role_that_is_not_embedded_leaves_its_characters_to_the_reader(tmp_path: Path) -> None:
    made, problems = _embedded("latin")

    assert _held(made, tmp_path) == {"fonts/latin.ttf": "ab“”", "fonts/latin-italic.ttf": "b"}
    assert problems == ()


def test_readings_are_latin(tmp_path: Path) -> None:
    made, _ = _embedded("song", "latin", body='<p lang="zh-Hans"><ruby>一<rt lang="zh-Latn">a</rt></ruby></p>')

    assert _held(made, tmp_path) == {"fonts/song.ttf": "一", "fonts/latin.ttf": "a"}


def test_a_face_that_sets_nothing_is_not_brought() -> None:
    made, _ = _embedded("song", "mono", body='<p lang="zh-Hans">一</p>')

    assert list(made.files) == ["fonts/song.ttf"]
    assert "Book Mono" not in dict(made.sheets)[sheet.NAME]


def test_the_authors_own_faces_are_the_readers() -> None:
    body = '<p lang="zh-Hans">一</p><h1>题</h1>'
    made, _ = _embedded("song", sheet='p[lang] { font-family: "Fancy" }', body=body)

    assert list(made.files) == ["fonts/song-bold.ttf"]
    assert made.needs.missing([]) == ()


def test_a_face_for_print_alone_is_refused() -> None:
    _, problems = _embedded("rare")

    assert [(found.code, found.message) for found in problems] == [
        ("F015", "Rare must not be embedded: its licence bits allow to embed it for preview and print only")
    ]


def test_a_variable_face_is_brought_in_two_weights(install: Install, tmp_path: Path) -> None:
    install(b=font("Song", "一题", variable=True), a=b"")
    made, _ = _embedded("song", body='<p lang="zh-Hans">一</p><h1>题</h1>')

    assert _held(made, tmp_path) == {"fonts/song.ttf": "一", "fonts/song-bold.ttf": "题"}
    weights = [looks(faces_in(str(path))[0]).weight for path in sorted(tmp_path.glob("fonts-song*"))]
    assert weights == [700, 400]


def test_the_same_files_every_time() -> None:
    first, second = (_embedded("song", "kai", "latin", "mono")[0] for _ in range(2))

    assert first.files == second.files
    assert first.sheets == second.sheets

"""Nothing but the chosen faces is in the typesetter's world."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from bookbuild import press
from bookbuild.diagnostics import Diagnostics
from bookbuild.fonts.universe import Universe
from bookbuild.model import Edition, Rendition, Unit, Wish
from bookbuild.world import DiskWorld
from tests.fonts.tiny import MARKS, font
from tests.press.sample import BOOK, chapter, page

Install = Callable[..., None]
STYLE = """body { font: 10pt Latin } @page { size: 90mm 120mm }
:lang(zh) { font-family: Song, Latin } :lang(en) { font-family: Latin, Song }"""
WISHES = (Wish("song", "", "Song"), Wish("latin", "", "Latin"), Wish("symbols", "", "Signs"))


def _unit(body: str) -> Unit:
    return replace(chapter("x"), html=page(f'<p id="x">{body}</p>'))


def _printed(root: Path, body: str, style: str = STYLE) -> tuple[press.Printed | None, Diagnostics]:
    edition = Edition("print", "pdf", languages=("zh-Hans", "en"), fonts=WISHES)
    rendition = Rendition((_unit(body),), (("styles/print.css", style),), ())
    return press.write(BOOK, edition, rendition, DiskWorld(root), press.gather(1, root), 0)


def _faces(product: press.Printed | None) -> set[str]:
    assert product is not None
    pdf = pikepdf.Pdf.open(io.BytesIO(product.pdf))
    fonts = (font for leaf in pdf.pages for font in leaf.Resources.get("/Font", {}).values())
    return {str(font.BaseFont).partition("+")[2] for font in fonts}


@pytest.fixture(autouse=True)
def fonts(install: Install) -> None:
    install(
        a=font("Song", "字四水城1⚽" + MARKS),
        b=font("Latin", "abc1"),
        c=font("Signs", "😀⚽x"),
        d=font("Elsewhere", "骉x😀"),
    )


def test_a_face_nobody_chose_sets_nothing(tmp_path: Path) -> None:
    product, problems = _printed(tmp_path, "字骉")

    assert product is None
    assert [(problem.code, problem.message) for problem in problems] == [
        ("P004", "U+9A89 was set as an empty box")
    ]


def test_the_first_family_of_the_list_that_has_a_character_sets_it(tmp_path: Path) -> None:
    assert _faces(_printed(tmp_path, '<span lang="zh-Hans">1</span>')[0]) == {"Song"}
    assert _faces(_printed(tmp_path, '<span lang="en">1</span>')[0]) == {"Latin"}


def test_emoji_are_drawn_by_the_face_for_symbols(tmp_path: Path) -> None:
    style = STYLE + ":lang(zh) { font-family: Song, Latin, Signs }"

    assert "Signs" in _faces(_printed(tmp_path, "字😀", style)[0])


def test_an_emoji_the_face_of_the_text_has_is_drawn_by_it(tmp_path: Path) -> None:
    style = STYLE + ":lang(zh) { font-family: Song, Latin, Signs }"

    assert "Signs" not in _faces(_printed(tmp_path, "字⚽", style)[0])


def test_bold_and_italic_are_not_made_up(tmp_path: Path) -> None:
    assert _faces(_printed(tmp_path, "字<b>字</b><i>字</i>")[0]) == {"Song"}


def test_other_fonts_do_not_change_the_bytes(tmp_path: Path, install: Install) -> None:
    before, _ = _printed(tmp_path, "字abc。（四")
    install(more=font("More", "字abc"), again=font("Song Two", "字abc"), zero=font("Another", "a"))
    after, _ = _printed(tmp_path, "字abc。（四")
    assert before is not None
    assert after is not None

    assert before.pdf == after.pdf


def test_a_users_settings_do_not_change_the_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, _ = _printed(tmp_path, "字abc")
    rule = '<match target="pattern"><edit name="family" mode="prepend"><string>Latin</string></edit></match>'
    (tmp_path / "fonts.conf").write_text(f"<fontconfig>{rule}</fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    after, _ = _printed(tmp_path, "字abc")
    assert before is not None
    assert after is not None

    assert before.pdf == after.pdf


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_font_the_typesetter_cannot_read_is_told(
    jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "junk.ttf").write_bytes(b"no font")
    monkeypatch.setattr(press, "universe_of", lambda *_: (Universe((f"{tmp_path}/junk.ttf",), (), ()), ()))
    crew = press.gather(jobs, tmp_path)
    edition = Edition("print", "pdf", languages=("zh-Hans", "en"))
    rendition = Rendition((_unit("字"),), (("styles/print.css", STYLE),), ())
    product, problems = press.write(BOOK, edition, rendition, DiskWorld(tmp_path), crew, 0)
    crew.close()

    assert product is None
    assert [(problem.code, "cannot read the font" in problem.message) for problem in problems] == [
        ("P009", True)
    ]


@pytest.mark.parametrize("feature", ["normal", '"chws"'])
def test_marks_that_meet_are_set_close_where_the_style_says_so(feature: str, tmp_path: Path) -> None:
    product, _ = _printed(tmp_path, "字。」字（《字", STYLE + f"p {{ font-feature-settings: {feature} }}")
    assert product is not None
    text = pypdfium2.PdfDocument(product.pdf)[0].get_textpage()
    lefts = [text.get_charbox(index)[0] for index in (0, 3, 6)]
    ems = [round((left - lefts[0]) / 10, 1) for left in lefts]

    assert ems == ([0, 3, 6] if feature == "normal" else [0, 2.5, 5])

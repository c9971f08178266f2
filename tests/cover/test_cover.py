"""The front cover as a whole, of small books: what is on it, that it fits, what is reported."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from bookbuild.cover import front
from bookbuild.cover.paint import WIDTH
from bookbuild.diagnostics import Span
from bookbuild.fonts.choose import Chosen, choose
from bookbuild.model import Bilingual, Book, Contributor, Edition, Metadata, Volume
from bookbuild.world import MemoryWorld


def both(chinese: str, english: str) -> Bilingual:
    return Bilingual.of({"zh-Hans": chinese, "en": english})


def volume(number: int, title: Bilingual) -> Volume:
    return Volume(f"v{number}", number, title, Bilingual(), (), (), ())


META = Metadata(
    both("双子座", "Gemini"),
    "urn:uuid:0",
    "gemini",
    subtitle=both("随笔", "Essays"),
    contributors=(Contributor(both("立委", "Wei Li")), Contributor(both("印厂", "Printer"), role="prt")),
)
VOLUMES = (volume(1, both("笔记", "Notes")), volume(2, both("童年", "Childhood")))
BOOK = Book(META, ("zh-Hans", "en"), (), VOLUMES, ())
EDITION = Edition("reader", "epub", span=Span("book.yaml", 9, 3))


CHOSEN, _ = choose(EDITION, ("zh-Hans", "en"), MemoryWorld({}))


def titled(title: Bilingual) -> Book:
    return replace(BOOK, meta=replace(META, title=title))


def drawn(book: Book, edition: Edition = EDITION, chosen: Chosen = CHOSEN) -> int:
    """How many lines of text stand on the cover."""
    return len(front.compose(book, edition, chosen, 1.6)[0].lines)


def codes(book: Book) -> list[str]:
    return [found.code for found in front.draw(book, EDITION, CHOSEN, 160, 256)[1]]


def test_the_picture_has_the_size_asked_for_and_no_transparency() -> None:
    data, diagnostics = front.draw(BOOK, EDITION, CHOSEN, 320, 480)
    image = Image.open(io.BytesIO(data))

    assert (image.format, image.size, image.mode, diagnostics) == ("PNG", (320, 480), "RGB", ())


def test_titles_subtitles_authors_and_volumes_each_in_both_languages() -> None:
    assert drawn(BOOK) == 10  # the printer is not named on a front cover


def test_an_edition_of_one_language_shows_that_one() -> None:
    assert drawn(BOOK, replace(EDITION, languages=("en",))) == 5


def test_an_edition_of_one_volume_names_only_it() -> None:
    assert drawn(BOOK, replace(EDITION, volumes=("v2",))) == 8


def test_a_third_volume_does_not_fit_the_doors_and_is_listed() -> None:
    book = replace(BOOK, volumes=(*VOLUMES, volume(3, both("补遗", "Addenda"))))

    assert drawn(book) == 12


def test_text_is_outlines_and_the_label_is_escaped() -> None:
    root = etree.fromstring(front.svg(titled(both("《双子》", "A & <B>")), EDITION, CHOSEN)[0])
    tags = {etree.QName(node).localname for node in root.iter(etree.Element)}

    assert tags == {"svg", "title", "defs", "linearGradient", "stop", "rect", "path", "g", "circle"}
    assert root.get("aria-label") == "《双子》 — A & <B>"


@pytest.mark.parametrize("proportion", [0.7, 1.0, 1.414, 1.6])
@pytest.mark.parametrize(
    "title",
    [
        both("双子座", "Gemini"),
        both("关于谷歌双子座的八点启示：" * 6, "Eight Lessons from Google’s Gemini " * 5),
        both("春", "W" * 90),
    ],
    ids=["short", "long", "unbroken"],
)
def test_text_stays_within_the_margins_and_above_the_arches(title: Bilingual, proportion: float) -> None:
    composed, _ = front.compose(titled(title), EDITION, CHOSEN, proportion)
    arch = composed.arches[0]
    heads = [line for line in composed.lines if line.tone != "ink" and line.y < arch.y]

    assert min(line.x for line in heads) >= 0.08 * WIDTH
    assert max(line.y for line in heads) < arch.y - arch.rings[-1].radius
    assert max(line.y for line in composed.lines) < composed.height


def test_the_same_book_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    program = (
        "import sys; from tests.cover.test_cover import *; "
        "sys.stdout.buffer.write(front.draw(BOOK, EDITION, CHOSEN, 320, 512)[0])"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]

    assert runs[0] == runs[1] == front.draw(BOOK, EDITION, CHOSEN, 320, 512)[0]


def test_f001_a_character_without_a_font_is_left_out_and_named() -> None:
    _, diagnostics = front.draw(titled(both("双子\U00100000座", "Gemini")), EDITION, CHOSEN, 160, 256)

    assert [(found.code, found.message, found.span) for found in diagnostics] == [
        ("F001", "no face of the book draws U+100000 of the cover's “双子\U00100000座”", Span("book.yaml"))
    ]


def test_f001_a_title_of_nothing_else_leaves_the_cover_without_it() -> None:
    assert codes(titled(both("\U00100000", "Gemini"))) == ["F001"]
    assert drawn(titled(both("\U00100000", "Gemini"))) == drawn(BOOK) - 1


def test_f002_without_any_chinese_font_the_chinese_is_left_off() -> None:
    latin = {asked: families if asked[0] == "latin" else () for asked, families in CHOSEN.families.items()}
    western = Chosen(CHOSEN.languages, latin)
    _, diagnostics = front.draw(BOOK, EDITION, western, 160, 256)

    assert [found.code for found in diagnostics] == ["F002"]
    assert "Noto Serif CJK" in (diagnostics[0].help or "")
    assert drawn(BOOK, EDITION, western) == 5


def test_f003_a_title_of_thousands_of_characters_is_cut_and_reported() -> None:
    assert codes(titled(both("长" * 5000, "Gemini"))) == ["F003"]

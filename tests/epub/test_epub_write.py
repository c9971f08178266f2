"""The archive a small book gives."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from bookbuild import epub
from bookbuild.diagnostics import Diagnostics, Span
from bookbuild.model import Book, Claim, Edition, Image, Paragraph, Rendition, Series, Styled
from bookbuild.render import image_name
from tests.epub.sample import IMAGES, MODIFIED, book, both, chapter, edition, png, rendition, shared

STYLES = Path(epub.__file__).parents[1] / "styles"
Golden = Callable[[str, str], None]


def written(book: Book, edition: Edition, **changes: object) -> bytes:
    data, diagnostics = epub.write(book, replace(edition), rendition(book, edition), IMAGES, png(), MODIFIED)
    assert diagnostics == ()
    return data


def part(data: bytes, name: str) -> str:
    return zipfile.ZipFile(BytesIO(data)).read(f"EPUB/{name}").decode()


def test_the_archive_opens_with_its_media_type() -> None:
    data = written(book(), edition())

    assert data[30:38] == b"mimetype"
    assert data[38:58] == b"application/epub+zip"


def test_the_archive_holds_each_file_once_in_its_place() -> None:
    entries = zipfile.ZipFile(BytesIO(written(book(), edition()))).infolist()

    assert [entry.filename for entry in entries] == [
        "mimetype",
        "META-INF/container.xml",
        "EPUB/content.opf",
        "EPUB/nav.xhtml",
        "EPUB/toc.ncx",
        "EPUB/text/cover.xhtml",
        "EPUB/text/title.xhtml",
        "EPUB/text/preface.xhtml",
        "EPUB/text/part-one.xhtml",
        "EPUB/text/rain.xhtml",
        "EPUB/text/snow.xhtml",
        "EPUB/text/part-two.xhtml",
        "EPUB/text/wind.xhtml",
        "EPUB/images/cover.png",
        "EPUB/css/book.css",
        "EPUB/images/rain.png",
    ]
    assert {entry.date_time for entry in entries} == {(2026, 1, 1, 0, 0, 0)}
    assert {entry.external_attr for entry in entries} == {0o644 << 16}
    stored = {entry.filename for entry in entries if entry.compress_type == zipfile.ZIP_STORED}
    assert stored == {"mimetype", "EPUB/images/cover.png", "EPUB/images/rain.png"}


def test_units_reach_the_archive_untouched() -> None:
    data = written(book(), edition())

    for unit in rendition(book(), edition()).units:
        assert part(data, f"text/{unit.id}.xhtml") == unit.html


def test_package_document(golden: Golden) -> None:
    golden("content.opf", part(written(book(), edition()), "content.opf"))


def test_navigation(golden: Golden) -> None:
    data = written(book(), edition())

    golden("nav.xhtml", part(data, "nav.xhtml"))
    golden("toc.ncx", part(data, "toc.ncx"))


def test_a_single_edition_speaks_one_language(golden: Golden) -> None:
    data = written(book(), edition(name="en", layout="single", languages=("en",)))

    golden("single.opf", part(data, "content.opf"))
    assert "目录" not in part(data, "nav.xhtml")


def test_an_edition_of_one_volume_bears_its_title_and_names_the_set(golden: Golden) -> None:
    golden("volume.opf", part(written(book(), edition(volumes=("one",), each=True)), "content.opf"))


def test_each_edition_has_an_identifier_of_its_own() -> None:
    editions = (
        edition(),
        edition(name="other"),
        edition(volumes=("one",), each=True),
        edition(volumes=("two",), each=True),
        edition(isbn="978-0-306-40615-7"),
    )
    identifiers = [epub.metadata.identifier(book(), item) for item in editions]

    assert len(set(identifiers)) == 5
    assert identifiers[-1] == "urn:isbn:9780306406157"
    assert book().meta.id not in identifiers


def test_a_further_volume_leaves_the_identifier_alone() -> None:
    grown = edition(volumes=("one", "two", "three"))

    assert epub.metadata.identifier(book(), grown) == epub.metadata.identifier(book(), edition())


@pytest.mark.parametrize("tag", ["<math/>", "<svg/>"])
def test_a_manifest_declares_what_a_document_holds(tag: str) -> None:
    units = list(rendition(book(), edition()).units)
    units[-1] = replace(units[-1], html=units[-1].html.replace("<section>", f"<section>{tag}"))
    data, _ = epub.write(book(), edition(), Rendition(tuple(units), (), ()), IMAGES, png(), MODIFIED)

    name = {"<math/>": "mathml", "<svg/>": "svg"}[tag]
    assert part(data, "content.opf").count(f'properties="{name}"') == 1


def test_an_image_without_a_description_is_not_called_described() -> None:
    plain = rendition(book(), edition())
    units = tuple(replace(unit, html=unit.html.replace("雨 Rain", "")) for unit in plain.units)
    data, _ = epub.write(book(), edition(), replace(plain, units=units), IMAGES, png(), MODIFIED)
    opf = part(data, "content.opf")

    assert "alternativeText" not in opf
    assert 'accessModeSufficient">textual<' not in opf
    assert "Some images have no description." in opf


def test_a_name_that_is_the_same_in_all_languages_has_one_form() -> None:
    same = replace(book(), meta=replace(book().meta, title=both("Gemini", "Gemini")))
    opf = part(written(same, edition()), "content.opf")

    assert '<dc:title id="title" xml:lang="zh-Hans">Gemini</dc:title>' in opf
    assert ">Gemini</meta>" not in opf


def test_a_claim_is_the_authors() -> None:
    claim = Claim("EPUB Accessibility 1.1 - WCAG 2.2 Level AA", both("江岸", "Riverbank"))
    claiming = replace(book(), meta=replace(book().meta, accessibility=claim))
    opf = part(written(claiming, edition()), "content.opf")

    assert 'property="dcterms:conformsTo" id="claim">EPUB Accessibility 1.1 - WCAG 2.2 Level AA<' in opf
    assert '<meta refines="#claim" property="a11y:certifiedBy" xml:lang="zh-Hans">江岸</meta>' in opf
    assert "conformsTo" not in part(written(book(), edition()), "content.opf")


def test_E005_a_claim_that_does_not_hold() -> None:  # noqa: N802
    claim = Claim("EPUB Accessibility 1.1 - WCAG 2.2 Level A", span=Span("book.yaml", 4, 27))
    claiming = replace(book(), meta=replace(book().meta, accessibility=claim))
    plain = rendition(book(), edition())
    units = tuple(replace(unit, html=unit.html.replace("雨 Rain", "")) for unit in plain.units)
    data, found = epub.write(claiming, edition(), replace(plain, units=units), IMAGES, png(), MODIFIED)

    assert data == b""
    assert [(item.code, item.span) for item in found] == [("E005", claim.span)]


def test_our_styles_leave_colours_and_so_contrast_to_the_reader() -> None:
    sheets = [path.read_text(encoding="utf-8") for path in STYLES.glob("epub*.css")]

    assert len(sheets) == 3
    assert not re.search(r"(?<![-\w])(color|background[-a-z]*)\s*:", "".join(sheets))


def test_fonts_are_further_files() -> None:
    fonts = {"fonts/song.otf": b"OTTO"}
    data, _ = epub.write(book(), edition(), rendition(book(), edition()), IMAGES, png(), MODIFIED, fonts)

    assert part(data, "fonts/song.otf") == "OTTO"
    item = '<item href="fonts/song.otf" id="file-1" media-type="font/otf"/>'
    assert item in part(data, "content.opf")


SCRIPT = """
import hashlib
from tests.epub.sample import *
from bookbuild import epub
data, _ = epub.write(book(), edition(), rendition(book(), edition()), IMAGES, png(), MODIFIED)
print(hashlib.sha256(data).hexdigest())
"""


def test_the_same_book_gives_the_same_bytes_anywhere(tmp_path: Path) -> None:
    def digest(zone: str, seed: str, folder: Path) -> str:
        environment = os.environ | {
            "TZ": zone,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": str(Path(__file__).parents[2]),
        }
        argv = [sys.executable, "-c", SCRIPT]
        return subprocess.check_output(argv, env=environment, cwd=folder, text=True)

    assert digest("Asia/Shanghai", "1", tmp_path) == digest("America/New_York", "2", Path.home())


# ---------------------------------------------------------------- what a writer can get wrong


def complaints(
    book: Book, edition: Edition, rendition: Rendition, images: dict[str, bytes], cover: bytes | None
) -> tuple[bytes, Diagnostics]:
    return epub.write(book, edition, rendition, images, cover, MODIFIED)


def test_E001_two_chapters_of_one_name() -> None:  # noqa: N802
    plain = rendition(book(), edition())
    last = plain.units[-1]
    assert last.chapter is not None
    clash = replace(last, id="RAIN", chapter=replace(last.chapter, id="RAIN"))
    units = (*plain.units[:-1], clash)

    data, (found,) = complaints(book(), edition(), replace(plain, units=units), IMAGES, png())

    assert data == b""
    assert (found.code, str(found.span)) == ("E001", "wind.md")
    assert found.message == ("text/RAIN.xhtml and text/rain.xhtml are one file where case does not count")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("images/scan.tiff", "images/scan.tiff is of a type not every reader shows"),
    ],
)
def test_E002_an_image_readers_do_not_show(path: str, message: str) -> None:  # noqa: N802
    scan = Image(path, "scan", span=Span("chapters/a.md", 5, 1))
    pair = shared(Paragraph(id="p", content=(Styled("em", (scan,)),)))
    shown = replace(book(), front=(chapter("a", both("甲", "A"), pair),))
    plain = replace(rendition(book(), edition()), images=(path,))

    data, (found,) = complaints(shown, edition(), plain, {image_name(path): b"II*\0"}, png())

    assert data == b""
    assert (found.code, found.message, str(found.span)) == ("E002", message, "chapters/a.md:5:1")


def test_E003_no_cover() -> None:  # noqa: N802
    data, (found,) = complaints(book(), edition(), rendition(book(), edition()), IMAGES, None)

    assert data
    assert (found.code, str(found.level)) == ("E003", "warning")


def test_a_series_is_named_in_every_language_and_by_calibres_names() -> None:
    meta = replace(book().meta, series=Series(both("江岸文丛", "Riverbank Essays"), "2.5"))

    package = part(written(replace(book(), meta=meta), edition()), "content.opf")

    assert [line.strip() for line in package.splitlines() if "series" in line] == [
        '<meta property="belongs-to-collection" id="series" xml:lang="zh-Hans">江岸文丛</meta>',
        '<meta refines="#series" property="alternate-script" xml:lang="en">Riverbank Essays</meta>',
        '<meta refines="#series" property="collection-type">series</meta>',
        '<meta refines="#series" property="group-position">2.5</meta>',
        '<meta name="calibre:series" content="江岸文丛"/>',
        '<meta name="calibre:series_index" content="2.5"/>',
    ]


def test_a_volume_of_a_book_in_a_series_belongs_to_both() -> None:
    meta = replace(book().meta, series=Series(both("江岸文丛", "Riverbank Essays")))

    package = part(written(replace(book(), meta=meta), edition(volumes=("one",), each=True)), "content.opf")

    assert package.count("belongs-to-collection") == 2
    assert '<meta refines="#set" property="group-position">1</meta>' in package
    assert '<meta name="calibre:series" content="江岸文丛"/>' in package
    assert "calibre:series_index" not in package

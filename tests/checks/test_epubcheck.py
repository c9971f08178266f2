"""EPUBCheck's own word on the small book, and the honesty of asking it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bookbuild import epub
from bookbuild.checks import epubcheck
from bookbuild.diagnostics import Severity
from bookbuild.run import build
from tests.epub.sample import IMAGES, LANGUAGES, MODIFIED, book, edition, png, rendition
from tests.test_diagnostics import BOOKS, Silent

pytestmark = pytest.mark.epubcheck


def written(folder: Path, name: str, *, languages: tuple[str, ...], volumes: tuple[str, ...]) -> Path:
    own = edition(name=name, languages=languages, volumes=volumes)
    small = book()
    data, diagnostics = epub.write(small, own, rendition(small, own), IMAGES, png(), MODIFIED)
    assert diagnostics == ()
    path = folder / f"{name}.epub"
    path.write_bytes(data)
    return path


def test_the_small_book_is_valid_in_every_edition(tmp_path: Path) -> None:
    paths = [
        written(tmp_path, "reader", languages=LANGUAGES, volumes=()),
        written(tmp_path, "one", languages=("en",), volumes=("one",)),
    ]

    for report in epubcheck.run(paths):
        assert report.failure == "", "EPUBCheck needs a Java runtime and the epubcheck package"
        assert report.messages == ()
        assert report.diagnostics() == ()


def test_E030_a_broken_book_is_reported_with_its_places(tmp_path: Path) -> None:  # noqa: N802
    path = tmp_path / "broken.epub"
    small = book()
    units = rendition(small, edition())
    last = units.units[-1]
    stray = replace(last, html=last.html.replace("<section>", "<section><li>1</li>"))
    units = replace(units, units=(*units.units[:-1], stray))
    path.write_bytes(epub.write(small, edition(), units, IMAGES, png(), MODIFIED)[0])

    (report,) = epubcheck.run([path])
    (found,) = report.diagnostics()

    assert (found.code, found.level) == ("E030", Severity.ERROR)
    assert found.message.startswith("RSC-005: ")
    assert found.notes[0].startswith("EPUB/text/wind.xhtml:5:")


def test_E031_without_java_nothing_passes(tmp_path: Path) -> None:  # noqa: N802
    (report,) = epubcheck.run([tmp_path / "book.epub"], java="no-java-here")
    (found,) = report.diagnostics()

    assert (found.code, found.level) == ("E031", Severity.ERROR)
    assert found.message == "no-java-here cannot be run: No such file or directory"


def test_E031_a_file_that_is_not_there(tmp_path: Path) -> None:  # noqa: N802
    (report,) = epubcheck.run([tmp_path / "none.epub"])

    assert report.failure.startswith("EPUBCheck ended with 1 and no report: File not found")


def test_an_epub_that_brings_its_faces_is_valid(tmp_path: Path) -> None:
    shutil.copytree(BOOKS / "F016", tmp_path / "book")
    manifest = tmp_path / "book" / "book.yaml"
    manifest.write_text(manifest.read_text().replace("[song, rare]", "true"))
    made = build(tmp_path / "book", jobs=1, output=tmp_path, progress=Silent())
    (report,) = epubcheck.run([tmp_path / made.products[0].path])

    assert report.failure == ""
    assert {message.id for message in report.messages} == {"CSS-028"}  # that there is an @font-face at all

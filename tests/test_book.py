"""The shipped book, built whole: everything of it is in every edition, and every build gives the same bytes."""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from lxml import etree

from bookbuild import manifest
from bookbuild.build import read_book
from bookbuild.checks import epubcheck
from bookbuild.checks.completeness import expected
from bookbuild.model import Book, Edition
from bookbuild.run import Report, build
from bookbuild.typography import apply
from bookbuild.world import DiskWorld
from tests.test_diagnostics import Silent

ROOT = Path(__file__).parent.parent
XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"


def _copy(folder: Path) -> Path:
    """The book's sources alone, in *folder*."""
    for name in ("chapters", "styles"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "book.yaml", folder)
    return folder


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _copy(tmp_path_factory.mktemp("book"))


EPOCH = "1700000000"


@pytest.fixture(scope="module", autouse=True)
def epoch() -> Iterator[None]:
    """One date for every build of this file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        yield


@pytest.fixture(scope="module")
def report(root: Path) -> Report:
    return build(root, jobs=2, output=root / "dist", progress=Silent())


@pytest.fixture(scope="module")
def book(root: Path) -> Book:
    world = DiskWorld(root)
    loaded, _ = manifest.load(world)
    assert loaded
    book, _ = read_book(world, loaded)
    assert book

    return book


@pytest.fixture(scope="module")
def editions(root: Path) -> dict[str, Edition]:
    loaded, _ = manifest.load(DiskWorld(root))
    assert loaded

    return {edition.name: edition for edition in loaded.editions}


def test_every_edition_is_written_and_nothing_is_wrong(report: Report, editions: dict[str, Edition]) -> None:
    assert report.diagnostics == ()
    assert [product.edition for product in report.products if product.written] == list(editions)


def test_two_volumes_of_whole_chapters(book: Book) -> None:
    shape = [(volume.title.get("en"), len(volume.body)) for volume in book.volumes]

    assert shape == [("Gemini Notes", 3), ("Tanya’s Childhood", 2)]
    for chapter in book.chapters():
        one_sided = [pair for pair in chapter.pairs if pair.kind == "one-sided"]
        assert all(pair.reason == "untranslated" for pair in one_sided)
    assert sum(pair.kind == "one-sided" for chapter in book.chapters() for pair in chapter.pairs) == 1


@pytest.mark.epubcheck
def test_epubcheck_has_nothing_to_say(root: Path, report: Report) -> None:
    made = [root / "dist" / product.path for product in report.products if product.format == "epub"]
    verdicts = epubcheck.run(made)

    assert [(verdict.path.name, verdict.failure, verdict.messages) for verdict in verdicts] == [
        (path.name, "", ()) for path in made
    ]


def _squeezed(text: str) -> str:
    """Text as ink: compatibility forms folded, white space and hyphens left out."""
    folded = unicodedata.normalize("NFKC", text)
    return re.sub("[\\s\u00ad\u200b\u2060\u2010\u2011\ufffe\ufeff-]", "", folded)


def _passages(book: Book, edition: Edition) -> list[tuple[str, str]]:
    return [(id, _squeezed(ink)) for id, ink, _ in expected(*apply(book, edition)[:2]) if ink]


def _spine(archive: zipfile.ZipFile) -> Iterator[etree._Element]:
    """The documents of an EPUB in reading order."""
    package = etree.fromstring(archive.read("EPUB/content.opf"))
    names = {item.get("id"): item.get("href") for item in package.iter(f"{OPF}item")}
    for reference in package.iter(f"{OPF}itemref"):
        yield etree.fromstring(archive.read(f"EPUB/{names[reference.get('idref')]}"))


@pytest.mark.parametrize("name", ["reader", "zh", "en"])
def test_every_paragraph_is_in_the_epub_in_order(
    name: str, root: Path, report: Report, book: Book, editions: dict[str, Edition]
) -> None:
    path = next(product.path for product in report.products if product.edition == name)
    found: list[tuple[str, str]] = []
    wanted = dict(_passages(book, editions[name]))
    with zipfile.ZipFile(root / "dist" / path) as archive:
        for document in _spine(archive):
            for element in document.iter(
                f"{XHTML}p", f"{XHTML}span", f"{XHTML}aside", f"{XHTML}li", f"{XHTML}h1"
            ):
                id = element.get("id")
                if id in wanted:
                    found.append((id, _squeezed("".join(map(str, element.itertext()))).replace("↩", "")))

    notes = {id for id, _ in found if "-note-" in id}
    assert [item for item in found if item[0] not in notes] == [
        item for item in wanted.items() if item[0] not in notes
    ]
    assert {id for id, text in found if id in notes and wanted[id] not in text} == set()
    assert {id for id, _ in found} == set(wanted)


class _Tape:
    """The ink of a PDF from first to last page, to be read along."""

    def __init__(self, path: Path) -> None:
        pdf = pypdfium2.PdfDocument(path)
        self.text = "".join(_squeezed(page.get_textpage().get_text_range()) for page in pdf)
        self.at = 0

    def follow(self, ink: str) -> bool:
        """Whether *ink* stands ahead, in order, at most interrupted where a page ends."""
        start = self.text.find(ink[:6], self.at)
        while start >= 0 and not self._from(start, ink):
            start = self.text.find(ink[:6], start + 1)
        self.at = start if start >= 0 else self.at
        return start >= 0

    def _from(self, at: int, ink: str) -> bool:
        index = 0
        while index < len(ink) and at >= 0:
            if self.text[at : at + 1] == ink[index]:
                at, index = at + 1, index + 1
            else:
                at = self.text.find(ink[index : index + 6], at, at + 2500)
        return at >= 0


@pytest.mark.parametrize("name", ["print", "columns", "facing"])
def test_every_paragraph_is_in_the_pdf_in_order(
    name: str, root: Path, report: Report, book: Book, editions: dict[str, Edition]
) -> None:
    path = next(product.path for product in report.products if product.edition == name)
    tape = _Tape(root / "dist" / path)
    passages = _passages(book, editions[name])
    running = [passage for passage in passages if "-note-" not in passage[0]]
    if (
        name != "print"
    ):  # what goes over a page leaves its two columns or sides in turns: each is read by itself
        sides = [[item for item in running if item[0].endswith(tag)] for tag in ("-zh-Hans", "-en")]
    else:
        sides = [running]

    for side in sides:
        tape.at = tape.text.find(side[0][1][:6])
        assert [id for id, ink in side if not tape.follow(ink)] == []
    for id, ink in passages:
        tape.at = 0
        assert "-note-" not in id or tape.follow(ink), id


def _build_apart(folder: Path, jobs: int, zone: str, seed: str) -> None:
    """Build the book in a process of its own."""
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": EPOCH,
        "TZ": zone,
        "PYTHONHASHSEED": seed,
        "LC_ALL": "C",
    }
    argv = [sys.executable, "-m", "bookbuild", "build", "--jobs", str(jobs)]
    subprocess.run(argv, cwd=_copy(folder), env=environment, check=True, capture_output=True, timeout=300)


def _hashes(folder: Path) -> dict[str, str]:
    """Digests of what was made there."""
    made = sorted((folder / "dist").iterdir())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in made}


def test_folders_zones_seeds_and_jobs_give_the_same_bytes(root: Path, report: Report, tmp_path: Path) -> None:
    elsewhere = tmp_path / "some where" / "书"
    elsewhere.mkdir(parents=True)
    _build_apart(elsewhere, 1, "America/New_York", "2")

    assert len(_hashes(elsewhere)) == len(report.products) == 8
    assert _hashes(elsewhere) == _hashes(root)


def test_a_second_build_leaves_everything_alone(root: Path, report: Report) -> None:
    again = build(root, jobs=2, output=root / "dist", progress=Silent())

    assert report.ok()
    assert [product.up_to_date for product in again.products] == [True] * len(report.products)


def test_a_changed_chapter_is_built_again(tmp_path: Path) -> None:
    folder = _copy(tmp_path)
    build(folder, ("zh",), jobs=1, output=folder / "dist", progress=Silent())
    chapter = folder / "chapters" / "back" / "about.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\n另起一段。\n\nOne more paragraph.\n", "utf-8")
    again = build(folder, ("zh",), jobs=1, output=folder / "dist", progress=Silent())
    made = zipfile.ZipFile(io.BytesIO((folder / "dist" / again.products[0].path).read_bytes()))

    assert again.products[0].written
    assert "另起一段" in made.read("EPUB/text/about.xhtml").decode()


def test_notes_of_a_table_are_called_head_first(tmp_path: Path) -> None:
    folder = _copy(tmp_path)
    chapter = folder / "chapters" / "back" / "about.md"
    table = "\n| a[^f] | b |\n|--|--|\n| c[^g] | d |\n{.untranslated}\n\n[^f]: note f\n\n[^g]: note g\n"
    chapter.write_text(chapter.read_text(encoding="utf-8") + table, "utf-8")
    report = build(folder, ("reader",), jobs=1, output=folder / "dist", progress=Silent())

    assert [problem.code for problem in report.diagnostics if problem.level > 0] == []
    assert report.products[0].written


@pytest.mark.parametrize("name", ["print", "columns", "facing"])
def test_nothing_of_the_press_can_be_copied_out_of_a_pdf(name: str, root: Path, report: Report) -> None:
    """What typography puts in for the line breaker is in no page's text and in no string of the document."""
    path = next(product.path for product in report.products if product.edition == name)
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(root / "dist" / path))
    with pikepdf.open(root / "dist" / path) as pdf:
        said = [str(item) for item in pdf.objects if isinstance(item, pikepdf.String)]
        said += [str(value) for item in pdf.objects if isinstance(item, pikepdf.Dictionary)
                 for value in item.as_dict().values() if isinstance(value, pikepdf.String)]  # fmt: skip

    assert any("永远的麦当劳" in words for words in said)
    assert [words for words in [text, *said] if {"\u200b", "\u2060"} & set(words)] == []

"""Recordings on their way: a player in an EPUB, a code to scan in print."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pikepdf
import pytest
import segno
from lxml import etree

from bookbuild.checks import epubcheck
from bookbuild.render.codes import MODULE, QUIET, code
from bookbuild.run import Report, build
from tests.epub.sample import png
from tests.test_diagnostics import Silent

MANIFEST = """
title: {zh-Hans: 歌, en: Songs}
languages: [zh-Hans, en]
volumes:
  - chapters: [a.md]
editions:
  reader: {format: epub}
  study: {format: epub, flavour: study}
  taiwan: {format: epub, script: zh-TW}
  print: {format: pdf}
  columns: {format: pdf, layout: columns, trim: 185x260mm}
  facing: {format: pdf, layout: facing}
  single: {format: pdf, layout: single, languages: [en]}
  ink: {format: pdf, printer: lulu, paper: black-and-white, cover: false}
"""
CHAPTER = """
# 童谣 / Rhymes

春天来了，她唱歌。[^1]

Spring has come, and she sings.

![谭雅唱歌 / Tanya sings](song.mp3) {url=https://www.example.org/v/1/ poster=yard.png}

[院子 / The yard](https://example.org/yard?at=1#t) {.video}

![雪 / Snow](snow.mp4)
{url=https://example.org/snow poster=yard.png}

再听![叮咚](https://example.org/ding.mp3)。

Listen again.

[^1]: ![鼓 / Drum](https://example.org/drum.mp3)
"""
URLS = ["https://www.example.org/v/1/", "https://example.org/yard?at=1#t", "https://example.org/snow"]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("book")
    (root / "book.yaml").write_text(MANIFEST, "utf-8")
    (root / "a.md").write_text(CHAPTER, "utf-8")
    (root / "song.mp3").write_bytes(b"ID3\3" + bytes(60))
    (root / "snow.mp4").write_bytes(b"\0\0\0\x18ftypisom" + bytes(12))
    (root / "yard.png").write_bytes(png())
    return root


@pytest.fixture(scope="module")
def report(root: Path) -> Report:
    return build(root, jobs=1, output=root / "dist", progress=Silent())


def page(root: Path, edition: str) -> etree._Element:
    with zipfile.ZipFile(root / "dist" / f"songs-{edition}.epub") as archive:
        return etree.fromstring(archive.read("EPUB/text/a.xhtml"))


def test_every_edition_is_made_and_holds_every_word(report: Report) -> None:
    assert {found.code for found in report.diagnostics} <= {"P044", "P060"}  # of the tiny book for a printer
    assert [product.written for product in report.products] == [True] * 8


@pytest.mark.epubcheck
def test_epubcheck_has_nothing_to_say(report: Report, root: Path) -> None:
    paths = [root / "dist" / product.path for product in report.products if product.path.endswith(".epub")]
    for checked in epubcheck.run(paths):
        assert (checked.path.name, checked.failure, checked.messages) == (checked.path.name, "", ())


def test_an_epub_plays_what_it_holds(report: Report, root: Path) -> None:
    tree = page(root, "reader")
    (audio,), (video,) = tree.iter("{*}audio"), tree.iter("{*}video")

    assert [audio.get("controls"), video.get("controls")] == ["controls"] * 2
    assert str(audio.get("src")).endswith(".mp3")
    assert str(video.get("poster")).startswith("../images/img-")
    assert "".join(map(str, video.itertext())) == "此阅读器不能播放视频。 This reader plays no videos."


def test_an_epub_links_to_the_web(report: Report, root: Path) -> None:
    links = {str(link.get("href")): link for link in page(root, "reader").iter("{*}a")}

    assert {*URLS, "https://example.org/ding.mp3", "https://example.org/drum.mp3"} <= links.keys()
    assert "".join(map(str, links[URLS[0]].itertext())) == "example.org/v/1"
    assert links[URLS[0]].get("lang") == "zxx"


def test_words_are_converted(report: Report, root: Path) -> None:
    text = "".join(map(str, page(root, "taiwan").itertext()))

    assert "此閱讀器不能播放影片。" in text
    assert "譚雅唱歌" in text


def test_what_is_accessible_is_told(report: Report, root: Path) -> None:
    with zipfile.ZipFile(root / "dist" / "songs-reader.epub") as archive:
        package = archive.read("EPUB/content.opf").decode()

    assert re.findall('accessMode">(.*?)<', package) == ["textual", "visual", "auditory"]
    assert re.findall('accessModeSufficient">(.*?)<', package) == ["textual,visual,auditory"]
    assert re.findall('accessibilityHazard">(.*?)<', package) == ["unknown"]


def figures(pdf: pikepdf.Pdf) -> Iterator[str]:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure":
            yield str(item.get("/Alt"))


@pytest.mark.parametrize("edition", ["print", "columns", "facing", "single"])
def test_print_has_codes_that_are_told_to_who_cannot_see_them(report: Report, root: Path, edition: str) -> None:
    before = "QR code: " if edition == "single" else "二维码："
    with pikepdf.open(root / "dist" / f"songs-{edition}.pdf") as pdf:
        told = [alt for alt in figures(pdf) if "example" in alt]

    assert told == [
        before + where for where in ("example.org/v/1", "example.org/yard?at=1#t", "example.org/snow")
    ]


def test_codes_are_black_ink_alone(report: Report, root: Path) -> None:
    with pikepdf.open(root / "dist" / "songs-ink.pdf") as pdf:
        for page in pdf.pages:
            page.contents_coalesce()
        pages = [page.obj.Contents.read_bytes() for page in pdf.pages]

    assert sum(len(re.findall(rb"\bh\b", page)) for page in pages) > 300  # the squares of three codes
    assert not any(re.search(rb"[\d.]+ [\d.]+ [\d.]+ rg\b", page) for page in pages)


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("https://youtu.be/abc", "https://youtu.be/abc"),
        ("https://example.org/?q=" + "x" * 200, "https://example.org/?q=" + "x" * 200),
        ("https://example.org/雪?a=%20&b=1#c", "https://example.org/%E9%9B%AA?a=%20&b=1#c"),
    ],
)
def test_a_code_has_the_squares_of_its_text_and_room_around_them(url: str, text: str) -> None:
    made = code(url)
    assert made
    drawing = unquote(made.address.partition(",")[2])
    (size,) = re.findall(r'viewBox="0 0 (\d+) \1"', drawing)
    dark = {
        (int(x) + step, int(y))
        for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", drawing)
        for step in range(int(width))
    }
    matrix = segno.make_qr(text, error="m").matrix

    assert dark == {
        (x + QUIET, y + QUIET) for y, row in enumerate(matrix) for x, cell in enumerate(row) if cell
    }
    assert int(size) == len(matrix) + 2 * QUIET
    assert made.side / int(size) == pytest.approx(MODULE, abs=0.001)
    assert MODULE >= 0.4
    assert QUIET >= 4


def test_two_runs_give_the_same_bytes(report: Report, root: Path) -> None:
    again = build(root, ("reader", "print"), jobs=1, output=root / "again", progress=Silent())

    for product in again.products:
        assert (root / "again" / product.path).read_bytes() == (root / "dist" / product.path).read_bytes()

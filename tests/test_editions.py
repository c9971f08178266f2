"""A little book in editions with readings and in another script, built whole, EPUB and PDF."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from lxml import etree

from bookbuild.checks import epubcheck
from bookbuild.run import Report, build
from tests.test_diagnostics import Silent

MANIFEST = """
title: {zh-Hans: 软件与头发, en: Software and Hair}
languages: [zh-Hans, en]
authors: [{name: {zh-Hans: 沈发, en: Fa Shen}}]
volumes:
  - title: {zh-Hans: 软件与头发, en: Software and Hair}
    chapters: [chapters/a.md]
pinyin_glossary: names.yaml
editions:
  all: {format: pdf, pinyin: all}
  taiwan: {format: pdf, script: zh-TW, pinyin: first}
  reader: {format: epub, script: zh-TW, pinyin: all}
  plain: {format: pdf}
"""
CHAPTER = """
# 软件 / Software

他说：“这个软**件**在{重庆|chóng qìng}写的。”网络里有 *头发* 的照片，`软件.txt` 除外[^1]。单先生看了两眼。

He said: “This software was written in Chongqing.” There is a photograph of the hair 头发 on the net.

> 山上有只猫，“喵”了一声，就不见了。

> There was a cat on the mountain. It said “meow” once and was gone for good.

[^1]: 头发长，见识也长。
"""
BASE = "他说：“这个软件在重庆写的。”网络里有头发的照片，软件.txt除外①。单先生看了两眼。"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("editions")
    (folder / "chapters").mkdir()
    (folder / "book.yaml").write_text(MANIFEST, encoding="utf-8")
    (folder / "names.yaml").write_text("单先生: Shàn xiān sheng\n", encoding="utf-8")
    (folder / "chapters/a.md").write_text(CHAPTER, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def report(root: Path) -> Report:
    return build(root, jobs=1, output=root / "dist", progress=Silent())


def _file(report: Report, root: Path, edition: str) -> Path:
    [product] = [product for product in report.products if product.edition == edition]
    return root / "dist" / product.path


def _text(path: Path) -> tuple[str, str]:
    """The characters of a PDF in the order they are painted, and apart from them the readings."""
    characters: list[str] = []
    readings: list[str] = []
    document = pypdfium2.PdfDocument(path)
    for number in range(len(document)):
        text = document[number].get_textpage()
        for at in range(text.count_chars()):
            char = text.get_text_range(at, 1)
            small = pypdfium2.raw.FPDFText_GetFontSize(text, at) < 7.5  # pixels
            (readings if small and char.isalpha() else characters).append(char.strip())
    return "".join(characters), "".join(readings)


def test_nothing_is_wrong(report: Report) -> None:
    assert report.diagnostics == ()
    assert [product.written for product in report.products] == [True] * 4


def test_the_text_of_a_pdf_is_the_source_but_for_readings(report: Report, root: Path) -> None:
    characters, readings = _text(_file(report, root, "all"))
    plain, by_hand = _text(_file(report, root, "plain"))

    assert by_hand == "chóngqìng"
    assert BASE in plain
    assert characters.replace("ruǎnjiàn", "") == plain  # the readings of the heading are large
    assert "tāshuōzhègeruǎnjiànzàichóngqìngxiěde" in readings
    assert "Shànxiānshengkànleliǎngyǎn" in readings


def test_a_pdf_for_taiwan(report: Report, root: Path) -> None:
    path = _file(report, root, "taiwan")
    characters, readings = _text(path)

    assert "他說：「這個軟體在重慶寫的。」網路裡有頭髮的照片，软件.txt除外" in characters
    assert "目錄" in characters
    assert readings.startswith("tāshuōzhègeruǎntǐ")
    with pikepdf.Pdf.open(path) as pdf:
        assert str(pdf.Root.Lang) == "zh-TW"
        assert str(pdf.docinfo["/Title"]).startswith("軟體與頭髮")
        assert any("TC" in str(font) for font in _fonts(pdf))


def _fonts(pdf: pikepdf.Pdf) -> Iterator[object]:
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font":
            yield one.get("/BaseFont")


def test_an_epub_for_taiwan(report: Report, root: Path) -> None:
    with zipfile.ZipFile(_file(report, root, "reader")) as archive:
        package = archive.read("EPUB/content.opf").decode()
        nav = archive.read("EPUB/nav.xhtml").decode()
        [name] = [name for name in archive.namelist() if name.endswith("text/a.xhtml")]
        chapter = etree.fromstring(archive.read(name))
    ruby = chapter.findall(".//{http://www.w3.org/1999/xhtml}ruby")

    assert '<dc:title id="title" xml:lang="zh-TW">軟體與頭髮</dc:title>' in package
    assert re.findall("<dc:language>(.*?)</dc:language>", package) == ["zh-TW", "en"]
    assert "沈發" in package
    assert "zh-Hans" not in package + nav.replace("-zh-Hans", "")
    assert '<span lang="zh-TW" xml:lang="zh-TW">軟體</span>' in nav
    assert "".join(map(str, ruby[1].itertext())) == "他tā說shuō"
    assert {str(one.get("lang")) for one in chapter.iter() if one.get("lang")} == {"zh-TW", "en"}


@pytest.mark.epubcheck
def test_epubcheck_has_nothing_to_say(report: Report, root: Path) -> None:
    [checked] = epubcheck.run([_file(report, root, "reader")])

    assert checked.failure == ""
    assert checked.messages == ()


def test_the_same_bytes_again(report: Report, root: Path) -> None:
    again = build(root, jobs=2, output=root / "again", progress=Silent())

    assert not again.diagnostics
    for product in report.products:
        assert (root / "again" / product.path).read_bytes() == (root / "dist" / product.path).read_bytes()

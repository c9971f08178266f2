"""A little book with all that can stand before and after its chapters, built whole, EPUB and PDF."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from bookbuild import build as stages
from bookbuild import manifest
from bookbuild.checks import epubcheck
from bookbuild.diagnostics import Diagnostics
from bookbuild.model import Rendition
from bookbuild.run import Report, build
from bookbuild.world import DiskWorld
from tests.test_diagnostics import Silent

FILES = {
    "book.yaml": """
title: {zh-Hans: 机器, en: Machines}
languages: [zh-Hans, en]
imprint:
  - {label: {zh-Hans: 定价, en: Price}, value: {zh-Hans: 三十元, en: 30}}
  - {label: {zh-Hans: 开本, en: Format}, value: {zh-Hans: 三十二开, en: small}}
cip:
  zh-Hans: |
    图书在版编目数据
    机器／沈听著
front:
  - {role: figures}
  - {role: preface, path: preface.md}
  - epigraph.md
  - {role: dedication, path: dedication.md}
  - {role: frontispiece, path: frontispiece.md}
volumes:
  - title: {zh-Hans: 机器, en: Machines}
    chapters: [one.md, two.md]
back:
  - {role: appendix, path: dates.md}
  - {role: appendix, path: books.md}
  - {role: index}
editions:
  print: {format: pdf}
  reader: {format: epub}
  en: {format: epub, layout: single, languages: [en]}
  taiwan: {format: epub, script: zh-TW}
""",
    "preface.md": "# 前言 / Preface\n\n[阿什比]{.index}。\n\n[Ashby]{index=\"Ashby, W. Ross\"}.\n",
    "epigraph.md": "---\nrole: epigraph\n---\n\n> 天街小雨。\n\n> A little rain.\n",
    "dedication.md": "献给甜甜\n\nFor Tanya\n",
    "frontispiece.md": "![四枚针 / Four needles](needles.png)\n",
    "one.md": "# 一 / One\n\n[阿什比]{.index}造了一台机器，[稳态机]{index=\"机器 > 稳态机\"}，"
    "[阿什比]{.index}说它很好。[^1]\n\n[Ashby]{index=\"Ashby, W. Ross\"} built a machine, and said it was "
    "good.\n\n"
    "[^1]: [磁针]{.index}，四枚。\n",
    "two.md": "# 二 / Two\n\n[计算机]{index=\"机器 > 计算机\"}，[阿什比]{.index}。\n\nA [computer]{.index}.\n\n"
    "![线 / Lines](needles.png)\n",
    "dates.md": "# 年表 / Dates\n\n一九四八年。\n\nIn 1948.\n",
    "books.md": "# 附录乙 书 / Appendix B: Books\n\n见《[](two.md)》和[年表](dates.md){.page}。\n\n"
    "See “[](two.md)” and [the dates](dates.md){.page}.\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("matter")
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    Image.new("L", (40, 60), 200).save(folder / "needles.png")
    return folder


@pytest.fixture(scope="module")
def report(root: Path) -> Report:
    return build(root, jobs=1, output=root / "dist", progress=Silent())


def _rendered(root: Path, name: str) -> tuple[Rendition, Diagnostics]:
    world = DiskWorld(root)
    loaded, _ = manifest.load(world)
    assert loaded is not None
    book, _ = stages.read_book(world, loaded)
    assert book is not None
    edition = next(one for one in loaded.editions if one.name == name)
    _, _, rendition, problems = stages.render_edition(book, edition, world)
    return rendition, problems


def test_the_book_is_built_without_a_word(report: Report) -> None:
    assert report.diagnostics == ()


def test_pages_stand_where_books_have_them(root: Path) -> None:
    rendition, _ = _rendered(root, "print")

    assert [unit.kind for unit in rendition.units][:7] == [
        "halftitle", "frontispiece", "titlepage", "colophon", "dedication", "epigraph", "contents",
    ]  # fmt: skip
    assert [unit.id for unit in rendition.units][7:] == [
        "figures", "preface", "one", "two", "dates", "books", "index",
    ]  # fmt: skip


def test_pages_without_a_title_are_in_no_table_of_contents(root: Path) -> None:
    rendition, _ = _rendered(root, "print")
    contents = next(unit.html for unit in rendition.units if unit.kind == "contents")

    assert re.findall(r'class="entry \w+" href="#(\w+)"', contents) == [
        "figures", "preface", "one", "two", "dates", "books", "index",
    ]  # fmt: skip


def test_appendices_are_numbered_unless_their_titles_are(root: Path) -> None:
    rendition, _ = _rendered(root, "reader")
    dates, books = (
        next(unit.html for unit in rendition.units if unit.id == name) for name in ("dates", "books")
    )

    assert re.findall(r'<span class="side"[^>]*>([^<]*)</span>', dates)[:2] == ["附录一", "Appendix A"]
    assert 'class="number"' not in books


def test_the_index_of_an_epub(root: Path) -> None:
    rendition, _ = _rendered(root, "reader")

    assert _entries(rendition) == [
        ("zh-Hans", "A", "阿什比", ["preface", "one", "one", "two"]),
        ("zh-Hans", "C", "磁针", ["one"]),
        ("zh-Hans", "J", "机器", []),
        ("zh-Hans", "J", "  计算机", ["two"]),
        ("zh-Hans", "J", "  稳态机", ["one"]),
        ("en", "A", "Ashby, W. Ross", ["preface", "one"]),
        ("en", "C", "computer", ["two"]),
    ]


def test_an_edition_in_one_language_has_its_entries_alone(root: Path) -> None:
    assert {entry[0] for entry in _entries(_rendered(root, "en")[0])} == {"en"}


def test_entries_are_converted_with_the_script(root: Path) -> None:
    assert "  穩態機" in [entry[2] for entry in _entries(_rendered(root, "taiwan")[0])]


def _entries(rendition: Rendition) -> list[tuple[str, str, str, list[str]]]:
    """(language, letter, words below their main entry, units it leads to) of the index."""
    html = next(unit.html for unit in rendition.units if unit.id == "index")
    found = []
    for lang, part in re.findall(
        r'<div class="index" lang="([\w-]+)"(.*?)(?=<div class="index"|</section>)', html, re.S
    ):
        for letter, group in re.findall(r'<p class="initial">(\w)</p>(.*?)</ul>', part, re.S):
            for depth, words, links in re.findall(r'depth(\d)"[^>]*><span[^>]*>(.*?)</span>(.*?)</li>', group):
                units = re.findall(r'href="(\w+)\.xhtml#[\w-]+"', links)
                found.append((lang, letter, "  " * int(depth) + re.sub("<[^>]+>", "", words), units))
    return found


def test_the_index_of_a_pdf_names_pages(root: Path, report: Report) -> None:
    with pypdfium2.PdfDocument(root / "dist/machines-print.pdf") as pdf:
        text = (
            pdf[len(pdf) - 1].get_textpage().get_text_bounded()
            or pdf[len(pdf) - 2].get_textpage().get_text_bounded()
        )
    lines = [" ".join(line.split()) for line in text.splitlines()]

    assert "阿什比 xiii, 1, 3" in lines
    assert "磁针 1" in lines
    assert "Ashby, W. Ross xiii, 1" in lines


def test_links_show_titles_and_pages(root: Path, report: Report) -> None:
    with pypdfium2.PdfDocument(root / "dist/machines-print.pdf") as pdf:
        text = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    text = " ".join(text.split())

    assert "见《二》和年表（第5页）。" in text
    assert "See “Two” and the dates (page 5)." in text


def test_an_epub_names_no_pages(root: Path) -> None:
    html = next(unit.html for unit in _rendered(root, "reader")[0].units if unit.id == "books")

    assert ">年表</a>。" in html


def test_the_list_of_figures(root: Path) -> None:
    rendition, _ = _rendered(root, "reader")
    html = next(unit.html for unit in rendition.units if unit.id == "figures")

    assert re.findall(r'href="(\w+)\.xhtml#[\w-]+"><span[^>]*>([^<]*)</span>', html) == [
        ("frontispiece", "四枚针"), ("two", "线"),
    ]  # fmt: skip


def test_the_copyright_page(root: Path) -> None:
    html = next(unit.html for unit in _rendered(root, "print")[0].units if unit.kind == "colophon")
    text = re.sub("<[^>]+>|\u2060", "", html)

    assert "定价 三十元" in text
    assert "开本 三十二开" in text  # the author's own words for it
    assert "148" not in text
    assert "机器／沈听著" in text


def test_words_in_another_language_say_so_on_pages_of_ours(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root, tmp_path / "book", ignore=shutil.ignore_patterns("dist", ".cache"))
    manifest = tmp_path / "book" / "book.yaml"
    one_sided = "authors: [{name: {zh-Hans: 沈听}}]\nrights: {en: All rights reserved.}\nimprint:"
    text = manifest.read_text("utf-8").replace(", en: Machines}\nlanguages", "}\nlanguages", 1)
    manifest.write_text(text.replace("imprint:", one_sided, 1), "utf-8")

    units = {unit.kind: unit.html for unit in _rendered(manifest.parent, "reader")[0].units}
    english = units["colophon"].split('<div class="imprint" lang="en"')[1]
    assert re.findall(r'<p class="title">(.*)</p>', units["colophon"]) == [
        "机器", '<span lang="zh-Hans" xml:lang="zh-Hans">机器</span>',
    ]  # fmt: skip
    assert '<span class="value"><span lang="zh-Hans" xml:lang="zh-Hans">沈听</span></span>' in english
    assert '<span lang="en" xml:lang="en">All rights reserved.</span>' in units["colophon"]
    assert 'class="credit"><span lang="zh-Hans" xml:lang="zh-Hans">沈听</span></span>' in units["titlepage"]


def test_the_pdf_reads_back_as_the_book(root: Path, report: Report) -> None:
    world = DiskWorld(root)
    loaded, _ = manifest.load(world)
    assert loaded is not None
    book, _ = stages.read_book(world, loaded)
    assert book is not None
    outcomes, problems = stages.read_back(
        (root / "dist/machines-print.pdf").read_bytes(), book, loaded.editions[0], world
    )

    assert problems == ()
    assert outcomes


def test_untitled_pages_are_in_no_outline(root: Path, report: Report) -> None:
    with pikepdf.open(root / "dist/machines-print.pdf") as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]

    assert titles[:3] == ["目录 Contents", "插图目录 Figures", "前言 Preface"]


def test_epubcheck_has_nothing_to_say(root: Path, report: Report) -> None:
    found = epubcheck.run([root / f"dist/machines-{name}.epub" for name in ("reader", "en", "taiwan")])

    assert [one.messages for one in found] == [(), (), ()]


def test_the_navigation_leaves_untitled_pages_out(root: Path, report: Report) -> None:
    with zipfile.ZipFile(root / "dist/machines-reader.epub") as archive:
        nav = archive.read("EPUB/nav.xhtml").decode()

    assert "dedication" not in nav
    assert "text/index.xhtml" in nav

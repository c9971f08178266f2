"""EPUBs that list the pages of a print: marks looked up in the finished PDFs, and when they are made anew."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest
from opencc import OpenCC

from bookbuild.checks import epubcheck
from bookbuild.run import Report, build
from bookbuild.runtime import system
from tests.test_diagnostics import Silent

_SIMPLIFIED = OpenCC("t2s").convert
MANIFEST = """title: {zh-Hans: 河, en: The River}
languages: [zh-Hans, en]
volumes:
  - {id: one, title: {zh-Hans: 上, en: First}, chapters: [a.md]}
  - {id: two, title: {zh-Hans: 下, en: Second}, chapters: [b.md]}
counterparts: allow
doubts: allow
editions:
"""
PRINTED = {
    "print": "{format: pdf, trim: a6, isbn: 978-0-306-40615-7}",
    "columns": "{format: pdf, layout: columns, trim: 170x120mm}",
    "facing": "{format: pdf, layout: facing, trim: a6}",
}
LISTING = {
    "reader": "{format: epub, page_list: print}",
    "wide": "{format: epub, flavour: wide, page_list: columns}",
    "spread": "{format: epub, page_list: facing}",
    "zh": "{format: epub, layout: single, languages: [zh-Hans], page_list: facing}",
    "en": "{format: epub, layout: single, languages: [en], page_list: facing}",
    "hant": "{format: epub, page_list: print, script: zh-Hant, pinyin: all}",
    "second": "{format: epub, page_list: print, volumes: [two]}",
}


def chapter(title: str, first: int, days: int) -> str:
    """Pairs in which every sentence has a number."""
    blocks = [f"# {title}"]
    for number in range(first, first + days, 4):
        zh = "".join(
            f"第{one}天，河上的雾还没有散，船桨的声音已经从对岸传过来了。" for one in range(number, number + 4)
        )
        en = " ".join(
            f"On day {one} the fog had not lifted when the oars came over." for one in range(number, number + 4)
        )
        blocks += [zh, en]
    return "\n\n".join(blocks) + "\n"


def write(root: Path, editions: dict[str, str], days: int = 8) -> Path:
    lines = "".join(f"  {name}: {said}\n" for name, said in editions.items())
    (root / "book.yaml").write_text(MANIFEST + lines, encoding="utf-8")
    (root / "a.md").write_text(chapter("雾 / Fog", 100, days), encoding="utf-8")
    (root / "b.md").write_text(chapter("船 / Boat", 200, days), encoding="utf-8")
    return root


def made(root: Path, *names: str, jobs: int = 1) -> Report:
    return build(root, names, jobs=jobs, output=root / "dist", progress=Silent())


def ink(text: str) -> str:
    plain = _SIMPLIFIED(re.sub("[\u00ad\u2010\ufffe\x02-]", "", text))
    return "".join(plain.split())


class Mark(NamedTuple):
    """A page an EPUB lists, and what stands before and after its mark in the paragraph."""

    label: str
    before: str
    after: str


def marks(path: Path) -> list[Mark]:
    with zipfile.ZipFile(path) as archive:
        nav = archive.read("EPUB/nav.xhtml").decode().partition('epub:type="page-list"')[2]
        found = re.findall(r'href="(.*?)#(.*?)">(.*?)<', nav)
        return [Mark(label, *_around(archive.read(f"EPUB/{name}").decode(), id)) for name, id, label in found]


def _around(html: str, id: str) -> tuple[str, str]:
    html = re.sub(f'<span [^>]*id="{id}"[^>]*>', "\x01", html.replace("</p>", "\n"))
    before, after = re.sub(r"<rt>.*?</rt>|<[^>]*>", "", html).split("\x01")
    return ink(before.rpartition("\n")[2]), ink(after.lstrip().partition("\n")[0])


def pages(path: Path) -> dict[str, str]:
    """The text of each page of a PDF by its label, as pdfium reads it."""
    pdf = pypdfium2.PdfDocument(path.read_bytes())
    return {pdf.get_page_label(n): ink(pdf[n].get_textpage().get_text_range()) for n in range(len(pdf))}


def parted(epub: Path, pdf: Path, step: int = 1) -> Iterator[Mark]:
    """The marks inside of paragraphs: what follows is on their page, what precedes on the one *step* before."""
    text = pages(pdf)
    for mark in marks(epub):
        if mark.before and mark.label.isdecimal():
            assert mark.after[:12] in text[mark.label], mark
            assert mark.before[-12:] in text[str(int(mark.label) - step)], mark
            yield mark


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write(tmp_path_factory.mktemp("pages"), LISTING | PRINTED, days=24)
    report = made(root)
    assert report.ok(strict=True), report.diagnostics
    return root / "dist"


def file(dist: Path, edition: str) -> Path:
    return next(dist.glob(f"*-{edition}.*"))


@pytest.mark.parametrize(
    ("edition", "printed", "least"),
    [("reader", "print", 8), ("wide", "columns", 2), ("hant", "print", 8), ("second", "print", 4)],
)
def test_marks_stand_at_the_words_their_pages_begin_with(
    dist: Path, edition: str, printed: str, least: int
) -> None:
    found = list(parted(file(dist, edition), file(dist, printed)))

    assert len(found) >= least


def test_pages_that_begin_in_either_language_are_among_them(dist: Path) -> None:
    found = list(parted(file(dist, "reader"), file(dist, "print")))

    assert {bool(re.match(r"[A-Za-z0-9]", mark.after)) for mark in found} == {True, False}


@pytest.mark.parametrize(("edition", "side"), [("zh", 0), ("en", 1)])
def test_one_language_has_its_side_of_facing_pages(dist: Path, edition: str, side: int) -> None:
    found = list(parted(file(dist, edition), file(dist, "facing"), step=2))

    assert found
    assert {int(mark.label) % 2 for mark in found} == {side}


def test_facing_pages_are_marked_together(dist: Path) -> None:
    found = {mark.label: mark for mark in marks(file(dist, "spread"))}
    alone = {mark.label: mark for mark in marks(file(dist, "zh"))}
    inside = [mark for mark in alone.values() if mark.before]

    assert inside
    for mark in inside:
        recto = found[str(int(mark.label) + 1)]
        assert found[mark.label][1:] == recto[1:] == mark[1:]


def test_every_page_of_the_print_is_listed(dist: Path) -> None:
    listed = [mark.label for mark in marks(file(dist, "reader"))]
    printed = list(pages(file(dist, "print")))

    assert listed == printed[: len(listed)]
    assert "".join(pages(file(dist, "print"))[label] for label in printed[len(listed) :]) == ""


def test_a_volume_has_its_own_pages(dist: Path) -> None:
    text = pages(file(dist, "print"))
    listed = [mark.label for mark in marks(file(dist, "second"))]

    assert "第200天" in "".join(text[label] for label in listed)
    assert "第100天" not in "".join(text[label] for label in listed)


def test_the_epub_says_whose_pages_they_are(dist: Path) -> None:
    with zipfile.ZipFile(file(dist, "reader")) as archive:
        package = archive.read("EPUB/content.opf").decode()
        ncx = archive.read("EPUB/toc.ncx").decode()

    assert '<meta property="pageBreakSource">urn:isbn:9780306406157</meta>' in package
    assert "<dc:source>urn:isbn:9780306406157</dc:source>" in package
    assert [f for f in re.findall(r"Feature\">(.*?)<", package) if f.startswith("page")] == [
        "pageBreakMarkers",
        "pageNavigation",
    ]
    assert ncx.count('type="front"') + ncx.count('type="normal"') == len(marks(file(dist, "reader")))


@pytest.mark.epubcheck
def test_epubcheck_has_nothing_to_say(dist: Path) -> None:
    for checked in epubcheck.run(sorted(dist.glob("*.epub"))):
        assert checked.messages == (), checked.path.name


# ---------------------------------------------------------------- when they are found


def written(report: Report) -> list[str]:
    return [product.edition for product in report.products if product.written]


def test_the_print_is_set_for_an_epub_and_not_written(tmp_path: Path) -> None:
    root = write(tmp_path, {"reader": LISTING["reader"], "print": PRINTED["print"]})

    assert written(made(root, "reader")) == ["reader"]
    assert [path.suffix for path in (root / "dist").iterdir()] == [".epub"]
    alone = file(root / "dist", "reader").read_bytes()
    assert written(made(root, "reader")) == []

    assert written(made(root, jobs=2)) == ["print"]  # the EPUB is up to date
    style = root / "styles" / "print.css"
    style.parent.mkdir()
    style.write_text("p { font-size: 12pt }", encoding="utf-8")
    assert written(made(root, "print")) == ["print"]
    assert written(made(root, "reader")) == ["reader"]  # from the pages kept with the print
    assert file(root / "dist", "reader").read_bytes() != alone

    style.unlink()
    assert written(made(root, jobs=2)) == ["reader", "print"]
    assert file(root / "dist", "reader").read_bytes() == alone


def test_pages_are_not_looked_for_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write(tmp_path, {name: LISTING[name] for name in ("reader", "hant")} | {"print": PRINTED["print"]})
    stages: list[tuple[str, str]] = []
    monkeypatch.setattr(Silent, "stage", lambda _self, *stage: stages.append(stage))

    made(root)

    assert stages.count(("print", "typeset")) == 1


def test_E007_an_epub_without_its_print_has_no_marks(  # noqa: N802
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(tmp_path, {"reader": LISTING["reader"], "print": PRINTED["print"]})
    monkeypatch.setattr(system, "has_pango", lambda: False)
    report = made(root, "reader")

    assert written(report) == ["reader"]
    assert [(item.code, item.notes) for item in report.diagnostics] == [("E007", ("P008: print needs Pango",))]
    assert marks(file(root / "dist", "reader")) == []

    monkeypatch.undo()
    assert written(made(root, "reader")) == ["reader"]
    assert marks(file(root / "dist", "reader")) != []


def test_a_file_for_each_volume_lists_the_pages_of_its_own_print(tmp_path: Path) -> None:
    each = "volumes: each, page_list: print}"
    root = write(
        tmp_path, {"reader": "{format: epub, " + each, "print": "{format: pdf, trim: a6, volumes: each}"}
    )
    report = made(root)
    assert report.ok(strict=True), report.diagnostics

    for volume, day in (("one", "第100天"), ("two", "第200天")):
        epub, pdf = (next((root / "dist").glob(f"*-{volume}.{kind}")) for kind in ("epub", "pdf"))
        text = pages(pdf)
        assert list(parted(epub, pdf))
        assert any(day in page for page in text.values())

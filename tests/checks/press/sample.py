"""Tiny books set by the press and read back; tiny PDFs written by hand."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from bookbuild import typography
from bookbuild.press import patches
from bookbuild.run import Readback, Report, build, check_press

MANIFEST = """title: {zh-Hans: 船, en: The Boat}
id: urn:uuid:7d3f9c1e-0f43-5f0c-9d46-000000000001
languages: [zh-Hans, en]
volumes:
  - title: {zh-Hans: 卷一, en: Volume One}
    chapters: [chapters/a.md]
editions:
  print: {format: pdf, layout: %s}
"""
HEAD = "# 船 / The Boat\n\n"
ZH = "河上的雾还没有散船桨的声音已经从对岸传过来了他把信折好放进口袋慢慢走出门去"
EN = "The mist had not yet lifted from the river when the sound of oars came over from the other bank."


class Silent:
    """A listener that hears nothing."""

    def stage(self, edition: str, name: str) -> None: ...

    def chapter(self, edition: str, done: int, total: int, title: str, pages: int) -> None: ...

    def made(self, product: object) -> None: ...


def written(root: Path, chapter: str, style: str = "", layout: str = "interleaved") -> Path:
    """A book of one chapter."""
    for folder in ("chapters", "styles"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    (root / "book.yaml").write_text(MANIFEST % layout, encoding="utf-8")
    (root / "chapters" / "a.md").write_text(HEAD + chapter + "\n", encoding="utf-8")
    (root / "styles" / "print.css").write_text(style, encoding="utf-8")
    return root


def set_book(root: Path) -> None:
    """Build it; whatever is wrong, it is written."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bookbuild.checks.press.prove", lambda *_: ())
        report = build(root, jobs=1, output=root / "dist", progress=Silent())

    assert [product.written for product in report.products] == [True], report.diagnostics


def read_back(root: Path) -> tuple[Readback, Report]:
    found, report = check_press(root, output=root / "dist", progress=Silent())
    return found[0], report


def faults(root: Path, chapter: str, style: str = "", layout: str = "interleaved") -> dict[str, list[str]]:
    """What the rules find in the chapter as set: code → messages; codes of no fault left out."""
    set_book(written(root, chapter, style, layout))
    readback, _ = read_back(root)

    assert readback.outcomes
    return {
        outcome.code: [fault.message for fault in outcome.faults]
        for outcome in readback.outcomes
        if outcome.faults
    }


def checked(root: Path) -> dict[str, int]:
    """How many things each rule looked at in the book as last set."""
    return {outcome.code: outcome.checked for outcome in read_back(root)[0].outcomes}


@contextmanager
def unpatched(module: str) -> Iterator[None]:
    """The press without those patches that come from *module*."""
    patches.install()
    taken = [patch for patch in patches.PATCHES if patch.make.__module__ == module]
    assert taken
    with pytest.MonkeyPatch.context() as undone:
        for patch in taken:
            undone.setattr(patch.owner, patch.name, patches.original(patch))
        yield


@contextmanager
def unruled(*names: str) -> Iterator[None]:
    """Typography without the rules of these names."""
    kept = tuple(rule for rule in typography.RULES if rule.name not in names)
    assert len(kept) == len(typography.RULES) - len(names)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typography, "RULES", kept)
        yield


# ---------------------------------------------------------------- PDFs by hand


def drawn(content: bytes, *, tags: Iterable[tuple[str, str, int]] = (("P", "zh-Hans", 0),)) -> bytes:
    """A page of 200 by 100 points with *content*; the font F writes 河 for <01>, ， for <02>, a for <03>.

    *tags*: (role, language, marked content) of each element below one section.
    """
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 100))
    page = pdf.pages[0].obj
    page.Resources = Dictionary(Font=Dictionary(F=_font(pdf)))
    page.Contents = pdf.make_stream(content)
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    section = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Sect, P=document, Pg=page))
    section.K = Array([_element(pdf, section, page, *tag) for tag in tags])
    document.K = Array([section])
    root.K = document
    pdf.Root.StructTreeRoot = root
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _element(
    pdf: pikepdf.Pdf, parent: pikepdf.Object, page: pikepdf.Object, role: str, lang: str, box: int
) -> pikepdf.Object:
    element = Dictionary(Type=Name.StructElem, S=Name(f"/{role}"), P=parent, Pg=page, Lang=lang, K=box)
    return pdf.make_indirect(element)


def _font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    cmap = b"2 beginbfchar <01> <6CB3> <02> <FF0C> endbfchar 1 beginbfrange <03> <05> <0061> endbfrange"
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=Name("/ABCDEF+Song"),
            FirstChar=1,
            Widths=Array([1000, 1000, 500, 500, 500]),
            ToUnicode=pdf.make_stream(cmap),
        )
    )

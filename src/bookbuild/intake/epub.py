"""An EPUB → a part for each chapter of its table of contents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from bookbuild.diagnostics import Diagnostic, Span
from bookbuild.intake import archive, contents, escape, trees
from bookbuild.intake.contents import Entry, Package
from bookbuild.intake.markup import EPUB_TYPE, Element, line, name
from bookbuild.intake.notes import Notes
from bookbuild.intake.page import Page, is_number
from bookbuild.intake.passages import Decision, Part, Passage, quoted
from bookbuild.intake.pictures import Pictures

# Pages bookbuild makes anew.
_MADE = frozenset({"cover", "titlepage", "halftitlepage", "toc", "landmarks", "loi", "lot"})
_FRONT = frozenset(
    {"frontmatter", "imprint", "copyright-page", "dedication", "epigraph", "foreword", "preface", "prologue"}
)
_BACK = frozenset(
    {"backmatter", "colophon", "afterword", "appendix", "endnotes", "bibliography", "index", "glossary"}
)


def read(path: str, data: bytes, pictures: Pictures) -> tuple[Part, ...]:
    """The book's chapters; one part without passages when it cannot be read."""
    files, found = archive.unpack(path, data)
    if found:
        return (Part(path, (), diagnostics=found),)
    try:
        package = contents.read(files)
        pages = {page: trees.page(files[page]) for page in package.spine if page in files}
    except trees.Unsafe as reason:
        help = "do not trust this file; a book needs no entities"
        return (
            Part(path, (), diagnostics=(Diagnostic("I004", f"EPUB refused: {reason}", Span(path), help=help),)),
        )
    except trees.Broken as problem:
        help = "open it in the program that made it and save it again"
        said = f"EPUB cannot be read: {problem}"
        return (Part(path, (), diagnostics=(Diagnostic("I009", said, Span(path), help=help),)),)
    lost = tuple(
        Decision("dropped", Span(f"{path}!{page}"), "dropped a page that is not in the archive")
        for page in dict.fromkeys(package.spine)
        if page not in files
    )
    return (Part(path, (), decisions=lost), *_Reader(path, files, package, pages, pictures).parts())


class _Reader:
    """Reads the pages of one EPUB in the order of its spine."""

    def __init__(
        self,
        path: str,
        files: Mapping[str, bytes],
        package: Package,
        pages: Mapping[str, Element],
        pictures: Pictures,
    ) -> None:
        self._path, self._files, self._package, self._pages = path, files, package, pages
        self._notes = Notes(pages)
        self._entries = {entry.path: entry for entry in reversed(package.contents) if entry.path}
        self._pictures = pictures

    def parts(self) -> Iterator[Part]:
        """Pages, each with those behind it that the table of contents does not know."""
        held: Part | None = None
        for page, root in self._pages.items():
            part = self._part(page, root)
            entry = self._entries.get(page)
            headed = any(passage.kind == "heading" for passage in part.passages)
            if held and not entry and not headed and part.passages and part.zone == held.zone:
                held = replace(
                    held,
                    passages=held.passages + part.passages,
                    decisions=held.decisions + part.decisions,
                    diagnostics=held.diagnostics + part.diagnostics,
                )
                continue
            if held:
                yield held
            held = part
        if held:
            yield held

    def _part(self, path: str, root: Element) -> Part:
        entry = self._entries.get(path)
        kinds = set(_kinds(root))
        where = Span(f"{self._path}!{path}")

        def place(element: Element) -> Span:
            return line(where.path, element)

        base = Part(
            self._path,
            (),
            whole=True,
            title=self._package.title,
            authors=self._package.authors,
        )
        page = Page(path, root, self._notes, self._files, place, self._pictures)
        passages = page.read(self._package.lang)
        picture = path == next(iter(self._pages)) and not any(one.text.strip() for one in passages)
        if kinds & _MADE or path == self._package.nav or picture:
            title = entry.title if entry else PurePosixPath(path).stem
            said = f"dropped the page {quoted(title)}: the book makes its own"
            return replace(base, decisions=(Decision("dropped", where, said),))
        entries = [one for one in self._package.contents if one.path == path]
        shelf = entry.above if entry else ()
        zone = "" if shelf else "back" if kinds & _BACK else "front" if kinds & _FRONT else ""
        numbers = sum(map(is_number, root.iter()))
        said = f"dropped {numbers} numbers of printed pages"
        told = (Decision("dropped", where, said),) if numbers else ()
        made = replace(
            base, passages=passages, shelf=shelf, decisions=told, diagnostics=tuple(page.diagnostics)
        )
        if said := _heading_only(passages, entry):
            return replace(made, passages=(), decisions=(Decision("order", where, said),))
        if "endnotes" in kinds and all(passage.kind == "heading" for passage in passages):
            said = f"dropped the page {quoted('Endnotes')}: each note stands in its chapter"
            return replace(made, passages=(), decisions=(Decision("dropped", where, said),))
        if entry and passages and not any(passage.kind == "heading" for passage in passages):
            heading = Passage(entry.title, escape.heading(entry.title), where, "heading", 1)
            said = f"chapter title taken from the table of contents: {quoted(entry.title)}"
            told = (*told, Decision("kept", where, said))
            made = replace(made, passages=(heading, *passages), decisions=told)
        return replace(made, zone=zone, whole=len(entries) < 2)  # type: ignore[arg-type]


def _kinds(root: Element) -> Iterator[str]:
    """What the page says it is."""
    for element in root.iter():
        if name(element) in ("html", "body", "section", "article", "div", "nav"):
            yield from re.findall(r"[\w-]+", element.get(EPUB_TYPE) or element.get("epub:type") or "")


def _heading_only(passages: tuple[Passage, ...], entry: Entry | None) -> str:
    """What to say of a page that holds the title of what is below it, and nothing else."""
    if not entry or not entry.parent or any(passage.kind != "heading" for passage in passages):
        return ""
    return f"the page {quoted(entry.title)} is the title of what is below it"

"""Fragments to one PDF: pages in order with true blanks, one set of fonts, one outline, one tag tree.

Everything is done at the level of PDF objects (pikepdf); nothing is laid out here. What the file claims to be,
its colours and its boxes come after (``finish``).
"""

from __future__ import annotations

import codecs
import io
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from bookbuild.press.fragment import Bookmark, FontUse, Fragment
from bookbuild.press.plan import FRONT, Slot, first_pages, run_starts


@dataclass(frozen=True)
class OutlineEntry:
    """A line of the outline: label, page index in the unit, point, and what hangs below it."""

    label: str
    unit: int
    page: int = 0
    point: tuple[float, float] | None = None
    children: tuple[OutlineEntry, ...] = ()


def bind(
    fragments: Sequence[Fragment],
    places: Sequence[Slot],
    fonts: Iterable[bytes],
    outline: Sequence[OutlineEntry],
    wanted: frozenset[str],
    lang: str,
    length: int,
) -> Pdf:
    """The book as a PDF of *length* pages. ``wanted``: the ids that become named destinations."""
    binder = _Binder(fragments, places, lang, length)
    binder.add_pages()
    binder.add_fonts(fonts)
    binder.add_destinations(wanted)
    binder.add_outline(outline)
    return binder.finished()


class _Binder:
    def __init__(self, fragments: Sequence[Fragment], places: Sequence[Slot], lang: str, length: int) -> None:
        self._fragments = fragments
        self._places = places
        self._lang = lang
        counts = {fragment.unit: fragment.pages for fragment in fragments}
        self._starts = run_starts(places, counts)
        self._length = length
        firsts = first_pages(places, counts)
        self._first = {unit: firsts[unit] - 1 + self._starts[slot.run] for unit, slot in enumerate(places)}
        self._pdf = pikepdf.new()
        self._sources = [Pdf.open(io.BytesIO(fragment.pdf)) for fragment in fragments]
        self._resources: list[pikepdf.Object] = []
        self._tree = self._pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._document = self._pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=self._tree)
        )
        self._kids: list[pikepdf.Object] = []
        self._parents: list[object] = []

    def add_pages(self) -> None:
        """Pages of every unit at their place, blanks where nothing is."""
        for fragment, source in zip(self._fragments, self._sources, strict=True):
            while len(self._pdf.pages) < self._first[fragment.unit]:
                self._add_blank(source)
            self._add_unit(source)
        while len(self._pdf.pages) < self._length:
            self._add_blank(self._sources[-1])

    def _add_unit(self, source: Pdf) -> None:
        start = len(self._pdf.pages)
        with warnings.catch_warnings():
            # Links and destinations are ours to carry over, see add_destinations.
            warnings.simplefilter("ignore", pikepdf.PageCopyWarning)
            self._pdf.pages.extend(source.pages)
        pages = [page.obj for page in list(self._pdf.pages)[start:]]
        self._resources.append(pages[0].Resources)
        self._add_tags(source, pages)

    def _add_tags(self, source: Pdf, pages: Sequence[pikepdf.Object]) -> None:
        """Hang the unit's structure on the book's, and give its keys in the parent tree new numbers."""
        root = self._pdf.copy_foreign(source.Root.StructTreeRoot)
        base = len(self._parents)
        nums = root.ParentTree.Nums
        self._parents.extend(nums[index] for index in range(1, len(nums), 2))
        for kid in root.K[0].K:
            kid.P = self._document
            self._kids.append(kid)
        for page in pages:
            page.StructParents = base + int(page.StructParents)
            for annotation in page.get("/Annots", ()):
                if "/StructParent" in annotation:
                    annotation.StructParent = base + int(annotation.StructParent)

    def _add_blank(self, like: Pdf) -> None:
        model = like.pages[0].obj
        boxes = {name: model[name] for name in ("/MediaBox", "/TrimBox", "/BleedBox") if name in model}
        page = Dictionary(Type=Name.Page, Resources=Dictionary())
        for name, box in boxes.items():
            page[name] = Array([float(value) for value in box])
        page.Contents = self._pdf.make_stream(b"q Q\n")  # Ghostscript calls an empty one an error
        self._pdf.pages.append(pikepdf.Page(self._pdf.make_indirect(page)))

    def add_fonts(self, fonts: Iterable[bytes]) -> None:
        """One face a family, style and weight for the whole book."""
        shared: dict[str, pikepdf.Object] = {}
        self._font_files = [Pdf.open(io.BytesIO(data)) for data in fonts]
        for source in self._font_files:
            for name, font in source.Root.BookFonts.items():
                shared[str(name)] = self._pdf.copy_foreign(font)
        for fragment, resources in zip(self._fragments, self._resources, strict=True):
            for name in sorted(fragment.fonts):
                resources.Font[f"/{name}"] = shared[f"/{name}"]

    def add_destinations(self, wanted: frozenset[str]) -> None:
        """Named destinations, sorted by bytes as a name tree must be (ISO 32000-1 §7.9.6)."""
        pages = [page.obj for page in self._pdf.pages]
        found: dict[bytes, Array] = {}
        for fragment in self._fragments:
            first = self._first[fragment.unit]
            for name, (page, x, y) in fragment.anchors.items():
                if name in wanted:
                    found.setdefault(_key(name), Array([pages[first + page], Name.XYZ, x, y, 0]))
        names: list[object] = []
        for key in sorted(found):
            names += [String(key), found[key]]
        self._pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array(names)))

    def add_outline(self, entries: Sequence[OutlineEntry]) -> None:
        """The outline, closed below volumes' chapters."""
        with self._pdf.open_outline() as outline:
            outline.root.extend(self._outline_item(entry) for entry in entries)

    def _outline_item(self, entry: OutlineEntry) -> pikepdf.OutlineItem:
        page = self._pdf.pages[self._first[entry.unit] + entry.page]
        destination = Array([page.obj, Name.Fit])
        if entry.point:
            destination = Array([page.obj, Name.XYZ, *entry.point, 0])
        item = pikepdf.OutlineItem(entry.label, destination)
        item.children.extend(self._outline_item(child) for child in entry.children)
        return item

    def finished(self) -> Pdf:
        """The whole, with structure root, page labels and language."""
        root = self._pdf.Root
        self._document.K = Array(self._kids)
        nums: list[object] = []
        for key, parents in enumerate(self._parents):
            nums += [key, parents]
        self._tree.K = Array([self._document])
        self._tree.ParentTree = self._pdf.make_indirect(Dictionary(Nums=Array(nums)))
        self._tree.ParentTreeNextKey = len(self._parents)
        root.StructTreeRoot = self._tree
        root.MarkInfo = Dictionary(Marked=True)
        root.Lang = String(self._lang)
        root.PageLabels = Dictionary(Nums=Array(self._page_labels()))
        root.PageLayout = Name.TwoPageRight
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        return self._pdf

    def _page_labels(self) -> list[object]:
        """Where each run starts, and how its pages are numbered (ISO 32000-1 §12.4.2)."""
        labels: list[object] = []
        for run, start in self._starts.items():
            style = Dictionary(S=Name.r if run == FRONT else Name.D)
            if run.name:
                style.P = String(run.name)
            labels += [start, style]
        return labels


def _key(name: str) -> bytes:
    """A destination's name as links write it: ASCII, else UTF-16 with its mark."""
    return name.encode() if name.isascii() else codecs.BOM_UTF16_BE + name.encode("utf-16-be")


def sections(fragment: Fragment) -> tuple[OutlineEntry, ...]:
    """A unit's own headings as outline entries, nested by level; the unit's title (level 1) left out."""
    return _nested([mark for mark in fragment.bookmarks if mark.level > 1], fragment.unit)


def _nested(marks: Sequence[Bookmark], unit: int) -> tuple[OutlineEntry, ...]:
    entries = []
    while marks:
        head, rest = marks[0], list(marks[1:])
        below = next((index for index, mark in enumerate(rest) if mark.level <= head.level), len(rest))
        entries.append(OutlineEntry(head.label, unit, head.page, (head.x, head.y), _nested(rest[:below], unit)))
        marks = rest[below:]
    return tuple(entries)


def font_uses_of(fragments: Iterable[Fragment]) -> dict[str, FontUse]:
    """All uses of each face, what was seen first kept, in the order of the units."""
    merged: dict[str, FontUse] = {}
    for fragment in fragments:
        for name, use in fragment.fonts.items():
            merged[name] = merged[name].merged(use) if name in merged else use
    return merged

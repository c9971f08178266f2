"""Cross-references: what can be linked to, and the id a target becomes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from posixpath import dirname, join, normpath
from unicodedata import normalize

from bookbuild.acceptance.record import chapter_key
from bookbuild.diagnostics import Diagnostic, Span
from bookbuild.model import Bilingual, Inlines, Link

_OUTSIDE = ("http:", "https:", "mailto:")


@dataclass(slots=True)
class Targets:
    """Where links of the book may lead, and the problems found while following them.

    ``anchors``: the author's id → (the id in the book, its place). ``headings``: (chapter's id, heading
    anchor) → id. ``files``: path from the root, normalised → chapter's id; ``keys``: the same by what the
    path and those of its other languages have in common, so that links outlive split and merge. ``titles``:
    what chapters and headings are called, by their ids.
    """

    anchors: dict[str, tuple[str, Span]] = field(default_factory=dict)
    headings: dict[tuple[str, str], str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    titles: dict[str, Bilingual] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    problems: list[Diagnostic] = field(default_factory=list)

    def add_files(self, paths: Iterable[str], chapter: str) -> None:
        for path in paths:
            name = normalize("NFC", path)
            self.files[name] = chapter
            self.keys.setdefault(chapter_key(name, self.languages), chapter)

    def given(self, said: str, span: Span) -> str:
        """The id in the book of what the author named *said* at *span*; '' when that is not known."""
        name, place = self.anchors.get(said, ("", span))
        return name if place == span else ""

    def follow(self, link: Link, path: str, chapter: str, lang: str) -> Inlines:
        """*link*, in text in *lang* in the file *path* of *chapter*, with its target in the book; else its text
        (A012). One without text shows the title of its target (A027)."""
        if link.target.lower().startswith(_OUTSIDE):
            return (link,)
        if not link.target:
            return link.children
        name = self._find(link.target, path, chapter)
        if name:
            return self._titled(replace(link, target=f"#{name}"), lang)
        self.problems.append(
            Diagnostic(
                "A012",
                f"link to {link.target}, which is not in the book",
                link.span,
                ("its text is kept",),
                "link to a chapter's file, a heading, or a block with {#id}",
            )
        )
        return link.children

    def _titled(self, link: Link, lang: str) -> Inlines:
        if link.children:
            return (link,)
        title = self.titles.get(link.target[1:], Bilingual()).worded(lang)
        if title:
            return (replace(link, children=title),)
        message = "a link without text leads to a passage without a title"
        self.problems.append(Diagnostic("A027", message, link.span, help="write what it shall say, [here](…)"))
        return ()

    def _find(self, target: str, path: str, chapter: str) -> str:
        file, _, fragment = target.partition("#")
        if file:
            name = normalize("NFC", normpath(join(dirname(path), file)))
            chapter = self.files.get(name) or self.keys.get(chapter_key(name, self.languages), "")
        if not chapter or not fragment:
            return chapter
        if fragment in self.anchors:
            return self.anchors[fragment][0]
        return self.headings.get((chapter, fragment)) or self.headings.get((chapter, fragment.lower()), "")

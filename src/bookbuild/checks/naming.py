"""Class names of an EPUB's pages beside those of its stylesheets: what nobody uses is often misspelt."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bookbuild.checks.readback import Epub, Path
from bookbuild.checks.styles import rules
from bookbuild.diagnostics import Diagnostic, Span

_WITH_CLASS = Path("//*[@class and not(self::h:pre)]")
# What bookbuild writes for stylesheets, readers' firmware and those who style a book, used or not.
CONTRACT = frozenset(
    """
    unit cover titlepage halftitle colophon contents part chapter front body back untitled
    dedication epigraph frontispiece
    opening number subtitle byline date volume credits credit publisher
    imprint title row label value made cip line description
    pair side side-by-side one-sided shared passage-number
    noteref translation note notes translations call cp-original cp-translation
    verse dialogue box tight resumed caption alt whole ornament
    verbatim clip audio video poster scan address code
    index letter initial depth0 depth1 depth2 locators figures entry first second
    """.split()  # noqa: SIM905
)
_FAMILIES = ("align-", "language-", "pinyin-", "role-")


def classes(epub: Epub) -> Iterator[Diagnostic]:
    """E060: a class the author gave is one some stylesheet asks for."""
    others = [name for name in sorted(epub.classes) if not is_own(name)]
    if not others:
        return  # stylesheets take longer to read than all else here
    styled = {name for sheet in epub.sheets for rule in rules(epub.text(sheet)) for name in rule.classes}
    for name in others:
        if name not in styled and (found := _first(epub, name)):
            yield Diagnostic("E060", f"no stylesheet of this edition has .{name}", epub.place(*found))


def unused_rules(epub: Epub) -> Iterator[Diagnostic]:
    """E061: a rule of the author's names classes and ids that some page has."""
    sheet = next((sheet for sheet in epub.sheets if sheet.endswith("/author.css")), "")
    if sheet:
        ids = {id for parts in epub.page_parts.values() for id in parts.ids}
        for rule in rules(epub.text(sheet)):
            lacking = [name for name in rule.classes if name not in epub.classes and not is_own(name)]
            lacking += [f"#{id}" for id in rule.ids if id not in ids]
            if lacking:
                message = f"no page of this edition has what “{rule.selector}” asks for"
                yield Diagnostic("E061", message, Span("styles/epub.css", rule.line, rule.column))


def is_own(name: str) -> bool:
    """Whether bookbuild itself gives the class *name*, in this book or another."""
    return name in CONTRACT or name.startswith(_FAMILIES)


def _first(epub: Epub, name: str) -> tuple[str, etree._Element] | None:
    """The page and the element where the class stands first; of code it names the language."""
    found = (
        (page, element)
        for page, root in epub.pages.items()
        if name.encode() in epub.files[page]
        for element in _WITH_CLASS.elements(root)
        if name in str(element.get("class")).split()
    )
    return next(found, None)


RULES = (classes, unused_rules)

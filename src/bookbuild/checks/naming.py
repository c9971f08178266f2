"""Class names of an EPUB's pages beside those of its stylesheets: what nobody uses is often misspelt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bookbuild.checks.readback import Epub, Path
from bookbuild.checks.styles import rules
from bookbuild.diagnostics import Diagnostic, Span

_CLASSES = re.compile(rb'\sclass="([^"]+)"')
_WITH_CLASS = Path("//*[@class]")
# What bookbuild writes for stylesheets, readers' firmware and those who style a book, used or not.
CONTRACT = frozenset(
    """
    unit cover titlepage halftitle colophon contents part chapter front body back untitled
    dedication epigraph frontispiece
    opening number subtitle byline date volume credits credit publisher
    imprint title row label value made cip line description
    pair side side-by-side one-sided shared
    noteref translation note notes translations call cp-original cp-translation
    verse dialogue box tight resumed caption alt whole ornament
    index letter initial depth0 depth1 depth2 locators figures entry first second
    """.split()  # noqa: SIM905
)
_FAMILIES = ("align-", "language-", "pinyin-", "role-")


def classes(epub: Epub) -> Iterator[Diagnostic]:
    """E060: a class the author gave is one some stylesheet asks for."""
    styled = {name for sheet in epub.sheets for rule in rules(epub.text(sheet)) for name in rule.classes}
    for name in sorted(_given(epub) - styled):
        if not is_own(name):
            yield Diagnostic("E060", f"no stylesheet of this edition has .{name}", _first(epub, name))


def unused_rules(epub: Epub) -> Iterator[Diagnostic]:
    """E061: a rule of the author's names classes and ids that some page has."""
    given = _given(epub)
    ids = {id for parts in epub.parts.values() for id in parts.ids}
    for sheet in epub.sheets:
        for rule in rules(epub.text(sheet)) if sheet.endswith("/author.css") else ():
            lacking = [name for name in rule.classes if name not in given and not is_own(name)]
            lacking += [f"#{id}" for id in rule.ids if id not in ids]
            if lacking:
                message = f"no page of this edition has what “{rule.selector}” asks for"
                yield Diagnostic("E061", message, Span("styles/epub.css", rule.line, rule.column))


def _given(epub: Epub) -> frozenset[str]:
    return frozenset(
        name
        for page in epub.pages
        for names in set(_CLASSES.findall(epub.files[page]))
        for name in _split(names)
    )


@cache
def _split(names: bytes) -> tuple[str, ...]:
    return tuple(names.decode(errors="replace").split())


def is_own(name: str) -> bool:
    """Whether bookbuild itself gives the class *name*, in this book or another."""
    return name in CONTRACT or name.startswith(_FAMILIES)


def _first(epub: Epub, name: str) -> Span | None:
    """Where the class stands first."""
    found = (
        epub.place(page, element)
        for page, root in epub.pages.items()
        if name.encode() in epub.files[page]
        for element in _WITH_CLASS.elements(root)
        if name in str(element.get("class")).split()
    )
    return next(found, None)


RULES = (classes, unused_rules)

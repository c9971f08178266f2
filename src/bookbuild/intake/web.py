"""An HTML file → a part."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bookbuild.diagnostics import Diagnostic, Span
from bookbuild.intake import trees
from bookbuild.intake.html import plain, played
from bookbuild.intake.markup import Element, characters, line, name
from bookbuild.intake.notes import Notes
from bookbuild.intake.page import Page
from bookbuild.intake.passages import Decision, Part, quoted
from bookbuild.intake.pictures import Pictures

_FURNITURE = frozenset({"nav", "form", "button", "iframe", "video", "audio"})


def read(path: str, text: str, files: Mapping[str, bytes], pictures: Pictures) -> Part:
    """A page; *files* are those beside it, by path from its folder."""
    try:
        root = trees.markup(text)
    except trees.Broken as problem:
        help = "simplify it, or save it as Markdown or text"
        said = f"page cannot be read: {problem}"
        return Part(path, (), diagnostics=(Diagnostic("I009", said, Span(path), help=help),))

    def place(element: Element) -> Span:
        return line(path, element)

    article = _article(root)
    page = Page("", article, Notes({"": root}), files, place, pictures)
    langs = (element.get("lang") for element in root.iter("html", "body"))
    passages = page.read(next(filter(None, langs), ""))
    around = _around(root, article)
    told = (
        [
            Decision("dropped", place(article), f"dropped what stands around the article: {quoted(around)}"),
        ]
        if around
        else []
    )
    told += [
        Decision(
            "dropped",
            place(element),
            f"dropped <{name(element)}>: {' '.join(characters(element).split())[:60]}",
        )
        for element in article.iter()
        if name(element) in _FURNITURE and characters(element).strip() and not played(element)
    ]
    return Part(
        path, passages, title=_title(root),
        decisions=tuple(told), diagnostics=tuple(page.diagnostics),
    )  # fmt: skip


def _article(root: Element) -> Element:
    """The one article of the page, or its one main part, or all of it."""
    for tag in ("article", "main"):
        found = [element for element in root.iter() if name(element) == tag]
        if len(found) == 1:
            return found[0]
    return root


def _around(root: Element, article: Element) -> str:
    """What the page's body says before and behind its article."""
    bodies = [element for element in root.iter() if name(element) == "body"]
    before, _, behind = plain(bodies[0]).partition(plain(article)) if bodies else ("", "", "")
    return f"{before} {behind}".strip()


def _title(root: Element) -> str:
    found = [plain(element) for element in root.iter() if name(element) == "title"]
    return re.split(r"\s+[|–—]\s+", found[0])[0] if found else ""

"""nav.xhtml: the table of contents a reader sees and the landmarks reading systems use."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from bookbuild.epub.contents import Entry, href, mark_href
from bookbuild.epub.words import Labels, words
from bookbuild.model import PageMark, Rendition, Unit

_PAGES = ("cover", "titlepage")
# What a chapter's role is called in the EPUB Structural Semantics Vocabulary.
_LISTS = {
    "bibliography": "bibliography",
    "figures": "loi",
    "glossary": "glossary",
    "index": "index",
    "notes": "endnotes",
}

# mupdf shows lists that carry ``hidden``, so the style says it again. The heading stands outside its nav, for
# calibre clears what is inside when it converts.
_PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" {lang}>
<head>
<meta charset="UTF-8"/>
<title>{title}</title>
{links}<style>nav[hidden] {{ display: none }} nav ol {{ list-style-type: none }}</style>
</head>
<body epub:type="frontmatter">
<h1 id="toc">{heading}</h1>
<nav epub:type="toc" role="doc-toc" aria-labelledby="toc">
{toc}
</nav>
<nav epub:type="landmarks" id="landmarks" aria-labelledby="landmarks-heading" hidden="hidden">
<h2 id="landmarks-heading">{landmarks_heading}</h2>
{landmarks}
</nav>
{pages}</body>
</html>
"""
_PAGE_LIST = """<nav epub:type="page-list" role="doc-pagelist" aria-labelledby="pages-heading" hidden="hidden">
<h2 id="pages-heading">{heading}</h2>
<ol>
{pages}</ol>
</nav>
"""


def nav(
    entries: Sequence[Entry],
    rendition: Rendition,
    languages: tuple[str, ...],
) -> bytes:
    """The navigation document (EPUB 3.3 §7)."""
    links = "".join(
        f'<link rel="stylesheet" type="text/css" href="css/{escape(name)}"/>\n'
        for name, _ in rendition.stylesheets
    )
    heading = words("contents", languages)
    return _PAGE.format(
        lang=_lang(languages[0]),
        title=escape(" ".join(text for _, text in heading)),
        links=links,
        heading=spans(heading),
        toc=_list(entries),
        landmarks_heading=spans(words("landmarks", languages)),
        landmarks=_landmarks(rendition.units, languages),
        pages=_page_list(rendition.marks, languages),
    ).encode()


def spans(labels: Labels) -> str:
    """Labels as runs that each say their language."""
    return " ".join(f"<span {_lang(tag)}>{escape(text, quote=False)}</span>" for tag, text in labels)


def _lang(tag: str) -> str:
    return f'lang="{escape(tag)}" xml:lang="{escape(tag)}"'


def _list(entries: Sequence[Entry]) -> str:
    return "<ol>\n" + "".join(_item(entry) for entry in entries) + "</ol>"


def _item(entry: Entry) -> str:
    below = "\n" + _list(entry.children) if entry.children else ""
    return f'<li><a href="{escape(entry.href)}">{spans(entry.labels)}</a>{below}</li>\n'


def _landmarks(units: Sequence[Unit], languages: tuple[str, ...]) -> str:
    """Cover, title page, contents, start of text, and the lists one looks things up in, those there are
    (EPUB 3.3 §7.4.4). Some readers show landmarks as contents, so that chapters are no landmarks."""
    found = {unit.kind: (href(unit), words(unit.kind, languages)) for unit in units if unit.kind in _PAGES}
    found["toc"] = "#toc", words("contents", languages)
    for unit in units:
        if unit.zone == "body":
            found.setdefault("bodymatter", (href(unit), words("bodymatter", languages)))
        role = _LISTS.get(unit.chapter.role if unit.chapter else "")
        if role and (labels := unit.title.in_order(languages)):
            found.setdefault(role, (href(unit), labels))
    return "<ol>\n" + "".join(_landmark(kind, *item) for kind, item in found.items()) + "</ol>"


def _page_list(marks: Sequence[PageMark], languages: tuple[str, ...]) -> str:
    """The pages of the printed edition, '' without any (EPUB 3.3 §7.4.3)."""
    if not marks:
        return ""
    pages = "".join(
        f'<li><a href="{escape(mark_href(mark))}">{escape(mark.label)}</a></li>\n' for mark in marks
    )
    return _PAGE_LIST.format(heading=spans(words("page-list", languages)), pages=pages)


def _landmark(kind: str, address: str, labels: Labels) -> str:
    return f'<li><a epub:type="{kind}" href="{escape(address)}">{spans(labels)}</a></li>\n'

"""toc.ncx: the same table of contents for readers of EPUB 2 (OPF 2.0.1 §2.4.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import count

from bookbuild.epub.contents import Entry, mark_href
from bookbuild.model import PageMark

_PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="{lang}">
<head>
<meta name="dtb:uid" content="{identifier}"/>
<meta name="dtb:depth" content="{depth}"/>
<meta name="dtb:totalPageCount" content="{count}"/>
<meta name="dtb:maxPageNumber" content="{highest}"/>
</head>
<docTitle><text>{title}</text></docTitle>
<navMap>
{points}</navMap>
{pages}</ncx>
"""


def ncx(entries: Sequence[Entry], marks: Sequence[PageMark], identifier: str, title: str, lang: str) -> bytes:
    """The NCX: labels are plain text here, so languages stand one after the other."""
    return _PAGE.format(
        lang=escape(lang),
        identifier=escape(identifier),
        depth=max((1 + bool(entry.children) for entry in entries), default=1),
        title=escape(title, quote=False),
        points=_points(entries, count(1)),
        count=len(marks),
        highest=max((int(mark.label) for mark in marks if mark.label.isdecimal()), default=0),
        pages=_pages(marks),
    ).encode()


def _points(entries: Sequence[Entry], order: Iterator[int]) -> str:
    return "".join(_point(entry, order) for entry in entries)


def _point(entry: Entry, order: Iterator[int]) -> str:
    label = escape(" ".join(text for _, text in entry.labels), quote=False)
    return (
        f'<navPoint id="point-{escape(entry.id)}" playOrder="{next(order)}">'
        f"<navLabel><text>{label}</text></navLabel>"
        f'<content src="{escape(entry.href)}"/>\n{_points(entry.children, order)}</navPoint>\n'
    )


def _pages(marks: Sequence[PageMark]) -> str:
    """The pages of the printed edition: those of the front matter have roman numerals."""
    if not marks:
        return ""
    return "<pageList>\n" + "".join(map(_page, marks)) + "</pageList>\n"


def _page(mark: PageMark) -> str:
    label = escape(mark.label, quote=False)
    kind = f'type="normal" value="{label}"' if mark.label.isdecimal() else 'type="front"'
    return (
        f'<pageTarget id="target-{escape(mark.id)}" {kind}><navLabel><text>{label}</text></navLabel>'
        f'<content src="{escape(mark_href(mark))}"/></pageTarget>\n'
    )

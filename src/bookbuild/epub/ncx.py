"""toc.ncx: the same table of contents for readers of EPUB 2 (OPF 2.0.1 §2.4.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import count

from bookbuild.epub.contents import Entry

_PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="{lang}">
<head>
<meta name="dtb:uid" content="{identifier}"/>
<meta name="dtb:depth" content="{depth}"/>
<meta name="dtb:totalPageCount" content="0"/>
<meta name="dtb:maxPageNumber" content="0"/>
</head>
<docTitle><text>{title}</text></docTitle>
<navMap>
{points}</navMap>
</ncx>
"""


def ncx(entries: Sequence[Entry], identifier: str, title: str, lang: str) -> bytes:
    """The NCX: labels are plain text here, so languages stand one after the other."""
    return _PAGE.format(
        lang=escape(lang),
        identifier=escape(identifier),
        depth=max((1 + bool(entry.children) for entry in entries), default=1),
        title=escape(title, quote=False),
        points=_points(entries, count(1)),
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

"""HTML tags and template syntax: reading one, and saying which have no place in a book."""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser

from bookbuild.diagnostics import Span
from bookbuild.model import STYLES
from bookbuild.source.report import Report

ACTIVE = frozenset({"script", "style", "iframe", "object", "embed", "applet", "form", "template"})
INLINE_TAGS = STYLES | {"a", "audio", "br", "code", "img", "rp", "rt", "ruby", "tt", "video", "wbr"}


def told_template(text: str, span: Span, report: Report) -> None:
    """S030 for another tool's template syntax."""
    report.add(
        "S030", f"template syntax {text[:40]!r} is printed as text", span, "write out what it stands for"
    )


def told_tag(tag: str, said: Mapping[str, str], span: Span, report: Report) -> None:
    """S018 for a tag or attribute that acts, S017 for a tag no book has a use for."""
    handlers = sorted(name for name in said if name.startswith("on"))
    if tag in ACTIVE or handlers:
        what = f"<{tag}>" if tag in ACTIVE else handlers[0]
        report.add("S018", f"active HTML: {what}", span, "delete it; a book has no scripts or forms")
    elif tag not in INLINE_TAGS:
        report.add("S017", f"unknown HTML <{tag}> is dropped, its text kept", span)


class _TagReader(HTMLParser):
    """Reads one tag."""

    tag = ""
    said: Mapping[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tag, self.said = tag, {name: value or "" for name, value in attrs}


def read_tag(source: str) -> tuple[str, Mapping[str, str], bool]:
    """A tag's name, its attributes, and whether it is a closing one."""
    if source.startswith("</"):
        return source[2:-1].strip().lower(), {}, True
    reader = _TagReader()
    reader.feed(source)
    return reader.tag or source[1:20].strip("<>!?"), reader.said, False

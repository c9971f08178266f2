"""Inline HTML → Markdown: emphasis, links, images, notes, breaks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from bookbuild.diagnostics import Span
from bookbuild.intake import escape
from bookbuild.source import language

Element = etree._Element
_MARKS = {"em": "*", "i": "*", "cite": "*", "strong": "**", "b": "**", "del": "~~", "s": "~~", "strike": "~~"}
_KEPT = frozenset({"sub", "sup", "kbd", "ruby", "rt", "u", "small", "mark", "q"})
_SPACE = re.compile(r"[ \t\r\n\f]+")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


@dataclass
class Inline:
    """Turns inline content into Markdown; what links, images and notes mean is asked of the document.

    ``link(element)`` gives a target or ''; ``image(element)`` a path or ''; ``note(element)`` a label or ''.
    """

    lang: str
    link: Callable[[Element], str]
    image: Callable[[Element], str]
    note: Callable[[Element], str]
    skipped: set[Element] = field(default_factory=set)

    def content(self, element: Element) -> str:
        """The Markdown of all that stands in *element*."""
        parts = [_text(element.text)]
        for child in element:
            parts += [self.element(child) if isinstance(child.tag, str) else "", _text(child.tail)]
        return "".join(parts)

    def element(self, element: Element) -> str:
        tag = name(element)
        if element in self.skipped or tag in ("script", "style", "template"):
            return ""
        if tag == "br":
            return "\\\n"
        if tag == "rp":  # brackets for programs without ruby
            return ""
        if tag == "img":
            return self._image(element)
        if label := self.note(element):
            return f"[^{label}]"
        inside = self.content(element)
        if tag == "a":
            return _around(inside, "[", f"]({target})") if (target := self.link(element)) else inside
        if tag == "code" or tag == "tt":
            return code(characters(element))
        if tag in _MARKS:
            return self._foreign(element, _emphasis(inside, _MARKS[tag], element, tag))
        if tag in _KEPT:
            return _around(inside, f"<{tag}>", f"</{tag}>")
        return self._foreign(element, inside)

    def _foreign(self, element: Element, inside: str) -> str:
        """Words in another language keep its tag, but for Chinese and English, which scripts tell."""
        said = element.get("lang") or element.get(XML_LANG) or ""
        primary, own = (tag.split("-")[0].lower() for tag in (said, self.lang))
        told = primary in ("zh", "en") and (not own or language.script(said) != language.script(own))
        if not said or primary == own or told or not inside.strip():
            return inside
        if not re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*", said) or "\n" in inside:
            return inside
        return _around(inside, "[", f"]{{lang={said}}}")

    def _image(self, element: Element) -> str:
        alt = escape.inline(_SPACE.sub(" ", element.get("alt") or "").strip())
        path = self.image(element)
        return f"![{alt}]({path})" if path else alt


def name(element: Element) -> str:
    """The element's name without its namespace, in lower case; '' for a comment. Word's ``o:p`` is no ``p``."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def characters(element: Element) -> str:
    """All characters of an element, whatever it is."""
    return "".join(map(str, element.itertext()))


def line(path: str, element: Element) -> Span:
    """The element's line in its file."""
    return Span(path, int(str(element.sourceline or 0)))


def code(text: str) -> str:
    """Inline code, in as many backticks as its text needs."""
    inside = _SPACE.sub(" ", text)
    fence = "`" * (max((len(run) for run in re.findall("`+", inside)), default=0) + 1)
    pad = " " if inside[:1] == "`" or inside[-1:] == "`" else ""
    return f"{fence}{pad}{inside}{pad}{fence}" if inside.strip() else ""


def _text(text: str | None) -> str:
    return escape.inline(_SPACE.sub(" ", text or ""))


def _around(inside: str, before: str, after: str) -> str:
    """*inside* in marks, its outer spaces left outside them."""
    stripped = inside.strip()
    if not stripped:
        return inside
    start = inside.index(stripped[0])
    return f"{inside[:start]}{before}{stripped}{after}{inside[start + len(stripped) :]}"


def _emphasis(inside: str, mark: str, element: Element, tag: str) -> str:
    """Asterisks where they are sure to be read as emphasis, else the element itself.

    Beside a letter an asterisk next to punctuation is text (CommonMark 0.31 §6.2).
    """
    stripped = inside.strip()
    if not stripped:
        return inside
    plain = stripped[0].isalnum() and stripped[-1].isalnum()
    previous, parent = element.getprevious(), element.getparent()
    before = (previous.tail if previous is not None else parent.text if parent is not None else "") or ""
    after = element.tail or ""
    spaced = (not before or before[-1].isspace()) and (not after or not after[0].isalnum())
    whole = inside == stripped and "\n" not in stripped and "*" not in stripped
    if whole and (plain or spaced) and not (before[-1:] == "*" or after[:1] == "*"):
        return f"{mark}{stripped}{mark}"
    shown = {"*": "em", "**": "strong", "~~": "del"}[mark]
    return _around(inside, f"<{shown}>", f"</{shown}>")

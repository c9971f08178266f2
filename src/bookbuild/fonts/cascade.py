"""Which families are asked for each run of text of a document, by the rules of its stylesheets.

The part of CSS that chooses faces, worked out without a typesetter: selectors by cssselect2, cascade and
inheritance here. What ``::before`` and its like say is not text of the book and is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import cssselect2

from bookbuild.fonts.css import (
    Declaration,
    Styles,
    Tokens,
    expanded,
    families,
    families_of_font,
    is_wide,
    lists,
    read,
)
from bookbuild.fonts.face import HEAVY

_XHTML = "{http://www.w3.org/1999/xhtml}"
_SKIPPED = frozenset({"head", "script", "style"})
_BROWSERS = """
h1, h2, h3, h4, h5, h6, b, strong, th { font-weight: bold }
em, i, cite, dfn, var { font-style: italic }
code, kbd, samp, pre { font-family: monospace }
"""

Stack = tuple[str, ...]


@dataclass(frozen=True)
class Voice:
    """What a run is set in: families in order, and the cut of them."""

    stack: Stack = ("serif",)
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Run:
    """Text of one voice in one element; ``owner`` is the id of the nearest element around it that has one."""

    text: str
    voice: Voice
    owner: str


@dataclass(frozen=True)
class _Style:
    voice: Voice = Voice()
    custom: Mapping[str, Tokens] = field(default_factory=dict)


class Cascade:
    """The rules of *styles*, ready to be asked."""

    def __init__(self, styles: Styles) -> None:
        self._matcher = cssselect2.Matcher()
        custom: dict[str, list[Tokens]] = {}
        said = [item for rule in styles.rules for item in rule.declarations]
        for item in said:
            custom.setdefault(item.name, []).append(item.value)
        asked = (item.value for item in said if item.name in ("font-family", "font"))
        self._asked = tuple({lists(tokens, custom) for tokens in asked if not is_wide(tokens)})
        ours = read((("browser.css", _BROWSERS),), lambda path: "")
        for origin, rules in enumerate((ours.rules, styles.rules)):
            for rule in rules:
                for selector in rule.selectors:
                    if selector.pseudo_element is None:
                        self._matcher.add_selector(selector, (origin, rule.declarations))

    def always_has(self, has: Callable[[str], bool]) -> bool:
        """Whether every list of families that may be asked for has a family for which *has* holds."""
        return all(asked.always(has) for asked in self._asked)

    def runs(self, html: str) -> Iterator[Run]:
        """The runs of an XHTML document in order."""
        root = ElementTree.fromstring(html)
        for element in root.iter():
            element.tag = element.tag.removeprefix(_XHTML)
        wrapper = cssselect2.ElementWrapper.from_html_root(root)
        yield from self._below(wrapper, _Style(), "")

    def _below(self, wrapper: Any, outer: _Style, owner: str) -> Iterator[Run]:
        element: Element = wrapper.etree_element
        if element.tag in _SKIPPED:
            return
        style = self._style(wrapper, outer)
        owner = element.get("id") or owner
        if element.text:
            yield Run(element.text, style.voice, owner)
        for child in wrapper.iter_children():
            yield from self._below(child, style, owner)
            if child.etree_element.tail:
                yield Run(child.etree_element.tail, style.voice, owner)

    def _style(self, wrapper: Any, outer: _Style) -> _Style:
        found = [
            ((item.important, origin, specificity, order, place), item)
            for specificity, order, _, (origin, declarations) in self._matcher.match(wrapper)
            for place, item in enumerate(declarations)
        ]
        if not found:
            return outer
        said = [item for _, item in sorted(found, key=lambda row: row[0])]
        own = {item.name: item.value for item in said if item.name.startswith("--")}
        known = {**outer.custom, **own}
        style = replace(outer, custom={**known, **{name: expanded(own[name], known) for name in own}})
        for item in said:
            style = replace(style, voice=_voice(style, item, outer.voice))
        return style


def _voice(style: _Style, item: Declaration, outer: Voice) -> Voice:
    """The voice after one more declaration."""
    if item.name.startswith("--"):
        return style.voice
    tokens = expanded(item.value, style.custom)
    words = {token.lower_value for token in tokens if token.type == "ident"}
    if len(words) == 1 and words & {"inherit", "unset", "initial"}:
        return _taken(style.voice, item.name, Voice() if "initial" in words else outer)
    if item.name == "font-family":
        return replace(style.voice, stack=tuple(families(tokens)) or style.voice.stack)
    if item.name == "font-weight":
        return replace(style.voice, bold=_is_bold(tokens, outer.bold))
    if item.name == "font-style":
        return replace(style.voice, italic=bool(words & {"italic", "oblique"}))
    stack = tuple(families_of_font(tokens)) or style.voice.stack
    return Voice(stack, bool(words & {"bold", "bolder"}), bool(words & {"italic", "oblique"}))


def _taken(voice: Voice, name: str, other: Voice) -> Voice:
    """*voice* with what the property *name* says taken from the *other* one."""
    parts = {"font-family": ("stack",), "font-weight": ("bold",), "font-style": ("italic",)}
    names = parts.get(name, ("stack", "bold", "italic"))
    return replace(voice, **{part: getattr(other, part) for part in names})


def _is_bold(tokens: Tokens, outer: bool) -> bool:
    for token in tokens:
        if token.type == "number":
            return bool(token.value >= HEAVY)
        if token.type == "ident":
            return token.lower_value in ("bold", "bolder")
    return outer

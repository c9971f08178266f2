"""Titles of works in Chinese text: the marks 《》 say what italics say in English."""

from __future__ import annotations

import re
from dataclasses import replace

from bookbuild.model import Inline, Inlines, Link, Styled
from bookbuild.typography.neighbours import flat
from bookbuild.typography.scripts import HAN, script

_TITLE = re.compile("[《〈][^《》〈〉]*(?:〈[^〉]*〉[^《》]*)*[》〉]")
_ITALICS = frozenset({"em", "i", "cite"})


def set_titles_upright(content: Inlines, lang: str, languages: tuple[str, ...]) -> Inlines:
    """A title emphasised as a whole, ``*《红楼梦》*``, keeps its marks and loses the emphasis.

    GB/T 15834—2011 §4.15: the marks say that it is a title.
    """
    if script(lang) != HAN:
        return content
    made = tuple([_upright(inline, lang, languages) for inline in content])
    return content if all(new is old for new, old in zip(made, content, strict=True)) else made


def _upright(inline: Inline, lang: str, languages: tuple[str, ...]) -> Inline:
    if not isinstance(inline, Styled | Link) or (isinstance(inline, Styled) and inline.lang not in ("", lang)):
        return inline
    children = set_titles_upright(inline.children, lang, languages)
    italic = isinstance(inline, Styled) and inline.tag in _ITALICS
    if italic and isinstance(inline, Styled) and _TITLE.fullmatch(flat(children)):
        return replace(inline, tag="span", children=children)
    return inline if children is inline.children else replace(inline, children=children)

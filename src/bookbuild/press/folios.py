"""Page numbers in the text: where the rendered units leave room for them, once pages are counted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from bookbuild.press.fragment import Fragment
from bookbuild.press.plan import Slot, folio

UNKNOWN = "000"
"""What stands in for a number until it is known."""

_FOLIO = re.compile(r'(<span class="folio" data-ref="([^"]*)">)[^<]*(</span>)')
_LOCATOR = re.compile(r'<a href="[^"]*"><span class="folio" data-ref="([^"]*)">([^<]*)</span></a>')
_LOCATORS = re.compile(f"(?:{_LOCATOR.pattern}){{2,}}")


@dataclass(frozen=True)
class Folios:
    """Every anchor's page: its number as printed, and its place in the order of the book."""

    texts: Mapping[str, str]
    order: Mapping[str, tuple[int, int]]

    def fill(self, html: str) -> str:
        """*html* with its page numbers; an entry of the index names each page once, in order."""
        if 'class="folio"' not in html:
            return html
        filled = _FOLIO.sub(
            lambda place: f"{place[1]}{escape(self.texts.get(place[2], UNKNOWN))}{place[3]}", html
        )
        return _LOCATORS.sub(self._sorted, filled)

    def _sorted(self, run: re.Match[str]) -> str:
        found = sorted(_LOCATOR.finditer(run[0]), key=lambda one: self.order.get(one[1], (0, 0)))
        once: dict[str, str] = {}
        for one in found:
            once.setdefault(one[2], one[0])
        return "".join(once.values())


def folios(places: Sequence[Slot], done: Mapping[int, Fragment], firsts: Mapping[int, int]) -> Folios:
    """The pages of all anchors of the fragments that are *done*."""
    texts: dict[str, str] = {}
    order: dict[str, tuple[int, int]] = {}
    for unit, fragment in sorted(done.items()):
        for name, (page, _x, _y) in fragment.anchors.items():
            texts[name] = folio(firsts[unit] + page, front=places[unit].front)
            order[name] = unit, page
    return Folios(texts, order)

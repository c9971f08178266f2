"""Page numbers in the text: where the rendered units leave room for them, once pages are counted."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from bookbuild.press.fragment import Fragment
from bookbuild.press.plan import BODY, Run, Slot, folio

UNKNOWN = "000"
"""What stands in for a number until it is known."""

_FOLIO = re.compile(r'(<span class="folio" data-ref="([^"]*)">)[^<]*(</span>)')
_LOCATOR = re.compile(r'<a href="[^"]*"><span class="folio" data-ref="([^"]*)">([^<]*)</span></a>')
_LOCATORS = re.compile(f"(?:{_LOCATOR.pattern}){{2,}}")


@dataclass(frozen=True)
class Folios:
    """Every anchor's page: its number as printed, its place in the order of the book, and its run."""

    texts: Mapping[str, str]
    order: Mapping[str, tuple[int, int]]
    runs: Mapping[str, Run] = field(default_factory=dict)

    def fill(self, html: str, near: Container[Run] = ()) -> str:
        """*html* with its page numbers; an entry of the index names each page once, in order.

        *near*: the runs whose numbers need no name before them there.
        """
        if 'class="folio"' not in html:
            return html
        filled = _FOLIO.sub(lambda place: f"{place[1]}{escape(self._said(place[2], near))}{place[3]}", html)
        return _LOCATORS.sub(self._sorted, filled)

    def names(self) -> dict[str, str]:
        """What no other page is called, by anchor."""
        return {name: self._said(name, ()) for name in self.texts}

    def _said(self, name: str, near: Container[Run]) -> str:
        run = self.runs.get(name, BODY)
        return ("" if run in near else run.name) + self.texts.get(name, UNKNOWN)

    def _sorted(self, run: re.Match[str]) -> str:
        found = sorted(_LOCATOR.finditer(run[0]), key=lambda one: self.order.get(one[1], (0, 0)))
        once: dict[str, str] = {}
        for one in found:
            once.setdefault(one[2], one[0])
        return "".join(once.values())


def folios(places: Sequence[Slot], done: Mapping[int, Fragment], firsts: Mapping[int, int]) -> Folios:
    """The pages of all anchors of the fragments that are *done*."""
    texts: dict[str, str] = {}
    runs: dict[str, Run] = {}
    order: dict[str, tuple[int, int]] = {}
    for unit, fragment in sorted(done.items()):
        for name, (page, _x, _y) in fragment.anchors.items():
            runs[name] = places[unit].run
            texts[name] = folio(firsts[unit] + page, runs[name])
            order[name] = unit, page
    return Folios(texts, order, runs)

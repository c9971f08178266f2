"""The tag tree of a PDF: which marked content belongs to what, in the order it is read.

ISO 32000-1 §14.7. What a page shows and the tree does not name is page furniture.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pikepdf

from bookbuild.checks.press.value import Key, Zone

_BLOCKS = frozenset(
    {"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "LI", "LBody", "Lbl", "TD", "TH", "Caption", "Div"}
    | {"Sect", "Art", "Part", "BlockQuote", "L", "Table", "TR", "Document"}
)
_PICTURE = "Figure"
_TEXT_ROOTS = frozenset({"Sect", "Art", "Part", "Div"})


@dataclass(frozen=True, slots=True)
class Leaf:
    """A piece of marked content: its page and number, its flow, the block it stands in.

    ``path`` names the roles of the blocks on the way to it, as ``Sect/BlockQuote/P``.
    """

    page: int
    box: int
    key: Key
    block: int
    path: str


@dataclass(frozen=True, slots=True)
class _Place:
    """What an element has from those around it."""

    page: int
    key: Key
    block: int = 0
    path: str = ""


def leaves(pdf: pikepdf.Pdf) -> Iterator[Leaf]:
    """Every piece of marked content the tree names but pictures, in reading order.

    A flow is told by the first language on the way down, as by a paragraph's; the language of a run in it
    makes no flow of its own. What hangs beside the sections of a page are its notes.
    """
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return
    pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
    walk = _Walk(pages)
    for document in walk.kids(root):
        for top in walk.kids(document):
            zone: Zone = "text" if _role(top) in _TEXT_ROOTS else "notes"
            yield from walk.go(top, _Place(-1, (zone, "")))


class _Walk:
    def __init__(self, pages: dict[tuple[int, int], int]) -> None:
        self._pages = pages
        self._blocks = 0

    def kids(self, element: Any) -> list[Any]:
        held = element.get("/K", ()) if isinstance(element, pikepdf.Dictionary) else ()
        return list(held) if isinstance(held, pikepdf.Array) else [held] if held != () else []

    def go(self, top: Any, place: _Place) -> Iterator[Leaf]:
        """The leaves below *top*, without recursion: trees may be deep."""
        waiting = [(top, place)]
        while waiting:
            element, place = waiting.pop()
            if isinstance(element, pikepdf.Dictionary):
                if "/MCID" in element:
                    yield self._leaf(int(element.MCID), self._on(element, place))
                elif _role(element) != _PICTURE and "/S" in element:
                    inner = self._inner(element, place)
                    waiting += [(kid, inner) for kid in reversed(self.kids(element))]
            else:
                yield self._leaf(int(element), place)

    def _leaf(self, box: int, place: _Place) -> Leaf:
        return Leaf(place.page, box, place.key, place.block, place.path)

    def _on(self, element: Any, place: _Place) -> _Place:
        page = element.get("/Pg")
        return place if page is None else replace(place, page=self._pages.get(page.objgen, -1))

    def _inner(self, element: Any, place: _Place) -> _Place:
        place = self._on(element, place)
        zone, lang = place.key
        if not lang and "/Lang" in element:
            place = replace(place, key=(zone, str(element.Lang)))
        if (role := _role(element)) in _BLOCKS:
            self._blocks += 1
            path = f"{place.path}/{role}" if place.path else role
            place = replace(place, block=self._blocks, path=path)
        return place


def _role(element: Any) -> str:
    role = element.get("/S") if isinstance(element, pikepdf.Dictionary) else None
    return str(role).lstrip("/") if role is not None else ""

"""Is all of a unit's text on its pages? Counted by id before anything is painted.

WeasyPrint can drop text without a word (rows that do not break, notes, `height`); the build must know.
Only ink counts: white space, soft hyphens and joiners come and go with the lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

from bookbuild.render.passages import ink, is_furniture

_SLACK = 1.0  # CSS pixels


def expected(root: Element) -> Counter[str]:
    """Ink per id: each character counts for the nearest element around it that has an id."""
    counts: Counter[str] = Counter()
    _count_element(root, "", counts)
    del counts[""]
    return counts


def _count_element(element: Element, owner: str, counts: Counter[str]) -> None:
    if element.tag in ("head", "rt", "rp") or is_furniture(element.attrib):
        return
    owner = element.get("id") or owner
    if element.text:
        counts[owner] += len(ink(element.text))
    for child in element:
        _count_element(child, owner, counts)
        if child.tail:
            counts[owner] += len(ink(child.tail))


def laid_out(root: Element, pages: Iterable[Any]) -> Counter[str]:
    """Ink per id on the laid-out pages, page furniture and generated boxes apart."""
    owners = _owners(root)
    counts: Counter[str] = Counter()
    for page in pages:
        for child in page.children:
            for box in shown(child, page):
                if isinstance(box, boxes.TextBox):
                    counts[owners.get(box.element, "")] += len(ink(box.text))
    del counts[""]
    return counts


def _owners(root: Element) -> dict[Element, str]:
    owners = {root: root.get("id", "")}
    for parent in root.iter():
        for child in parent:
            owners[child] = "" if is_furniture(child.attrib) else child.get("id") or owners[parent]
    return owners


def shown(box: Any, page: Any) -> Iterator[Any]:
    """The texts and pictures in *box* that lie on the sheet, in order; no generated boxes."""
    box = getattr(box, "_box", box)  # an absolutely placed box stands behind a placeholder
    if isinstance(box, boxes.MarginBox) or "::" in (box.element_tag or ""):
        return
    if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
        if _on(page, box):
            yield box
    else:
        for child in getattr(box, "children", ()):
            yield from shown(child, page)


def _on(page: Any, box: Any) -> bool:
    """Whether a box lies on the sheet; what hangs over its edge is as good as lost."""
    across = box.position_x >= -_SLACK and box.position_x + box.width <= page.margin_width() + _SLACK
    down = box.position_y >= -_SLACK and box.position_y + box.height <= page.margin_height() + _SLACK
    return bool(across and down)


def missing(root: Element, pages: Iterable[Any]) -> tuple[str, ...]:
    """The ids with less ink on the pages than in the document, in order."""
    found = laid_out(root, pages)
    return tuple(name for name, count in expected(root).items() if found[name] < count)

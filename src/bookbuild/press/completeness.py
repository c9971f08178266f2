"""Is all of a unit's text on its pages? Counted by id before anything is painted.

WeasyPrint can drop text without a word (rows that do not break, notes, `height`); the build must know.
Only ink counts: white space, soft hyphens and joiners come and go with the lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

_NO_INK = dict.fromkeys(map(ord, " \t\n\r\f\u00a0\u00ad\u200b\u2010\u2060\u3000\ufeff"))
_SLACK = 1.0  # CSS pixels
# Running heads, the page numbers the press fills in, notes on what is not translated.
UNSET = ("data-side", "data-ref", "data-lacks")


def ink(text: str) -> int:
    """How many characters of *text* leave ink."""
    return len(text.translate(_NO_INK))


def expected(root: Element) -> Counter[str]:
    """Ink per id: each character counts for the nearest element around it that has an id."""
    counts: Counter[str] = Counter()
    _count_element(root, "", counts)
    del counts[""]
    return counts


def _count_element(element: Element, owner: str, counts: Counter[str]) -> None:
    if element.tag in ("head", "rt", "rp") or _unset(element):
        return
    owner = element.get("id") or owner
    if element.text:
        counts[owner] += ink(element.text)
    for child in element:
        _count_element(child, owner, counts)
        if child.tail:
            counts[owner] += ink(child.tail)


def _unset(element: Element) -> bool:
    """Whether the element is page furniture, not a passage."""
    return any(name in element.attrib for name in UNSET)


def laid_out(root: Element, pages: Iterable[Any]) -> Counter[str]:
    """Ink per id on the laid-out pages, page furniture and generated boxes apart."""
    owners = _owners(root)
    counts: Counter[str] = Counter()
    for page in pages:
        for child in page.children:
            _count_box(child, page, owners, counts)
    del counts[""]
    return counts


def _owners(root: Element) -> dict[Element, str]:
    owners = {root: root.get("id", "")}
    for parent in root.iter():
        for child in parent:
            owners[child] = "" if _unset(child) else child.get("id") or owners[parent]
    return owners


def _count_box(box: Any, page: Any, owners: dict[Element, str], counts: Counter[str]) -> None:
    box = getattr(box, "_box", box)  # an absolutely placed box stands behind a placeholder
    if isinstance(box, boxes.MarginBox) or "::" in (box.element_tag or ""):
        return
    if isinstance(box, boxes.TextBox):
        if _on(page, box):
            counts[owners.get(box.element, "")] += ink(box.text)
    else:
        for child in getattr(box, "children", ()):
            _count_box(child, page, owners, counts)


def _on(page: Any, box: Any) -> bool:
    """Whether a text box lies on the sheet; what hangs over its edge is as good as lost."""
    across = box.position_x >= -_SLACK and box.position_x + box.width <= page.margin_width() + _SLACK
    down = box.position_y >= -_SLACK and box.position_y + box.height <= page.margin_height() + _SLACK
    return bool(across and down)


def missing(root: Element, pages: Iterable[Any]) -> tuple[str, ...]:
    """The ids with less ink on the pages than in the document, in order."""
    found = laid_out(root, pages)
    return tuple(name for name, count in expected(root).items() if found[name] < count)

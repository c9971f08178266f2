"""The structure tree of a unit, made small: text hangs on its paragraph, not on an element a line.

WeasyPrint gives every line of text an element of its own. Elements that say nothing (no language, no
attributes, one piece of content on the page of their parent) pass their content up to the parent. What hangs
on no element of the document (running heads, folios) is an artifact of the page (ISO 32000-1 §14.8.2.2).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf

_SILENT = ("/NonStruct", "/Span")
_SAYING = frozenset({"Lang", "A", "Alt", "ID"})
_ONCE = frozenset({"/Div", *(f"/H{level}" for level in range(1, 7))})


def compact(_document: Any, pdf: pydyf.PDF) -> None:
    """A finisher for ``Document.write_pdf``: sets furniture apart, folds silent elements."""
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    tree = _object(pdf, root["ParentTree"])
    _set_furniture_apart(pdf, root, tree)
    moved: dict[bytes, bytes] = {}
    for element in _elements(pdf):
        element["K"] = pydyf.Array(_folded(pdf, element, moved))
    for element in reversed(_elements(pdf)):  # what is within before what is around it
        element["K"] = pydyf.Array(_filled(pdf, element))
        _take_in(pdf, element, moved)
    for kids in tree["Nums"][1::2]:
        if isinstance(kids, list):
            kids[:] = [_settled(reference, moved) for reference in kids]


def _set_furniture_apart(pdf: pydyf.PDF, root: Any, tree: Any) -> None:
    """Make artifacts of the content whose elements the document does not hold."""
    held = set(_held(pdf, root["K"][0]))
    pages = pdf.pages["Kids"][::3]
    for number, kids in zip(tree["Nums"][::2], tree["Nums"][1::2], strict=True):
        if isinstance(kids, list):
            loose = {mcid for mcid, reference in enumerate(kids) if reference not in held}
            contents = _object(pdf, pdf.objects[pages[number]]["Contents"])
            _make_artifacts(contents.stream, loose)
            kids[:] = ["null" if mcid in loose else reference for mcid, reference in enumerate(kids)]
    for element in _elements(pdf):
        if element.reference not in held:
            element.free = "f"


def _held(pdf: pydyf.PDF, top: bytes) -> Iterator[bytes]:
    waiting = [top]
    while waiting:
        reference = waiting.pop()
        yield reference
        waiting += [kid for kid in _object(pdf, reference).get("K", ()) if isinstance(kid, bytes)]


def _make_artifacts(stream: list[Any], loose: set[int]) -> None:
    for index, item in enumerate(stream):
        if isinstance(item, dict) and item.get("MCID") in loose:
            stream[index - 1 : index + 1] = ["/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]


def _elements(pdf: pydyf.PDF) -> list[Any]:
    return [item for item in pdf.objects if isinstance(item, dict) and item.get("Type") == "/StructElem"]


def _folded(pdf: pydyf.PDF, element: Any, moved: dict[bytes, bytes]) -> list[Any]:
    """The kids of *element*, or what they hold. Text and elements do not mix: some listen to the text first."""
    kids = list(element["K"])
    children = {kid: _object(pdf, kid) for kid in kids if isinstance(kid, bytes)}
    if not all(_is_silent(child, element) for child in children.values()):
        return kids
    for kid, child in children.items():
        moved[kid] = element.reference
        child.free = "f"
    return [held for kid in kids for held in (children[kid]["K"] if kid in children else [kid])]


def _filled(pdf: pydyf.PDF, element: Any) -> Iterator[Any]:
    """The kids of *element* without texts that have none: what is left of a block at the end of a page."""
    for kid in element["K"]:
        child = _object(pdf, kid) if isinstance(kid, bytes) else None
        if child is not None and child.get("S") in (*_SILENT, "/P") and not child["K"]:
            child.free = "f"
        else:
            yield kid


def _take_in(pdf: pydyf.PDF, element: Any, moved: dict[bytes, bytes]) -> None:
    """Make *element* one with all it holds, another of its kind: a heading set as a table is table, rows, row
    and heading to WeasyPrint, and would be four headings to who listens."""
    kids = element["K"]
    only: Any = _object(pdf, kids[0]) if len(kids) == 1 and isinstance(kids[0], bytes) else {}
    if element["S"] not in _ONCE or only.get("S") != element["S"] or _SAYING & only.keys():
        return
    element["K"] = only["K"]
    element["Pg"] = only["Pg"]
    for kid in only["K"]:
        if isinstance(kid, bytes):
            _object(pdf, kid)["P"] = element.reference
    moved[only.reference] = element.reference
    only.free = "f"


def _is_silent(child: Any, parent: Any) -> bool:
    """Whether *child* is a leaf of marked content with nothing to say that its parent does not."""
    return (
        child.get("S") in _SILENT
        and not _SAYING & child.keys()
        and child.get("Pg") == parent.get("Pg")
        and all(isinstance(kid, int) for kid in child["K"])
        and parent.get("S") != "/Document"
    )


def _settled(reference: bytes, moved: dict[bytes, bytes]) -> bytes:
    while reference in moved:
        reference = moved[reference]
    return reference


def _object(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]

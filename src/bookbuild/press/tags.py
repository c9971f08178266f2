"""The structure tree of a unit, made small: text hangs on its paragraph, not on an element a line.

WeasyPrint gives every line of text an element of its own. Elements that say nothing (no language, no
attributes, one piece of content on the page of their parent) pass their content up to the parent.
"""

from __future__ import annotations

from typing import Any

import pydyf

_SILENT = ("/NonStruct", "/Span")


def compact(_document: Any, pdf: pydyf.PDF) -> None:
    """A finisher for ``Document.write_pdf``: fold silent elements and repoint the parent tree."""
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    tree = _object(pdf, root["ParentTree"])
    moved: dict[bytes, bytes] = {}
    for element in _elements(pdf):
        element["K"] = pydyf.Array(_folded(pdf, element, moved))
    for kids in tree["Nums"][1::2]:
        if isinstance(kids, list):
            kids[:] = [_settled(reference, moved) for reference in kids]


def _elements(pdf: pydyf.PDF) -> list[Any]:
    return [item for item in pdf.objects if isinstance(item, dict) and item.get("Type") == "/StructElem"]


def _folded(pdf: pydyf.PDF, element: Any, moved: dict[bytes, bytes]) -> list[Any]:
    kids: list[Any] = []
    for kid in element["K"]:
        child = _object(pdf, kid) if isinstance(kid, bytes) else None
        if child is not None and _is_silent(child, element):
            moved[kid] = element.reference
            child.free = "f"
            kids.extend(child["K"])
        else:
            kids.append(kid)
    return kids


def _is_silent(child: Any, parent: Any) -> bool:
    """Whether *child* is a leaf of marked content with nothing to say that its parent does not."""
    return (
        child.get("S") in _SILENT
        and not {"Lang", "A", "Alt", "ID"} & child.keys()
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

"""A page's content at another place of its sheet, and gradients that can be moved with it.

A pattern's home is the sheet, wherever the content's own origin is (ISO 32000-1 §8.7.3.1).
"""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream


def move(pdf: Pdf, page: Any, x: float, y: float, clip: str = "") -> None:
    """Move all that *page* paints by *x*, *y* points; *clip*: operators to begin with, in the place of old."""
    page.contents_add(f"q 1 0 0 1 {x:.4f} {y:.4f} cm {clip}\n".encode(), prepend=True)
    page.contents_add(b"\nQ\n")
    resources = page.obj.get("/Resources", {})
    if patterns := resources.get("/Pattern"):
        own = Dictionary(dict(resources.items()))  # pages of a chapter share theirs
        own.Pattern = Dictionary({name: _moved(pdf, pattern, x, y) for name, pattern in patterns.items()})
        page.obj.Resources = own


def _moved(pdf: Pdf, pattern: Any, x: float, y: float) -> Any:
    a, b, c, d, e, f = (float(value) for value in pattern.get("/Matrix", (1, 0, 0, 1, 0, 0)))
    known = {key: value for key, value in pattern.items() if key != "/Length"}
    known["/Matrix"] = Array([a, b, c, d, round(e + x, 4), round(f + y, 4)])
    if isinstance(pattern, Stream):
        return Stream(pdf, pattern.read_raw_bytes(), known)
    return Dictionary(known)


def smooth(pdf: Pdf) -> None:
    """Gradients as shadings. WeasyPrint paints them on a tile, which devices repeat at its edges."""
    for page in pdf.pages:
        resources: Any = page.obj.get("/Resources", {})
        patterns = resources.get("/Pattern", {})
        for number, (name, tile) in enumerate(list(patterns.items())):
            shading = _shading(tile)
            if shading is not None:
                resources.Shading[f"/smooth{number}"] = shading
                patterns[name] = Dictionary(
                    Type=Name.Pattern, PatternType=2, Shading=shading, Matrix=Array(list(tile.Matrix))
                )


def _shading(tile: Any) -> Any:
    """The one opaque gradient on a tile; None where there is something else."""
    if tile.get("/PatternType") != 1:
        return None
    forms = tile.Resources.get("/XObject", {})
    inner = forms["/x0"].Resources if list(forms.keys()) == ["/x0"] else {}
    shadings = inner.get("/Shading", {})
    opaque = not any("/SMask" in state for state in inner.get("/ExtGState", {}).values())
    return shadings["/s0"] if opaque and list(shadings.keys()) == ["/s0"] else None

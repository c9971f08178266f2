"""Wide: the columns of an EPUB, which its stylesheet sets side by side where there is room."""

from __future__ import annotations

from bookbuild.layouts.columns import Columns


class Wide(Columns):
    """Chosen by an edition's flavour, for readers that measure the column (research: epub 3.1)."""

    name = "wide"
    supports = frozenset({"epub"})

"""A way through a chapter, as numbers."""

from __future__ import annotations

from typing import NamedTuple

from bookbuild.aligner.incidence import Flags, Places


class Path(NamedTuple):
    """The steps of a pairing, in order: rows *i* … *i* + *m* - 1 face columns *j* … *j* + *n* - 1."""

    i: Places
    j: Places
    m: Places
    n: Places

    def where(self, chosen: Flags) -> Path:
        """The *chosen* steps."""
        return Path(*(numbers[chosen] for numbers in self))

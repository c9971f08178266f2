"""Facing pages: two streams of one chapter, cut into spreads that hold the same passages.

``measure`` reads the streams, laid out on endless pages, into atoms; ``spreads`` plans where every spread ends;
``cut`` makes the pages of the boxes that were measured. No line is laid out twice, so that no page can differ
from the plan.
"""

from __future__ import annotations

from bookbuild.press.facing.pages import Faced, faced

__all__ = ["Faced", "faced"]

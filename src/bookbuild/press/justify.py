"""Justified Chinese: what is left of a line is shared between its Han characters.

WeasyPrint stretches only spaces, so that a pure Han line stays short and a line with one Latin word gets
one hole (CSS Text 3 §7.3 leaves the method to the engine; clreq §3.4.1 asks for inter-character spacing).
Both functions here count the same gaps, so that what is counted is what is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.text.ffi import TO_UNITS, ffi, pango

_HAN = "\u2e80-\u2fff\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WIDE = _HAN + "\u3000-\u3004\u3008-\u3020\u302a-\u30ff\uff00-\uffef\u2018\u2019\u201c\u201d\u2026\u2014"
_HAN_CHARACTER = re.compile(f"[{_HAN}]")
# A dash of two U+2014 and an ellipsis of two U+2026 are one mark each: no gap inside.
_RUN = re.compile(f"(?:——|……|[{_WIDE}])+")
_UNBROKEN = re.compile("——|……")


def gap_runs(text: str) -> list[tuple[int, int]]:
    """The runs of *text* that open up, as (start, end) in characters; none where no Han stands."""
    if text.isascii() or not _HAN_CHARACTER.search(text):
        return []
    return [span for run in _RUN.finditer(text) for span in _without_marks(run)]


def _without_marks(run: re.Match[str]) -> list[tuple[int, int]]:
    """A run cut around two-em marks: Pango puts half a gap on either side, so neither half may carry one."""
    spans, start = [], run.start()
    for mark in _UNBROKEN.finditer(run.string, run.start(), run.end()):
        spans.append((start, mark.start()))
        start = mark.end()
    spans.append((start, run.end()))
    return [span for span in spans if span[0] < span[1]]


def gaps(text: str) -> float:
    """How many gaps *text* offers: Pango gives half a gap only at the ends of a layout."""
    count: float = text.count(" ") + text.count("\u00a0")
    for start, end in gap_runs(text):
        count += end - start - (0.5 if start == 0 else 0) - (0.5 if end == len(text) else 0)
    return count


def count_gaps(_original: Any) -> Callable[[Any], float]:
    """For ``weasyprint.layout.inline.count_expandable_spaces``."""

    def count_expandable_spaces(box: Any) -> float:
        if isinstance(box, boxes.TextBox):
            return gaps(box.text)
        if isinstance(box, boxes.LineBox | boxes.InlineBox):
            return sum(count_expandable_spaces(child) for child in box.children)
        return 0

    return count_expandable_spaces


def set_text(original: Callable[..., None]) -> Callable[..., None]:
    """For ``weasyprint.text.line_break.Layout.set_text``: opens the gaps with Pango's letter spacing."""

    def set_text_justified(self: Any, text: str, justify: bool = False) -> None:
        original(self, text, justify)
        if justify and self.justification_spacing:
            runs = gap_runs(self.text)
            if runs:
                _space(self, runs)

    return set_text_justified


def _space(layout: Any, runs: list[tuple[int, int]]) -> None:
    letter_spacing = layout.style["letter_spacing"]
    spacing = layout.justification_spacing + (0 if letter_spacing == "normal" else letter_spacing)
    attributes = pango.pango_layout_get_attributes(layout.layout)
    if attributes == ffi.NULL:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    for start, end in runs:
        attribute = pango.pango_attr_letter_spacing_new(int(spacing * TO_UNITS))
        attribute.start_index = len(layout.text[:start].encode())
        attribute.end_index = len(layout.text[:end].encode())
        pango.pango_attr_list_change(attributes, attribute)
    pango.pango_layout_set_attributes(layout.layout, attributes)

"""Studies → what an author reads to trust the pairing: rows, coverage; as a page, as columns, as data.

``value`` what is reviewed · ``rows`` matches with their text · ``coverage`` numbers · ``columns`` and
``summary`` for the terminal · ``page`` HTML · ``data`` JSON.
"""

from __future__ import annotations

from bookbuild.review.columns import Line, Tone, chapter_lines
from bookbuild.review.data import as_data
from bookbuild.review.page import page
from bookbuild.review.summary import summary_lines
from bookbuild.review.value import Chapter, Review, review

__all__ = [
    "Chapter",
    "Line",
    "Review",
    "Tone",
    "as_data",
    "chapter_lines",
    "page",
    "review",
    "summary_lines",
]

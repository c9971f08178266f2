"""The review as one HTML page that needs nothing else: no script, no font, no picture, no network."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from bookbuild.review import markup, summary
from bookbuild.review.rows import Element, Row
from bookbuild.review.text import unit
from bookbuild.review.value import Chapter, Review
from bookbuild.review.wrapping import shorten

_OPENING = 64  # columns of a passage's beginning in the list of what to look at


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("bookbuild.review"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "block": markup.block,
        "unit": unit,
        "numbers": summary.numbers,
        "name": summary.name,
        "classes": _classes,
        "frames": _frames,
        "opening": _opening,
        "doubts": _doubts,
        "stale": _stale,
        "lone": _lone,
        "on_purpose": _on_purpose,
    }
    return environment


def page(review: Review) -> str:
    """The whole page."""
    template = _environment().get_template("page.html.j2")
    return template.render(
        review=review,
        heads=summary.heads(review.languages),
        legend=" · ".join(summary.LEGEND),
        whole=review.coverage(review.chapters()),
    )


def _classes(row: Row) -> str:
    """What the stylesheet should know of a row."""
    marks = (row.match.kind, row.alone, "doubtful" if row.doubt else "stale" if row.lag else "")
    return " ".join(filter(None, marks))


def _frames(element: Element) -> str:
    """How an element is set in: ``item``, ``quoted`` or nothing."""
    kinds = [frame.kind for one in element.blocks[:1] for frame in one.frames]
    quoted = "quoted" if "quote" in kinds else ""
    inside = "item" if element.place.kind == "item" else "inside" if "item" in kinds else ""
    return " ".join(filter(None, (quoted, inside)))


def _opening(row: Row) -> str:
    """The first words of a row, in its first language that has some."""
    words = (_plain(element) for side in row.sides for element in side.elements)
    return shorten(next(filter(None, words), ""), _OPENING)


def _plain(element: Element) -> str:
    shown = " ".join(markup.block(one).striptags() for one in element.blocks)
    return " ".join((shown or element.place.text).split())


def _doubts(chapter: Chapter) -> Iterator[Row]:
    return (row for row in chapter.rows if row.doubt)


def _stale(chapter: Chapter) -> Iterator[Row]:
    """Pairs beyond doubt of which one side did not follow."""
    return (row for row in chapter.rows if row.lag and not row.doubt)


def _lone(chapter: Chapter) -> Iterator[Row]:
    """Passages that lack their counterpart beyond doubt."""
    return (row for row in chapter.rows if row.alone == "missing" and not row.doubt)


def _on_purpose(chapter: Chapter) -> Iterator[Row]:
    return (row for row in chapter.rows if row.alone == "untranslated" and not row.doubt)

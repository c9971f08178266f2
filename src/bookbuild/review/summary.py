"""The coverage as a table for a terminal: a line a chapter, a sum a volume, and the book's."""

from __future__ import annotations

from collections.abc import Iterator

from bookbuild.review.columns import Line, Tone
from bookbuild.review.coverage import Coverage
from bookbuild.review.text import unit
from bookbuild.review.value import Chapter, Review
from bookbuild.review.wrapping import measure, pad, shorten

_NAME = 40  # columns for what a line is about
LEGEND = (
    "no …: passages without that counterpart, +n on purpose",
    "stale: one side has not followed the other · uneven: lengths far from the chapter’s ratio",
)


def summary_lines(review: Review) -> Iterator[Line]:
    """The table, its head first."""
    table = [(("", *heads(review.languages)), "title"), *_rows(review)]
    widths = [max(measure(cells[column]) for cells, _ in table) for column in range(len(table[0][0]))]
    for cells, tone in table:
        name, *numbers = (pad(cells[0], widths[0]), *map(_right, cells[1:], widths[1:]))
        yield (("  ".join([name, *numbers]).rstrip(), tone),)
    yield from (((line, "faint"),) for line in LEGEND)


def heads(languages: tuple[str, ...]) -> tuple[str, ...]:
    """What the columns of numbers are called."""
    lacking = (f"no {tag}" for tag in reversed(languages[:2])) if len(languages) > 1 else ()
    sizes = (f"{tag} {unit(tag)}" for tag in languages)
    ratio = (f"{languages[1]}/{languages[0]}",) if len(languages) > 1 else ()
    return ("pairs", "shared", *lacking, "doubtful", "stale", "uneven", *sizes, *ratio)


def numbers(coverage: Coverage) -> tuple[str, ...]:
    """The cells below ``heads``."""
    halves = coverage.halves
    alone = (_alone(half.missing, half.untranslated) for half in halves[:2]) if len(halves) > 1 else ()
    sizes = (f"{half.size:,}" for half in halves)
    ratio = ("" if coverage.ratio is None else f"{coverage.ratio:.2f}",) if len(halves) > 1 else ()
    counts = (coverage.doubtful, coverage.stale, coverage.uneven)
    return (str(coverage.pairs), str(coverage.shared), *alone, *map(str, counts), *sizes, *ratio)


def name(chapter: Chapter) -> str:
    """What a chapter is called in the table."""
    return chapter.title.texts[0][1] if chapter.title else chapter.files()[0]


def _alone(missing: int, untranslated: int) -> str:
    return f"{missing} +{untranslated}" if untranslated else str(missing)


def _rows(review: Review) -> Iterator[tuple[tuple[str, ...], Tone]]:
    for part in review.parts:
        for chapter in part.chapters:
            cells = numbers(chapter.coverage) if chapter.read else ("unread", *numbers(chapter.coverage)[1:])
            label = f"{chapter.number:>3}  {shorten(name(chapter), _NAME)}"
            yield (label, *cells), _tone(chapter)
        if part.id and len(review.parts) > 1:
            title = part.title.texts[0][1] if part.title else part.id
            yield (shorten(title, _NAME), *numbers(review.coverage(part.chapters))), "faint"
    yield ("in all", *numbers(review.coverage(review.chapters()))), "title"


def _tone(chapter: Chapter) -> Tone:
    if not chapter.read or any(half.missing for half in chapter.coverage.halves):
        return "missing"
    if chapter.coverage.doubtful:
        return "doubt"
    return "stale" if chapter.coverage.stale else "plain"


def _right(text: str, columns: int) -> str:
    return " " * (columns - measure(text)) + text

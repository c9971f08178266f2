"""A chapter side by side for a terminal: a column a language, doubts below what they are about."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Literal, NamedTuple

from bookbuild.acceptance.difference import marked
from bookbuild.model import Block, CodeBlock, Figure, Heading, Paragraph, Rule, Table
from bookbuild.pairing.report import language_name
from bookbuild.review.rows import Element, Row, Side
from bookbuild.review.text import captions, plain
from bookbuild.review.value import Chapter
from bookbuild.review.wrapping import clip, pad, shorten, wrap

Tone = Literal["plain", "title", "faint", "doubt", "missing", "stale"]
Line = tuple[tuple[str, Tone], ...]
"""A line in pieces, each with how it should look; read one after the other they are the whole line."""

_MARGIN = 8  # columns for the mark, the confidence and a space on each side
_GAP = 3
_BRIEF = 6  # lines shown of what both languages share: there is nothing to compare
_TEXTS = (Heading, Paragraph)


class _Cell(NamedTuple):
    """One line of a column: the number of its line in the file on an element's first, else ''."""

    number: str = ""
    text: str = ""


def chapter_lines(chapter: Chapter, columns: int) -> Iterator[Line]:
    """The chapter in lines at most *columns* wide."""
    title = " / ".join(dict.fromkeys(text for _, text in chapter.title.texts))
    name = " · ".join(filter(None, (" ↔ ".join(chapter.files()), title)))
    yield ((shorten(name, columns), "title"),)
    if not chapter.read:
        yield (("cannot be read", "missing"),)
    last = max((one.line for row in chapter.rows for side in row.sides for one in side.elements), default=1)
    for row in chapter.rows:
        yield from _row(row, columns, len(str(last)))
    yield ()


def _row(row: Row, columns: int, digits: int) -> Iterator[Line]:
    count = len(row.sides)
    wide = max((columns - _MARGIN - _GAP * (count - 1)) // count - digits - 2, 8)
    heights = zip_longest(*_cells(row, wide), fillvalue=_Cell())
    tone = _tone(row)
    margin = _margin(row)
    for cells in heights:
        yield ((margin, _MARGIN_TONES.get(margin[0], "faint")), *_pieces(cells, digits, wide, tone))
        margin = " " * _MARGIN
    for sign, remark, said in _remarks(row):
        for text in wrap(remark, columns - _MARGIN - 2):
            yield ((f"{' ' * _MARGIN}{sign} {text}", said),)
            sign = " "


_MARGIN_TONES: dict[str, Tone] = {"?": "doubt", "!": "missing", "*": "stale"}


def _tone(row: Row) -> Tone:
    if row.match.kind == "silent" or row.alone == "untranslated":
        return "faint"
    return "missing" if row.alone else "plain"


def _margin(row: Row) -> str:
    """A mark for what to look at, and the confidence where there was something to decide."""
    alone = {"missing": "!", "untranslated": "-"}.get(row.alone, " ")
    shared = "=" if row.match.kind == "shared" else alone
    stale = "*" if row.lag else shared
    sure = "" if row.match.kind == "silent" else f"{row.match.confidence:.2f}"
    return f"{'?' if row.doubt else stale} {sure:<{_MARGIN - 2}}"


def _remarks(row: Row) -> Iterator[tuple[str, str, Tone]]:
    """What is said below a row: its sign, the words, how they look."""
    if row.alone == "missing":
        yield "!", f"{row.remark} [{row.id}]", "missing"
    elif row.alone:
        yield "-", row.remark, "faint"
    if row.doubt:
        yield "?", f"{row.doubt} [{row.id}]", "doubt"
    if row.stale:
        yield "*", f"{row.stale} [{row.id}]", "stale"
    for tag, change in row.changes:
        yield " ", f"{language_name(tag)}: {marked(change)}", "stale"
    if row.uneven:
        yield "~", row.uneven, "faint"


def _pieces(cells: tuple[_Cell, ...], digits: int, wide: int, tone: Tone) -> Iterator[tuple[str, Tone]]:
    """The columns of one line, nothing trailing."""
    last = max((index for index, cell in enumerate(cells) if cell != _Cell()), default=-1)
    for index, cell in enumerate(cells[: last + 1]):
        gap = " " * _GAP if index else ""
        yield f"{gap}{cell.number:>{digits}}  ", "faint"
        yield cell.text if index == last else pad(cell.text, wide), tone


# ---------------------------------------------------------------- the text of a column


def _cells(row: Row, wide: int) -> Iterator[list[_Cell]]:
    """For each language the lines of its column; what is shared is written out once."""
    written = False
    for side in row.sides:
        column = _column(side, wide)
        if row.alike:
            column = [_Cell(str(line), "=") for line in side.lines()] if written else _brief(column)
            written = written or bool(column)
        yield column


def _brief(cells: list[_Cell]) -> list[_Cell]:
    left = len(cells) - _BRIEF
    return [*cells[:_BRIEF], _Cell("", f"… {left} more lines")] if left > 1 else cells


def _column(side: Side, wide: int) -> list[_Cell]:
    return [cell for element in side.elements for cell in _element(element, wide)]


def _element(element: Element, wide: int) -> Iterator[_Cell]:
    number = str(element.line)
    for line in _lines(element, wide):
        yield _Cell(number, line)
        number = ""


def _lines(element: Element, wide: int) -> Iterator[str]:
    if not element.blocks:
        yield from list(wrap(element.place.text, wide))[:2]
        return
    label = f"[^{element.label}]: " if element.label else ""
    bullet = "- " if element.place.kind == "item" else ""
    for block in element.blocks:
        yield from _block(block, label + bullet, wide)
        label, bullet = " " * len(label), " " * len(bullet)


def _block(block: Block, lead: str, wide: int) -> Iterator[str]:
    quotes = "> " * sum(frame.kind == "quote" for frame in block.frames)
    lead = quotes + lead + ("#" * block.level + " " if isinstance(block, Heading) else "")
    for line in _words(block, max(wide - len(lead), 4)):
        yield lead + line
        lead = quotes + " " * (len(lead) - len(quotes))


def _words(block: Block, wide: int) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield from wrap(plain(block.content, marked=True), wide)
        case CodeBlock():
            yield from (clip(line.expandtabs(4), wide) for line in block.text.split("\n"))
        case Table():
            for row in (block.head, *block.rows):
                yield from wrap(" | ".join(plain(cell, marked=True) for cell in row), wide)
        case Figure():
            yield from wrap(f"![{block.image.alt}]({block.image.shown()})", wide)
            for _, caption in captions(block):
                yield from wrap(plain(caption, marked=True), wide)
        case Rule():
            yield "* * *"

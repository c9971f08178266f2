"""A chapter's parts, written: its opening, its running text, its notes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bookbuild.model import Chapter, Heading, Row
from bookbuild.render.endnotes import endnotes
from bookbuild.render.facing import half_of, side
from bookbuild.render.labels import appendix_label, chapter_label
from bookbuild.render.markup import escape, language
from bookbuild.render.rows import heading_sides, pair_id, write_rows
from bookbuild.render.setting import Setting
from bookbuild.render.study import translations

# Terms of the EPUB Structural Semantics Vocabulary that DPUB-ARIA 1.1 has a role for.
_ROLES = frozenset(
    {"acknowledgments", "afterword", "appendix", "bibliography", "chapter", "colophon", "conclusion"}
    | {"credits", "dedication", "epigraph", "epilogue", "errata", "foreword", "glossary"}
    | {"index", "introduction", "preface", "prologue"}
)
# A title that brings its own number: 第三回, Chapter 3, 3. …, III.
_NUMBERED = re.compile(
    r"\s*(第\s*[\d〇零一二三四五六七八九十百千]+|附[录錄]|(?i:chapter|appendix)\b|\d+[.、:：\s]|[IVXLC]+[.、:：])"
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A chapter with its passages placed: the heading's row, if the edition has one, and the others."""

    chapter: Chapter
    heading: Row | None
    rows: tuple[Row, ...]

    def all_rows(self) -> tuple[Row, ...]:
        return ((self.heading,) if self.heading else ()) + self.rows


@dataclass(frozen=True, slots=True)
class Written:
    """A chapter as XHTML for its template, or one side of it in ``languages``."""

    languages: tuple[str, ...]
    role: str
    number: tuple[tuple[str, str], ...]
    title_attributes: str
    title: str
    body: str
    notes: str


def write_chapter(placed: Placed, setting: Setting, *, facing: bool) -> tuple[Written, ...]:
    """The chapter in the edition's languages; on *facing* pages each language by itself.

    *setting* gathers what it called and showed.
    """
    setting.levels = _levels(placed.rows)
    languages = setting.languages
    if not facing:
        return (_written(placed, languages, setting),)
    return tuple(_written(_side(placed, languages, tag), (tag,), setting) for tag in languages)


def _side(placed: Placed, languages: tuple[str, ...], tag: str) -> Placed:
    heading = half_of(placed.heading, languages, tag) if placed.heading else None
    return Placed(placed.chapter, heading, side(placed.rows, languages, tag))


def _written(placed: Placed, languages: tuple[str, ...], setting: Setting) -> Written:
    chapter = placed.chapter
    title = _title(placed, languages, setting)
    body = write_rows(placed.rows, len(chapter.paths) == 1, setting) + translations(setting)
    return Written(
        languages=languages,
        role=chapter.role if chapter.role in _ROLES else "",
        number=_number(chapter, languages),
        title_attributes=pair_id(placed.heading) if placed.heading else "",
        title=title,
        body=body,
        notes=endnotes(setting) if setting.flavour == "epub" else "",
    )


def _title(placed: Placed, languages: tuple[str, ...], setting: Setting) -> str:
    if placed.heading:
        return heading_sides(placed.heading, setting)
    return " ".join(
        f'<span class="side"{language(tag)}>{escape(text)}</span>'
        for tag, text in placed.chapter.title.in_order(languages)
    )


def _number(chapter: Chapter, languages: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """第一章 and Chapter One, 附录一 and Appendix A, unless the title has a number of its own."""
    numbered = any(_NUMBERED.match(text) for _, text in chapter.title.texts)
    if not chapter.number or numbered:
        return ()
    words = appendix_label if chapter.role == "appendix" else chapter_label
    return tuple((tag, words(chapter.number, tag)) for tag in languages)


def _levels(rows: tuple[Row, ...]) -> dict[int, int]:
    """The heading levels used, closed up below the chapter's h1 so that none is skipped."""
    used = {
        block.level for row in rows for cell in row.cells for block in cell.blocks if isinstance(block, Heading)
    }
    return {level: min(6, rank) for rank, level in enumerate(sorted(used), 2)}

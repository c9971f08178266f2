"""Passages → pieces: where a title stands, and what the piece under it consists of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from bookbuild.diagnostics import Span
from bookbuild.intake import escape, roles, series, shapes
from bookbuild.intake.passages import Decision, Part, Passage, quoted
from bookbuild.source import language

_ENTRY = re.compile(r'([A-Za-z][\w-]*):\s*"?([^",}]+)"?')


@dataclass(frozen=True, slots=True)
class Piece:
    """A chapter to be. Mappings are by language; ``''`` is the key where it could not be told.

    ``title`` is Markdown; ``places`` what the title says of the series; ``source`` where the text came
    from and ``label`` the words that say so; ``matter`` the entries of front matter the source had;
    ``shelf`` the titles of what encloses it, outermost first.
    """

    span: Span
    passages: tuple[Passage, ...]
    title: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, series.Numbered] = field(default_factory=dict)
    byline: Mapping[str, str] = field(default_factory=dict)
    date: str = ""
    source: str = ""
    label: str = ""
    matter: tuple[tuple[str, str], ...] = ()
    shelf: tuple[str, ...] = ()
    zone: str = ""
    lang: str = ""

    @property
    def place(self) -> series.Numbered | None:
        """What the title says of a series in whichever language says it."""
        return next(iter(self.places.values()), None)

    def titles(self) -> Mapping[str, str]:
        """The title by language, or as the source's front matter says it."""
        said = dict(self.matter).get("title", "").strip()
        if self.title or not said:
            return self.title
        if said.startswith("{"):
            return dict(_ENTRY.findall(said))
        return {self.lang: said.strip("\"'")}

    def languages(self, known: tuple[str, ...]) -> tuple[str, ...]:
        """The languages its text is in, most of it first."""
        found: Counter[str] = Counter()
        for passage in self.passages:
            if passage.kind in ("text", "heading", "verse", "speech"):
                found[self.lang or language.detect(passage.text, known)] += len(passage.text)
        return tuple(tag for tag, _ in found.most_common() if tag)


def cut(part: Part, languages: tuple[str, ...]) -> tuple[tuple[Piece, ...], tuple[Decision, ...]]:
    """The pieces of a part, each with its title, all that follows as passages, and the notes it calls."""
    notes = tuple(passage for passage in part.passages if passage.kind == "note")
    passages = tuple(passage for passage in part.passages if passage.kind != "note")
    part = replace(part, passages=_headed(passages, whole=part.whole))
    starts = ([0] if part.passages else []) if part.whole else list(_starts(part, languages))
    edges = sorted({0, *starts, len(part.passages)})
    pieces: list[Piece] = []
    decisions: list[Decision] = []
    for first, last in pairwise(edges):
        piece, told = _piece(part, part.passages[first:last], languages, titled=first in starts)
        pieces.append(piece)
        decisions += told
    return tuple(_with_notes(pieces, notes)), tuple(decisions)


def _headed(passages: tuple[Passage, ...], *, whole: bool) -> tuple[Passage, ...]:
    """The first heading before the pictures above it and, in a page of its own, before a number or a motto."""
    index = next((index for index, passage in enumerate(passages) if passage.kind == "heading"), 0)
    above = passages[:index]
    if all(not one.text.strip() or (whole and shapes.may_be_title(one.text)) for one in above):
        return (*passages[index : index + 1], *above, *passages[index + 1 :])
    return passages


def _with_notes(pieces: list[Piece], notes: tuple[Passage, ...]) -> Iterator[Piece]:
    """Each note behind the piece that calls it; one that nobody calls behind the last."""
    labels = {note: note.markdown.partition("]")[0] + "]" for note in notes}
    texts = ["\n".join(passage.markdown for passage in piece.passages) for piece in pieces]
    for index, piece in enumerate(pieces):
        held = tuple(
            note
            for note, label in labels.items()
            if label in texts[index] or (index == len(pieces) - 1 and not any(label in text for text in texts))
        )
        yield replace(piece, passages=piece.passages + held) if held else piece


# ---------------------------------------------------------------- where pieces start


def _starts(part: Part, languages: tuple[str, ...]) -> Iterator[int]:
    """The places of titles. A title in two languages, one line after the other, is one."""
    passages = part.passages
    level = _chapter_level(passages)
    names = Counter(place.series for passage in passages if (place := _place(passage)))
    last = -2
    for index, passage in enumerate(passages):
        if not _starts_piece(part, index, level, names):
            continue
        if last == index - 1 and _other(passages[last].text, passage.text, languages):
            continue
        last = index
        yield index


def _starts_piece(part: Part, index: int, level: int, names: Counter[str]) -> bool:
    passage = part.passages[index]
    before = part.passages[index - 1] if index else None
    role = roles.of(before.text) if before else None
    if role and role.kind == "source" and not role.value:
        return False  # it is the source's title
    if passage.kind == "heading" and passage.level and level:
        return passage.level == level
    if passage.kind not in ("text", "heading") or "\n" in passage.text or roles.of(passage.text):
        return False
    signed = _signed(part.passages[index + 1 : index + 3])
    if (place := _place(passage)) and (place.sure or signed or names[place.series] > 1):
        return True
    if not shapes.may_be_title(passage.text):
        return False
    if passage.level:
        return index == 0 and level == 0 and "title" not in dict(part.matter)
    if not part.raw or level:
        return False
    return index == 0 or (passage.kind == "heading" and signed)


def _place(passage: Passage) -> series.Numbered | None:
    if passage.kind not in ("text", "heading") or not shapes.may_be_title(passage.text):
        return None
    said = (*shapes.SPLIT.split(passage.text), passage.text)
    return next(filter(None, map(series.read, said)), None)


def _signed(after: tuple[Passage, ...]) -> bool:
    """Whether a byline or a date comes next: then a title stands before it."""
    found = [role for passage in after if (role := roles.of(passage.text))]
    return any(role.kind in ("byline", "credit", "date") for role in found)


def _chapter_level(passages: tuple[Passage, ...]) -> int:
    """The level of the source's chapters, 0 when its headings are sections of one.

    That is the first level; or a lower one whose headings are numbered or signed, as chapters are.
    """
    for level in sorted({passage.level for passage in passages if passage.kind == "heading" and passage.level}):
        held = [index for index, passage in enumerate(passages) if passage.level == level]
        alone = len(held) == 1 and all(passage.kind == "heading" for passage in passages[: held[0]])
        if level == 1 and not (alone and _chapters_below(passages, level)):
            return level
        if level > 1 and 2 * sum(_is_chapter(passages, index) for index in held) > len(held) > 1:
            return level
    return 0


def _chapters_below(passages: tuple[Passage, ...], level: int) -> bool:
    """Whether the headings of some lower level are chapters."""
    lower = tuple(passage for passage in passages if not 0 < passage.level <= level)
    return _chapter_level(lower) > level


def _is_chapter(passages: tuple[Passage, ...], index: int) -> bool:
    return bool(series.read(passages[index].text)) or _signed(passages[index + 1 : index + 3])


def _other(first: str, second: str, languages: tuple[str, ...]) -> bool:
    tags = language.detect(first, languages), language.detect(second, languages)
    return all(tags) and tags[0] != tags[1]


# ---------------------------------------------------------------- one piece


def _piece(
    part: Part, passages: tuple[Passage, ...], languages: tuple[str, ...], *, titled: bool
) -> tuple[Piece, list[Decision]]:
    count = _title_lines(passages, languages) if titled else 0
    piece = Piece(
        passages[0].span,
        passages[count:],
        matter=part.matter,
        shelf=part.shelf,
        zone=part.zone,
        lang=part.lang,
    )
    if not count:
        return piece, []
    piece = _titled(piece, passages[:count], languages)
    said = " / ".join(passage.text for passage in passages[:count])
    place = piece.place
    note = f": part {place.number} of {quoted(place.series)}" if place and place.series else ""
    return piece, [Decision("chapters", piece.span, f"chapter {quoted(said, 90)}{note}")]


def _title_lines(passages: tuple[Passage, ...], languages: tuple[str, ...]) -> int:
    """How many of the first passages are the title: 0, 1, or 2 in two languages."""
    first = passages[0]
    if first.kind not in ("text", "heading") or not first.text.strip():
        return 0
    second = passages[1] if len(passages) > 1 else None
    if not second or second.kind not in ("text", "heading") or second.level != first.level:
        return 1
    split = any(shapes.halves(passage.text, languages) for passage in (first, second))
    twin = _other(first.text, second.text, languages) and not split
    alone = shapes.may_be_title(second.text) and not roles.of(second.text)
    return 2 if twin and alone and (second.kind == "heading" or first.level == 0) else 1


def _titled(piece: Piece, passages: tuple[Passage, ...], languages: tuple[str, ...]) -> Piece:
    """The piece with its title by language, without what names its series there."""
    halves = [half for passage in passages for half in _halves(passage, piece.lang, languages)]
    places = {tag: place for tag, text, _ in halves if (place := series.read(text))}
    title = {
        tag: markdown if tag not in places or places[tag].title == text else escape.heading(places[tag].title)
        for tag, text, markdown in halves
    }
    return replace(piece, title=title, places=places)


def _halves(passage: Passage, lang: str, languages: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """``(tag, text, markdown)`` of a title, twice when it is in two languages."""
    split = () if lang else shapes.halves(passage.text, languages)
    if split and passage.markdown in (passage.text, escape.heading(passage.text), escape.line(passage.text)):
        return [(tag, half, escape.heading(half)) for tag, half in split]
    tag = lang or language.detect(passage.text, languages)
    markdown = passage.markdown if passage.kind == "heading" else escape.heading(passage.text)
    return [(tag, passage.text, markdown)]

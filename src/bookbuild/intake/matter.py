"""Head and foot of a piece: bylines, dates and sources leave the text for the front matter."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from bookbuild.intake import dates, roles, shapes
from bookbuild.intake.passages import Decision, Group, Passage, quoted
from bookbuild.intake.pieces import Piece
from bookbuild.source import language

HEAD = 8  # passages below the title where a byline or a date may stand
FOOT = 4  # passages at the end where it may


class Sorter:
    """Walks the passages of one piece once; what has a role leaves the text, and is told."""

    def __init__(self, piece: Piece, languages: tuple[str, ...]) -> None:
        self.piece = piece
        self.languages = languages
        self.body: list[Passage] = []
        self.tail: list[Passage] = []  # what stands behind the note of the source
        self.told: list[Decision] = []
        self.byline: dict[str, list[str]] = {}
        self.date = ""
        self.source = self.label = ""
        self._foot = self._wants_source = False
        self._index = 0

    def sort(self) -> Sorter:
        """Walk; a sorter is used once."""
        for index, passage in enumerate(self.piece.passages):
            self._index = index
            if passage.kind not in ("text", "heading") or not self._takes(passage):
                (self.tail if self._foot else self.body).append(passage)
        return self

    def piece_with(self, passages: list[Passage]) -> Piece:
        """The piece of these passages, with the front matter found."""
        byline = {tag: ("；" if shapes.han(said[0]) else "; ").join(said) for tag, said in self.byline.items()}
        made = replace(self.piece, passages=tuple(passages), byline=byline)
        return replace(made, date=self.date, source=self.source, label=self.label)

    # ------------------------------------------------------------ one passage

    def _takes(self, passage: Passage) -> bool:
        """Whether the passage leaves the text."""
        if self._wants_source:
            self._wants_source = False
            if shapes.may_be_title(passage.text) or roles.is_link(passage.text):
                return self._note_source(passage, passage.text)
        role = roles.of(passage.text)
        if role and not passage.level:
            return self._TAKERS[role.kind](self, passage, role)
        if passage.level and self._near_start() and passage.text in self.piece.title.values():
            return self._tell("dropped", passage, "repeats the title")
        if self._foot and self.source and passage.text.casefold() == self.source.casefold():
            return self._tell("dropped", passage, "repeats the source's title")
        if self._foot and roles.is_link(passage.text):
            return self._note_source(passage, passage.text)
        if self._near_end() and not self.date and (year := dates.closing_line(passage.text)):
            self.date = year
            self.told.append(
                Decision("front matter", passage.span, f"date {year} of {quoted(passage.text)}, which stays")
            )
        return False

    def _near_start(self) -> bool:
        return self._index < HEAD

    def _near_end(self) -> bool:
        return self._foot or self._index >= len(self.piece.passages) - FOOT

    def _byline(self, passage: Passage, _: roles.Role) -> bool:
        if not (self._near_start() or self._near_end()):
            return False
        tag = self.piece.lang or language.detect(passage.text, self.languages)
        said = self.byline.setdefault(tag, [])
        text = re.sub(r"\s{2,}", " ", passage.text)
        if text in said:
            return self._tell("dropped", passage, "repeats the byline")
        said.append(text)
        return self._tell("front matter", passage, "byline")

    def _date(self, passage: Passage, role: roles.Role) -> bool:
        if self.date or not (self._near_start() or self._near_end()):
            return False
        if role.label:
            self._byline(replace(passage, text=role.label), role)
        self.date = role.value
        return self._tell("front matter", passage, f"date {role.value} from")

    def _continued(self, passage: Passage, _: roles.Role) -> bool:
        return self._tell("dropped", passage, "says only whether more comes")

    def _source(self, passage: Passage, role: roles.Role) -> bool:
        self.label = role.label
        if not role.value:
            self._foot = self._wants_source = True
            return self._tell("front matter", passage, "label of a source")
        self._foot = self._foot or not self._near_start()
        return self._note_source(passage, role.value)

    def _more(self, passage: Passage, _: roles.Role) -> bool:
        return self._near_end() and self._tell("dropped", passage, "belongs to a web page")

    def _media(self, passage: Passage, _: roles.Role) -> bool:
        """The label of links, below the title: an export keeps the words and loses the links."""
        after = self.piece.passages[self._index + 1 : self._index + 2]
        if not self._near_start() or (after and roles.is_link(after[0].text)) or not self.date:
            return False
        return self._tell("dropped", passage, "is the label of links, which are not in the source")

    def _note_source(self, passage: Passage, value: str) -> bool:
        self.source = f"{self.source} {value}" if self.source and value != self.source else value
        return self._tell("front matter", passage, "source")

    def _tell(self, group: Group, passage: Passage, what: str) -> bool:
        said = quoted(passage.text)
        text = f"dropped {said}: {what}" if group == "dropped" else f"{what} {said}"
        self.told.append(Decision(group, passage.span, text))
        return True

    _TAKERS: dict[str, Callable[[Sorter, Passage, roles.Role], bool]] = {  # noqa: RUF012
        "byline": _byline,
        "credit": _byline,
        "date": _date,
        "continued": _continued,
        "source": _source,
        "more": _more,
        "media": _media,
    }


def sort(piece: Piece, languages: tuple[str, ...]) -> tuple[tuple[Piece, ...], list[Decision]]:
    """The piece without what left its text; a text behind its source that is none of its own is another."""
    sorter = Sorter(piece, languages).sort()
    tail = [passage for passage in sorter.tail if passage.kind != "rule"]
    if not tail:
        return (sorter.piece_with(sorter.body),), sorter.told
    if _belongs(sorter.body, tail, languages):
        kept, tail = _kept(sorter.body, tail, languages)
        return (sorter.piece_with(sorter.body + tail),), [*sorter.told, kept]
    said = (
        f"a piece of its own, without a title, behind the source of the one before: {quoted(tail[0].text, 30)}"
    )
    other = Piece(tail[0].span, tuple(tail), shelf=piece.shelf, zone=piece.zone, lang=piece.lang)
    told = [*sorter.told, Decision("chapters", tail[0].span, said)]
    return (sorter.piece_with(sorter.body), other), told


def _kept(
    body: list[Passage], tail: list[Passage], languages: tuple[str, ...]
) -> tuple[Decision, list[Passage]]:
    """What stands behind the source; a few lines in another language translate nothing of the chapter."""
    where = tail[0].span
    said = f"kept with the chapter what stands behind its source: {quoted(tail[0].text, 30)}"
    sizes = [sum(shapes.size(one.text) for one in part) for part in (body, tail)]
    if _language(body, languages) == _language(tail, languages) or 4 * sizes[1] > sizes[0]:
        return Decision("kept", where, said), tail
    marked = [
        replace(one, markdown=f"{one.markdown} {{.untranslated}}") if one.kind == "text" else one
        for one in tail
    ]
    return Decision("kept", where, f"{said}; marked as without a counterpart"), marked


def _language(passages: list[Passage], languages: tuple[str, ...]) -> str:
    return language.detect(" ".join(one.text for one in passages), languages)


_NAME = re.compile(r"[A-Z][\w-]*[A-Z0-9][\w-]*|[A-Z][a-z]{2,}[\w-]*", re.ASCII)


def _belongs(body: list[Passage], tail: list[Passage], languages: tuple[str, ...]) -> bool:
    """Whether the texts name the same things, or are in the same language."""
    if _language(body, languages) == _language(tail, languages):
        return True
    text, more = (" ".join(passage.text for passage in part) for part in (body, tail))
    return len(set(_NAME.findall(text)) & set(_NAME.findall(more))) > 1

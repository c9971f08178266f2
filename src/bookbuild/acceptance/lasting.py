"""A chapter's matches beside what was accepted of them: with ids that last and what has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bookbuild.acceptance.identity import authors, names
from bookbuild.acceptance.recognition import recognised
from bookbuild.acceptance.record import Accepted
from bookbuild.acceptance.wording import SHARED, Texts, fold, notes_of, texts
from bookbuild.diagnostics import Span
from bookbuild.pairing import Study
from bookbuild.pairing.matches import ACCEPTED, Match


@dataclass(frozen=True, slots=True)
class Known:
    """A match, what it says, and the line of the record it is known by.

    ``place`` is the line's number in the chapter's order. ``same`` and ``changed``: the languages that
    had a text and have one, by whether it is the same.
    """

    match: Match
    texts: Texts
    line: Accepted | None = None
    place: int = -1
    same: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    def text(self, tag: str) -> str:
        """What is said in *tag*, or ''."""
        return next((text for language, text in self.texts if language == tag), "")

    def before(self, tag: str) -> str:
        """What was accepted in *tag*, or ''."""
        return self.line.text(tag) if self.line else ""

    def languages(self) -> tuple[str, ...]:
        """The languages it says something in."""
        return _spoken(tag for tag, _ in self.texts)

    def ahead(self) -> tuple[str, ...]:
        """The languages in which it changed."""
        return _spoken(self.changed)

    def behind(self) -> tuple[str, ...]:
        """The languages in which it says what was accepted."""
        return _spoken(self.same)

    @property
    def accepted(self) -> bool:
        """Whether it says just what was accepted, in the same languages."""
        return self.line is not None and len(self.same) == len(self.texts) == len(self.line.texts)

    def where(self, tag: str) -> Span:
        """Where its side *tag* begins."""
        blocks = self.match.pair.side(tag) if self.match.pair else ()
        places = self.match.side(tag)
        return blocks[0].span if blocks else places[0].span if places else self.match.span()


def _spoken(tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(tag for tag in tags if tag != SHARED)


def known(study: Study, lines: Sequence[Accepted] = ()) -> tuple[Known, ...]:
    """The matches of *study* with their ids (the printed pair's too), each with what is known of it.

    *lines* of the record concern the chapter, and are in its order. An accepted match is beyond doubt.
    """
    notes = notes_of(study.documents)
    said = [texts(match, notes) for match in study.matches]
    found = recognised(said, authors(study.matches), lines)
    familiar = {index: lines[place].id for index, place in found.items()}
    ids = names(study.matches, said, study.languages[0], familiar, [line.id for line in lines])
    return tuple(
        _known(_named(match, name), own, lines[found[index]] if index in found else None, found.get(index, -1))
        for index, (match, own, name) in enumerate(zip(study.matches, said, ids, strict=True))
    )


def _known(match: Match, own: Texts, line: Accepted | None, place: int) -> Known:
    if line is None:
        return Known(match, own)
    both = [(tag, text, line.text(tag)) for tag, text in own if line.text(tag)]
    equal = {tag for tag, text, before in both if text == before or fold(text) == fold(before)}
    same = tuple(tag for tag, _, _ in both if tag in equal)
    changed = tuple(tag for tag, _, _ in both if tag not in equal)
    one = Known(match, own, line, place, same, changed)
    return replace(one, match=_sure(match)) if one.accepted else one


def _named(match: Match, name: str) -> Match:
    return replace(match, id=name, pair=replace(match.pair, id=name) if match.pair else None)


def _sure(match: Match) -> Match:
    return replace(match, confidence=1.0, doubt="", reasons=(ACCEPTED, *match.reasons))


def lines_of(chapter: str, passages: Iterable[Known]) -> Iterator[Accepted]:
    """The lines of the record by which the *passages* of *chapter* are accepted as they are."""
    before = ""
    for one in passages:
        yield Accepted(chapter, one.match.id, before, one.texts)
        before = one.match.id

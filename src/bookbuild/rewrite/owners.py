"""Whose each line of a chapter in one file is, by what its blocks were paired with."""

from __future__ import annotations

from collections.abc import Iterator

from bookbuild.model import Block, Note
from bookbuild.pairing import Study
from bookbuild.reading import calls
from bookbuild.rewrite.element import Element

Sides = frozenset[str]


class Owners:
    """For each element of a one-file chapter the files it goes to; ``languages`` are the two it is split in."""

    def __init__(self, study: Study, page: Element) -> None:
        self.document = study.documents[0]
        self.languages = study.languages[:2]
        self._lines: dict[int, Sides] = {}
        for line, sides in self._spoken(study):
            self._lines[line] = self._lines.get(line, frozenset()) | sides
        for block in (block for note in self.document.notes for block in note.blocks):
            self._lines[block.span.line - 1] = self._of(block.lang) if block.lang else self._both()
        called = {label: frozenset(sides) for label, sides in self._calls().items()}
        self._notes = {note.span.line - 1: self._of_note(note, called) for note in self.document.notes}
        self._names = {leaf.name.upper() for leaf in page.leaves() if leaf.kind == "reference"}
        self._wants: dict[Element, Sides] = {}
        self._settle(page.children, self._both())

    def _both(self) -> Sides:
        return frozenset(self.languages)

    def _spoken(self, study: Study) -> Iterator[tuple[int, Sides]]:
        """The line of each block that is paired, with its sides. What is said twice goes to each file once."""
        for match in study.matches:
            if match.pair is None:
                continue
            if match.kind == "shared":
                own = match.places[0][1]
                twins = len(own) > len(match.pair.sides[0][1])
                for index, place in enumerate(own):
                    tag = self.languages[min(index, 1)]
                    yield place.span.line - 1, frozenset({tag}) if twins else self._both()
                continue
            for tag, blocks in match.pair.sides:
                for block in blocks:
                    yield block.span.line - 1, self._of(tag)

    def _of(self, tag: str) -> Sides:
        """The file of what is in *tag*; a language that has none stands in the first."""
        return frozenset({tag if tag in self.languages else self.languages[0]})

    # ------------------------------------------------------------ notes

    def _calls(self) -> dict[str, set[str]]:
        """The sides that call each label."""
        found: dict[str, set[str]] = {}
        for block in self._all_blocks():
            for call in calls(block):
                sides = self._lines.get(block.span.line - 1) or (
                    self._of(block.lang) if block.lang else self._both()
                )
                found.setdefault(call.note, set()).update(sides)
        return found

    def _all_blocks(self) -> Iterator[Block]:
        yield from self.document.blocks
        for note in self.document.notes:
            yield from note.blocks

    def _of_note(self, note: Note, called: dict[str, Sides]) -> Sides:
        """The languages a note is in, and one that calls it for want of a note of its own."""
        langs = {tag for block in note.blocks for tag in (self._of(block.lang) if block.lang else self._both())}
        own = {one.lang for one in self.document.notes if one.id == note.id and one is not note}
        return frozenset(langs | (called.get(note.id, frozenset()) - own))

    # ------------------------------------------------------------ elements

    def _settle(self, elements: tuple[Element, ...], outer: Sides) -> None:
        """Decide for *elements*; what is silent goes with what follows it, else with what is before."""
        spoken = [self._heard(element) for element in elements]
        following = outer & frozenset(self.languages[:1]) or outer
        before = next((sides for sides in reversed(spoken) if sides), following)
        for element, sides in zip(reversed(elements), reversed(spoken), strict=True):
            if not sides and element.owner in outer:
                sides = frozenset({element.owner})
            elif not sides and element.kind == "reference":
                sides = self._linked(element.name) & outer or outer
            elif not sides:
                sides = _one_of(before, self.languages)
            else:
                before = sides
            self._wants[element] = sides
        for element in elements:
            if element.kind == "note" and len(self._texts(element)) == 1:
                self._wants |= dict.fromkeys(_inside(element), self._wants[element])
            else:
                self._settle(element.children, self._wants[element])

    def _linked(self, name: str) -> Sides:
        """The files a link definition may be for: one of a file's own name is for that file alone."""
        own = {tag for tag in self.languages if name.endswith(f"~{tag}".upper())}
        kept = {tag for tag in self.languages if f"{name}~{tag}".upper() in self._names}
        return frozenset(own or {*self.languages} - kept)

    def _texts(self, element: Element) -> set[Sides]:
        return {self._lines[line] for line in range(element.first, element.end) if line in self._lines}

    def _heard(self, element: Element) -> Sides:
        if element.kind == "note":
            return self._notes.get(element.first + len(element.above), frozenset())
        return frozenset().union(*self._texts(element))

    def wants(self, element: Element) -> Sides:
        """The languages whose files the element goes to."""
        return self._wants[element]

    def is_mixed(self, element: Element) -> bool:
        """Whether something in the element goes to another file than the rest of it."""
        return len({self._wants[leaf] for leaf in element.leaves()} | {self._wants[element]}) > 1

    def blocks(self, element: Element) -> tuple[Block, ...]:
        """The document's blocks on the element's lines."""
        return tuple(block for block in self.document.blocks if element.first < block.span.line <= element.end)


def _inside(element: Element) -> Iterator[Element]:
    for child in element.children:
        yield child
        yield from _inside(child)


def _one_of(sides: Sides, languages: tuple[str, ...]) -> Sides:
    """One file is enough for what prints nothing: the first of *sides*."""
    return frozenset([tag for tag in languages if tag in sides][:1])

"""The whole import: sources in, the files of a book out, with every decision and every problem."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bookbuild.diagnostics import Diagnostic, Diagnostics, Span, has_errors
from bookbuild.intake import (
    bookfile,
    chapter,
    encoding,
    escape,
    gather,
    match,
    matter,
    pieces,
    roles,
    scripts,
    settle,
    shapes,
    volumes,
)
from bookbuild.intake.gather import Sheet, Source
from bookbuild.intake.passages import Decision, Decisions, Part, quoted
from bookbuild.intake.pictures import Pictures
from bookbuild.intake.pieces import Piece
from bookbuild.intake.volumes import Chapter, Shelf
from bookbuild.source import language


@dataclass(frozen=True, slots=True)
class Options:
    """What the author said: languages in the order wanted, () to find them; the book's title or ''."""

    languages: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The files to be written, by path below the book's folder, and its chapters for a table."""

    files: Mapping[str, bytes]
    lists: tuple[bookfile.Rows, ...]
    languages: tuple[str, ...]


def plan(sources: Sequence[Source], options: Options) -> tuple[Plan | None, Decisions, Diagnostics]:
    """What an import of the sources would write; None when one of them cannot be read."""
    found: list[Diagnostic] = []
    told: list[Decision] = []
    held: list[list[Sheet]] = []
    pictures = Pictures()
    for source in sources:
        sheets, decisions, diagnostics = gather.sheets(source, pictures)
        held.append(sheets)
        told += decisions
        found += diagnostics
    if has_errors(found):
        return None, tuple(told), tuple(found)
    run = _Run(options, held, pictures, told, found)
    made = run.plan()
    if made is None and not has_errors(run.found):
        help = "name a file with text in it"
        run.found.append(Diagnostic("I007", "sources hold no text", Span(sources[0].name), help=help))
    return made, tuple(run.told), tuple(run.found)


class _Run:
    """What the steps of one import share."""

    def __init__(
        self,
        options: Options,
        held: list[list[Sheet]],
        pictures: Pictures,
        told: list[Decision],
        found: list[Diagnostic],
    ) -> None:
        self.told, self.found, self._held, self._options = told, found, held, options
        self._pictures = pictures
        self._all = [sheet for sheets in held for sheet in sheets]
        self.languages = options.languages or gather.languages_of(self._all)
        self._titles: list[str] = []
        self._authors: list[str] = []

    def plan(self) -> Plan | None:
        if not self.languages:
            return None
        sided = self._sides()
        chapters = self._across(sided) if sided else self._together()
        if has_errors(self.found) or not any(one.pieces for one in chapters):
            return None
        shelf, decisions = volumes.arrange([self._named(one) for one in chapters], self.languages)
        self.told += decisions
        lists = bookfile.shelve(shelf)
        return Plan(self._files(shelf, lists), lists, self.languages)

    # ------------------------------------------------------------ which source is which

    def _sides(self) -> dict[str, list[Sheet]]:
        """The files of each language, when every file is in one; {} when files hold several."""
        if len(self.languages) < 2 or len(self._all) < 2:
            return {}
        sides: dict[str, list[Sheet]] = {}
        for index, sheets in enumerate(self._held):
            for group in [sheets] if len(self._held) > 1 else [[sheet] for sheet in sheets]:
                for sheet, tag in zip(group, self._side(index, group), strict=True):
                    if not tag:
                        return {}
                    sides.setdefault(tag, []).append(sheet)
        if len(sides) < 2:
            return {}
        for tag, held in sides.items():
            names = ", ".join(sheet.name for sheet in held[:3]) + (" …" if len(held) > 3 else "")
            self.told.append(Decision("reading", Span(held[0].name), f"{tag}: {names}"))
        return {tag: sides[tag] for tag in self.languages if tag in sides}

    def _side(self, index: int, sheets: list[Sheet]) -> list[str]:
        """The language of each file of a source: as its name says, else the one language all are in.

        Languages of one script are told by the source's place on the command line.
        """
        said = [gather.said_language(sheet.path, self.languages)[1] for sheet in sheets]
        if all(said):
            return said
        tag = scripts.main_language("\n".join(map(gather.whole_text, sheets)), self.languages)
        same = [other for other in self.languages if tag and language.script(other) == language.script(tag)]
        if len(same) > 1:
            tag = self.languages[index] if len(self._held) == len(self.languages) else ""
        return [tag] * len(sheets)

    # ------------------------------------------------------------ chapters

    def _across(self, sides: Mapping[str, list[Sheet]]) -> list[Chapter]:
        """Chapters of files that face each other: those of one name, else all of a side in their order."""
        made: list[Chapter] = []
        for group in self._facing(sides):
            found = {
                tag: [piece for one in held for piece in self._pieces(one, tag)] for tag, held in group.items()
            }
            chapters, problems = match.across(found, tuple(sides))
            made += chapters
            self.found += problems
        return made

    def _facing(self, sides: Mapping[str, list[Sheet]]) -> Iterator[dict[str, list[Sheet]]]:
        """The files that belong together, by language."""
        stems: dict[str, dict[str, list[Sheet]]] = {}
        for tag, held in sides.items():
            for sheet in held:
                stem = gather.said_language(sheet.path, self.languages)[0]
                stems.setdefault(stem, {}).setdefault(tag, []).append(sheet)
        if all(len(group) == 1 for group in stems.values()):
            yield dict(sides)
        else:
            yield from stems.values()

    def _together(self) -> list[Chapter]:
        lang = self.languages[0] if len(self.languages) == 1 else ""
        found = [piece for sheet in self._all for piece in self._pieces(sheet, lang)]
        found, told = match.within(found, self.languages)
        self.told += told
        return [Chapter({lang: piece}) for piece in found]

    def _pieces(self, sheet: Sheet, lang: str) -> list[Piece]:
        made: list[Piece] = []
        for part in gather.read(sheet, self.languages, self._pictures, lang):
            self.told += part.decisions
            self.found += part.diagnostics
            self._titles += [part.title] if part.title and not self._titles else []
            self._authors += [author for author in part.authors if author not in self._authors]
            if part.passages:
                made += self._settled(part)
        return self._without_title_page(made)

    def _settled(self, part: Part) -> list[Piece]:
        cut, told = pieces.cut(part, self.languages)
        self.told += told
        made = []
        for piece in cut:
            sorted_, told_here = matter.sort(piece, self.languages)
            self.told += told_here
            for one in sorted_:
                ready, told_last = settle.settle(one, self.languages, raw=part.raw)
                self.told += told_last
                made.append(ready)
        return [one for one in made if one.passages or one.title]

    def _without_title_page(self, made: list[Piece]) -> list[Piece]:
        """Chapters; a title with nothing but names under it, before all others, is the book's."""
        lines = [*made[0].byline.values(), *(f"by {one.text}" for one in made[0].passages)] if made else []
        names = [roles.people(line) for line in lines]
        said = " / ".join(made[0].title.values()) if made else ""
        if len(made) < 2 or not all(names[len(made[0].byline) :]) or self._titles not in ([], [said]):
            return made
        self._titles = [said]
        self._authors += [one for held in names for one in held if one not in self._authors]
        self.told.append(
            Decision("order", made[0].span, f"{quoted(said)} is the book's title: no text is under it")
        )
        return made[1:]

    # ------------------------------------------------------------ names

    def _named(self, one: Chapter) -> Chapter:
        return Chapter({tag: self._with_title(piece) for tag, piece in one.pieces.items()})

    def _with_title(self, piece: Piece) -> Piece:
        """A piece without a title is called by the heading it begins with, else by its first words."""
        if piece.titles():
            return piece
        if piece.passages and piece.passages[0].kind == "heading":
            first = piece.passages[0]
            tag = piece.lang or language.detect(first.text, self.languages)
            return replace(piece, title={tag: first.markdown}, passages=piece.passages[1:])
        text = next((one.text for one in piece.passages if one.text), "")
        tag = piece.lang or language.detect(text, self.languages)
        words = _first_words(text)
        said = f"has no title and is named by its first words, {quoted(words)}: give it one"
        self.told.append(Decision("chapters", piece.span, said))
        return replace(piece, title={tag: escape.heading(words)})

    # ------------------------------------------------------------ files

    def _files(self, shelf: Shelf, lists: tuple[bookfile.Rows, ...]) -> dict[str, bytes]:
        files = dict(self._pictures.files)
        printed = frozenset(text for one in lists for text in one.title.values())
        for row in (row for one in lists for row in one.rows):
            for tag, path in row.paths.items():
                files[path] = chapter.chapter(row.chapter.pieces[tag], self.languages, printed).encode()
        facts = bookfile.Facts(self._title(shelf), self.languages, tuple(self._people(shelf)))
        files["book.yaml"] = bookfile.manifest(facts, lists).encode()
        return files

    def _title(self, shelf: Shelf) -> dict[str, str]:
        """The book's title: as the author says it, as the source does, or made of its volumes' titles."""
        said = encoding.clean(self._options.title) or (self._titles[0] if self._titles else "")
        if said:
            return dict(shapes.halves(said, self.languages)) or {"": said}
        titles = [volume.title for volume in shelf.volumes if volume.title]
        if not titles:
            chapters = [one for volume in shelf.volumes for one in volume.chapters]
            titles = [one.lead.titles() for one in chapters if len(chapters) == 1 and one.lead.titles()]
        shared = [tag for tag in self.languages if titles and all(tag in one for one in titles)]
        keys = {tag: tag for tag in shared} or {"": ""}
        joined = {
            key: " · ".join(one.get(tag) or next(iter(one.values())) for one in titles)
            for key, tag in keys.items()
        }
        joined = {key: text for key, text in joined.items() if text}
        if not joined:
            first = self._all[0].source.name.rstrip("/").rsplit("/", 1)[-1]
            joined = {"": re.sub(r"\.[a-z]+$", "", first)}
        where = Span(self._all[0].source.name)
        self.told.append(
            Decision("order", where, f"book title {quoted(' / '.join(joined.values()))}; --title gives another")
        )
        return joined

    def _people(self, shelf: Shelf) -> list[str]:
        """The authors: as the source says, else those of the bylines."""
        if self._authors:
            return self._authors
        leads = [piece for volume in shelf.volumes for one in volume.chapters for piece in one.pieces.values()]
        bylines = [line for piece in leads for line in piece.byline.values()]
        names = list(
            dict.fromkeys(name for line in bylines if line[:2].lower() == "by" for name in roles.people(line))
        )
        if names:
            said = f"authors of the book, from the bylines: {', '.join(names)}"
            self.told.append(Decision("order", leads[0].span, said))
        return names


def _first_words(text: str) -> str:
    """The beginning of a text, up to its first stop: eight characters of Han or six words."""
    line = text.strip().split("\n")[0]
    if shapes.han(line):
        start = re.split(r"[，。；：！？,;:!?《“]", line)[0][:8]
        return f"{start}……"
    return " ".join(line.split()[:6]).rstrip(".,;:!?") + "…"


__all__ = ["Diagnostics", "Options", "Plan", "Source", "plan"]

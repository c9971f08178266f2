"""Units from templates: what stands around the chapters, and each chapter's own document."""

from __future__ import annotations

from collections.abc import Container
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bookbuild.model import COMPILED, Bilingual, Book, Chapter, Edition, Inlines, Text, Unit, Volume
from bookbuild.reading import text
from bookbuild.render.chapter import Placed, Written
from bookbuild.render.dates import written
from bookbuild.render.figures import figures
from bookbuild.render.index import index
from bookbuild.render.labels import credit, label, role_label, volume_label
from bookbuild.render.markup import language
from bookbuild.render.outline import Section, Zone, chapters, part_name
from bookbuild.render.said import place_of_faces, said
from bookbuild.render.stylesheets import Sheets
from bookbuild.typography.scripts import HAN, script

Texts = tuple[tuple[str, Markup], ...]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("bookbuild.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["lang"] = lambda tag: Markup(language(tag))
    return environment


class Pages:
    """Makes the units of one edition from templates."""

    def __init__(
        self,
        book: Book,
        edition: Edition,
        languages: tuple[str, ...],
        sheets: Sheets,
        taken: Container[str],
        shelf: tuple[Section, ...],
    ) -> None:
        """*taken*: the ids of the book, which no page of ours may bear. *shelf*: what the lists are made of."""
        self._book = book
        self._edition = edition
        self._languages = languages
        self._sheets = sheets
        self._several = len(book.volumes) > 1
        self._taken = taken
        self._shelf = shelf

    def opening(self, contents: tuple[Section, ...], untitled: tuple[Unit, ...]) -> tuple[Unit, ...]:
        """What comes before the chapters, in the order of the format.

        A frontispiece faces the title page, other pages without a title follow its back (The Chicago Manual of
        Style, 1.4).
        """
        facing = tuple(unit for unit in untitled if unit.kind == "frontispiece")
        following = untitled[len(facing) :]
        if self._edition.format == "epub":
            return self._cover(), *facing, self._titlepage(), self._colophon(), *following
        title = self._titlepage(), self._colophon()
        return self._halftitle(), *facing, *title, *following, self._contents(contents)

    def untitled(self, placed: Placed, sides: tuple[Written, ...], section: Section) -> Unit:
        """A page of the author's that has no title."""
        chapter, volume = placed.chapter, section.volume.id if section.volume else ""
        return self._unit(
            "untitled",
            chapter.role,
            chapter.title,
            chapter.id,
            section.zone,
            volume,
            chapter,
            type=sides[0].role,
            side=self._side(chapter, sides[0]),
        )

    def chapter(self, placed: Placed, sides: tuple[Written, ...], section: Section) -> Unit:
        """A chapter's document, with the list it ends in."""
        chapter = placed.chapter
        return self._unit(
            chapter.role if chapter.role in COMPILED else "chapter",
            "chapter",
            chapter.title,
            chapter.id,
            section.zone,
            section.volume.id if section.volume else "",
            chapter,
            type=sides[0].role,
            facing=self._edition.facing if len(sides) > 1 else "",
            sides=[self._side(chapter, side) for side in sides],
            running=self._running(section.volume, chapter.title),
            head=self._head(chapter.title),
            **self._compiled(chapter.role, section.volume),
        )

    def _side(self, chapter: Chapter, side: Written) -> dict[str, Any]:
        """What a chapter shows in the languages of a side."""
        meta, languages = chapter.meta, side.languages
        return {
            "lang": languages[0],
            "number": side.number,
            "title_attributes": Markup(side.title_attributes),
            "title": Markup(side.title),
            "byline": self._texts(meta.byline, languages),
            "subtitle": self._texts(meta.subtitle, languages),
            "date": tuple((tag, self._said(written(meta.date, tag), tag)) for tag in languages if meta.date),
            "body": Markup(side.body),
            "notes": Markup(side.notes),
        }

    def _compiled(self, role: str, volume: Volume | None) -> dict[str, Any]:
        """What the list of a compiled chapter is made of: its volume's chapters, or all there are."""
        held = chapters(section for section in self._shelf if volume is None or section.volume == volume)
        if role == "index":
            return {"index": index(held, self._languages, self._edition), "say": self._said}
        if role == "figures":
            found = figures(held, self._languages)
            return {"figures": [{"shown": one, "texts": self._texts(one.caption)} for one in found]}
        return {}

    def part(self, volume: Volume) -> Unit:
        """A volume's opening page."""
        return self._unit(
            "part",
            "part",
            volume.title,
            part_name(volume),
            "body",
            volume.id,
            number=tuple((tag, volume_label(volume.number, tag)) for tag in self._languages),
            anchor=volume.id,
            heading=self._texts(volume.title),
            subtitle=self._texts(volume.subtitle),
            epigraph=self._texts(volume.epigraph),
            description=self._texts(volume.description),
        )

    def _cover(self) -> Unit:
        alt = self._title().plain(self._languages, " · ")
        return self._unit("cover", "cover", self._title(), alt=alt)

    def _halftitle(self) -> Unit:
        return self._unit("halftitle", "halftitle", self._title(), heading=self._texts(self._title()))

    def _titlepage(self) -> Unit:
        meta = self._book.meta
        volume = self._only_volume()
        return self._unit(
            "titlepage",
            "titlepage",
            self._title(),
            heading=self._texts(meta.title),
            subtitle=self._texts(meta.subtitle),
            volume_title=self._texts(volume.title) if volume else (),
            credits=[(tag, credits) for tag in self._languages if (credits := self._credits(tag))],
            publisher=self._texts(meta.publisher),
        )

    def _colophon(self) -> Unit:
        pages = [(tag, self._said(self._title(), tag), list(self._imprint(tag))) for tag in self._languages]
        made = {tag: self._said(label("made-with", tag), tag) for tag in self._languages}
        cip = {tag: self._book.meta.cip.get(tag).splitlines() for tag in self._languages}
        cip = {tag: [self._said(line, tag) for line in lines] for tag, lines in cip.items()}
        return self._unit("colophon", "colophon", self._words("colophon"), imprints=pages, made=made, cip=cip)

    def _contents(self, sections: tuple[Section, ...]) -> Unit:
        entries = []
        for section in sections:
            if section.part and section.volume:
                number = tuple((tag, volume_label(section.volume.number, tag)) for tag in self._languages)
                entries.append(("volume", section.volume.id, number, self._texts(section.volume.title)))
            entries += [
                (
                    "chapter" if section.volume else "beside",
                    placed.chapter.id,
                    (),
                    self._texts(placed.chapter.title),
                )
                for placed in section.chapters
            ]
        return self._unit(
            "contents",
            "contents",
            self._words("contents"),
            heading=self._texts(self._words("contents")),
            entries=entries,
            running=self._running(None, self._words("contents")),
            head=self._head(self._words("contents")),
        )

    def _unit(
        self,
        template: str,
        kind: str,
        title: Bilingual,
        name: str = "",
        zone: Zone = "front",
        volume: str = "",
        chapter: Chapter | None = None,
        **context: Any,
    ) -> Unit:
        name = name or _free(kind, self._taken)
        html = _template(template).render(
            epub=self._edition.format == "epub",
            sheets=[name for name, _ in self._sheets],
            pinyin=self._edition.pinyin.which.replace("none", ""),
            lang=self._languages[0],
            title=title.plain(self._languages) or kind,
            name=name,
            kind=kind,
            zone=zone,
            role=chapter.role if chapter and kind == "chapter" and chapter.role != "chapter" else "",
            **{"running": (), "head": "", "facing": "", **context},
        )
        return Unit(name, kind, zone, title, html, volume, chapter)

    def _texts(self, text: Bilingual, languages: tuple[str, ...] = ()) -> Texts:
        languages = languages or self._languages
        return tuple((tag, self._said(words, tag)) for tag, words in text.in_order(languages))

    def _said(self, words: str | Bilingual | Inlines, lang: str) -> Markup:
        """*words* as they stand among text in *lang*."""
        if isinstance(words, Bilingual):
            words = words.worded(lang)
        content = (Text(words),) if isinstance(words, str) else words
        return said(content, lang, self._book.languages, self._edition)

    def _words(self, key: str) -> Bilingual:
        return Bilingual(tuple((tag, label(key, tag)) for tag in self._languages))

    def _title(self) -> Bilingual:
        return self._book.meta.title

    def _only_volume(self) -> Volume | None:
        """The volume the edition is of, when the book has others."""
        held = self._edition.held(self._book)
        return held[0] if self._several and len(held) == 1 else None

    def _running(self, volume: Volume | None, title: Bilingual) -> tuple[tuple[str, str, Markup], ...]:
        """Running heads: the volume on versos in the first language, the chapter on rectos in the last.

        With sections on rectos, which headings bring themselves, the chapter is on versos.
        """
        above = volume.title if volume and self._several else self._title()
        first, last = self._languages[:1], self._languages[-1:]
        heads = {
            "chapter": (("verso", above.in_order(first)), ("recto", title.in_order(last))),
            "section": (("verso", title.in_order(first)),),
            "none": (),
        }[self._edition.running]
        return tuple((side, tag, self._said(text, tag)) for side, texts in heads for tag, text in texts[:1])

    def _head(self, title: Bilingual) -> str:
        """What stands over right pages until the first section, if sections do."""
        return title.plain(self._languages[-1:]) if self._edition.running == "section" else ""

    def _people(self, tag: str, join: str) -> dict[str, Inlines]:
        """The contributors' names by role, in the order the roles are first named."""
        names: dict[str, Inlines] = {}
        for person in self._book.meta.contributors:
            before = (*names[person.role], Text(label(join, tag))) if person.role in names else ()
            names[person.role] = before + person.name.worded(tag)
        return names

    def _credits(self, tag: str) -> list[Markup]:
        people = self._people(tag, "between").items()
        around = [(names, credit(role, tag)) for role, names in people]
        return [self._said((Text(one[0]), *names, Text(one[1])), tag) for names, one in around if one]

    def _imprint(self, tag: str) -> Any:
        """Rows of the copyright page in *tag*: (label, value)."""
        meta = self._book.meta
        for role, names in self._people(tag, "comma").items():
            yield role_label(role, tag), self._said(names, tag)
        volume = self._only_volume()
        isbn = self._edition.isbn or (volume.isbn if volume else meta.isbn)
        rows: dict[str, str | Bilingual] = {
            "publisher": meta.publisher,
            "edition": meta.edition,
            "date": written(meta.date, tag),
            "isbn": isbn,
            "id": "" if isbn else meta.id,
            "faces": place_of_faces(tag) if self._edition.format == "pdf" or self._edition.embed else "",
            "rights": meta.rights,
            **(self._measures(tag) if self._edition.format == "pdf" else {}),
        }
        told = {label(key, tag): value for key, value in rows.items()}
        own = {name.plain((tag,)): said.get(tag) for name, said in meta.imprint}
        labels = {name.plain((tag,)): self._said(name, tag) for name, _ in meta.imprint}
        for name, value in (told | own).items():
            if value:
                shown = value if isinstance(value, Markup) else self._said(value, tag)
                yield labels.get(name, name), shown

    def _measures(self, tag: str) -> dict[str, str]:
        """What Chinese copyright pages tell of a printed book: its trim size and how many characters it has."""
        if script(tag) != HAN:
            return {}
        blocks = (
            block
            for one in chapters(self._shelf)
            for pair in one.chapter.all_pairs()
            for block in pair.side(tag)
        )
        thousands = round(sum(len("".join(text(block).split())) for block in blocks) / 1000)
        size = (f"{side:g}" for side in self._edition.trim)
        return {
            "trim": label("millimetres", tag).format(*size),
            "length": label("thousands", tag).format(thousands) if thousands else "",
        }


def _free(name: str, taken: Container[str]) -> str:
    while name in taken:
        name += "-page"
    return name


@cache
def _template(name: str) -> Any:
    return _environment().get_template(f"{name}.xhtml.j2")

"""Units from templates: what stands around the chapters, and each chapter's own document."""

from __future__ import annotations

from collections.abc import Container
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bookbuild.model import Bilingual, Book, Chapter, Edition, Unit, Volume
from bookbuild.render.chapter import Written
from bookbuild.render.dates import written
from bookbuild.render.labels import credit, label, role_label, volume_label
from bookbuild.render.markup import language
from bookbuild.render.outline import Section, Zone, part_name
from bookbuild.render.said import place_of_faces, said
from bookbuild.render.stylesheets import Sheets

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
    ) -> None:
        """*taken*: the ids of the book, which no page of ours may bear."""
        self._book = book
        self._edition = edition
        self._languages = languages
        self._sheets = sheets
        self._several = len(book.volumes) > 1
        self._taken = taken

    def opening(self, contents: tuple[Section, ...]) -> tuple[Unit, ...]:
        """What comes before the chapters, in the order of the format."""
        if self._edition.format == "epub":
            return self._cover(), self._titlepage(), self._colophon()
        return self._halftitle(), self._titlepage(), self._colophon(), self._contents(contents)

    def chapter(self, chapter: Chapter, sides: tuple[Written, ...], section: Section) -> Unit:
        """A chapter's document."""
        return self._unit(
            "chapter",
            "chapter",
            chapter.title,
            chapter.id,
            section.zone,
            section.volume.id if section.volume else "",
            chapter,
            id=sides[0].id,
            role=sides[0].role,
            facing=self._edition.facing if len(sides) > 1 else "",
            sides=[self._side(chapter, side) for side in sides],
            running=self._running(section.volume, chapter.title),
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
            "date": tuple((tag, written(meta.date, tag)) for tag in languages if meta.date),
            "body": Markup(side.body),
            "notes": Markup(side.notes),
        }

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
        pages = [(tag, self._title().plain((tag,)), list(self._imprint(tag))) for tag in self._languages]
        made = {tag: self._said(label("made-with", tag), tag) for tag in self._languages}
        return self._unit("colophon", "colophon", self._words("colophon"), imprints=pages, made=made)

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
            **{"running": (), "facing": "", **context},
        )
        return Unit(name, kind, zone, title, html, volume, chapter)

    def _texts(self, text: Bilingual, languages: tuple[str, ...] = ()) -> Texts:
        languages = languages or self._languages
        return tuple((tag, self._said(words, tag)) for tag, words in text.in_order(languages))

    def _said(self, words: str, lang: str) -> Markup:
        return said(words, lang, self._book.languages, self._edition)

    def _words(self, key: str) -> Bilingual:
        return Bilingual(tuple((tag, label(key, tag)) for tag in self._languages))

    def _title(self) -> Bilingual:
        return self._book.meta.title

    def _only_volume(self) -> Volume | None:
        """The volume the edition is of, when the book has others."""
        held = self._edition.held(self._book)
        return held[0] if self._several and len(held) == 1 else None

    def _running(self, volume: Volume | None, title: Bilingual) -> tuple[tuple[str, str, Markup], ...]:
        """Running heads: the volume on versos in the first language, the chapter on rectos in the last."""
        above = volume.title if volume and self._several else self._title()
        verso, recto = above.in_order(self._languages[:1]), title.in_order(self._languages[-1:])
        heads = (("verso", verso), ("recto", recto))
        return tuple((side, tag, self._said(text, tag)) for side, texts in heads for tag, text in texts[:1])

    def _people(self, tag: str, join: str) -> dict[str, str]:
        """The contributors' names by role, in the order the roles are first named."""
        names: dict[str, list[str]] = {}
        for person in self._book.meta.contributors:
            names.setdefault(person.role, []).append(person.name.plain((tag,)))
        return {role: label(join, tag).join(people) for role, people in names.items()}

    def _credits(self, tag: str) -> list[Markup]:
        people = self._people(tag, "between")
        return [self._said(line, tag) for role in people if (line := credit(role, people[role], tag))]

    def _imprint(self, tag: str) -> Any:
        """Rows of the copyright page in *tag*: (label, value)."""
        meta = self._book.meta
        for role, names in self._people(tag, "comma").items():
            yield role_label(role, tag), self._said(names, tag)
        volume = self._only_volume()
        isbn = self._edition.isbn or (volume.isbn if volume else meta.isbn)
        rows = {
            "publisher": meta.publisher.plain((tag,)),
            "edition": meta.edition.plain((tag,)),
            "date": written(meta.date, tag),
            "isbn": isbn,
            "id": "" if isbn else meta.id,
            "faces": place_of_faces(tag) if self._edition.format == "pdf" or self._edition.embed else "",
            "rights": meta.rights.plain((tag,)),
        }
        for key, value in rows.items():
            if value:
                yield label(key, tag), value if isinstance(value, Markup) else self._said(value, tag)


def _free(name: str, taken: Container[str]) -> str:
    while name in taken:
        name += "-page"
    return name


@cache
def _template(name: str) -> Any:
    return _environment().get_template(f"{name}.xhtml.j2")

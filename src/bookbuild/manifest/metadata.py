"""The book's metadata, with the defaults that are made of other values: id and slug."""

from __future__ import annotations

import unicodedata
from uuid import UUID, uuid5

from bookbuild.manifest.desk import Desk
from bookbuild.manifest.records import Fields
from bookbuild.manifest.scalars import ascii_slug
from bookbuild.manifest.vocabulary import RELATORS
from bookbuild.model import Bilingual, Claim, Contributor, Metadata, Series

NAMESPACE = UUID("6f1d3c1e-52a4-5b0e-9d3a-0b7c6e2f4a18")
"""The namespace of default ids: never to change, or every book without an id becomes another book."""

_NOTHING = Bilingual()


def metadata(book: Fields, desk: Desk) -> Metadata:
    """The Metadata of a book, its title empty when that was wrong."""
    people = (
        *_people(book, "authors", "aut"),
        *_people(book, "translators", "trl"),
        *_people(book, "contributors", "ctb"),
    )
    title = book.get("title", _NOTHING)
    identity = book.get("id") or default_id(title, people, desk.languages[:1])
    return Metadata(
        title=title,
        id=identity,
        slug=book.get("slug") or default_slug(title, identity),
        subtitle=book.get("subtitle", _NOTHING),
        contributors=people,
        publisher=book.get("publisher", _NOTHING),
        rights=book.get("rights", _NOTHING),
        description=book.get("description", _NOTHING),
        subjects=tuple(subject.value for subject in book.get("subjects", ())),
        date=book.get("date", ""),
        modified=book.get("modified", ""),
        edition=book.get("edition", _NOTHING),
        isbn=book.get("isbn", ""),
        imprint=tuple(_line(item.value) for item in book.get("imprint", ())),
        cip=book.get("cip", _NOTHING),
        accessibility=_claim(book),
        series=_series(book),
    )


def _people(book: Fields, key: str, role: str) -> tuple[Contributor, ...]:
    found = (_person(item.value, role) for item in book.get(key, ()))
    return tuple(person for person in found if person.name)


def _person(value: Bilingual | Fields, role: str) -> Contributor:
    if isinstance(value, Bilingual):
        return Contributor(value, role)
    said = value.get("role", role)
    return Contributor(value.get("name", _NOTHING), RELATORS.get(said, said), value.get("sort", _NOTHING))


def _line(line: Fields) -> tuple[Bilingual, Bilingual]:
    return line.get("label", _NOTHING), line.get("value", _NOTHING)


def _claim(book: Fields) -> Claim | None:
    said: Fields | None = book.get("accessibility")
    if not said or not said.get("conforms"):
        return None
    standard, version, level = said.get("conforms").split()
    conforms = f"EPUB Accessibility 1.1 - {standard} {version} Level {level}"
    return Claim(conforms, said.get("certified_by", _NOTHING), said.place("conforms"))


def _series(book: Fields) -> Series | None:
    said: Fields | None = book.get("series")
    title: Bilingual = said.get("title", _NOTHING) if said else _NOTHING
    return Series(title, said.get("number", "")) if said and title else None


def default_id(title: Bilingual, people: tuple[Contributor, ...], main: tuple[str, ...]) -> str:
    """UUIDv5 of the title and the authors' names in the main language, a line each, NFC."""
    names = (person.name for person in people if person.role == "aut")
    lines = "\n".join(text.plain(main) for text in (title, *names))
    return f"urn:uuid:{uuid5(NAMESPACE, unicodedata.normalize('NFC', lines))}"


def default_slug(title: Bilingual, identity: str) -> str:
    """From the English title, else from one mostly in ASCII letters, else from the id."""
    english_first = sorted(title.texts, key=lambda item: item[0].split("-")[0] != "en")
    latin = (ascii_slug(text) for _, text in english_first if _mostly_latin(text))
    return next(filter(None, latin), f"book-{uuid5(NAMESPACE, identity).hex[:8]}")


def _mostly_latin(text: str) -> bool:
    letters = [char for char in unicodedata.normalize("NFKD", text) if char.isalpha()]
    return 2 * sum(char.isascii() for char in letters) >= len(letters)

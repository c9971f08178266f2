"""The book's metadata as the rows of a package document (EPUB 3.3 §5.5), before EbookLib sees them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

from bookbuild.epub import accessibility
from bookbuild.epub.filing import Filing
from bookbuild.model import Bilingual, Book, Claim, Contributor, Edition, Volume

IDENTIFIER_ID = "pub-id"
COVER_ID = "cover-image"
# Apple's reader passes over the fonts of a book that does not say it has some.
PREFIXES = {"ibooks": "http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/"}
_CREATORS = frozenset({"aut", "cre"})


@dataclass(frozen=True, slots=True)
class Row:
    """One element: ``dc:…``, or ``meta``. ``attributes`` may hold ``xml:lang``."""

    name: str
    value: str
    attributes: tuple[tuple[str, str], ...] = ()


def rows(book: Book, edition: Edition, findings: accessibility.Findings, *, cover: bool) -> tuple[Row, ...]:
    """Everything the package document says of this edition, in a fixed order."""
    filing = Filing(edition.pinyin.glossary)
    found = (
        *_identity(book, edition),
        *_titles(book, edition, filing),
        *(Row("dc:language", tag) for tag in edition.languages),
        *_people(book, edition.languages, filing),
        *_particulars(book, edition),
        *_collections(book, edition),
        *_accessibility(findings, edition),
        *_pages(findings.paged_as),
        *_claim(book.meta.accessibility, edition.languages),
        *([_meta("ibooks:specified-fonts", "true")] if edition.embed else ()),
        *([_meta_of_2("cover", COVER_ID)] if cover else ()),
    )
    return tuple(Row(row.name, row.value.strip(), row.attributes) for row in found)


def identifier(book: Book, edition: Edition) -> str:
    """The edition's own URN: its ISBN, else a UUID made of the book's id and the edition's name.

    Two editions of one book are two publications, so the book's own id cannot name either.
    """
    if edition.isbn:
        return _isbn(edition.isbn)
    try:
        space = UUID(book.meta.id)
    except ValueError:
        space = uuid5(NAMESPACE_URL, book.meta.id)
    volumes = edition.volumes if edition.each else ()  # else a book that grows would change its name
    return f"urn:uuid:{uuid5(space, '/'.join((edition.name, *volumes)))}"


def _isbn(text: str) -> str:
    return "urn:isbn:" + "".join(char for char in text.upper() if char.isdigit() or char == "X")


def only_volume(book: Book, edition: Edition) -> Volume | None:
    """The one volume this edition holds of a book of several; such an edition bears its title."""
    held = edition.held(book)
    return held[0] if len(held) == 1 and len(book.volumes) > 1 else None


def title(book: Book, edition: Edition) -> Bilingual:
    """The book's title, or that of the only volume held."""
    volume = only_volume(book, edition)
    return (volume.title if volume else None) or book.meta.title


def _identity(book: Book, edition: Edition) -> Iterator[Row]:
    """What the file is, and which book it is a version of."""
    own = identifier(book, edition)
    yield Row("dc:identifier", own, (("id", IDENTIFIER_ID),))
    if book.meta.id != own:
        yield _meta("dcterms:isVersionOf", book.meta.id)


def _titles(book: Book, edition: Edition, filing: Filing) -> Iterator[Row]:
    volume = only_volume(book, edition)
    subtitle = volume.subtitle if volume else book.meta.subtitle
    for id, kind, text in (
        ("title", "main", title(book, edition)),
        ("subtitle", "subtitle", subtitle),
    ):
        if text:
            yield from _in_scripts("dc:title", id, text, edition.languages)
            yield _meta("title-type", kind, id)
    yield from _file_as(filing.title(*_first(title(book, edition), edition.languages)), "title")


def _people(book: Book, languages: tuple[str, ...], filing: Filing) -> Iterator[Row]:
    for number, person in enumerate(book.meta.contributors, 1):
        yield from _person(person, number, languages, filing)


def _person(person: Contributor, number: int, languages: tuple[str, ...], filing: Filing) -> Iterator[Row]:
    name = "creator" if person.role in _CREATORS else "contributor"
    id = f"{name}-{number}"
    yield from _in_scripts(f"dc:{name}", id, person.name, languages)
    yield _meta("role", person.role, id, scheme="marc:relators")
    yield from _file_as(filing.person(*_first(person.name, languages), person.sort), id)


def _first(text: Bilingual, languages: tuple[str, ...]) -> tuple[str, str]:
    """*text* as it is shown first, and its language."""
    tag, value = text.in_order(languages)[0]
    return value, tag


def _file_as(found: tuple[str, str], id: str) -> Iterator[Row]:
    lang, value = found
    if value:
        yield _meta("file-as", value, id, lang=lang)


def _particulars(book: Book, edition: Edition) -> Iterator[Row]:
    meta, languages = book.meta, edition.languages
    volume = only_volume(book, edition)
    yield from _in_scripts("dc:publisher", "publisher", meta.publisher, languages)
    if meta.date:
        yield Row("dc:date", meta.date)
    yield from _in_turn("dc:rights", meta.rights, languages)
    yield from _in_turn(
        "dc:description", (volume.description if volume else None) or meta.description, languages
    )
    for subject in meta.subjects:
        yield from _in_turn("dc:subject", subject, languages)
    for tag, text in meta.edition.in_order(languages):
        yield _meta("schema:bookEdition", text, lang=tag)


def _collections(book: Book, edition: Edition) -> Iterator[Row]:
    """The set a single volume belongs to, and the book's series; calibre shows one, from names of its own."""
    volume, series = only_volume(book, edition), book.meta.series
    found: list[tuple[str, Bilingual, str]] = []
    if volume:
        found.append(("set", book.meta.title, str(volume.number)))
    if series:
        found.append(("series", series.title, series.position))
    for kind, title, position in found:
        yield from _in_scripts("belongs-to-collection", kind, title, edition.languages)
        yield _meta("collection-type", kind, kind)
        if position:
            yield _meta("group-position", position, kind)
        if kind == "set":
            yield _meta("dcterms:identifier", book.meta.id, kind)
    for _, title, position in found[-1:]:
        yield _meta_of_2("calibre:series", title.in_order(edition.languages)[0][1])
        if position:
            yield _meta_of_2("calibre:series_index", position)


def _accessibility(findings: accessibility.Findings, edition: Edition) -> Iterator[Row]:
    for name, value in accessibility.properties(findings):
        yield _meta(f"schema:{name}", value)
    for tag, text in accessibility.summary(findings, edition):
        yield _meta("schema:accessibilitySummary", text, lang=tag)


def _pages(source: str) -> Iterator[Row]:
    """Which printed edition the pages are of (EPUB Accessibility 1.1, page source)."""
    if source:
        yield _meta("pageBreakSource", source)
    if source.startswith("urn:"):
        yield Row("dc:source", source)


def _claim(claim: Claim | None, languages: tuple[str, ...]) -> Iterator[Row]:
    if claim:
        yield Row("meta", claim.conforms, (("property", "dcterms:conformsTo"), ("id", "claim")))
        for tag, name in claim.certified_by.in_order(languages)[:1]:
            yield _meta("a11y:certifiedBy", name, "claim", lang=tag)


def _in_scripts(name: str, id: str, text: Bilingual, languages: tuple[str, ...]) -> Iterator[Row]:
    """One thing named in several languages: the first as its value, the others as its alternates."""
    texts = text.in_order(languages)
    element, property = (name, ()) if name.startswith("dc:") else ("meta", (("property", name),))
    for tag, value in texts[:1]:
        yield Row(element, value, (*property, ("id", id), ("xml:lang", tag)))
    for tag, value in texts[1:]:
        if value != texts[0][1]:  # a name that is the same in all languages has one form
            yield _meta("alternate-script", value, id, lang=tag)


def _in_turn(name: str, text: Bilingual, languages: tuple[str, ...]) -> Iterable[Row]:
    """An element for each language."""
    return (Row(name, value, (("xml:lang", tag),)) for tag, value in text.in_order(languages))


def _meta(property: str, value: str, refines: str = "", *, lang: str = "", scheme: str = "") -> Row:
    attributes = (
        ("refines", f"#{refines}" if refines else ""),
        ("property", property),
        ("scheme", scheme),
        ("xml:lang", lang),
    )
    return Row("meta", value, tuple((name, text) for name, text in attributes if text))


def _meta_of_2(name: str, content: str) -> Row:
    """EPUB 2's form, which older readers and calibre still look for."""
    return Row("meta", "", (("name", name), ("content", content)))

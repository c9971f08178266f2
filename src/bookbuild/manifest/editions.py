"""Editions: defaults filled in, and the rules that tie an edition to the book."""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.diagnostics import Span, has_errors
from bookbuild.manifest.desk import Desk
from bookbuild.manifest.foreign import report_foreign
from bookbuild.manifest.records import Fields
from bookbuild.manifest.scalars import isbn_13, meant, quoted
from bookbuild.manifest.shapes import Placed
from bookbuild.manifest.value import VolumeEntry, file_name
from bookbuild.model import Edition, Metadata

_PRINT_ONLY = ("trim", "chapter_start")


@dataclass(frozen=True, slots=True)
class _Draft:
    """An edition as written: its name's place, its fields, and the book it is of."""

    name: Placed
    fields: Fields
    meta: Metadata
    volumes: tuple[VolumeEntry, ...]


def editions(book: Fields, meta: Metadata, volumes: tuple[VolumeEntry, ...], desk: Desk) -> tuple[Edition, ...]:
    """One Edition a file to be written, in the author's order; those in error are left out."""
    drafts = [_Draft(name, fields, meta, volumes) for name, fields in book.get("editions", ())]
    found = [edition for draft in drafts for edition in _made(draft, desk)]
    _report_same_files(found, meta.slug, desk)
    _report_same_isbns(book, drafts, desk)
    return tuple(found)


def _made(draft: _Draft, desk: Desk) -> tuple[Edition, ...]:
    before = len(desk.problems)
    languages = _languages(draft, desk)
    held = _volumes(draft, desk)
    for rule in RULES:
        rule(draft, languages, desk)
    sound = draft.name.value and draft.fields.sound and not has_errors(desk.problems[before:])
    return tuple(_edition(draft, languages, ids) for ids in held) if sound else ()


def _edition(draft: _Draft, languages: tuple[str, ...], ids: tuple[str, ...]) -> Edition:
    fields = draft.fields
    given = {key: fields.get(key) for key in ("layout", "one_sided", *_PRINT_ONLY) if key in fields.values}
    return Edition(
        name=draft.name.value,
        format=fields.get("format"),
        languages=languages,
        volumes=ids,
        each=fields.get("volumes") == "each",
        isbn=fields.get("isbn") or _default_isbn(draft, ids),
        span=draft.name.span,
        **given,
    )


def _default_isbn(draft: _Draft, ids: tuple[str, ...]) -> str:
    """The volume's for a file a volume; none else, as two products must not bear one number."""
    if draft.fields.get("volumes") != "each":
        return ""
    return next((volume.isbn for volume in draft.volumes if (volume.id,) == ids), "")


def _languages(draft: _Draft, desk: Desk) -> tuple[str, ...]:
    """Those listed; by default the main one for ``single`` and all of them else."""
    listed = draft.fields.get("languages")
    if listed is None:
        return desk.languages[:1] if draft.fields.get("layout") == "single" else desk.languages
    for item in listed:
        if desk.languages and item.value not in desk.languages:
            report_foreign(item.value, item.span, desk)
    return tuple(item.value for item in listed)


def _volumes(draft: _Draft, desk: Desk) -> tuple[tuple[str, ...], ...]:
    """The ids of the volumes in each file."""
    known = tuple(volume.id for volume in draft.volumes)
    chosen = draft.fields.get("volumes", "all")
    if chosen == "all":
        return (known,)
    if chosen == "each":
        return tuple((volume,) for volume in known)
    for item in chosen:
        if known and item.value not in known:
            fact = f"there is no volume {quoted(item.value)}"
            desk.say("M026", fact, item.span, meant(item.value, known))
    return (tuple(item.value for item in chosen),)


# ---------------------------------------------------------------- rules for one edition


def _layout_fits_format(draft: _Draft, languages: tuple[str, ...], desk: Desk) -> None:
    fields = draft.fields
    if fields.get("layout") == "columns" and fields.get("format") == "epub":
        fact = "an epub has no columns: its pages are as wide as the reader's screen"
        desk.say("M027", fact, fields.place("layout"), "use layout: interleaved, or format: pdf")


def _layout_fits_languages(draft: _Draft, languages: tuple[str, ...], desk: Desk) -> None:
    layout, count = draft.fields.get("layout"), len(languages)
    wanted = {"single": 1, "columns": 2}.get(layout, count)
    if count != wanted:
        fact = f"layout {layout} sets {_counted(wanted)}, the edition has {count}"
        help = f"give languages: [{', '.join(languages[:wanted])}]" if count > wanted else "use layout: single"
        desk.say("M027", fact, draft.fields.place("layout"), help)


def _counted(number: int) -> str:
    return "one language" if number == 1 else f"{number} languages"


def _print_keys_in_epub(draft: _Draft, languages: tuple[str, ...], desk: Desk) -> None:
    for key in _PRINT_ONLY:
        if key in draft.fields.values and draft.fields.get("format") == "epub":
            fact = f'"{key}" has no effect in an epub'
            desk.say("M028", fact, draft.fields.place(key), "leave the key out, or use format: pdf")


def _blank_without_columns(draft: _Draft, languages: tuple[str, ...], desk: Desk) -> None:
    fields = draft.fields
    if fields.get("one_sided") == "blank" and fields.get("layout") != "columns":
        fact = f'"one_sided: blank" has no effect in layout {fields.get("layout", "interleaved")}'
        desk.say("M028", fact, fields.place("one_sided"), "leave the key out, or use layout: columns")


def _one_isbn_for_many_files(draft: _Draft, languages: tuple[str, ...], desk: Desk) -> None:
    fields, count = draft.fields, len(draft.volumes)
    if fields.get("isbn") and fields.get("volumes") == "each" and count > 1:
        fact = f"one ISBN names {count} files"
        desk.say("M031", fact, fields.place("isbn"), "give each volume an isbn, and the edition none")


RULES = (
    _layout_fits_format,
    _layout_fits_languages,
    _print_keys_in_epub,
    _blank_without_columns,
    _one_isbn_for_many_files,
)


# ---------------------------------------------------------------- rules for all of them


def _report_same_files(found: list[Edition], slug: str, desk: Desk) -> None:
    first: dict[str, Edition] = {}
    for edition in found:
        file = file_name(slug, edition)
        other = first.setdefault(file, edition)
        if other is not edition:
            fact = f"the editions {other.name} and {edition.name} are both written to {file}"
            desk.say("M030", fact, edition.span, "rename one of them")


def _report_same_isbns(book: Fields, drafts: list[_Draft], desk: Desk) -> None:
    """Each product has an ISBN of its own (ISO 2108)."""
    owners = (
        book,
        *(item.value for item in book.get("volumes", ())),
        *(draft.fields for draft in drafts),
    )
    first: dict[str, Span] = {}
    for fields in owners:
        number = isbn_13(fields.get("isbn")) if fields.get("isbn") else ""
        place = fields.place("isbn")
        if number in first:
            fact = f"the ISBN of line {first[number].line} names a second product"
            desk.say("M031", fact, place, "give each product an ISBN of its own")
        elif number:
            first[number] = place

"""Editions: defaults filled in, and the rules that tie an edition to the book."""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.diagnostics import Span, has_errors
from bookbuild.manifest import printing
from bookbuild.manifest.desk import Desk
from bookbuild.manifest.faces import embedded, wishes
from bookbuild.manifest.foreign import report_foreign
from bookbuild.manifest.pagelist import languages_of, report_pages
from bookbuild.manifest.records import Fields
from bookbuild.manifest.scalars import isbn_13, meant, quoted
from bookbuild.manifest.shapes import Placed
from bookbuild.manifest.value import VolumeEntry, cover_file, file_name
from bookbuild.manifest.vocabulary import CHINESE
from bookbuild.manifest.words import pinyin, report_readings, words
from bookbuild.model import Budget, Edition, Flavour, Metadata, Printing

_PRINT_ONLY = (
    "trim",
    "chapter_start",
    "facing",
    "initials",
    "running",
    "folios",
    "baseline_grid",
    *printing.NAMES,
)
_EPUB_ONLY = ("embed_fonts", "flavour", "images", "page_list")
_PAGED = {"columns": "columns", "facing": "facing pages"}  # what an epub has not


@dataclass(frozen=True, slots=True)
class _Draft:
    """An edition as written: its name's place, its fields, and the book it is of."""

    name: Placed
    fields: Fields
    book: Fields
    meta: Metadata
    volumes: tuple[VolumeEntry, ...]
    fonts: Fields | None


def editions(book: Fields, meta: Metadata, volumes: tuple[VolumeEntry, ...], desk: Desk) -> tuple[Edition, ...]:
    """One Edition a file to be written, in the author's order; those in error are left out."""
    fonts = book.get("fonts")
    drafts = [_Draft(name, fields, book, meta, volumes, fonts) for name, fields in book.get("editions", ())]
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
    printed = printing.printing(draft.fields, languages, draft.meta, desk)
    sound = draft.name.value and draft.fields.sound and not has_errors(desk.problems[before:])
    return tuple(_edition(draft, languages, ids, printed) for ids in held) if sound else ()


def _edition(draft: _Draft, languages: tuple[str, ...], ids: tuple[str, ...], printed: Printing) -> Edition:
    fields = draft.fields
    keys = (
        "layout",
        "one_sided",
        "script",
        "trim",
        "chapter_start",
        "facing",
        "numbers",
        "initials",
        "running",
        "folios",
    )
    given = {key: fields.get(key) for key in keys if key in fields.values}
    return Edition(
        name=draft.name.value,
        format=fields.get("format"),
        languages=languages,
        volumes=ids,
        each=fields.get("volumes") == "each",
        conversion=words("conversion", draft.book, fields),
        pinyin=pinyin(fields, draft.book),
        isbn=fields.get("isbn") or _default_isbn(draft, ids),
        span=draft.name.span,
        fonts=wishes(draft.fonts, fields.get("fonts")),
        embed=embedded(fields.get("embed_fonts")),
        flavour=_flavour(fields, languages),
        images=_budget(fields.get("images", "screen")),
        page_list=fields.get("page_list", ""),
        emphasis=fields.get("emphasis") or draft.book.get("emphasis", "kai"),
        printing=printed,
        baseline_grid=fields.get("baseline_grid") == "true",
        **given,
    )


def _default_isbn(draft: _Draft, ids: tuple[str, ...]) -> str:
    """The volume's for a file a volume; none else, as two products must not bear one number."""
    if draft.fields.get("volumes") != "each":
        return ""
    return next((volume.isbn for volume in draft.volumes if (volume.id,) == ids), "")


def _flavour(fields: Fields, languages: tuple[str, ...]) -> Flavour:
    """The flavour where it has an effect: in an EPUB that holds translations."""
    chosen: Flavour = fields.get("flavour", "compatible")
    return chosen if fields.get("format") == "epub" and len(languages) > 1 else "compatible"


def _budget(said: str | Fields) -> Budget | None:
    """What an EPUB's images may take."""
    if isinstance(said, str):
        return None if said == "original" else Budget()
    return Budget(**said.values)


def _languages(draft: _Draft, desk: Desk) -> tuple[str, ...]:
    for item in draft.fields.get("languages") or ():
        if desk.languages and item.value not in desk.languages:
            report_foreign(item.value, item.span, desk)
    return languages_of(draft.fields, desk)


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
    layout = fields.get("layout")
    if layout in _PAGED and fields.get("format") == "epub":
        fact = f"an epub has no {_PAGED[layout]}: its pages are as wide as the reader's screen"
        desk.say("M027", fact, fields.place("layout"), "use layout: interleaved, or format: pdf")


def _layout_fits_languages(draft: _Draft, languages: tuple[str, ...], desk: Desk) -> None:
    layout, count = draft.fields.get("layout"), len(languages)
    wanted = {"single": 1, "columns": 2, "facing": 2}.get(layout, count)
    if count != wanted:
        fact = f"layout {layout} sets {_counted(wanted)}, the edition has {count}"
        help = f"give languages: [{', '.join(languages[:wanted])}]" if count > wanted else "use layout: single"
        desk.say("M027", fact, draft.fields.place("layout"), help)


def _counted(number: int) -> str:
    return "one language" if number == 1 else f"{number} languages"


def _keys_fit_format(draft: _Draft, languages: tuple[str, ...], desk: Desk) -> None:
    made = draft.fields.get("format")
    for key, wanted in (*((key, "pdf") for key in _PRINT_ONLY), *((key, "epub") for key in _EPUB_ONLY)):
        if key in draft.fields.values and made not in (None, wanted):
            fact = f'"{key}" has no effect in {"an epub" if made == "epub" else "a pdf"}'
            desk.say("M028", fact, draft.fields.place(key), f"leave the key out, or use format: {wanted}")


def _flavour_needs_two_languages(draft: _Draft, languages: tuple[str, ...], desk: Desk) -> None:
    fields = draft.fields
    if fields.get("format") == "epub" and fields.get("flavour", "compatible") != _flavour(fields, languages):
        fact = f'"flavour: {fields.get("flavour")}" has no effect in an edition of one language'
        desk.say("M028", fact, fields.place("flavour"), "leave the key out, or give the edition two languages")


def _blank_without_columns(draft: _Draft, languages: tuple[str, ...], desk: Desk) -> None:
    fields = draft.fields
    if fields.get("one_sided") == "blank" and fields.get("layout") != "columns":
        fact = f'"one_sided: blank" has no effect in layout {fields.get("layout", "interleaved")}'
        desk.say("M028", fact, fields.place("one_sided"), "leave the key out, or use layout: columns")


def _facing_pages(draft: _Draft, languages: tuple[str, ...], desk: Desk) -> None:
    """Chapters on facing pages open on a left one."""
    fields, layout = draft.fields, draft.fields.get("layout", "interleaved")
    key = "chapter_start" if layout == "facing" else "facing"
    if key in fields.values and fields.get("format") != "epub":
        fact = f'"{key}" has no effect in layout {layout}'
        desk.say("M028", fact, fields.place(key), "leave the key out")


def _script_is_one_of_several(draft: _Draft, languages: tuple[str, ...], desk: Desk) -> None:
    script, chinese = draft.fields.get("script"), _chinese(languages)
    if script and (len(chinese) > 1 or (script in desk.languages and script not in chinese)):
        fact = f"this Chinese cannot become {script}: the book is in {', '.join(desk.languages)}"
        desk.say(
            "T055", fact, draft.fields.place("script"), "give the edition that language instead of a script"
        )


def _chinese_keys_without_chinese(draft: _Draft, languages: tuple[str, ...], desk: Desk) -> None:
    fields = draft.fields
    wanted = {"conversion": fields.get("script"), "pinyin_glossary": fields.get("pinyin", "none") != "none"}
    for key in ("script", "conversion", "pinyin", "pinyin_glossary", "emphasis"):
        if key in fields.values and not (wanted.get(key, True) and _chinese(languages)):
            fact = f'"{key}" has no effect in {draft.name.value or "this edition"}'
            help = (
                "leave the key out"
                if _chinese(languages)
                else "leave the key out, or give it a Chinese language"
            )
            desk.say("M028", fact, fields.place(key), help)


def _initials_without_letters(draft: _Draft, languages: tuple[str, ...], desk: Desk) -> None:
    fields = draft.fields
    if fields.get("initials") == "drop" and languages and len(_chinese(languages)) == len(languages):
        fact = '"initials: drop" has no effect in Chinese'
        desk.say("M028", fact, fields.place("initials"), "leave the key out")


def _folios_of_one_volume(draft: _Draft, languages: tuple[str, ...], desk: Desk) -> None:
    fields = draft.fields
    if fields.get("folios") == "volume" and all(len(held) < 2 for held in _volumes(draft, Desk())):
        fact = '"folios: volume" has no effect in a file of one volume'
        desk.say("M028", fact, fields.place("folios"), "leave the key out")


def _level_is_said(draft: _Draft, languages: tuple[str, ...], desk: Desk) -> None:
    said = draft.fields.get("pinyin", "none")
    if said == "level" or (not isinstance(said, str) and not said.spans):
        help = "write pinyin: {level: 3}, or pinyin: {known: words.txt}"
        desk.say("M009", "pinyin has no level", draft.fields.place("pinyin"), help)


def _glossary_fits(draft: _Draft, languages: tuple[str, ...], desk: Desk) -> None:
    report_readings(draft.fields, desk)


def _chinese(languages: tuple[str, ...]) -> list[str]:
    return [tag for tag in languages if tag.split("-")[0] in CHINESE]


def _one_isbn_for_many_files(draft: _Draft, languages: tuple[str, ...], desk: Desk) -> None:
    fields, count = draft.fields, len(draft.volumes)
    if fields.get("isbn") and fields.get("volumes") == "each" and count > 1:
        fact = f"one ISBN names {count} files"
        desk.say("M031", fact, fields.place("isbn"), "give each volume an isbn, and the edition none")


def _pages_can_be_had(draft: _Draft, languages: tuple[str, ...], desk: Desk) -> None:
    if draft.fields.get("page_list") and draft.fields.get("format") != "pdf":
        report_pages(draft.fields, languages, draft.book.get("editions", ()), desk)


RULES = (
    _layout_fits_format,
    _layout_fits_languages,
    _keys_fit_format,
    _flavour_needs_two_languages,
    _blank_without_columns,
    _facing_pages,
    _script_is_one_of_several,
    _chinese_keys_without_chinese,
    _initials_without_letters,
    _folios_of_one_volume,
    _level_is_said,
    _glossary_fits,
    _one_isbn_for_many_files,
    _pages_can_be_had,
)


# ---------------------------------------------------------------- rules for all of them


def _report_same_files(found: list[Edition], slug: str, desk: Desk) -> None:
    first: dict[str, Edition] = {}
    for edition in found:
        for file in filter(None, (file_name(slug, edition), cover_file(slug, edition))):
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

"""Whether the edition whose pages an epub lists has pages, and holds anything of it."""

from __future__ import annotations

from collections.abc import Sequence

from bookbuild.manifest.desk import Desk
from bookbuild.manifest.records import Fields
from bookbuild.manifest.scalars import meant, quoted
from bookbuild.manifest.shapes import Placed

_Fault = tuple[str, str] | None
"""The fact and the help."""

_OTHER = "name another pdf edition, or leave the key out"


def report_pages(
    own: Fields, languages: tuple[str, ...], editions: Sequence[tuple[Placed, Fields]], desk: Desk
) -> None:
    """M032 for what keeps the edition named by ``page_list`` from giving its pages to *own*, in *languages*."""
    name, place = own.get("page_list"), own.place("page_list")
    named = {other.value: fields for other, fields in editions if other.value}
    if name not in named:
        printed = [other for other, fields in named.items() if fields.get("format") == "pdf"]
        help = meant(name, printed) if printed else "add a pdf edition, or leave the key out"
        desk.say("M032", f"there is no edition {quoted(name)}", place, help)
    elif fault := _fault(own, languages, named[name], desk):
        desk.say("M032", f"{name} {fault[0]}", place, fault[1])


def languages_of(fields: Fields, desk: Desk) -> tuple[str, ...]:
    """The languages an edition lists; by default the main one for ``single`` and all of them else."""
    listed = fields.get("languages")
    if listed is None:
        return desk.languages[:1] if fields.get("layout") == "single" else desk.languages
    return tuple(item.value for item in listed)


def _fault(own: Fields, languages: tuple[str, ...], printed: Fields, desk: Desk) -> _Fault:
    held = languages_of(printed, desk)
    if printed.get("format") == "epub":
        return "is no pdf: it has no pages", _OTHER
    if languages and held and not set(held) & set(languages):
        return f"holds {', '.join(held)} alone", _OTHER
    if (wanted := _volumes(own)) and (others := _volumes(printed)) and wanted.isdisjoint(others):
        return "holds none of these volumes", _OTHER
    if printed.get("volumes") == "each" and own.get("volumes") != "each":
        return "begins with page 1 in each volume", "use volumes: each here too, or name an edition in one file"
    return None


def _volumes(fields: Fields) -> set[str]:
    """The volumes listed; none where all are held."""
    chosen = fields.get("volumes", "all")
    return set() if isinstance(chosen, str) else {item.value for item in chosen}

"""Volumes and their chapters."""

from __future__ import annotations

from bookbuild.diagnostics import Span
from bookbuild.manifest.desk import Desk
from bookbuild.manifest.records import Fields
from bookbuild.manifest.shapes import Placed, once
from bookbuild.manifest.value import ChapterEntry, VolumeEntry
from bookbuild.model import COMPILED, Bilingual, Ignore, Policy

_NOTHING = Bilingual()


def policy(owner: Fields, outer: Policy) -> Policy:
    """What *owner* says, else what holds around it; what is ignored there is ignored in it too."""
    ignores = (
        Ignore((code.value,), reason, code.span) for code, reason in owner.get("ignore", ()) if code.value
    )
    return Policy(
        owner.get("counterparts", outer.counterparts),
        owner.get("doubts", outer.doubts),
        (*outer.ignores, *ignores),
    )


def entries(owner: Fields, key: str, outer: Policy, desk: Desk) -> tuple[ChapterEntry, ...]:
    """The chapter entries listed under *key*; those in error are left out. *outer*: their owner's policy."""
    found = (_entry(item, outer, desk) for item in owner.get(key, ()))
    return tuple(entry for entry in found if entry is not None)


def _entry(item: Placed, outer: Policy, desk: Desk) -> ChapterEntry | None:
    """A path; or a mapping with ``path``; or one with a path for each language; or a compiled one's role."""
    if isinstance(item.value, str):
        return ChapterEntry((("", item.value),), "", item.span, outer)
    fields: Fields = item.value
    role = fields.get("role", "")
    parallel = [tag for tag in desk.languages if tag in fields.spans]
    if "path" in fields.spans and parallel:
        fact = f'"path" stands beside "{parallel[0]}"'
        desk.say("M010", fact, fields.place("path"), "give one path, or one for each language")
    elif role in COMPILED and "path" not in fields.spans and not parallel:
        return ChapterEntry((), role, item.span, policy(fields, outer))
    elif "path" not in fields.spans and not parallel:
        desk.say("M009", "a chapter has no path", item.span, "add path: the chapter's file")
    paths = fields.tagged(desk.languages) if parallel else (("", fields.get("path")),)
    whole = len(paths) == len(parallel or [""]) and all(path for _, path in paths)
    return ChapterEntry(paths, role, item.span, policy(fields, outer)) if whole else None


def volumes(book: Fields, outer: Policy, desk: Desk) -> tuple[VolumeEntry, ...]:
    """The volumes in order, each id once. *outer*: the book's policy."""
    found = tuple(
        _volume(item.value, number, policy(item.value, outer), desk)
        for number, item in enumerate(book.get("volumes", ()), start=1)
    )
    _report_same_ids(found, [item.value for item in book.get("volumes", ())], desk)
    return tuple({volume.id: volume for volume in reversed(found)}.values())[::-1]


def _volume(fields: Fields, number: int, own: Policy, desk: Desk) -> VolumeEntry:
    return VolumeEntry(
        id=fields.get("id", f"vol{number}"),
        title=fields.get("title", _NOTHING),
        subtitle=fields.get("subtitle", _NOTHING),
        description=fields.get("description", _NOTHING),
        epigraph=fields.get("epigraph", _NOTHING),
        isbn=fields.get("isbn", ""),
        front=entries(fields, "front", own, desk),
        chapters=entries(fields, "chapters", own, desk),
        back=entries(fields, "back", own, desk),
        span=fields.span,
    )


def _report_same_ids(found: tuple[VolumeEntry, ...], fields: list[Fields], desk: Desk) -> None:
    first: dict[str, Span] = {}
    for volume, written in zip(found, fields, strict=True):
        place = written.place("id")
        if volume.id in first:
            fact = f'the volume of line {first[volume.id].line} has the id "{volume.id}" already'
            desk.say("M023", fact, place, "give each volume an id of its own")
        first.setdefault(volume.id, place)


def report_repeated(found: tuple[ChapterEntry, ...], desk: Desk) -> None:
    """A file makes one chapter, in one place."""
    once([Placed(path, entry.span) for entry in found for _, path in entry.paths], desk)

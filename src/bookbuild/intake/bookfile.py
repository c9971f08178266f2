"""Chapters and volumes → ``book.yaml`` and the paths of the chapters' files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bookbuild.intake import naming
from bookbuild.intake.volumes import Chapter, Shelf


@dataclass(frozen=True, slots=True)
class Facts:
    """What the manifest says besides chapters. ``title`` is by language, '' where it is the same in all."""

    title: Mapping[str, str]
    languages: tuple[str, ...]
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A chapter with the path of each of its files, by language ('' when one file holds all)."""

    chapter: Chapter
    paths: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rows:
    """The chapters of one list of the manifest: ``front``, ``back`` or a volume's."""

    key: str
    title: Mapping[str, str]
    rows: tuple[Row, ...]


def shelve(shelf: Shelf) -> tuple[Rows, ...]:
    """Where every chapter goes: a folder for each volume when there are several."""
    lists = [Rows("front", {}, _rows(shelf.front, "chapters/front"))]
    taken = {"front", "back"}
    for number, volume in enumerate(shelf.volumes, 1):
        name = naming.volume_id(volume.title, number, taken)
        taken.add(name)
        folder = f"chapters/{name}" if len(shelf.volumes) > 1 else "chapters"
        lists.append(Rows(name, volume.title, _rows(volume.chapters, folder)))
    lists.append(Rows("back", {}, _rows(shelf.back, "chapters/back")))
    return tuple(one for one in lists if one.rows)


def _rows(chapters: tuple[Chapter, ...], folder: str) -> tuple[Row, ...]:
    """``NN-slug.md``, with the language in the name where each has its own file."""
    digits = max(2, len(str(len(chapters))))
    made = []
    for number, one in enumerate(chapters, 1):
        titles = {tag: text for piece in one.pieces.values() for tag, text in piece.titles().items()}
        stem = "-".join(filter(None, (f"{number:0{digits}}", naming.of_titles(titles))))
        made.append(
            Row(
                one,
                {tag: f"{folder}/{stem}{f'.{tag}' if len(one.pieces) > 1 else ''}.md" for tag in one.pieces},
            )
        )
    return tuple(made)


def manifest(facts: Facts, lists: Iterable[Rows]) -> str:
    """``book.yaml``, with an edition to read and one to print."""
    layout = "interleaved" if len(facts.languages) > 1 else "single"
    lines = [f"title: {texts(facts.title)}", f"languages: [{', '.join(facts.languages)}]"]
    if facts.authors:
        lines += ["authors:", *(f"  - {scalar(name)}" for name in facts.authors)]
    said = {one.key: one for one in lists}
    front, back = said.pop("front", None), said.pop("back", None)
    lines += ["", "front:", *_entries(front, "  ", facts.languages)] if front else []
    lines += ["", "volumes:", *(line for one in said.values() for line in _volume(one, facts.languages))]
    lines += ["", "back:", *_entries(back, "  ", facts.languages)] if back else []
    lines += [
        "",
        "editions:",
        f"  reader: {{format: epub, layout: {layout}}}",
        f"  print: {{format: pdf, layout: {layout}, trim: 148x210mm}}",
    ]
    return "\n".join(lines) + "\n"


def _volume(one: Rows, languages: tuple[str, ...]) -> Iterator[str]:
    yield f"  - id: {one.key}"
    if one.title:
        yield f"    title: {texts(one.title)}"
    yield "    chapters:"
    yield from _entries(one, "      ", languages)


def _entries(one: Rows, margin: str, languages: tuple[str, ...]) -> Iterator[str]:
    """A path for each language; one alone for a file that holds all, or all there is."""
    for row in one.rows:
        if len(row.paths) == len(languages) > 1:
            paths = ", ".join(f"{tag}: {path}" for tag, path in row.paths.items())
            yield f"{margin}- {{{paths}}}"
        else:
            yield from (f"{margin}- {path}" for path in row.paths.values())


def texts(said: Mapping[str, str]) -> str:
    """A text by language as a YAML value; one of no language is the same in all."""
    if not said or "" in said:
        return scalar(said[""]) if said else ""
    return "{" + ", ".join(f"{tag}: {scalar(text)}" for tag, text in said.items()) + "}"


def scalar(text: str) -> str:
    """A double-quoted scalar: JSON's is YAML's."""
    return json.dumps(text, ensure_ascii=False)

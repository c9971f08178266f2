"""Small books in memory that are accepted, edited and studied again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bookbuild import manifest
from bookbuild.acceptance.memory import Acceptance
from bookbuild.acceptance.record import PATH
from bookbuild.build import recall, study_book
from bookbuild.diagnostics import Diagnostics, Severity, render
from bookbuild.pairing import Match
from bookbuild.world import MemoryWorld

Files = dict[str, str]

_HEAD = "title: {zh-Hans: 书, en: Book}\nlanguages: [zh-Hans, en]\nvolumes:\n  - chapters:\n"
_FOOT = "editions:\n  reader: {format: epub}\n"


def book(chapters: Mapping[str, str]) -> Files:
    """A book of these files; ``x.zh-Hans.md`` and ``x.en.md`` are one chapter."""
    entries = "".join(
        f"      - {{zh-Hans: {path}, en: {path.replace('.zh-Hans.', '.en.')}}}\n"
        if ".zh-Hans." in path
        else f"      - {path}\n"
        for path in chapters
        if ".en." not in path
    )
    return {"book.yaml": _HEAD + entries + _FOOT, **chapters}


def one(text: str) -> Files:
    """A book of one chapter, ``chapters/a.md``."""
    return book({"chapters/a.md": text})


def studied(files: Files) -> tuple[dict[str, tuple[Match, ...]], Diagnostics]:
    """The matches of each chapter by its first file, and all that is wrong."""
    world = MemoryWorld(files)
    loaded, _ = manifest.load(world)
    assert loaded
    found, problems = study_book(world, loaded)
    return {entry.paths[0][1]: one.study.matches for entry, one in found if one}, problems


def acceptance(files: Files, only: Iterable[str] = ()) -> Acceptance:
    """What accepting the chapters with these first files gives; none: all."""
    world = MemoryWorld(files)
    loaded, _ = manifest.load(world)
    assert loaded
    wanted = set(only)
    found, _ = study_book(world, loaded)
    memory, _ = recall(world, loaded)
    return memory.accept(
        {entry.paths: one for entry, one in found if one and (not wanted or entry.paths[0][1] in wanted)}
    )


def accepted(files: Files, only: Iterable[str] = ()) -> Files:
    """The book with those chapters accepted."""
    return {**files, PATH: acceptance(files, only).record.data().decode()}


def edited(files: Files, *changes: tuple[str, str]) -> Files:
    """The book with words replaced in its chapters; each must be there."""
    chapters = {name: text for name, text in files.items() if name.endswith(".md")}
    for old, new in changes:
        assert any(old in text for text in chapters.values()), old
        chapters = {name: text.replace(old, new) for name, text in chapters.items()}
    return {**files, **chapters}


def told(files: Files, least: Severity = Severity.WARNING) -> str:
    """The diagnostics of that severity and more, as they are shown."""

    def line_of(path: str, number: int) -> str | None:
        return dict(enumerate(files[path].split("\n"), 1)).get(number)

    return "\n".join(render(item, line_of) for item in studied(files)[1] if item.level >= least)


def codes(files: Files) -> list[str]:
    """The codes of all that is wrong, in order."""
    return [item.code for item in studied(files)[1]]


def ids(files: Files, chapter: str = "chapters/a.md") -> list[str]:
    """The ids of the chapter's matches, in order."""
    return [match.id for match in studied(files)[0][chapter]]

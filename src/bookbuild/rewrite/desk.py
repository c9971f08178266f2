"""Reading texts that are in no file yet, as if they were: in the book's folder, with its images."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bookbuild import pairing, source
from bookbuild.diagnostics import Diagnostics
from bookbuild.model import Document
from bookbuild.pairing import Study
from bookbuild.world import World


class Overlay:
    """A World with some files in place of its own."""

    def __init__(self, world: World, files: Mapping[str, bytes]) -> None:
        self._world, self._own = world, dict(files)
        self._names = tuple(sorted({*world.files(), *self._own}))

    def read(self, path: str) -> bytes:
        return self._own[path] if path in self._own else self._world.read(path)

    def files(self) -> tuple[str, ...]:
        return self._names

    def environment(self, name: str) -> str | None:
        return self._world.environment(name)

    def last_commit(self) -> int | None:
        return self._world.last_commit()

    def put(self, path: str, data: bytes) -> None:
        """Show *data* at *path* from now on."""
        self._own[path] = data


@dataclass(frozen=True, slots=True)
class Text:
    """One file of a chapter. ``lang`` is '' where it holds all languages."""

    lang: str
    path: str
    text: str

    def lines(self) -> list[str]:
        """Its lines, without an empty one for the last line's end."""
        return self.text.split("\n")


Texts = tuple[Text, ...]


@dataclass(slots=True)
class Desk:
    """Where texts are read and paired while they are being written."""

    languages: tuple[str, ...]
    world: Overlay
    told: dict[str, Diagnostics] = field(default_factory=dict)

    @classmethod
    def of(cls, world: World, languages: tuple[str, ...]) -> Desk:
        return cls(languages, Overlay(world, {}))

    def read(self, text: Text) -> Document:
        """The document *text* is."""
        self.world.put(text.path, text.text.encode())
        document, problems = source.read(self.world, text.path, self.languages, text.lang)
        assert document is not None, "text of ours can be read"
        self.told[text.path] = problems
        return document

    def study(self, texts: Texts) -> Study:
        """How the chapter *texts* make is paired."""
        return pairing.study(tuple(map(self.read, texts)), self.languages)

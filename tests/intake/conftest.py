"""A whole import of files that stand in memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest

from bookbuild.diagnostics import Diagnostics
from bookbuild.intake import Decisions, Options, Source, plan
from bookbuild.world import MemoryWorld


@dataclass(frozen=True)
class Imported:
    """What an import gave, as text."""

    files: Mapping[str, str]
    raw: Mapping[str, bytes]
    decisions: Decisions
    diagnostics: Diagnostics

    @property
    def codes(self) -> list[str]:
        return [one.code for one in self.diagnostics]

    def told(self, group: str) -> list[str]:
        return [str(one) for one in self.decisions if one.group == group]

    def only(self) -> str:
        """The one chapter there is."""
        (text,) = (text for path, text in self.files.items() if path.endswith(".md"))
        return text


Importer = Callable[..., Imported]


@pytest.fixture
def imported() -> Importer:
    """``imported({"a.txt": "…"}, languages=("en",))``: every file is a source of its own."""

    def run(files: Mapping[str, str | bytes], languages: tuple[str, ...] = (), title: str = "") -> Imported:
        world = MemoryWorld(files)
        sources = [Source(path, world, (path,)) for path in files if not path.endswith((".png", ".mp3"))]
        made, decisions, found = plan(sources, Options(languages, title))
        raw = made.files if made else {}
        texts = {
            path: data.decode() for path, data in raw.items() if not path.startswith(("images/", "media/"))
        }
        return Imported(texts, raw, decisions, found)

    return run


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive of the files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    return buffer.getvalue()

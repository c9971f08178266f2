"""The manifest as a value."""

from __future__ import annotations

from dataclasses import dataclass, field

from bookbuild.diagnostics import Span
from bookbuild.manifest.nodes import ListNode, MapNode, Node
from bookbuild.model import Bilingual, Edition, Metadata, Policy

DEFAULT = Policy()


@dataclass(frozen=True, slots=True)
class ChapterEntry:
    """A chapter's file(s): ``(language, path)``, the language '' when one file holds them all; none for a
    compiled one without text of the author's.

    ``role`` is '' where the manifest says none. ``policy``: the chapter's own, else its volume's, else the
    book's.
    """

    paths: tuple[tuple[str, str], ...]
    role: str
    span: Span
    policy: Policy = DEFAULT


@dataclass(frozen=True, slots=True)
class VolumeEntry:
    id: str
    title: Bilingual
    subtitle: Bilingual
    description: Bilingual
    epigraph: Bilingual
    isbn: str
    front: tuple[ChapterEntry, ...]
    chapters: tuple[ChapterEntry, ...]
    back: tuple[ChapterEntry, ...]
    span: Span

    def entries(self) -> tuple[ChapterEntry, ...]:
        return self.front + self.chapters + self.back


@dataclass(frozen=True, slots=True)
class Manifest:
    """``book.yaml`` with every default filled in. ``root`` keeps the place of every value.

    ``spacing`` between Han and Latin: ``space``, ``none``, or '' for the habit of the book. ``lint`` says when
    it is proof-read: by ``check``, or by ``build`` too.
    """

    path: str
    meta: Metadata
    languages: tuple[str, ...]
    front: tuple[ChapterEntry, ...]
    volumes: tuple[VolumeEntry, ...]
    back: tuple[ChapterEntry, ...]
    editions: tuple[Edition, ...]
    root: Node = field(repr=False)
    spacing: str = ""
    lint: str = "check"

    def entries(self) -> tuple[ChapterEntry, ...]:
        """Every chapter that has a file, in reading order."""
        inner = tuple(entry for volume in self.volumes for entry in volume.entries())
        return tuple(entry for entry in self.front + inner + self.back if entry.paths)

    def edition_names(self) -> tuple[str, ...]:
        """The names under ``editions``, those wrongly defined included, in the author's order."""
        node = _child(self.root, "editions")
        return tuple(name.text for name, _ in node.entries) if isinstance(node, MapNode) else ()

    def span_of(self, key_path: tuple[str | int, ...]) -> Span:
        """The place of the value at ``("volumes", 0, "title")``, or of the nearest thing around it."""
        node: Node = self.root
        for key in key_path:
            inner = _child(node, key)
            if inner is None:
                break
            node = inner
        return node.span


def _child(node: Node, key: str | int) -> Node | None:
    if isinstance(node, MapNode):
        return node.get(str(key))
    if isinstance(node, ListNode) and isinstance(key, int) and 0 <= key < len(node.items):
        return node.items[key]
    return None


def output_name(manifest: Manifest, edition: Edition) -> str:
    """Where *edition* is written: ``dist/<slug>-<edition>[-<volume>].<format>``."""
    return file_name(manifest.meta.slug, edition)


def cover_name(manifest: Manifest, edition: Edition) -> str:
    """Where the print cover of *edition* is written: beside it; '' where none is made."""
    return cover_file(manifest.meta.slug, edition)


def cover_file(slug: str, edition: Edition) -> str:
    """``cover_name`` for a manifest in the making."""
    stem = file_name(slug, edition).removesuffix(".pdf")
    return f"{stem}-cover.pdf" if edition.printing.cover else ""


def file_name(slug: str, edition: Edition) -> str:
    """``output_name`` for a manifest in the making."""
    volume = f"-{edition.volumes[0]}" if edition.each else ""
    return f"dist/{slug}-{edition.name}{volume}.{edition.format}"

"""``book.yaml`` → Manifest, in four steps:

``gate`` bytes → text · ``nodes`` text → nodes with places · ``keys`` nodes → fields, by the one table
of keys · ``metadata``, ``volumes``, ``editions`` fields → values, by the rules between them.
"""

from __future__ import annotations

from typing import Any

from bookbuild.diagnostics import Diagnostic, Diagnostics, Span, in_order
from bookbuild.manifest.desk import Desk, by_nfc
from bookbuild.manifest.editions import editions
from bookbuild.manifest.foreign import told_once
from bookbuild.manifest.gate import text_of
from bookbuild.manifest.keys import BOOK, HOMES, LANGUAGES
from bookbuild.manifest.metadata import metadata
from bookbuild.manifest.nodes import MapNode, Node, nodes_of
from bookbuild.manifest.records import Fields
from bookbuild.manifest.value import DEFAULT, ChapterEntry, Manifest, VolumeEntry, cover_name, output_name
from bookbuild.manifest.volumes import entries, policy, report_repeated, volumes
from bookbuild.manifest.words import report_readings
from bookbuild.world import World

__all__ = ["ChapterEntry", "Manifest", "VolumeEntry", "cover_name", "json_schema", "load", "output_name"]


def load(world: World, path: str = "book.yaml") -> tuple[Manifest | None, Diagnostics]:
    """The manifest and all that is wrong with it.

    With errors among the diagnostics the Manifest holds what was right, so that the chapters can be
    checked in the same run; it is None when there is no title, language or volume to go on.
    """
    try:
        data = world.read(path)
    except OSError as error:
        return None, (_unreadable(path, error),)
    text, problems = text_of(data, path)
    if text is None:
        return None, in_order(problems)
    root, problems = nodes_of(text, path)
    if root is None:
        return None, in_order(problems or (_empty(path),))
    listed = root.get("languages") if isinstance(root, MapNode) else None
    desk = Desk(_languages(listed), by_nfc(world.files()), HOMES, world.read)
    manifest = _manifest(root, path, desk)
    return manifest, in_order((*problems, *told_once(desk.problems, listed)))


def _languages(node: Node | None) -> tuple[str, ...]:
    """The book's languages, which the other keys need; what is wrong with them is reported later."""
    listed = LANGUAGES.read(node, Desk()) if node else None
    return tuple(item.value for item in listed or ())


def _manifest(root: Node, path: str, desk: Desk) -> Manifest | None:
    book: Fields | None = BOOK.read(root, desk)
    if not book:
        return None
    own = policy(book, DEFAULT)
    front, back = (entries(book, key, own, desk) for key in ("front", "back"))
    inner = volumes(book, own, desk)
    listed = (*front, *(entry for volume in inner for entry in volume.entries()), *back)
    report_repeated(listed, desk)
    meta = metadata(book, desk)
    report_readings(book, desk)
    made = editions(book, meta, inner, desk)
    if not (desk.languages and meta.title and inner):
        return None
    said = {key: book.get(key) for key in ("spacing", "lint") if key in book.values}
    return Manifest(path, meta, desk.languages, front, inner, back, made, root, **said)


def _unreadable(path: str, error: OSError) -> Diagnostic:
    missing = isinstance(error, FileNotFoundError)
    fact = "there is no manifest" if missing else f"the manifest cannot be read: {error.strerror or error}"
    return Diagnostic("M001", fact, Span(path), help="write one beside the chapters, or build where it is")


def _empty(path: str) -> Diagnostic:
    return Diagnostic("M011", "the manifest is empty", Span(path), help="give title, languages and volumes")


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of ``book.yaml``, for editors."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "bookbuild manifest"}
    return head | BOOK.schema()

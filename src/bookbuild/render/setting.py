"""What the writers of inlines and blocks need to know of the unit they write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bookbuild.diagnostics import Diagnostic
from bookbuild.model import Note, Row

Flavour = Literal["epub", "pdf"]


@dataclass(slots=True)
class Setting:
    """One unit being written.

    ``targets``: id → the unit that holds it; ``notes``: the chapter's, by id; ``levels``: the level
    a heading is written with. What writing finds is gathered: ``called`` counts the calls of each
    note in order of first call, ``images`` and ``clips`` are the paths shown, ``apart`` the
    rows whose counterparts are still to be written. ``dots``: Chinese emphasis has dots under its
    characters. ``numbered``: passages show their numbers. ``kai``: the run is set in Kai.
    """

    flavour: Flavour
    languages: tuple[str, ...]
    edition: str
    unit: str = ""
    targets: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, Note] = field(default_factory=dict)
    levels: Mapping[int, int] = field(default_factory=dict)
    called: dict[str, int] = field(default_factory=dict)
    images: dict[str, None] = field(default_factory=dict)
    clips: dict[str, None] = field(default_factory=dict)
    apart: list[Row] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    dots: bool = False
    numbered: bool = False
    kai: bool = False

"""A printer's preset as a value. Lengths are millimetres unless a term says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Confidence = Literal["vendor", "quoted", "code", "ours"]
CONFIDENCE: Mapping[Confidence, str] = {
    "vendor": "the printer's own page",
    "quoted": "a third party that quotes the printer",
    "code": "a constant in public code",
    "ours": "our own choice, told by no printer",
}
"""How a number came to be known."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number is from. ``checked_on``: the day it was looked up (ISO 8601)."""

    what: str
    where: str
    checked_on: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Fact:
    """A value and who says so; ``value`` None and no source where nobody told us."""

    value: Any = None
    source: Source | None = None
    note: str = ""

    @property
    def known(self) -> bool:
        return self.source is not None


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of a printer: ``caliper`` is the thickness of a page (half a leaf), ``most_wide`` the most
    pages of the widest trims."""

    name: str
    ink: Literal["screen", "black", "colour"]
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Preset:
    """A printer: its facts by the names of TERMS, its papers by name."""

    id: str
    name: str
    facts: Mapping[str, Fact]
    papers: Mapping[str, Paper]

    def get(self, term: str) -> Any:
        """The value of a term; None when it is unknown."""
        return self.facts[term].value

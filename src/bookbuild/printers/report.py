"""Presets explained: lines for a person, data for a program."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bookbuild.printers.terms import PAPER_TERMS, TERMS, Term
from bookbuild.printers.value import CONFIDENCE, Fact, Preset, Source

UNKNOWN = "not known"


def listed(presets: tuple[Preset, ...]) -> Iterator[str]:
    """A line for each printer: its id, its name, its papers."""
    wide = max(len(preset.id) for preset in presets)
    for preset in presets:
        yield f"{preset.id:{wide}}  {preset.name}: {', '.join(preset.papers)}"


def explained(preset: Preset) -> Iterator[str]:
    """All that is known of a printer, each fact with the number of its source, and the sources."""
    sources = _sources(preset)
    yield f"{preset.id}: {preset.name}"
    yield ""
    yield from _rows([(term, preset.facts[term.name]) for term in TERMS], sources, "")
    for paper in preset.papers.values():
        yield ""
        yield f"paper {paper.name} ({paper.ink} ink)"
        yield from _rows([(term, paper.facts[term.name]) for term in PAPER_TERMS], sources, "  ")
    yield ""
    for number, source in enumerate(sources, 1):
        yield f"[{number}] {source.what}: {source.where}"
        yield f"    looked up on {source.checked_on}; {CONFIDENCE[source.confidence]}"


def _rows(facts: list[tuple[Term, Fact]], sources: list[Source], indent: str) -> Iterator[str]:
    wide = max(len(term.what) for term in TERMS)
    for term, fact in facts:
        said = f"{indent}{term.what:{wide - len(indent)}}  "
        if fact.source is None:
            ask = f"; say {term.key}" if term.needed else ""
            yield f"{said}{UNKNOWN}{ask}"
        else:
            note = f" ({fact.note})" if fact.note else ""
            yield f"{said}{term.show(fact.value)}{note} [{sources.index(fact.source) + 1}]"


def _sources(preset: Preset) -> list[Source]:
    facts = [
        *preset.facts.values(),
        *(fact for paper in preset.papers.values() for fact in paper.facts.values()),
    ]
    return list(dict.fromkeys(fact.source for fact in facts if fact.source))


def data(preset: Preset) -> dict[str, Any]:
    """A preset as plain data; lengths in millimetres."""
    papers = {
        paper.name: {"ink": paper.ink, **{name: _fact(fact) for name, fact in paper.facts.items()}}
        for paper in preset.papers.values()
    }
    facts = {name: _fact(fact) for name, fact in preset.facts.items()}
    return {"id": preset.id, "name": preset.name, **facts, "papers": papers}


def _fact(fact: Fact) -> dict[str, Any] | None:
    if fact.source is None:
        return None
    value = fact.value._asdict() if hasattr(fact.value, "_asdict") else fact.value
    source = fact.source
    return {
        "value": value,
        "note": fact.note,
        "source": source.what,
        "where": source.where,
        "checkedOn": source.checked_on,
        "confidence": source.confidence,
    }

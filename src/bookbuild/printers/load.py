"""``printers.yaml`` to presets. What is wrong in it is our own bug: ValueError with the place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from bookbuild.printers.terms import PAPER_TERMS, TERMS, Term
from bookbuild.printers.value import CONFIDENCE, Fact, Paper, Preset, Source

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml may be missing: slower, same values
INKS = ("screen", "black", "colour")


@cache
def presets() -> Mapping[str, Preset]:
    """The presets that come with bookbuild, by id, in the order of the file."""
    return parsed((files("bookbuild") / "printers" / "printers.yaml").read_text(encoding="utf-8"))


def parsed(text: str) -> dict[str, Preset]:
    """The presets of a file's text."""
    data = yaml.load(text, Loader=_LOADER)
    sources = {str(id): _source(str(id), fields) for id, fields in data["sources"].items()}
    return {str(id): _preset(str(id), fields, sources) for id, fields in data["printers"].items()}


def _source(id: str, fields: Mapping[str, Any]) -> Source:
    if fields["confidence"] not in CONFIDENCE or not isinstance(fields["checked_on"], date):
        raise ValueError(f"source {id}: confidence or date is none")
    return Source(fields["what"], fields["where"], fields["checked_on"].isoformat(), fields["confidence"])


def _preset(id: str, fields: Mapping[str, Any], sources: Mapping[str, Source]) -> Preset:
    facts = {term.name: _fact(f"{id}.{term.name}", fields[term.name], term, sources) for term in TERMS}
    _refuse_strangers(id, fields, (*facts, "name", "papers"))
    papers = {str(name): _paper(id, str(name), paper, sources) for name, paper in fields["papers"].items()}
    return Preset(id, fields["name"], facts, papers)


def _paper(id: str, name: str, fields: Mapping[str, Any], sources: Mapping[str, Source]) -> Paper:
    place = f"{id}.papers.{name}"
    facts = {
        term.name: _fact(f"{place}.{term.name}", fields.get(term.name), term, sources) for term in PAPER_TERMS
    }
    _refuse_strangers(place, fields, (*facts, "ink"))
    if fields["ink"] not in INKS:
        raise ValueError(f"{place}: no such ink")
    return Paper(name, fields["ink"], facts)


def _fact(place: str, said: Any, term: Term, sources: Mapping[str, Source]) -> Fact:
    if said is None:
        return Fact()
    try:
        _refuse_strangers(place, said, ("is", "by", "note"))
        return Fact(term.read(said["is"]), sources[said["by"]], said.get("note", ""))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ValueError(f"{place}: {error}") from error


def _refuse_strangers(place: str, fields: Mapping[str, Any], known: tuple[str, ...]) -> None:
    if strangers := set(map(str, fields)) - set(known):
        raise ValueError(f"{place}: {', '.join(sorted(strangers))}")

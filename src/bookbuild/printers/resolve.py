"""A preset and what the author says of the printing → what an edition must be, and what nobody told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bookbuild.model import Printing, Wrap
from bookbuild.printers.terms import TERMS, Edges, Term
from bookbuild.printers.value import Paper, Preset

WIDE = 8.25 * 25.4  # from this width on a trim is among the widest
_NO_BLEED = Edges(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the author says: a paper and a trim of the preset's, and under ``own`` values for terms by their
    names, which go before the preset's. ``cover``: whether one is wanted, None for as the printer takes them;
    ``art``: the path of the author's own."""

    paper: str
    trim: tuple[float, float]
    standard: tuple[str, ...] = ()
    bleed: bool | None = None
    intent: str = ""
    cover: bool | None = None
    art: str = ""
    own: Mapping[str, Any] = field(default_factory=dict)


def resolve(preset: Preset, wanted: Wanted) -> tuple[Printing, tuple[Term, ...]]:
    """What the edition must be, and the terms its making needs that neither preset nor author tells."""
    paper = preset.papers[wanted.paper]
    facts = _Told(preset, wanted)
    bleeds = facts.get("bleed_always") if wanted.bleed is None else wanted.bleed
    margin = facts.get("margin_with_bleed" if bleeds else "margin")
    needed = {term.name for term in TERMS if term.needed} - (set() if bleeds else {"bleed"})
    if wanted.standard:
        needed.discard("standard")
    unknown = tuple(term for term in TERMS if term.name in needed and facts.get(term.name) is None)
    printing = Printing(
        printer=preset.id,
        paper=paper.name,
        standard=wanted.standard or (facts.get("standard") or "plain",),
        ink=wanted.own.get("ink", paper.ink),
        bleed=facts.get("bleed") or _NO_BLEED if bleeds else _NO_BLEED,
        marks=bool(facts.get("marks")),
        links=bool(facts.get("links")),
        gutters=facts.get("gutter") or (),
        margin=margin or 0.0,
        fewest=int(paper.facts["fewest"].value or 0),
        most=_most(paper, wanted.trim),
        multiple=int(facts.get("pages_multiple") or 2),
        last_blank=bool(facts.get("last_blank")),
        ink_limit=facts.get("ink_limit") or 0,
        tint_least=facts.get("tint_least") or 0,
        line_least=facts.get("line_least") or 0,
        transparency=facts.get("transparency") is not False,
        ppi=facts.get("ppi") or 0,
        ppi_line_art=facts.get("ppi_line_art") or 0,
        ppi_most=facts.get("ppi_most") or 0,
        file_mb=facts.get("file_mb") or 0,
        intent=wanted.intent,
        cover=_wrap(facts, paper, wanted),
    )
    return printing, unknown


def wants_cover(preset: Preset, wanted: Wanted) -> bool:
    """Whether a cover is to be made: as the author says, else as the printer takes covers."""
    return bool(preset.get("cover")) if wanted.cover is None else wanted.cover


def _wrap(facts: _Told, paper: Paper, wanted: Wanted) -> Wrap | None:
    """What the cover must be; None where none is wanted, or nobody told how wide its spine is."""
    told, caliper, extra = wanted.own.get("spine", 0.0), paper.facts["caliper"].value, facts.get("spine_extra")
    if not wants_cover(facts.preset, wanted) or not (told or (caliper and extra is not None)):
        return None
    bleed = facts.get("bleed")
    return Wrap(
        art=wanted.art,
        told=told,
        caliper=caliper or 0.0,
        extra=extra or 0.0,
        step=facts.get("spine_step") or 0.0,
        bleed=bleed.outside if bleed else 0.0,
        text_pages=facts.get("spine_text") or 0,
        text_least=facts.get("spine_text_least") or 0.0,
        clear=facts.get("spine_clear") or 0.0,
        margin=facts.get("cover_margin") or 0.0,
        barcode=facts.get("barcode") or "",
        area=facts.get("barcode_area") or (0.0, 0.0),
    )


class _Told:
    """The value of a term: the author's own word, else the preset's; None when it is unknown."""

    _OWN: Mapping[str, str] = {"pages_multiple": "multiple", "margin_with_bleed": "margin"}

    def __init__(self, preset: Preset, wanted: Wanted) -> None:
        self.preset, self._own = preset, wanted.own

    def get(self, term: str) -> Any:
        own = self._own.get(self._OWN.get(term, term))
        if own is None:
            return self.preset.get(term)
        if term == "bleed":
            known = self.preset.get("bleed")
            return Edges(own, own, own, 0 if known and not known.inside else own)
        return ((1, own),) if term == "gutter" else own


def _most(paper: Paper, trim: tuple[float, float]) -> int:
    wide = paper.facts["most_wide"].value if trim[0] >= WIDE else None
    return int(wide or paper.facts["most"].value or 0)

"""Blocks → Pairs: which passage is the counterpart of which. ``study`` is the stage.

outline (sections and voices: which language is where; elements: what is measured of a block) → the aligner →
join → matches → report. What of this the aligner does may happen in another process.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count

from bookbuild.aligner import Bead
from bookbuild.diagnostics import Diagnostics
from bookbuild.model import Document, Pair
from bookbuild.pairing.matches import (
    ACCEPTED,
    Match,
    in_file_order,
    inserted,
    matched,
    notes_matched,
    silent_matched,
)
from bookbuild.pairing.outline import Outline, outline
from bookbuild.pairing.report import report
from bookbuild.pairing.voices import Languages

__all__ = ["Match", "Outline", "Study", "conclude", "outline", "study"]


@dataclass(frozen=True, slots=True)
class Study:
    """The pairing of one chapter: every element of its files in one Match.

    Every block is in exactly one pair; a thing that parallel files both show is kept once.
    """

    documents: tuple[Document, ...]
    languages: Languages
    matches: tuple[Match, ...]

    def pairs(self) -> tuple[Pair, ...]:
        """What is printed, in order."""
        return tuple(match.pair for match in self.matches if match.pair)

    def judged(self, doubts: Sequence[str]) -> Study:
        """The same with the *doubts* about its beads; what the author accepted is beyond them."""
        return replace(self, matches=tuple(_judged(match, doubts) for match in self.matches))

    def problems(self) -> Diagnostics:
        """What the writer should know of it."""
        return report(self.documents, self.matches, self.languages)


def _judged(match: Match, doubts: Sequence[str]) -> Match:
    why = doubts[match.bead] if match.bead >= 0 else ""
    open_ = match.pair and not match.doubt and ACCEPTED not in match.reasons
    return replace(match, doubt=why) if why and open_ else match


def study(documents: tuple[Document, ...], languages: Languages, explain: bool = False) -> Study:
    """All that pairing knows of one chapter, from its one file or its parallel files.

    *explain*: with the reasons for each match. Matches have no ids yet: ``acceptance`` gives them.
    """
    from bookbuild.aligner.chapter import align

    begun = outline(documents, languages)
    beads, doubts = align(begun.items(), explain)
    return conclude(begun, beads).judged(doubts())


def conclude(begun: Outline, aligned: Sequence[Sequence[Bead]]) -> Study:
    """The study of a chapter whose passages are *aligned*, without doubts."""
    documents, grounds, languages = begun.documents, begun.grounds, begun.languages
    number = count()
    matches = [
        matched(next(number), bead, left[slice(*bead.left)], right[slice(*bead.right)], grounds, languages)
        for (left, right), beads in zip(begun.passages, aligned, strict=True)
        for bead in beads
    ]
    extra = [*notes_matched(documents, grounds, matches, languages)]
    if len(documents) == 1:
        matches = in_file_order(matches)
        extra += silent_matched(grounds[documents[0].path], languages)
    return Study(documents, languages, tuple(inserted(matches, extra)))

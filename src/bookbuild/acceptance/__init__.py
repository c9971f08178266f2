"""Study × what was accepted → Study with ids that last, and what did not follow. ``compare`` is the stage.

record (``accepted.jsonl``) → memory (which lines concern which chapter; accepting anew) → wording (what a
passage says) → recognition by likeness (which passage is which line) → identity (what each is called) →
lasting (a chapter beside its lines) → elsewhere (what is only paired anew) → stale, with its difference →
report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bookbuild.acceptance.elsewhere import paired_anew
from bookbuild.acceptance.lasting import Known, known
from bookbuild.acceptance.recognition import in_order
from bookbuild.acceptance.record import Accepted
from bookbuild.acceptance.report import report
from bookbuild.acceptance.stale import Lag, lags
from bookbuild.diagnostics import Diagnostics
from bookbuild.pairing import Study

__all__ = ["Lag", "Recalled", "compare"]


@dataclass(frozen=True, slots=True)
class Recalled:
    """A chapter's study beside what was accepted of it.

    ``study``: its matches have ids that last; those that say what was accepted are beyond doubt.
    ``passages``: what is known of each match. ``lags``: what did not follow, by the id of its match.
    """

    study: Study
    passages: tuple[Known, ...]
    lags: Mapping[str, Lag]

    def judged(self, doubts: Sequence[str]) -> Recalled:
        """The same with the *doubts* about its matches."""
        study = self.study.judged(doubts)
        passages = (
            one if one.match is match else replace(one, match=match)
            for one, match in zip(self.passages, study.matches, strict=True)
        )
        return replace(self, study=study, passages=tuple(passages))


def compare(study: Study, accepted: Sequence[Accepted] = ()) -> tuple[Recalled, Diagnostics]:
    """*study* beside the lines of the author's record that concern its chapter, and what changed since."""
    lines = in_order(accepted)
    passages = paired_anew(known(study, lines), lines)
    found = lags(passages, lines)
    recalled = Recalled(
        replace(study, matches=tuple(one.match for one in passages)),
        passages,
        {lag.id: lag for lag in reversed(found)},
    )
    return recalled, report(passages, found) if lines else ()

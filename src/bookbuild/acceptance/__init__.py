"""Study × what was accepted → Study with ids that last, and what did not follow. ``compare`` is the stage.

record (``accepted.jsonl``) → memory (which lines concern which chapter; accepting anew) → wording (what a
passage says) → recognition by likeness (which passage is which line) → identity (what each is called) →
lasting (a chapter beside its lines) → stale, told by a difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bookbuild.acceptance.lasting import known
from bookbuild.acceptance.record import Accepted
from bookbuild.acceptance.stale import stale
from bookbuild.diagnostics import Diagnostics
from bookbuild.pairing import Study

__all__ = ["compare"]


def compare(study: Study, accepted: Sequence[Accepted] = ()) -> tuple[Study, Diagnostics]:
    """*study* with the ids of its matches, those beyond doubt that say what was accepted; and what is stale.

    *accepted*: the lines of the author's record that concern the chapter.
    """
    passages = known(study.matches, study.documents, study.languages, accepted)
    return replace(study, matches=tuple(one.match for one in passages)), stale(passages, accepted)

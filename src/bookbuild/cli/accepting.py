"""``bookbuild pairs --accept``: what it does, and what is said of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bookbuild.cli.console import say, show

if TYPE_CHECKING:
    from bookbuild.acceptance.memory import Tally


def accept(root: Path, numbers: frozenset[int]) -> None:
    """Accept the chapters of these *numbers*, all when there are none, and say what that did."""
    from bookbuild.run import accept

    done, report = accept(root, numbers)
    if done is None:
        show(report.diagnostics, root)
        sys.exit(1)
    for tally in done.tallies:
        say(f"{' ↔ '.join(tally.files)}: {_told(tally)}")
    dropped = f"; lines dropped, whose passages are gone: {done.dropped}" if done.dropped else ""
    say(f"accepted: {_counted(done.pairs)}{dropped}")


def _told(tally: Tally) -> str:
    """``12 pairs: 3 new, 2 changed, 1 stale, 1 in doubt``"""
    counts = (
        (tally.new, "new"),
        (tally.changed, "changed"),
        (tally.stale, "stale"),
        (tally.doubtful, "in doubt"),
    )
    told = ", ".join(f"{count} {what}" for count, what in counts if count)
    return f"{_counted(tally.pairs)}: {told or 'all as accepted before'}"


def _counted(count: int) -> str:
    return "1 pair" if count == 1 else f"{count} pairs"

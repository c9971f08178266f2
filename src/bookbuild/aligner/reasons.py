"""Why a bead is believed: what the reader of a report is told."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from bookbuild.aligner.path import Path
from bookbuild.aligner.scores import Scores
from bookbuild.aligner.terrain import Terrain

SHOWN = 3  # shared words told among the reasons


def reasons(terrain: Terrain, scores: Scores, path: Path) -> list[tuple[str, ...]]:
    """The reasons for each step of a *path* found by those *scores*."""
    off = np.exp(np.abs(scores.apart(path)[0])).tolist()
    steps = zip(*(numbers.tolist() for numbers in path), off, strict=True)
    return [tuple(_reasons(terrain, range(i, i + m), range(j, j + n), times)) for i, j, m, n, times in steps]


def _reasons(terrain: Terrain, rows: range, columns: range, off: float) -> Iterator[str]:
    if not rows or not columns:
        return
    item, other = terrain.rows.items[rows[0]], terrain.columns.items[columns[0]]
    if item.anchor:
        yield f"same {item.kind}" if item.anchor == other.anchor else f"similar {item.kind}"
        return
    shared = terrain.evidence.shared(rows, columns)
    yield from shared[:SHOWN]
    if len(shared) > SHOWN:
        yield f"{len(shared) - SHOWN} more in common"
    yield "lengths as expected" if off < 1.35 else f"lengths {off:.1f} times from expected"

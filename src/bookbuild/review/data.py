"""The review as plain data for ``--json``; docs/pairs-command.md says what each key means."""

from __future__ import annotations

from typing import Any

from bookbuild.acceptance import Lag
from bookbuild.acceptance.difference import marked
from bookbuild.review.coverage import Coverage
from bookbuild.review.rows import Row
from bookbuild.review.value import Chapter, Review


def as_data(review: Review) -> dict[str, Any]:
    """Dicts, lists, strings and numbers only."""
    return {"chapters": [_chapter(chapter) for chapter in review.chapters()]}


def _chapter(chapter: Chapter) -> dict[str, Any]:
    return {
        "paths": dict(chapter.paths),
        "title": dict(chapter.title.texts),
        "volume": chapter.volume or None,
        "read": chapter.read,
        "coverage": _coverage(chapter.coverage),
        "pairs": [_pair(row) for row in chapter.rows],
    }


def _pair(row: Row) -> dict[str, Any]:
    return {
        "id": row.id,
        "kind": row.match.kind,
        **{side.lang: list(side.lines()) for side in row.sides},
        "confidence": round(row.match.confidence, 3),
        "doubt": row.doubt or None,
        "reasons": list(row.reasons),
        "stale": _stale(row.lag) if row.lag else None,
        "alone": row.alone or None,
        "uneven": row.uneven or None,
    }


def _stale(lag: Lag) -> dict[str, Any]:
    return {
        "behind": lag.behind,
        "ahead": lag.ahead,
        "change": marked(lag.change),
        "own": marked(lag.own) or None,
    }


def _coverage(coverage: Coverage) -> dict[str, Any]:
    return {
        "pairs": coverage.pairs,
        "shared": coverage.shared,
        "notes": coverage.notes,
        "silent": coverage.silent,
        "doubtful": coverage.doubtful,
        "stale": coverage.stale,
        "uneven": coverage.uneven,
        "missing": {half.lang: half.missing for half in coverage.halves},
        "untranslated": {half.lang: half.untranslated for half in coverage.halves},
        "size": {half.lang: half.size for half in coverage.halves},
        "ratio": None if coverage.ratio is None else round(coverage.ratio, 3),
    }

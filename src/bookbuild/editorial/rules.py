"""All rules, in the order in which they are asked. What an earlier one has found no later one reports."""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.editorial import (
    characters,
    en_quotes,
    en_signs,
    en_words,
    zh_points,
    zh_quotes,
    zh_signs,
    zh_spaces,
)
from bookbuild.editorial.value import Rule


@dataclass(frozen=True, slots=True)
class Row:
    """A rule, its code, and the language whose texts it is for."""

    code: str
    language: str
    rule: Rule


RULES = (
    Row("T008", "zh", zh_signs.ellipses),
    Row("T007", "zh", zh_signs.dashes),
    Row("T003", "zh", zh_points.mixed_brackets),
    Row("T002", "zh", zh_points.half_width_brackets),
    Row("T001", "zh", zh_points.half_width_points),
    Row("T011", "zh", zh_points.repeated_points),
    Row("T004", "zh", zh_quotes.straight_quotes),
    Row("T005", "zh", zh_quotes.regional_quotes),
    Row("T006", "zh", zh_quotes.facing_quotes),
    Row("T010", "zh", zh_quotes.title_marks),
    Row("T009", "zh", zh_signs.interpuncts),
    Row("T014", "zh", characters.full_width_letters),
    Row("T012", "zh", zh_spaces.spaces),
    Row("T013", "zh", zh_spaces.mixed_spacing),
    Row("T015", "zh", characters.other_script),
    Row("T029", "en", en_words.full_width_marks),
    Row("T014", "en", characters.full_width_letters),
    Row("T020", "en", en_quotes.straight_quotes),
    Row("T021", "en", en_quotes.apostrophes),
    Row("T006", "en", en_quotes.facing_quotes),
    Row("T024", "en", en_signs.ellipses),
    Row("T022", "en", en_signs.dashes),
    Row("T023", "en", en_signs.ranges),
    Row("T025", "en", en_words.double_spaces),
    Row("T026", "en", en_words.space_before_points),
    Row("T027", "en", en_words.space_after_points),
    Row("T028", "en", en_words.doubled_words),
)

CODES = frozenset(row.code for row in RULES)
"""The codes an author may ignore."""

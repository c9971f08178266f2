"""Which face sets what in an edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bookbuild.fonts.choose import Chosen
from bookbuild.fonts.library import Family
from bookbuild.fonts.needs import Missing, Needs, is_silent
from bookbuild.fonts.roles import ROLES
from bookbuild.model import Edition, Unit


@dataclass(frozen=True)
class Part:
    """A family and the characters it sets. ``role`` '' is for one the author's stylesheet names.

    ``lang`` '' is for all languages. ``behind``: those it sets because the family asked for first lacks them.
    """

    role: str
    lang: str
    family: Family
    sets: str
    behind: str


@dataclass(frozen=True)
class Casting:
    """The faces of one edition and what none of them has; no parts: the reader's own font sets it all."""

    edition: Edition
    parts: tuple[Part, ...] = ()
    missing: tuple[Missing, ...] = ()


def cast(edition: Edition, chosen: Chosen, needs: Needs, units: Iterable[Unit]) -> Casting:
    """Who sets what of *units*."""
    units = tuple(units)
    sets: dict[Family, set[str]] = {}
    behind: dict[Family, set[str]] = {}
    for stack, char in _asked(needs, units):
        if family := needs.setter(stack, char):
            sets.setdefault(family, set()).add(char)
            if family != needs.first(stack):
                behind.setdefault(family, set()).add(char)
    parts = tuple(
        Part(role, lang, family, "".join(sorted(sets.get(family, ""))), "".join(sorted(behind.get(family, ""))))
        for role, lang, family in _players(chosen, sets)
    )
    return Casting(edition, parts, needs.missing(units))


def _asked(needs: Needs, units: Iterable[Unit]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each character with each list of families asked for it, once."""
    texts: dict[tuple[str, ...], set[str]] = {}
    for unit in units:
        for run in needs.runs(unit):
            texts.setdefault(run.voice.stack, set()).update(run.text)
    return ((stack, char) for stack, chars in texts.items() for char in chars if not is_silent(char))


def _players(chosen: Chosen, sets: Iterable[Family]) -> Iterator[tuple[str, str, Family]]:
    """Families role by role, those of further languages where they differ; then the author's own."""
    home = chosen.languages[0]
    for role in ROLES:
        for lang in chosen.languages:
            if lang == home or chosen.of(role, lang) != chosen.of(role, home):
                yield from ((role, "" if lang == home else lang, family) for family in chosen.of(role, lang))
    yield from (("", "", family) for family in sets if family not in chosen.all())

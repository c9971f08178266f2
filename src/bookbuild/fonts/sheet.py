"""The chosen families as a stylesheet: one custom property a role, for each language that needs its own."""

from __future__ import annotations

from collections.abc import Iterator

from bookbuild.fonts.choose import Chosen
from bookbuild.fonts.library import Family
from bookbuild.fonts.roles import ROLES, Role

NAME = "faces.css"
_STAND_INS: tuple[Role, ...] = ("song", "latin", "mono")
_BEHIND = ("rare", "symbols")
STACKS = {
    "han-faces": ("song", "latin", *_BEHIND),
    "latin-faces": ("latin", "song", *_BEHIND),
    "kai-faces": ("kai", "song", "latin", *_BEHIND),
    "code-faces": ("mono", "song", "latin", *_BEHIND),
}
"""What the built-in rules ask for: roles, searched in order for each character."""


def print_sheet(chosen: Chosen) -> str:
    """``--face-song`` and so on, and the STACKS made of them.

    A role nobody plays is played by the Song, the Latin or the mono face. Custom properties are worked out
    where they stand, so a language with faces of its own has the whole set again.
    """
    rules = []
    for index, lang in enumerate(chosen.languages):
        rows = tuple(_rows(chosen, lang))
        if index == 0:
            rules.append(_rule(":root", rows))
        elif rows != tuple(_rows(chosen, chosen.languages[0])):
            rules.append(_rule(f":lang({lang})", rows))
    return "".join((*rules, _hyphen(chosen)))


def _hyphen(chosen: Chosen) -> str:
    """The hyphen at the end of a line is U+2010; a Latin face without it gives the one on keyboards."""
    latin = chosen.of("latin")
    return ':root { hyphenate-character: "-" }\n' if latin and not latin[0].has("\u2010") else ""


def _rows(chosen: Chosen, lang: str) -> Iterator[tuple[Role, tuple[Family, ...]]]:
    for role in ROLES:
        players = (chosen.of(player, lang) for player in (role, *_STAND_INS))
        if families := next(filter(None, players), ()):
            yield role, families


def _rule(selector: str, rows: tuple[tuple[Role, tuple[Family, ...]], ...]) -> str:
    faces = (f"  --face-{role}: {listed(families)};\n" for role, families in rows)
    stacks = (
        f"  --{name}: {', '.join(f'var(--face-{role})' for role in roles)};\n" for name, roles in STACKS.items()
    )
    return f"{selector} {{\n{''.join((*faces, *stacks))}}}\n"


def listed(families: tuple[Family, ...]) -> str:
    """Families as a CSS value."""
    return ", ".join(quoted(family.name) for family in families)


def quoted(name: str) -> str:
    """*name* as a CSS string."""
    escaped = name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\a ")
    return f'"{escaped}"'

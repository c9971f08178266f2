"""The chosen families as a stylesheet: custom properties for print, plain rules for an EPUB."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bookbuild.fonts.choose import Chosen
from bookbuild.fonts.face import middle
from bookbuild.fonts.library import Family
from bookbuild.fonts.roles import ROLES, Role, has_regions

NAME = "faces.css"
_STAND_INS: tuple[Role, ...] = ("song", "latin", "mono")
_BEHIND: tuple[Role, Role] = ("symbols", "rare")  # in this order: faces of rare characters hold some emoji too
STACKS = {
    "han-faces": ("song", "latin", *_BEHIND),
    "latin-faces": ("latin", "song", *_BEHIND),
    "kai-faces": ("kai", "song", "latin", *_BEHIND),
    "code-faces": ("mono", "song", "latin", *_BEHIND),
}
"""What the built-in rules ask for: roles, searched in order for each character."""


def print_sheet(chosen: Chosen) -> str:
    """``--face-song`` and so on, the STACKS made of them, ``--baseline-drop`` and ``--kai-drop``.

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
    return "".join((*rules, _drop(chosen), _hyphen(chosen)))


def _drop(chosen: Chosen) -> str:
    """How much lower a line of Song, and of Kai, has its base line than a Latin one as high and as large."""
    song, latin = chosen.of("song"), chosen.of("latin")
    if not (song and latin):
        return ""
    kai = chosen.of("kai") or song
    song_drop, kai_drop = (middle(han[0].regular) - middle(latin[0].regular) for han in (song, kai))
    return f":root {{ --baseline-drop: {song_drop:.4f}em; --kai-drop: {kai_drop:.4f}em }}\n"


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


# ---------------------------------------------------------------- EPUB

_SERIF, _MONOSPACE = ("serif",), ("monospace",)
_KAI = ('"LXGW WenKai"', '"Kaiti SC"', "STKaiti", "KaiTi")  # what readers may have


@dataclass(frozen=True)
class Cut:
    """An embedded face: the family it belongs to, its file from the package document, its cut."""

    family: str
    file: str
    bold: bool
    italic: bool


def name_of(chosen: Chosen, role: Role, family: Family) -> str:
    """What a family is called in an EPUB: ``Book Song``, and ``Book Song 2`` for the next of its role."""
    known = list(dict.fromkeys(one for lang in chosen.languages for one in chosen.of(role, lang)))
    place = known.index(family)
    return f"Book {role.title()}" + (f" {place + 1}" if place else "")


def epub_sheet(chosen: Chosen, roles: tuple[Role, ...], cuts: tuple[Cut, ...] | None = None) -> str:
    """Rules that ask for the faces of *roles*; with *cuts* for those that are there, and their files.

    CSS 2.1 but for ``@font-face``.
    """
    brought = None if cuts is None else {cut.family for cut in cuts}

    def names(lang: str, *wanted: Role) -> tuple[str, ...]:
        players = ((role, family) for role in wanted if role in roles for family in chosen.of(role, lang))
        known = (name_of(chosen, role, family) for role, family in players)
        return tuple(quoted(name) for name in known if brought is None or name in brought)

    home = chosen.languages[0]
    rules = [
        _asking("[lang], rt[lang]", names(home, "latin"), _SERIF, names(home, "song", *_BEHIND)),
        _asking(
            "code, kbd, samp, pre", names(home, "mono"), _MONOSPACE, names(home, "song", "latin", *_BEHIND)
        ),
    ]
    met: set[str] = set()
    for lang in filter(has_regions, chosen.languages):
        primary = lang.partition("-")[0]
        tag, selector = (lang, f'[lang="{lang}"]') if primary in met else (primary, f'[lang|="{primary}"]')
        emphasis = ", ".join(f"{name}:lang({tag})" for name in ("em", "i", "cite", "dfn", "var"))
        rules.append(_asking(selector, names(lang, "song"), _SERIF, names(lang, "latin", *_BEHIND)))
        rules.append(_asking(emphasis, names(lang, "kai"), _KAI, names(lang, "song", "latin", *_BEHIND)))
        met.add(primary)
    return "".join((*map(_font_face, cuts or ()), *rules))


def _asking(selector: str, first: tuple[str, ...], readers: tuple[str, ...], behind: tuple[str, ...]) -> str:
    """A rule for the families *first* and those *behind* them; '' when there are none.

    Where no face of ours comes first the *readers* own do, or text would be set in one that is there for
    other text.
    """
    last = readers if readers != _KAI else _SERIF
    listed = dict.fromkeys((*(first or readers), *behind, *last))
    return f"{selector} {{ font-family: {', '.join(listed)} }}\n" if first or behind else ""


def _font_face(cut: Cut) -> str:
    weight, style = "bold" if cut.bold else "normal", "italic" if cut.italic else "normal"
    return (
        f"@font-face {{ font-family: {quoted(cut.family)}; font-weight: {weight}; font-style: {style};\n"
        f'  src: url("../{cut.file}") }}\n'
    )

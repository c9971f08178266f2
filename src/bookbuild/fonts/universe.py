"""All the faces a typesetter may use for an edition: those its stylesheets name, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bookbuild.diagnostics import Diagnostic, Diagnostics, Span
from bookbuild.fonts.choose import Chosen, choose
from bookbuild.fonts.css import Sheets, Styles, read
from bookbuild.fonts.face import Face, families_of, key, looks
from bookbuild.fonts.library import Family, find
from bookbuild.fonts.rights import forbidden
from bookbuild.fonts.roles import Role
from bookbuild.fonts.spacing import Unspaced, alone, spaced
from bookbuild.model import Book, Edition, Rendition
from bookbuild.world import World

_SPACED: tuple[Role, ...] = ("song", "kai", "hei")
_AS_THEY_ARE: tuple[Role, ...] = ("latin", "mono", "rare", "symbols")
_BEHIND: tuple[Role, ...] = ("song", "latin", "symbols", "rare")
_PLAYED_BY: dict[str, tuple[Role, ...]] = {
    "serif": ("latin", *_BEHIND),
    "sans-serif": ("hei", *_BEHIND),
    "monospace": ("mono", *_BEHIND),
    "cursive": ("kai", *_BEHIND),
    "fantasy": ("latin", *_BEHIND),
    "system-ui": ("hei", *_BEHIND),
    "math": ("latin", *_BEHIND),
    "emoji": _BEHIND,
}
"""Who plays generic families. Wherever a character is an emoji Pango asks for ``emoji`` and nothing else,
whatever list stands in the stylesheet: so it stands for the list of running text."""
LAST = "serif"
"""What is asked for where no rule says anything (CSS Fonts 4), and after all a rule says."""


@dataclass(frozen=True)
class Universe:
    """Font files with one face each, and what generic families stand for. Plain data: it goes to workers.

    ``names``: each family's name and all names (``key``) its files give themselves, in the order of roles.
    """

    files: tuple[str, ...]
    aliases: tuple[tuple[str, tuple[str, ...]], ...]
    names: tuple[tuple[str, tuple[str, ...]], ...]

    @classmethod
    def unpacked(cls, data: dict[str, Any]) -> Universe:
        """The inverse of ``dataclasses.asdict``, through JSON."""
        pairs = ("aliases", "names")
        rows = {field: tuple((name, tuple(own)) for name, own in data[field]) for field in pairs}
        return cls(files=tuple(data["files"]), **rows)

    def known_as(self, said: Iterable[str]) -> tuple[str, ...]:
        """The families of which files call themselves one of *said*."""
        keys = set(map(key, said))
        return tuple(name for name, own in self.names if keys & set(own))


@dataclass(frozen=True)
class Named:
    """The families a cascade names, by ``key``; what generic ones stand for; its ``styles``."""

    families: dict[str, Family]
    generic: dict[str, tuple[Family, ...]]
    styles: Styles


def named(chosen: Chosen, sheets: Sheets, world: World) -> tuple[Named, Diagnostics]:
    """The families *sheets* name; F013 for each that is not there."""
    styles = read(sheets, lambda path: world.read(path).decode("utf-8-sig"))
    known = {key(family.name): family for family in chosen.all()}
    brought = {key(name) for name in styles.brought}
    families: dict[str, Family] = {}
    problems = []
    for item in styles.named:
        if item.family.lower() in _PLAYED_BY or key(item.family) in brought:
            continue
        family = known.get(key(item.family)) or find(item.family)
        if family:
            families[key(item.family)] = family
        else:
            problems.append(_unknown(item.family, item.span))
    generic = {name: tuple(_players(name, chosen)) for name in _PLAYED_BY}
    said = {item.family.lower() for item in styles.named} | {LAST}
    for family in (family for name in generic if name in said for family in generic[name]):
        families.setdefault(key(family.name), family)
    return Named(families, generic, styles), tuple(problems)


def _players(name: str, chosen: Chosen) -> Iterator[Family]:
    yield from dict.fromkeys(family for role in _PLAYED_BY[name] for family in chosen.of(role))


def universe_of(
    book: Book, edition: Edition, rendition: Rendition, world: World
) -> tuple[Universe, Diagnostics]:
    """All the faces of *rendition*, ready for the typesetter; F014 for each that could not be spaced."""
    chosen, _ = choose(edition, edition.set_in(book), world)
    return universe(edition, chosen, named(chosen, rendition.stylesheets, world)[0])


def universe(edition: Edition, chosen: Chosen, named: Named) -> tuple[Universe, Diagnostics]:
    """The files of the *named* families; F014 for each that could not be given contextual spacing."""
    plain = {family for role in _AS_THEY_ARE for lang in chosen.languages for family in chosen.of(role, lang)}
    han = {family for role in _SPACED for lang in chosen.languages for family in chosen.of(role, lang)}
    files: dict[str, None] = {}
    problems: list[Diagnostic] = []
    for family in dict.fromkeys(named.families.values()):
        for face in family.faces:
            usable, said = ready(face, family in han or family not in plain, edition.span)
            files[usable.path] = None
            problems += said
    names = ((family.name, tuple(sorted(families_of(family.regular)))) for family in named.families.values())
    aliases = ((name, tuple(family.name for family in own)) for name, own in named.generic.items())
    return Universe(tuple(files), tuple(aliases), tuple(names)), tuple(problems)


def ready(face: Face, close: bool, place: Span) -> tuple[Face, Diagnostics]:
    """*face* in a file of its own, its punctuation *close*; F014 at *place* where that did not succeed."""
    try:
        return spaced(face) if close else alone(face), ()
    except Unspaced as failure:
        message = f"adjacent punctuation in {looks(face).family} is not set close: {failure}"
        return alone(face), (Diagnostic("F014", message, place),)


def licences(families: Iterable[Family], edition: Edition) -> Iterator[Diagnostic]:
    """F015 for each of *families* whose maker does not allow to embed it in *edition*."""
    help = "name another face under fonts, or ask its maker for a licence"
    for family in dict.fromkeys(families):
        for reason in sorted({forbidden(looks(face).rights, edition.format) for face in family.faces} - {""}):
            yield Diagnostic("F015", f"{family.name} must not be embedded: {reason}", edition.span, help=help)


def _unknown(name: str, span: Span) -> Diagnostic:
    return Diagnostic(
        "F013",
        f"no installed family is called {name}",
        span,
        notes=("the next family of the list is used",),
        help="correct the name, or install the font; `bookbuild fonts --installed` lists those there are",
    )

"""Which families play which role in an edition: the author's, else those of ``roles`` that are installed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath

from bookbuild.diagnostics import Diagnostic, Diagnostics
from bookbuild.fonts.face import key
from bookbuild.fonts.library import Family, beside, find
from bookbuild.fonts.roles import ROLES, Role, has_regions, region
from bookbuild.model import Edition, Wish
from bookbuild.runtime.cache import kept
from bookbuild.runtime.system import FONT_ENDINGS, PARTS, install_line
from bookbuild.world import World

_TEXT: tuple[Role, ...] = ("song", "kai", "latin", "mono")  # the roles every book may need


@dataclass(frozen=True, eq=False)
class Chosen:
    """The families of each role by language; those of the first language serve what has none."""

    languages: tuple[str, ...]
    families: dict[tuple[Role, str], tuple[Family, ...]]

    def of(self, role: Role, lang: str = "") -> tuple[Family, ...]:
        """The families searched for *role* in *lang*, in order."""
        return self.families[role, lang if lang in self.languages else self.languages[0]]

    def all(self) -> tuple[Family, ...]:
        """Every family once, role by role."""
        return tuple(dict.fromkeys(family for chain in self.families.values() for family in chain))


def choose(edition: Edition, languages: tuple[str, ...], world: World) -> tuple[Chosen, Diagnostics]:
    """The families of *edition*, and what is wrong with the author's choice of them (F011)."""
    shelf = _Shelf(world, edition.fonts)
    home = next((lang for lang in languages if has_regions(lang)), "zh-Hans")
    families = {
        (role, lang): shelf.chain(role, lang, region(lang if has_regions(lang) else home))
        for role in ROLES
        for lang in languages
    }
    return Chosen(languages, families), shelf.problems


class _Shelf:
    """Families by the names and paths of the manifest; what cannot be had is reported once."""

    def __init__(self, world: World, wishes: Sequence[Wish]) -> None:
        self._world = world
        self._wishes = wishes
        self.problems: tuple[Diagnostic, ...] = ()

    def chain(self, role: Role, lang: str, shapes: str) -> tuple[Family, ...]:
        own = [wish for wish in self._wishes if wish.role == role]
        said = [wish for wish in own if wish.lang == lang] or [wish for wish in own if not wish.lang]
        found = map(self._wished, said) if said else usual(role, shapes)
        return tuple(dict.fromkeys(family for family in found if family))

    def _wished(self, wish: Wish) -> Family | None:
        family = self._of_the_book(wish) if is_path(wish.name) else find(wish.name)
        if family is None:
            self._report(wish)
        return family

    def _of_the_book(self, wish: Wish) -> Family | None:
        folder = PurePosixPath(wish.name).parent
        near = (path for path in self._world.files() if PurePosixPath(path).parent == folder and is_path(path))
        return beside(wish.name, [path for path in near if path != wish.name], self._located)

    def _located(self, path: str) -> str:
        """Where the font file *path* of the book lies for those who map files; '' when it cannot be read."""
        try:
            data = self._world.read(path)
        except OSError:
            return ""
        name = hashlib.blake2b(data, digest_size=16).hexdigest() + PurePosixPath(path).suffix.lower()
        return str(kept(name, lambda: data))

    def _report(self, wish: Wish) -> None:
        problem = _no_font(wish) if is_path(wish.name) else _not_installed(wish)
        if problem not in self.problems:
            self.problems += (problem,)


def is_path(name: str) -> bool:
    """Whether a face is named by a file."""
    return name.lower().endswith(FONT_ENDINGS)


@cache
def usual(role: Role, shapes: str) -> tuple[Family, ...]:
    """The installed families of a role nobody has named faces for."""
    places = (_first(name.replace("{}", shapes) for name in place) for place in ROLES[role])
    return tuple(family for family in places if family)


def _first(names: Iterable[str]) -> Family | None:
    return next((family for name in names if (family := find(name))), None)


# ---------------------------------------------------------------- what is wrong


def _no_font(wish: Wish) -> Diagnostic:
    message = f"{wish.name} is not a font that can be read"
    return Diagnostic("F011", message, wish.span, help="name a .ttf, .otf, .ttc or .otc file")


def _not_installed(wish: Wish) -> Diagnostic:
    part = next((part for part in PARTS if part.files and key(wish.name).startswith(part.files)), None)
    line = install_line((part,)) if part else ""
    return Diagnostic(
        "F011",
        f"no installed family is called {wish.name}",
        wish.span,
        notes=("`bookbuild fonts --installed` lists those there are",),
        help=f"install it: {line}" if line else "put its file into the book's folder and give its path",
    )


def lacking(chosen: Chosen, edition: Edition) -> Iterator[Diagnostic]:
    """F012 for each role of running text, in an EPUB of those it brings along, that nobody plays."""
    han = any(map(has_regions, chosen.languages))
    named = {wish.role for wish in edition.fonts}
    for role in _TEXT:
        wanted = (han or role not in ("song", "kai")) and (edition.format == "pdf" or role in edition.embed)
        if wanted and role not in named and not chosen.of(role):
            yield _nobody(role, edition)


def _nobody(role: Role, edition: Edition) -> Diagnostic:
    part = next(part for part in PARTS if role in part.roles)
    line = install_line((part,))
    return Diagnostic(
        "F012",
        f"no face for the role {role} is installed: other faces stand in for it",
        edition.span,
        help=f"install {part.name}: {line}" if line else f"install {part.name}, or name a face under fonts",
    )

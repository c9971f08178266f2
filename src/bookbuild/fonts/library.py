"""Families by name: among the installed fonts, or beside a font file of the book's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath

from bookbuild.fonts.face import HEAVY, Face, characters, covers, faces_in, families_of, key, looks
from bookbuild.runtime.system import font_files

REGULAR, BOLD = 400, 700
_ALIKE = 6  # letters by which a file's name is known to be its family's


@dataclass(frozen=True, slots=True)
class Family:
    """The faces that answer to one name: regular, bold, italic and bold italic, those there are."""

    name: str
    faces: tuple[Face, ...]

    @property
    def regular(self) -> Face:
        return self.faces[0]

    def has(self, char: str) -> bool:
        """Whether one of its faces has an outline for *char*."""
        return any(covers(face, char) for face in self.faces)

    def cut(self, *, bold: bool = False, italic: bool = False) -> Face:
        """The face nearest to what is wanted."""
        weight = BOLD if bold else REGULAR
        return min(
            self.faces, key=lambda face: (looks(face).italic != italic, abs(looks(face).weight - weight))
        )


@cache
def find(name: str) -> Family | None:
    """The installed family called *name* in any language, or None."""
    likely = [path for path in font_files() if key(name)[:_ALIKE] in key(PurePath(path).name).replace("-", "")]
    return _among(name, likely) or _among(name, font_files())


def _among(name: str, files: Iterable[str]) -> Family | None:
    faces = [face for path in files for face in faces_in(path) if key(name) in families_of(face)]
    return family(families_of(faces[0])[key(name)], faces) if faces else None


def family(name: str, faces: Sequence[Face]) -> Family:
    """The cuts a book wants of *faces*, all of one family."""
    unlike = _once(faces)
    upright = [face for face in unlike if not looks(face).italic] or unlike
    slanted = [face for face in unlike if looks(face).italic and face not in upright]
    cuts = (
        *_nearest(upright, REGULAR),
        *_nearest([face for face in upright if looks(face).weight >= HEAVY], BOLD),
        *_nearest([face for face in slanted if looks(face).weight < HEAVY], REGULAR),
        *_nearest([face for face in slanted if looks(face).weight >= HEAVY], BOLD),
    )
    return Family(name, tuple(dict.fromkeys(cuts)))


def _once(faces: Iterable[Face]) -> list[Face]:
    """Without the second file of one face: the reader's own folder comes before the system's."""
    first: dict[str, Face] = {}
    for face in faces:
        first.setdefault(looks(face).postscript or str(face), face)
    return list(first.values())


def _nearest(faces: Sequence[Face], weight: int) -> Iterator[Face]:
    """The faces nearest to *weight* and to the usual width; cuts for several sizes stand together."""

    def distance(face: Face) -> tuple[int, int, int]:
        return abs(looks(face).width - 5), abs(looks(face).weight - weight), -looks(face).weight

    least = min(map(distance, faces), default=None)
    yield from (face for face in faces if distance(face) == least)


def beside(path: str, siblings: Iterable[str], located: Callable[[str], str]) -> Family | None:
    """The family of the font file *path*, its other cuts taken from the files beside it; None: no font.

    *located* gives the place on the disk of a path of the book's.
    """
    own = faces_in(located(path))
    if not own:
        return None
    wanted = families_of(own[0]).keys()
    others = [
        face for other in siblings for face in faces_in(located(other)) if families_of(face).keys() & wanted
    ]
    said = looks(own[0])
    rest = [face for face in others if _cut(face) != _cut(own[0])]
    made = family(said.family, (own[0], *rest))
    return Family(said.family, tuple(dict.fromkeys((own[0], *made.faces))))


def _cut(face: Face) -> tuple[int, bool]:
    return looks(face).weight, looks(face).italic


def suggestion(missing: Iterable[str]) -> str:
    """An installed family that draws all of *missing*, serifs first; '' when there is none."""
    wanted = {ord(char) for char in missing}
    for path in sorted(font_files(), key=_plainness):
        for face in faces_in(path):
            if all(char in characters(face) for char in wanted):
                return looks(face).family
    return ""


def _plainness(path: str) -> tuple[bool, bool, str]:
    name = PurePath(path).name.lower()
    return any(word in name for word in ("bold", "italic", "oblique", "light")), "serif" not in name, name

"""The faces an EPUB brings along: each cut down to the characters it sets, and the sheet that asks for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bookbuild.diagnostics import Diagnostic, Diagnostics
from bookbuild.fonts import sheet
from bookbuild.fonts.cascade import Run, Voice
from bookbuild.fonts.choose import Chosen
from bookbuild.fonts.css import Sheets, read
from bookbuild.fonts.face import HEAVY, Face, covers, key, looks
from bookbuild.fonts.library import BOLD, Family
from bookbuild.fonts.needs import Needs, is_silent
from bookbuild.fonts.roles import ROLES, Role
from bookbuild.fonts.sheet import Cut
from bookbuild.fonts.subset import subset
from bookbuild.fonts.universe import Named, licences, ready
from bookbuild.model import Edition, Unit

_LANG = re.compile(r' lang="([^"]+)"')


class _Want(NamedTuple):
    """A face wanted for a family of the sheet; ``weight`` of a variable one, else 0."""

    name: str
    face: Face
    weight: int


@dataclass(frozen=True)
class Embedded:
    """The stylesheets that ask for the faces, their files by path, their families, what is needed of them."""

    sheets: Sheets
    files: dict[str, bytes]
    families: tuple[str, ...]
    needs: Needs


def embed(
    chosen: Chosen, edition: Edition, sheets: Sheets, units: Iterable[Unit]
) -> tuple[Embedded, Diagnostics]:
    """The faces of ``edition.embed`` for *units*; F014 and F015 as in print.

    Which face sets what is decided with the faces of every role, so that one that is not embedded
    leaves its characters to the reader's own font and to no other face.
    """
    units = tuple(units)
    players = dict(_players(chosen))
    needs = needs_of(chosen, sheets)
    wanted = _wanted((run for unit in units for run in needs.runs(unit)), players)
    languages = sorted({lang for unit in units for lang in _LANG.findall(unit.html)})
    cuts: list[Cut] = []
    files: dict[str, bytes] = {}
    problems: list[Diagnostic] = []
    for (name, face, weight), chars in wanted.items():
        role, family = players[name]
        cut = Cut(name, _file(name, face, weight), _is_bold(face, weight), looks(face).italic)
        if role in edition.embed and cut not in cuts:  # of cuts for several sizes a sheet can name one
            close, said = ready(face, role in ("song", "kai", "hei"), edition.span)
            problems += (*said, *licences([family], edition))
            files[cut.file] = subset(close, chars, name, languages, weight)
            cuts.append(cut)
    families = tuple(dict.fromkeys(players[cut.family][1].name for cut in cuts))
    text = sheet.epub_sheet(chosen, tuple(role for role in ROLES if role in edition.embed), tuple(cuts))
    return Embedded(_with(sheets, text), files, families, needs), tuple(dict.fromkeys(problems))


def needs_of(chosen: Chosen, sheets: Sheets) -> Needs:
    """What faces of all roles would set of an EPUB with these *sheets*, were they brought along."""
    families = {key(name): family for name, (_, family) in _players(chosen)}
    full = _with(sheets, sheet.epub_sheet(chosen, tuple(ROLES)))
    return Needs(Named(families, {}, read(full, _nothing)))


def _players(chosen: Chosen) -> Iterator[tuple[str, tuple[Role, Family]]]:
    for role in ROLES:
        for lang in chosen.languages:
            for family in chosen.of(role, lang):
                yield sheet.name_of(chosen, role, family), (role, family)


def _with(sheets: Sheets, text: str) -> Sheets:
    """*sheets*, of which the one for faces says *text*."""
    return tuple((name, text if name == sheet.NAME else old) for name, old in sheets)


def _nothing(path: str) -> str:
    raise FileNotFoundError(path)


def _wanted(runs: Iterable[Run], players: Mapping[str, tuple[Role, Family]]) -> dict[_Want, set[str]]:
    """The characters each cut of each family sets, in the order of the players."""
    names = {key(name): name for name in players}
    texts: dict[Voice, set[str]] = {}
    for run in runs:
        texts.setdefault(run.voice, set()).update(run.text)
    wanted: dict[_Want, set[str]] = {}
    for voice, chars in texts.items():
        stack = [names[key(name)] for name in voice.stack if key(name) in names]
        for char in chars:
            name = next((name for name in stack if players[name][1].has(char)), "")
            if name and not is_silent(char):
                wanted.setdefault(_want(name, players[name][1], char, voice), set()).add(char)
    order = list(players)
    return dict(
        sorted(wanted.items(), key=lambda item: (order.index(item[0].name), item[0].face, item[0].weight))
    )


def _want(name: str, family: Family, char: str, voice: Voice) -> _Want:
    face = _cut(family, char, voice.bold, voice.italic)
    return _Want(name, face, BOLD if looks(face).variable and voice.bold else 0)


def _cut(family: Family, char: str, bold: bool, italic: bool) -> Face:
    first = family.cut(bold=bold, italic=italic)
    return next(face for face in (first, *family.faces) if covers(face, char))


def _is_bold(face: Face, weight: int) -> bool:
    return (weight or looks(face).weight) >= HEAVY


def _file(name: str, face: Face, weight: int) -> str:
    """``fonts/song-bold.otf`` for the bold cut of Book Song."""
    said = looks(face)
    parts = [
        *name.lower().split()[1:],
        "bold" if _is_bold(face, weight) else "",
        "italic" if said.italic else "",
    ]
    return f"fonts/{'-'.join(filter(None, parts))}.{'ttf' if said.outlines == 'TrueType' else 'otf'}"

"""``make specimen``: every typographic rule at work, right and wrong side by side, on two pages a trim.

usage: specimen.py [OUTPUT]

Each row of ``specimen/rules.yaml`` is set twice by bookbuild's own press: as it is, and with that one rule
switched off. The slips are put side by side into a frame that the press set too, and the lines that differ are
marked.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any

import pikepdf
import yaml

from bookbuild import manifest, press, typography
from bookbuild.build import BEGINNING, read_book, render_edition
from bookbuild.checks.press.reader import read
from bookbuild.checks.press.value import Line
from bookbuild.model import Bilingual, Book, Edition, Rendition, Unit
from bookbuild.press import patches
from bookbuild.runtime.atomic import write_whole
from bookbuild.world import MemoryWorld

PROJECT = Path(__file__).resolve().parent.parent
FOLDER = PROJECT / "specimen"
TRIM = "148x210mm"
TRIMS = {"6x9in": "152.4x228.6mm", TRIM: TRIM, "185x260mm": "185x260mm"}
POINTS = 72 / 25.4  # in a millimetre

# In points, as specimen.css and sample.css have them.
MEASURE, GUTTER = 152.0, 28.0
MARGIN = 10.0  # beside a slip's text
DESCENT = 3.5  # below the last baseline of a slip
EDGE = 26.0  # over and under the frame
HEAD, SIDES, CAPTION = 26.0, 17.0, 7.0
WIDEST, SLACK = 20.0, 1.5  # between two rows
ACCENT = "0.64 0.15 0.12"

MANIFEST = """title: {{zh-Hans: 样张, en: Specimen}}
id: urn:uuid:5c0e2f4a-6f1f-5d0b-8a44-000000000001
languages: [zh-Hans, en]
volumes:
  - title: {{zh-Hans: 样张, en: Specimen}}
    chapters: [chapters/a.md]
editions:
  print: {{format: pdf, layout: interleaved, trim: {trim}, chapter_start: next{keys}}}
"""


# ---------------------------------------------------------------- the table


@dataclass(frozen=True)
class Row:
    """A rule: its name in both languages, where it stands, a text that shows it, how it is switched off.

    ``keys``: what the edition says besides, as a part of ``book.yaml``.
    """

    name: dict[str, str]
    source: str
    text: str
    rules: tuple[str, ...] = ()
    patches: tuple[str, ...] = ()
    css: str = ""
    ending: str = ""
    keys: str = ""

    def lacks(self) -> list[str]:
        """The rules and patches it speaks of that bookbuild does not have."""
        known = {rule.name for rule in typography.RULES} | {patch.name for patch in patches.PATCHES}
        return [name for name in (*self.rules, *self.patches) if name not in known]


def rows(path: Path = FOLDER / "rules.yaml") -> list[Row]:
    return [_row(**entry) for entry in yaml.safe_load(path.read_text(encoding="utf-8"))]


def _row(name: dict[str, str], source: str, text: str, without: dict[str, Any], keys: str = "") -> Row:
    assert name.keys() == {"zh-Hans", "en"}, name
    off = dict(without)
    return Row(
        name,
        source,
        text,
        tuple(off.pop("rules", ())),
        tuple(off.pop("patches", ())),
        off.pop("css", ""),
        off.pop("break", ""),
        keys,
        **off,
    )


# ---------------------------------------------------------------- slips


@dataclass(frozen=True)
class Slip:
    """A text as set: a page of a PDF, its lines, the points it takes from its top."""

    pdf: pikepdf.Pdf
    page: int
    lines: tuple[Line, ...]
    height: float
    room: float


def slips(table: Sequence[Row]) -> list[tuple[Slip, Slip]]:
    """Each row's text with its rule and without it."""
    patches.install()
    units = {
        (number, wrong): _unit(row, wrong=wrong) for number, row in enumerate(table) for wrong in (False, True)
    }
    found: dict[tuple[int, bool], Slip] = {}
    for off in dict.fromkeys(((), *(row.patches for row in table))):
        group = [key for key in units if off == (table[key[0]].patches if key[1] else ())]
        with unpatched(off):
            found |= zip(group, _set([units[key] for key in group]), strict=True)
    return [(found[number, False], found[number, True]) for number in range(len(table))]


def _unit(row: Row, *, wrong: bool) -> Unit:
    """A row's text as a unit of its own."""
    with unruled(row.rules if wrong else ()):
        rendition = _edition(TRIM, row.text, row.keys)[2]
    unit = next(unit for unit in rendition.units if unit.kind == "chapter")
    return replace(unit, html=_body(unit.html, row.ending if wrong else "", row.css if wrong else ""))


def _set(units: Sequence[Unit]) -> Iterator[Slip]:
    """The units, each on a page of its own."""
    book, edition, rendition, world = _edition(TRIM, "样张。")
    sheet = (FOLDER / "sample.css").read_text(encoding="utf-8")
    data = _printed(book, edition, replace(rendition, units=tuple(units)), world, sheet)
    file, pdf = read(data), pikepdf.Pdf.open(io.BytesIO(data))
    assert len(file.pages) - len(units) in (0, 1), "a text is longer than a slip"
    for number, page in enumerate(file.pages[: len(units)]):
        lines = tuple(line for key in sorted(file.flows) for line in file.flows[key] if line.page == number)
        yield Slip(pdf, number, lines, page.height, page.height - min(line.y for line in lines) + DESCENT)


@contextmanager
def unruled(names: Sequence[str]) -> Iterator[None]:
    """bookbuild without some rules of typography."""
    kept = typography.RULES
    vars(typography)["RULES"] = tuple(rule for rule in kept if rule.name not in names)
    try:
        yield
    finally:
        vars(typography)["RULES"] = kept


@contextmanager
def unpatched(names: Sequence[str]) -> Iterator[None]:
    """bookbuild without some patches of the press."""
    taken = [patch for patch in patches.PATCHES if patch.name in names]
    kept = [getattr(patch.owner, patch.name) for patch in taken]
    for patch in taken:
        setattr(patch.owner, patch.name, patches.original(patch))
    try:
        yield
    finally:
        for patch, function in zip(taken, kept, strict=True):
            setattr(patch.owner, patch.name, function)


def _edition(trim: str, text: str, keys: str = "") -> tuple[Book, Edition, Rendition, MemoryWorld]:
    """A book of this text, rendered."""
    written = MANIFEST.format(trim=trim, keys=keys and f", {keys}")
    world = MemoryWorld({"book.yaml": written, "chapters/a.md": f"# 样张 / Specimen\n\n{text}\n"})
    loaded, problems = manifest.load(world)
    assert loaded, problems
    book, problems = read_book(world, loaded)
    assert book, problems
    typeset, edition, rendition, _ = render_edition(book, loaded.editions[0], world)
    return typeset, edition, rendition, world


def _body(html: str, ending: str, css: str) -> str:
    """A chapter's text without its opening; *ending* may end a line where the bar is."""
    text = re.sub(r"<header.*?</header>|<div class=\"running\".*?</div>", "", html, flags=re.DOTALL)
    if ending:
        before, after = ending.split("|")
        assert f"{before}{after}" in text, ending
        text = text.replace(f"{before}{after}", f"{before}\u200b{after}", 1)
    text = text.replace("</head>", f"<style>{css}</style></head>")
    return re.sub(r'<body class="[^"]*">', '<body class="sample">', text)


def _printed(book: Book, edition: Edition, rendition: Rendition, world: MemoryWorld, sheet: str) -> bytes:
    styled = replace(rendition, stylesheets=(*rendition.stylesheets, ("specimen.css", sheet)))
    printed, problems = press.write(book, edition, styled, world, press.gather(1, FOLDER), BEGINNING)
    assert printed, problems
    return printed.pdf


# ---------------------------------------------------------------- the frame


def frame(trim: str, table: Sequence[Row], rooms: Sequence[float]) -> bytes:
    """Two pages with the names of the rules and room for the slips."""
    book, edition, rendition, world = _edition(trim, "样张。")
    unit = Unit("frame", "chapter", "body", Bilingual.of({"zh-Hans": "样张"}), _frame_html(table, rooms))
    sheet = (FOLDER / "specimen.css").read_text(encoding="utf-8") + _page(trim, rooms)
    return _printed(replace(book, volumes=()), edition, replace(rendition, units=(unit,)), world, sheet)


def _page(trim: str, rooms: Sequence[float]) -> str:
    """The page's size, its margins, and the gap that fills the fuller of the two pages."""
    width, height = (float(number) for number in trim.removesuffix("mm").split("x"))
    half = (len(rooms) + 1) // 2
    inner = height * POINTS - 2 * EDGE
    gap = min(
        (inner - used - sum(part) - CAPTION * len(part)) / len(part)
        for used, part in ((HEAD + SIDES, rooms[:half]), (SIDES, rooms[half:]))
    )
    side = (width * POINTS - 2 * MEASURE - GUTTER) / 2
    where = "".join(
        f"@page{kind} {{ size: {width}mm {height}mm; margin: {EDGE}pt {side:.2f}pt }}\n"
        for kind in ("", " :left", " :right")
    )
    return f"{where}:root {{ --gap: {min(gap, WIDEST) - SLACK:.2f}pt }}\n"


def _frame_html(table: Sequence[Row], rooms: Sequence[float]) -> str:
    parts = [_HEAD, _SIDES]
    for number, (row, room) in enumerate(zip(table, rooms, strict=True)):
        if number == (len(table) + 1) // 2:
            parts.append(f'<div class="after"></div>{_SIDES}')
        parts.append(
            f'<div class="row"><div class="caption"><p lang="en"><a href="#r{number}"></a>'
            f'<span lang="zh-Hans">{escape(row.name["zh-Hans"])}</span> {escape(row.name["en"])}</p>'
            f'<p class="source" lang="en">{escape(row.source)}</p></div>'
            f'<div class="cut" id="r{number}" style="height: {room:.2f}pt"></div></div>'
        )
    return (
        '<html xmlns="http://www.w3.org/1999/xhtml" lang="zh-Hans"><head><title>t</title></head>'
        f'<body class="specimen">{"".join(parts)}</body></html>'
    )


_SIDES = (
    '<div class="sides"><p lang="zh-Hans">循则 <span lang="en">with the rule</span></p>'
    '<p lang="zh-Hans">不循则 <span lang="en">without it</span></p></div>'
)
_HEAD = (
    '<header><h1><span lang="zh-Hans">中文排版样张</span> '
    '<span lang="en">Chinese typography, rule by rule</span></h1></header>'
)


# ---------------------------------------------------------------- both together


def composed(frames: bytes, pairs: Sequence[tuple[Slip, Slip]]) -> bytes:
    """The frame with the slips in their places."""
    pdf = pikepdf.Pdf.open(io.BytesIO(frames))
    for number, (right, wrong) in enumerate(pairs):
        page, x, y = _places(pdf)[f"r{number}"]
        for slip, left in ((right, x), (wrong, x + MEASURE + GUTTER)):
            source = slip.pdf.pages[slip.page]
            width = float(source.mediabox[2])
            place = pikepdf.Rectangle(left - MARGIN, y - slip.height, left - MARGIN + width, y)
            pdf.pages[page].add_overlay(source, place)
        bars = _bars(right, wrong, x + MEASURE + GUTTER, y)
        pdf.pages[page].contents_add(pdf.make_stream(bars.encode()))
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _places(pdf: pikepdf.Pdf) -> dict[str, tuple[int, float, float]]:
    """Where the boxes for the slips stand: page, left edge, top edge."""
    pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
    names = pdf.Root.Names.Dests.Names
    targets = {str(names[at]): names[at + 1] for at in range(0, len(names), 2)}
    return {
        name: (pages[target[0].objgen], float(target[2]), float(target[3])) for name, target in targets.items()
    }


def _bars(right: Slip, wrong: Slip, x: float, y: float) -> str:
    """A bar beside every line of the wrong slip that is not as in the right one."""
    good = {looks(line) for line in right.lines}
    bars = " ".join(
        f"{x - 7:.2f} {y - (wrong.height - line.y) - 1.5:.2f} 1.2 9 re f"
        for line in wrong.lines
        if looks(line) not in good
    )
    return f"q {ACCENT} rg {bars} Q"


def looks(line: Line) -> tuple[object, ...]:
    """What a reader sees of a line: its characters, their places and faces."""
    return tuple(
        (run.text, run.font.name, round(run.x0, 1), round(run.x1, 1), round(run.y)) for run in line.runs
    )


def main() -> None:
    output = Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT / "dist"
    table = []
    for row in rows():
        if lacks := row.lacks():
            say(f"left out: {row.name['en']} (there is no {', '.join(lacks)})")
        else:
            table.append(row)
    pairs = slips(table)
    rooms = [max(right.room, wrong.room) for right, wrong in pairs]
    for name, trim in TRIMS.items():
        path = output / f"specimen-{name}.pdf"
        write_whole(path, composed(frame(trim, table, rooms), pairs))
        say(str(path))


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

"""Rows → XHTML: pairs as divs, inside the containers their sides share.

Stacked rows that stand in the same list, quotation or div are grouped inside one container, which
goes on as long as a side says so. Cells that stand side by side each bring their own containers.
"""

from __future__ import annotations

from dataclasses import replace

from bookbuild.model import Block, Cell, Frame, Heading, Pair, Row
from bookbuild.render import numbers
from bookbuild.render.apart import ORIGINAL, call, ended, parted
from bookbuild.render.blocks import leaf
from bookbuild.render.frames import LISTS, Container, Nest, Numbering, containers
from bookbuild.render.inlines import inlines
from bookbuild.render.labels import label
from bookbuild.render.markup import attribute, classes, escape, language
from bookbuild.render.setting import Setting


def write_rows(rows: tuple[Row, ...], one_file: bool, setting: Setting) -> str:
    """The rows of a chapter. *one_file*: all languages come from one file, so that keys are shared."""
    numbering = Numbering()
    nest = Nest(numbering)
    for row in rows:
        if heading := _shared_heading(row):
            nest.add((), _heading(row, heading, setting))
        elif row.arrangement == "side":
            nest.add((), _side(row, numbering, setting))
        elif row.arrangement == "apart":
            setting.apart.append(row)
            stands, _ = parted(row, setting)
            outer = _shared_containers(stands, one_file)
            nest.add(outer, _stack(stands, len(outer), one_file, setting, numbering, call(row, setting)))
        else:
            outer = _shared_containers(row, one_file)
            nest.add(outer, _stack(row, len(outer), one_file, setting, numbering))
    return nest.close()


def _pair_class(pair: Pair) -> str:
    return "" if pair.kind == "translated" else pair.kind


def pair_id(row: Row) -> str:
    """The passage's id as an attribute, unless its block bears it, being shared; its number, if it has one."""
    taken = any(block.id == row.pair.id for cell in row.cells for block in cell.blocks)
    name = "" if taken else attribute("id", row.pair.id)
    return name + attribute("data-pair", str(row.number or ""))


def _shared_heading(row: Row) -> Heading | None:
    """The heading a row is when each side is one heading outside any container: one h2, not two."""
    sides = [cell.blocks for cell in row.cells if cell.blocks]
    heads = [
        blocks[0]
        for blocks in sides
        if len(blocks) == 1 and isinstance(blocks[0], Heading) and not blocks[0].frames
    ]
    return heads[0] if heads and len(heads) == len(sides) else None


def _heading(row: Row, heading: Heading, setting: Setting) -> str:
    level = setting.levels.get(heading.level, 2)
    side = "side-by-side" if row.arrangement == "side" else ""
    names = classes("pair", side, _pair_class(row.pair)) + attribute("data-label", row.label)
    return f"<h{level}{pair_id(row)}{names}>{heading_sides(row, setting)}</h{level}>\n"


def heading_sides(row: Row, setting: Setting) -> str:
    """The sides of a heading as spans of one heading element; an empty one holds its column."""
    return " ".join(
        [
            f"<span{attribute('id', block.id)}{classes('side', *block.marks.classes)}{language(block.lang)}>"
            f"{inlines(block.content, block.lang or setting.languages[0], setting)}</span>"
            if isinstance(block, Heading)
            else f"<span{classes('side')}></span>"
            for cell in row.cells
            for block in cell.blocks or (None,)
        ]
    )


def _stack(row: Row, depth: int, one_file: bool, setting: Setting, numbering: Numbering, link: str = "") -> str:
    """The pair with its blocks one under the other; *depth* of their frames are written already.

    *link*: what leads from the end of its last block to counterparts that stand apart.
    """
    nest = Nest(numbering)
    for cell in row.cells:
        write_cell(cell, depth, "" if one_file else cell.lang, setting, nest, link)
    names = classes("pair", _pair_class(row.pair), ORIGINAL if link else "") + pair_id(row)
    number = numbers.element(row.pair, setting)
    return f"<div{names}{numbers.attributes(row.pair, setting)}>\n{number}{nest.close()}</div>\n"


def _side(row: Row, numbering: Numbering, setting: Setting) -> str:
    sides = []
    number = numbers.element(row.pair, setting)  # in a side: beside them it would be one more
    for cell in row.cells:
        nest = Nest(numbering)
        write_cell(counted(cell, row.pair), 0, cell.lang, setting, nest)
        sides.append(f"<div{classes('side')}{language(cell.lang)}>\n{number}{nest.close()}</div>\n")
        number = ""
    names = classes("pair", "side-by-side", _pair_class(row.pair)) + pair_id(row)
    return f"<div{names}{numbers.attributes(row.pair, setting)}>\n{''.join(sides)}</div>\n"


def write_cell(cell: Cell, depth: int, owner: str, setting: Setting, nest: Nest, link: str = "") -> None:
    """The cell's blocks into *nest*, whose containers are *owner*'s; the last ends in *link*."""
    if cell.lacks:
        nest.add((), _lack(cell))
    for block in cell.blocks:
        html = leaf(block, setting)
        if link and block is cell.blocks[-1]:
            html = ended(html, block, link)
        nest.add(containers(block.frames[depth:], owner), html)


def _lack(cell: Cell) -> str:
    """The note in place of a counterpart: furniture, told from the author's text by its attribute."""
    words = escape(label(cell.lacks, cell.lang))
    return f"<p{attribute('data-lacks', cell.lacks)}{language(cell.lang)}>{words}</p>\n"


def counted(cell: Cell, pair: Pair) -> Cell:
    """The cell with its ordered items numbered as the pair is, for lists that mix languages."""
    if not any(block.frames for block in cell.blocks):
        return cell
    blocks = [
        replace(block, frames=tuple(_numbered(block.frames, depth, pair) for depth in range(len(block.frames))))
        for block in cell.blocks
    ]
    return Cell(cell.lang, tuple(blocks))


def _numbered(frames: tuple[Frame, ...], depth: int, pair: Pair) -> Frame:
    """The frame at *depth*; an item of a list that mixes languages has its counterpart's number."""
    frame = frames[depth]
    if frame.kind != "item" or not frame.number:
        return frame
    numbers = [
        block.frames[depth].number
        for block in pair.blocks()
        if len(block.frames) > depth and block.frames[depth].kind == "item"
    ]
    return replace(frame, number=min(numbers, default=frame.number))


def _shared_containers(row: Row, one_file: bool) -> tuple[Container, ...]:
    """The containers that hold the whole row: of one kind on every side, one for all blocks of a side."""
    first = next((block.frames for cell in row.cells for block in cell.blocks), ())
    if not first:
        return ()
    found: list[Container] = []
    for depth in range(len(first)):
        if not _is_shared(row, depth):
            break
        keys = frozenset(
            ("" if one_file else cell.lang, block.frames[depth].key)
            for cell in row.cells
            for block in cell.blocks
        )
        found.append(Container(_numbered(first, depth, row.pair), keys))
    while found and found[-1].frame.kind in LISTS:
        found.pop()  # a list holds items, no pairs
    return tuple(found)


def _is_shared(row: Row, depth: int) -> bool:
    shapes = set()
    for cell in filter(lambda cell: cell.blocks, row.cells):
        if any(len(block.frames) <= depth for block in cell.blocks):
            return False
        if len({block.frames[depth].key for block in cell.blocks}) > 1:
            return False
        shapes |= {_shape(block, depth) for block in cell.blocks}
    return len(shapes) == 1


def _shape(block: Block, depth: int) -> tuple[str, tuple[str, ...]]:
    frame = block.frames[depth]
    return frame.kind, frame.classes

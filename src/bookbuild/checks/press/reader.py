"""A finished PDF, its bytes, to a PressFile: nothing of how it was made is known or trusted here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

import pikepdf

from bookbuild.checks.press.content import Interpreter
from bookbuild.checks.press.fonts import Fonts
from bookbuild.checks.press.lines import lines
from bookbuild.checks.press.structure import Leaf, leaves
from bookbuild.checks.press.value import Key, Line, Page, PressFile, Run

_Boxes = Mapping[int, list[Run]]
"""The runs of a page by the marked content they stand in."""


class Unreadable(Exception):
    """A PDF nothing can be said of, and why."""


def read(data: bytes) -> PressFile:
    """The pages, fonts and lines of a PDF. Unreadable when it is none, is locked or has no tag tree."""
    try:
        return _read(pikepdf.Pdf.open(BytesIO(data)))
    except pikepdf.PasswordError:
        raise Unreadable("it is locked with a password") from None
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, IndexError) as error:
        reason = str(error).partition("\n")[0]
        raise Unreadable(f"it is damaged: {reason or type(error).__name__}") from error


def _read(pdf: pikepdf.Pdf) -> PressFile:
    if "/StructTreeRoot" not in pdf.Root:
        raise Unreadable("it has no tag tree")
    fonts = Fonts()
    named = list(leaves(pdf))
    shown = [_shown(index, page, fonts) for index, page in enumerate(pdf.pages)]
    held: list[set[int]] = [set() for _ in shown]
    for leaf in named:
        held[leaf.page].add(leaf.box)
    pages = tuple(map(_page, pdf.pages, shown, held))
    return PressFile(pages, fonts.all(), _flows(named, shown))


def _sheet(page: pikepdf.Page) -> tuple[float, float, float, float]:
    left, bottom, right, top = (float(edge) for edge in page.trimbox)
    return left, bottom, right, top


def _shown(index: int, page: pikepdf.Page, fonts: Fonts) -> _Boxes:
    interpreter = Interpreter(index, _sheet(page), fonts)
    interpreter.play(_content(page), page.obj.get("/Resources", pikepdf.Dictionary()))
    boxes: dict[int, list[Run]] = {}
    for run in interpreter.runs:
        boxes.setdefault(run.box, []).append(run)
    return boxes


def _content(page: pikepdf.Page) -> bytes:
    held = page.obj.get("/Contents")
    parts: Iterable[Any] = () if held is None else held if isinstance(held, pikepdf.Array) else (held,)
    return b"\n".join(part.read_bytes() for part in parts)


def _page(page: pikepdf.Page, boxes: _Boxes, named: set[int]) -> Page:
    left, bottom, right, top = _sheet(page)
    runs = [run for held in boxes.values() for run in held]
    furniture = [run for run in runs if run.box not in named]
    return Page(page.label, right - left, top - bottom, tuple(runs), tuple(furniture))


def _flows(named: Iterable[Leaf], shown: Sequence[_Boxes]) -> dict[Key, tuple[Line, ...]]:
    runs: dict[Key, list[tuple[Leaf, Run]]] = {}
    for leaf in named:
        held = shown[leaf.page].get(leaf.box, ())
        runs.setdefault(leaf.key, []).extend((leaf, run) for run in held)
    return {key: tuple(lines(held)) for key, held in runs.items()}

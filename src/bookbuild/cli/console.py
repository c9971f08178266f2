"""What commands say and how: diagnostics with their lines, the summary, the table of products."""

from __future__ import annotations

import json
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bookbuild.diagnostics import Diagnostic, Diagnostics, Severity, render, width
from bookbuild.world import DiskWorld

if TYPE_CHECKING:
    from bookbuild.run import Product, Readback, Report

SHOWN = 5  # faults of one kind told one by one
FEW = ("", "")  # the kind of what never comes in numbers
PRESS = frozenset(f"P{number:03}" for number in range(20, 40))  # what reading a finished PDF finds
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def say(text: str = "") -> None:
    """A line for people, on stderr."""
    click.echo(text, err=True)


# ---------------------------------------------------------------- diagnostics


def show(diagnostics: Diagnostics, root: Path, *, everything: bool = False) -> None:
    """Every diagnostic with its excerpt, then how many there were.

    Of one fault of wording in one file, and of one fault of a finished PDF, the first few, unless *everything*
    is wanted: a rule that is broken is broken on every page.
    """
    line_of = _lines_below(root)
    for diagnostic in diagnostics if everything else condensed(diagnostics):
        say(_coloured(diagnostic, printable(render(diagnostic, line_of))))
    if diagnostics:
        say(summary(diagnostics))


def condensed(diagnostics: Diagnostics) -> Diagnostics:
    """*diagnostics* with at most SHOWN of a kind; the last of them says how many follow."""
    kinds = [_kind(item) for item in diagnostics]
    totals = Counter(kinds)
    seen: Counter[tuple[str, str]] = Counter()
    kept: list[Diagnostic] = []
    for item, kind in zip(diagnostics, kinds, strict=True):
        seen[kind] += 1
        more = totals[kind] - SHOWN
        if kind == FEW or seen[kind] < SHOWN or (seen[kind] == SHOWN and not more):
            kept.append(item)
        elif seen[kind] == SHOWN:
            where = " in this file" if kind[1] else ""
            told = f"{more} more of {item.code}{where}: bookbuild check --all lists them"
            kept.append(replace(item, notes=(*item.notes, told)))
    return tuple(kept)


def _kind(item: Diagnostic) -> tuple[str, str]:
    """What is counted together: wording by code and file, what finished PDFs show by code, the rest not."""
    if item.code[0] == "T":
        return item.code, item.span.path if item.span else ""
    return (item.code, "") if item.code in PRESS else FEW


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """``2 errors, 3 warnings, 1 note``; '' when there are none."""
    levels = [diagnostic.level for diagnostic in diagnostics]
    counts = ((levels.count(level), str(level)) for level in (Severity.ERROR, Severity.WARNING, Severity.NOTE))
    return ", ".join(f"{count} {name}{'s' if count > 1 else ''}" for count, name in counts if count)


def _lines_below(root: Path) -> Callable[[str, int], str | None]:
    world = DiskWorld(root)

    @cache
    def lines(path: str) -> list[str]:
        try:
            return world.read(path).decode("utf-8-sig", "replace").split("\n")
        except OSError:
            return []

    def line_of(path: str, number: int) -> str | None:
        return dict(enumerate(lines(path), 1)).get(number)

    return line_of


def printable(text: str) -> str:
    """Without what would steer the terminal: escapes, and marks that turn the direction of text."""
    if text.isprintable():
        return text
    kept = "\n\u00a0\u3000"  # Python counts no space but one as printable
    return "".join(char if char.isprintable() or char in kept else "�" for char in text)


def _coloured(diagnostic: Diagnostic, text: str) -> str:
    """The severity and the carets in the severity's colour (click drops colour off a terminal)."""
    colour = _COLOURS[diagnostic.level]
    head, *rest = text.split("\n")
    label = f"{diagnostic.level}[{diagnostic.code}]"
    head = head.replace(label, click.style(label, fg=colour, bold=True), 1)
    carets = (click.style(row, fg=colour) if row.endswith("^") else row for row in rest)
    return "\n".join([head, *carets])


def exit_code(report: Report, strict: bool) -> int:
    """0 built, 1 the book has errors, 2 the command line asked for what is not there (R011)."""
    if any(diagnostic.code == "R011" for diagnostic in report.diagnostics):
        return 2
    return 0 if report.ok(strict) else 1


# ---------------------------------------------------------------- products


def table(products: Iterable[Product], output: Path) -> str:
    """What was made below *output*, a row each, in columns."""
    rows = [("edition", "file", "size", "pages", "seconds")]
    rows += [
        (
            product.edition,
            str(output / product.path),
            human(product.size),
            "" if product.pages is None else str(product.pages),
            _state(product),
        )
        for product in products
    ]
    widths = [max(width(row[column]) for row in rows) for column in range(5)]
    return "\n".join(_row(row, widths) for row in rows)


def _state(product: Product) -> str:
    if product.up_to_date:
        return "up to date"
    return f"{product.seconds:.1f}" if product.written else "not written"


def _row(cells: tuple[str, ...], widths: list[int]) -> str:
    """Names to the left, numbers to the right."""
    padded = []
    for column, (cell, wide) in enumerate(zip(cells, widths, strict=True)):
        space = " " * (wide - width(cell))
        padded.append(cell + space if column < 2 else space + cell)
    return "  ".join(padded).rstrip()


def human(size: int) -> str:
    """A size as people read it: bytes, KB or MB of 1000."""
    if size < 1000:
        return f"{size} B"
    return f"{size / 1000:.0f} KB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


def as_json(report: Report, output: Path, *, ok: bool, **more: object) -> str:
    """The whole report as one JSON object, with *more* in it."""
    editions = [
        {
            "name": product.edition,
            "format": product.format,
            "path": str(output / product.path),
            "bytes": product.size,
            "pages": product.pages,
            "seconds": round(product.seconds, 3),
            "written": product.written,
            "upToDate": product.up_to_date,
        }
        for product in report.products
    ]
    found = [diagnostic.as_json() for diagnostic in report.diagnostics]
    return json.dumps({"ok": ok, "editions": editions, "diagnostics": found, **more}, ensure_ascii=False)


# ---------------------------------------------------------------- finished PDFs


def press_table(found: Iterable[Readback], output: Path) -> str:
    """What the rules found in each PDF below *output*: kept, broken, or nothing there to judge."""
    return "\n\n".join(map("\n".join, (_press_rows(item, output) for item in found))) or "no PDF was read"


def _press_rows(item: Readback, output: Path) -> Iterator[str]:
    if not item.outcomes:
        yield f"{item.edition}  {output / item.path}  not read"
        return
    yield f"{item.edition}  {output / item.path}  {item.pages} pages"
    wide = max(len(f"{outcome.checked:,}") for outcome in item.outcomes)
    for outcome in item.outcomes:
        sign = "✗" if outcome.faults else "✓" if outcome.checked else "-"
        good = f"{outcome.checked - len(outcome.faults):,}"
        yield f"  {sign} {outcome.code}  {good:>{wide}} of {outcome.checked:>{wide},}  {outcome.what}"
    yield f"  not ready for {item.use}: {', '.join(item.broken)}" if item.broken else f"  ready for {item.use}"


def press_json(found: Iterable[Readback], report: Report, output: Path, *, ok: bool) -> str:
    """The same as one JSON object."""
    editions = [
        {
            "name": item.edition,
            "path": str(output / item.path),
            "pages": item.pages,
            "read": bool(item.outcomes),
            "for": item.use,
            "ready": bool(item.outcomes) and not item.broken,
            "rules": [
                {"code": row.code, "what": row.what, "checked": row.checked, "faults": len(row.faults)}
                for row in item.outcomes
            ],
        }
        for item in found
    ]
    diagnostics = [diagnostic.as_json() for diagnostic in report.diagnostics]
    return json.dumps({"ok": ok, "editions": editions, "diagnostics": diagnostics}, ensure_ascii=False)


# ---------------------------------------------------------------- our own failures


def internal_error(error: Exception, *, verbose: bool) -> None:
    """Own up: this is no mistake of the writer's."""
    say(click.style("internal error", fg="red", bold=True) + f": {type(error).__name__}: {error}")
    if verbose:
        say("".join(traceback.format_exception(error)).rstrip())
    else:
        say("this is a bug in bookbuild, not in the book; please report it with the output of --verbose")

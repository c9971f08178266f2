"""``bookbuild check``"""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bookbuild.cli import options
from bookbuild.cli.console import as_json, exit_code, press_json, press_table, say, show, summary
from bookbuild.cli.progress import progress
from bookbuild.diagnostics import Diagnostics

if TYPE_CHECKING:
    from bookbuild.run import Report

SHOWN = 10  # of what one rule found in finished PDFs; a rule that is broken is broken on every page


@click.command()
@click.option("--press", is_flag=True, help="Read the finished PDFs back and judge their typography.")
@options.editions
@options.root
@options.output
@options.strict
@options.json
@options.verbose
def command(
    press: bool,
    editions: tuple[str, ...],
    root: Path,
    output: Path | None,
    strict: bool,
    json: bool,
    verbose: bool,
) -> None:
    """Read the whole book and report every problem, without writing anything.

    With --press the PDFs in dist, or those of the editions named, are read back page by page.

    \b
    Examples:
      bookbuild check
      bookbuild check --strict        for a commit hook: warnings fail too
      bookbuild check --json | jq .diagnostics
      bookbuild check --press         what the finished PDFs look like
      bookbuild check --press print --verbose
    """
    if press:
        _press(editions, root, output or root / "dist", strict=strict, json=json, verbose=verbose)
    if editions:
        raise click.UsageError("editions are named for --press only: all of the book is checked")
    from bookbuild.run import check

    with progress(json=json, verbose=verbose) as shown:
        report = check(root, progress=shown)
    ok = report.ok(strict)
    if json:
        click.echo(as_json(report, root, ok=ok))
    else:
        show(report.diagnostics, root)
        if not report.diagnostics:
            say("no problems")
    sys.exit(exit_code(report, strict))


def _press(
    editions: tuple[str, ...], root: Path, output: Path, *, strict: bool, json: bool, verbose: bool
) -> None:
    from bookbuild.run import check_press

    with progress(json=json, verbose=verbose) as shown:
        found, report = check_press(root, editions, output=output, progress=shown)
    if json:
        click.echo(press_json(found, report, output, ok=report.ok(strict)))
    else:
        _show(report, root, verbose=verbose)
        click.echo(press_table(found, output))
    sys.exit(exit_code(report, strict))


def _show(report: Report, root: Path, *, verbose: bool) -> None:
    """The diagnostics; of each code the first few, unless *verbose*."""
    by_code = sorted(report.diagnostics, key=lambda item: item.code)
    groups = [(code, tuple(group)) for code, group in groupby(by_code, key=lambda item: item.code)]
    kept: Diagnostics = tuple(item for _, group in groups for item in (group if verbose else group[:SHOWN]))
    show(kept, root)
    for code, group in groups:
        if not verbose and len(group) > SHOWN:
            say(f"{len(group) - SHOWN} more of {code}: --verbose shows them")
    if len(kept) < len(report.diagnostics):
        say(f"in all: {summary(report.diagnostics)}")

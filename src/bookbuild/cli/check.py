"""``bookbuild check``: every problem of the sources, or of the finished PDFs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bookbuild.cli import options
from bookbuild.cli.console import as_json, exit_code, press_json, press_table, say, show
from bookbuild.cli.progress import progress
from bookbuild.runtime.system import processors

if TYPE_CHECKING:
    from bookbuild.editorial import Mended


@click.command()
@click.option("--press", is_flag=True, help="Read the finished PDFs back and judge their typography.")
@options.editions
@options.root
@options.output
@options.strict
@click.option(
    "--fix", is_flag=True, help="Mend the wording of the chapters where there is no doubt, in their files."
)
@click.option("--diff", is_flag=True, help="Show what --fix would change, and write nothing.")
@click.option("--all", "everything", is_flag=True, help="List every fault, not the first few of a kind.")
@options.json
@options.verbose
def command(
    press: bool,
    editions: tuple[str, ...],
    root: Path,
    output: Path | None,
    strict: bool,
    fix: bool,
    diff: bool,
    everything: bool,
    json: bool,
    verbose: bool,
) -> None:
    """Read the whole book and report every problem, the wording of its texts included.

    Nothing is written without --fix, which changes the characters reported and nothing else. With --press the
    PDFs in dist, or those of the editions named, are read back page by page.

    \b
    Examples:
      bookbuild check
      bookbuild check --strict        for a commit hook: warnings fail too
      bookbuild check --diff          what --fix would change
      bookbuild check --fix
      bookbuild check --json | jq .diagnostics
      bookbuild check --press         what the finished PDFs look like
      bookbuild check --press print --all
    """
    _fit(press, editions, fix, diff, json)
    if press:
        _press(editions, root, output or root / "dist", strict, everything, json, verbose)
    elif diff:
        _show_difference(root, strict)
    else:
        _check(root, strict, fix, everything, json, verbose)


def _fit(press: bool, editions: tuple[str, ...], fix: bool, diff: bool, json: bool) -> None:
    if diff and (fix or json):
        raise click.UsageError("--diff shows changes and does nothing else")
    if press and (fix or diff):
        raise click.UsageError("--press reads PDFs; --fix and --diff are for chapters")
    if editions and not press:
        raise click.UsageError("editions are named for --press only: all of the book is checked")


def _check(root: Path, strict: bool, fix: bool, everything: bool, json: bool, verbose: bool) -> None:
    from bookbuild.run import check, mend

    mended, refused = mend(root, write=True) if fix else ((), None)
    with progress(json=json, verbose=verbose) as shown:
        report = check(root, jobs=processors(), progress=shown)
    if refused:
        report = report.with_more(refused.diagnostics)
    ok = report.ok(strict)
    if json:
        click.echo(as_json(report, root, ok=ok, mended={one.path: dict(one.counts) for one in mended}))
    else:
        _tell_mended(mended)
        show(report.diagnostics, root, everything=everything)
        if not report.diagnostics:
            say("no problems")
    sys.exit(exit_code(report, strict))


def _show_difference(root: Path, strict: bool) -> None:
    from bookbuild.run import mend

    mended, report = mend(root, write=False)
    click.echo("".join(_difference(one) for one in mended), nl=False)
    show(report.diagnostics, root)
    sys.exit(exit_code(report, strict))


def _press(
    editions: tuple[str, ...],
    root: Path,
    output: Path,
    strict: bool,
    everything: bool,
    json: bool,
    verbose: bool,
) -> None:
    from bookbuild.run import check_press

    with progress(json=json, verbose=verbose) as shown:
        found, report = check_press(root, editions, output=output, progress=shown)
    if json:
        click.echo(press_json(found, report, output, ok=report.ok(strict)))
    else:
        show(report.diagnostics, root, everything=everything)
        click.echo(press_table(found, output))
    sys.exit(exit_code(report, strict))


def _tell_mended(mended: tuple[Mended, ...]) -> None:
    """What was changed: a line for each file, with how many of each code."""
    for one in mended:
        counts = ", ".join(f"{code} × {count}" for code, count in one.counts)
        say(f"{one.path}  mended: {counts}")


def _difference(mended: Mended) -> str:
    """A unified diff of one file."""
    from difflib import unified_diff

    before, after = (data.decode("utf-8").splitlines(keepends=True) for data in (mended.before, mended.after))
    rows = unified_diff(before, after, mended.path, mended.path)
    return "".join(row if row.endswith("\n") else f"{row}\n" for row in rows)

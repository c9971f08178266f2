"""``bookbuild check``"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bookbuild.cli import options
from bookbuild.cli.console import as_json, exit_code, say, show
from bookbuild.cli.progress import progress

if TYPE_CHECKING:
    from bookbuild.editorial import Mended


@click.command()
@options.root
@options.strict
@click.option(
    "--fix", is_flag=True, help="Mend the wording of the chapters where there is no doubt, in their files."
)
@click.option("--diff", is_flag=True, help="Show what --fix would change, and write nothing.")
@click.option(
    "--all", "everything", is_flag=True, help="List every fault of wording, not the first few of a kind."
)
@options.json
@options.verbose
def command(
    root: Path, strict: bool, fix: bool, diff: bool, everything: bool, json: bool, verbose: bool
) -> None:
    """Read the whole book and report every problem, the wording of its texts included.

    Nothing is written without --fix, which changes the characters reported and nothing else.

    \b
    Examples:
      bookbuild check
      bookbuild check --strict        for a commit hook: warnings fail too
      bookbuild check --diff          what --fix would change
      bookbuild check --fix
      bookbuild check --json | jq .diagnostics
    """
    from bookbuild.run import check, mend

    if diff and (fix or json):
        raise click.UsageError("--diff shows changes and does nothing else")
    if diff:
        mended, report = mend(root, write=False)
        click.echo("".join(_difference(one) for one in mended), nl=False)
        show(report.diagnostics, root)
        sys.exit(exit_code(report, strict))
    mended, refused = mend(root, write=True) if fix else ((), None)
    with progress(json=json, verbose=verbose) as shown:
        report = check(root, progress=shown)
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

"""What ``split`` and ``merge`` share: the options, carrying out a plan, saying what was done."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bookbuild.cli.chapters import as_named
from bookbuild.cli.console import say, show

if TYPE_CHECKING:
    from bookbuild.rewrite.plan import Plan

chapters = click.argument("chapters", nargs=-1, metavar="[CHAPTER]...")
everything = click.option("--all", "everything", is_flag=True, help="Every chapter of the book that can be.")
dry_run = click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
force = click.option("--force", is_flag=True, help="Where a file has the name already, put it aside as .bak.")


def run(
    root: Path,
    plan: Callable[..., Plan],
    names: tuple[str, ...],
    *,
    everything: bool,
    force: bool,
    dry_run: bool,
) -> None:
    """Make the *plan* for *names*, carry it out unless *dry_run*, and end with the exit code."""
    from bookbuild.world import DiskWorld

    if bool(names) == everything:
        raise click.UsageError("name chapters by their paths or numbers, or say --all")
    made = plan(DiskWorld(root), as_named(names, root), force=force)
    show(made.problems, root)
    if not made.ok():
        say("nothing is written")
        sys.exit(2 if any(problem.code == "A034" for problem in made.problems) else 1)
    if not made.files:
        say("nothing to do")
        return
    if not dry_run:
        _carry_out(root, made)
    _told(made, dry_run=dry_run)


def _carry_out(root: Path, plan: Plan) -> None:
    from bookbuild.runtime.atomic import unwritable
    from bookbuild.runtime.exchange import exchange

    try:
        exchange(root, plan.files, plan.kept)
    except OSError as error:
        path = Path(str(error.filename or root)).name
        show((unwritable(path, error),), root)
        say("nothing is written")
        sys.exit(1)


def _told(plan: Plan, *, dry_run: bool) -> None:
    would = "would be " if dry_run else ""
    for path, data in plan.files:
        verb = "changed" if path == "book.yaml" else "written"
        click.echo(f"{path}  {would}{verb}, {len(data)} bytes")
    for path, name in plan.kept:
        click.echo(f"{path}  {would}kept as {name}")


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of both commands, in the order of ``--help``."""
    from bookbuild.cli import options

    for option in (force, dry_run, everything, options.root, chapters):
        command = option(command)
    return command

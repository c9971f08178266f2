"""``bookbuild merge``"""

from __future__ import annotations

from pathlib import Path

import click

from bookbuild.cli import rewriting


@click.command()
@rewriting.common
def command(chapters: tuple[str, ...], root: Path, everything: bool, dry_run: bool, force: bool) -> None:
    """Make one file of chapters that have one for each language, pair by pair.

    03.zh-Hans.md and 03.en.md become 03.md; book.yaml names the new file, and the old ones are kept with
    .bak behind their names. The book stays the same: where it would not, nothing is written.
    A CHAPTER is a path of book.yaml, a file's name or a number in reading order.

    \b
    Examples:
      bookbuild merge chapters/03.en.md
      bookbuild merge 3
      bookbuild merge --all --dry-run
    """
    from bookbuild.rewrite.plan import merge_plan

    rewriting.run(root, merge_plan, chapters, everything=everything, force=force, dry_run=dry_run)

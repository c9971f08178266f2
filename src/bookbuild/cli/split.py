"""``bookbuild split``"""

from __future__ import annotations

from pathlib import Path

import click

from bookbuild.cli import rewriting


@click.command()
@rewriting.common
def command(chapters: tuple[str, ...], root: Path, everything: bool, dry_run: bool, force: bool) -> None:
    """Make a file for each language of chapters that hold both, so that each can be worked on alone.

    03.md becomes 03.zh-Hans.md and 03.en.md with your own lines in them; book.yaml names the new files, and
    the old one is kept as 03.md.bak. The book stays the same: where it would not, nothing is written.
    A CHAPTER is a path of book.yaml, a file's name or a number in reading order.

    \b
    Examples:
      bookbuild split chapters/03.md
      bookbuild split 3
      bookbuild split --all --dry-run
    """
    from bookbuild.rewrite.plan import split_plan

    rewriting.run(root, split_plan, chapters, everything=everything, force=force, dry_run=dry_run)

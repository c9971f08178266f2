"""``bookbuild build``"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import click

from bookbuild.cli import options
from bookbuild.cli.console import as_json, exit_code, say, show, table
from bookbuild.cli.progress import progress
from bookbuild.runtime.system import processors


@click.command()
@options.editions
@options.root
@options.output
@options.jobs
@options.strict
@options.json
@options.verbose
def command(
    editions: tuple[str, ...],
    root: Path,
    output: Path | None,
    jobs: int | None,
    strict: bool,
    json: bool,
    verbose: bool,
) -> None:
    """Make the book's editions: all of them, or those named.

    An edition with errors is not written and its old file stays; the others are made. What has not
    changed since the last build is not made again.

    \b
    Examples:
      bookbuild build
      bookbuild build reader print
      bookbuild build -C ~/books/gemini --output /tmp/out
      bookbuild build --strict --json > report.json
    """
    gc.disable()  # a book is a tree of tuples: to look for cycles in it costs time
    from bookbuild.aligner import gather
    from bookbuild.runtime.record import is_any_kept

    # Where nothing was made before, all is to be made: the aligners load while this process does.
    aligners = None if is_any_kept(root) else gather(jobs or processors())
    from bookbuild.run import build

    target = output or root / "dist"
    with progress(json=json, verbose=verbose) as shown:
        report = build(
            root,
            editions,
            jobs=jobs or processors(),
            output=target,
            progress=shown,
            strict=strict,
            aligners=aligners,
        )
    ok = report.ok(strict)
    if json:
        click.echo(as_json(report, target, ok=ok))
    else:
        show(report.diagnostics, root)
        if report.products:
            click.echo(table(report.products, target))
        if report.products and all(product.up_to_date for product in report.products):
            say("nothing has changed")
    sys.exit(exit_code(report, strict))

"""``bookbuild check``"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bookbuild.cli import options
from bookbuild.cli.console import as_json, exit_code, say, show
from bookbuild.cli.progress import progress
from bookbuild.runtime.system import processors


@click.command()
@options.root
@options.strict
@options.json
@options.verbose
def command(root: Path, strict: bool, json: bool, verbose: bool) -> None:
    """Read the whole book and report every problem, without writing anything.

    \b
    Examples:
      bookbuild check
      bookbuild check --strict        for a commit hook: warnings fail too
      bookbuild check --json | jq .diagnostics
    """
    from bookbuild.run import check

    with progress(json=json, verbose=verbose) as shown:
        report = check(root, jobs=processors(), progress=shown)
    ok = report.ok(strict)
    if json:
        click.echo(as_json(report, root, ok=ok))
    else:
        show(report.diagnostics, root)
        if not report.diagnostics:
            say("no problems")
    sys.exit(exit_code(report, strict))

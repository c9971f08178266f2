"""``bookbuild fonts``"""

from __future__ import annotations

import json as jsons
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from bookbuild.cli import options
from bookbuild.cli.console import exit_code, printable, show
from bookbuild.cli.progress import progress


@click.command()
@options.editions
@options.root
@click.option("--installed", is_flag=True, help="List the families installed here, by role, instead.")
@options.json
def command(editions: tuple[str, ...], root: Path, installed: bool, json: bool) -> None:
    """Show which face sets what in each edition, or in those named.

    For each role its families in the order they are searched, with version, kind, licence bits and files;
    how many characters each sets, which of them because the face before it lacks them, and which no face has.

    \b
    Roles: song (Chinese), kai (its emphasis, verse, quotations), hei (a sans, for your styles),
           latin, mono (code), rare (Han characters the others lack), symbols (signs and emoji)

    \b
    Examples:
      bookbuild fonts
      bookbuild fonts print
      bookbuild fonts --installed     what could be named under fonts in book.yaml
      bookbuild fonts --json | jq '.editions[].missing[].char'
    """
    if installed:
        _show_installed(json)
        return
    from bookbuild.fonts.report import casting_data, casting_lines
    from bookbuild.run import fonts

    with progress(json=json, verbose=False) as shown:
        castings, report = fonts(root, editions, progress=shown)
    if json:
        found = [casting_data(casting) for casting in castings]
        click.echo(jsons.dumps({"editions": found}, ensure_ascii=False))
    else:
        for casting in castings:
            _echo(casting_lines(casting))
    show(report.diagnostics, root)
    sys.exit(exit_code(report, False))


def _show_installed(json: bool) -> None:
    from bookbuild.fonts.report import shelf_data, shelf_lines
    from bookbuild.fonts.shelf import shelf

    if json:
        click.echo(jsons.dumps(shelf_data(shelf()), ensure_ascii=False))
    else:
        _echo(shelf_lines(shelf()))


def _echo(lines: Iterable[str]) -> None:
    click.echo("\n".join(map(printable, lines)))

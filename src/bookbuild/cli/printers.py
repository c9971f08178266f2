"""``bookbuild printers``"""

from __future__ import annotations

import json as jsons
from difflib import get_close_matches

import click

from bookbuild.cli import options
from bookbuild.cli.console import printable


@click.command()
@click.argument("name", required=False)
@options.json
def command(name: str | None, json: bool) -> None:
    """List the printers bookbuild knows, or explain one: what it asks of a file, who says so, since when.

    What is not known stands there as such: a build that needs it asks you.

    \b
    Examples:
      bookbuild printers
      bookbuild printers ingramspark
      bookbuild printers kdp --json | jq .gutter
    """
    from bookbuild.printers import presets, report

    known = presets()
    if name and name not in known:
        near = get_close_matches(name, known, 1)
        raise click.UsageError(
            f"there is no printer {name}; "
            + (f"did you mean {near[0]}?" if near else f"use one of {', '.join(known)}")
        )
    if json:
        found = report.data(known[name]) if name else [report.data(preset) for preset in known.values()]
        click.echo(jsons.dumps(found, ensure_ascii=False))
    else:
        lines = report.explained(known[name]) if name else report.listed(tuple(known.values()))
        click.echo("\n".join(map(printable, lines)))

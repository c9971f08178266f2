"""Options several commands share."""

from __future__ import annotations

from pathlib import Path

import click

root = click.option(
    "-C",
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("."),
    show_default=True,
    metavar="DIR",
    help="The book's folder: where book.yaml is.",
)
output = click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Where the files go.  [default: dist in the book's folder]",
)
jobs = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes pair and typeset chapters.  [default: the processors]",
)
strict = click.option("--strict", is_flag=True, help="Let warnings fail the build as errors do.")
json = click.option("--json", is_flag=True, help="One JSON object on stdout and nothing else.")
verbose = click.option("--verbose", is_flag=True, help="Say every stage; show our own tracebacks.")
editions = click.argument("editions", nargs=-1, metavar="[EDITION]...")

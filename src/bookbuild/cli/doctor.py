"""``bookbuild doctor``"""

from __future__ import annotations

import sys

import click

from bookbuild.runtime.system import PARTS, install_line, missing_parts


@click.command()
@click.option("--install-line", "line_only", is_flag=True, help="Print only the command that installs.")
def command(line_only: bool) -> None:
    """Say which parts of the system are missing, and the command that installs them.

    Pango typesets PDFs; the fonts set Chinese and Latin text. EPUBs are made without any of them.

    \b
    Examples:
      bookbuild doctor
      eval "$(bookbuild doctor --install-line)"
    """
    missing = missing_parts()
    line = install_line(missing)
    if line_only:
        click.echo(line)
        return
    for part in PARTS:
        click.echo(f"{'missing' if part in missing else 'found  '}  {part.name}")
    if missing:
        click.echo(f"install with: {line}" if line else "install them with the system's package manager")
    sys.exit(1 if missing else 0)

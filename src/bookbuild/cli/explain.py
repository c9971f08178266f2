"""``bookbuild explain``"""

from __future__ import annotations

from difflib import get_close_matches

import click

from bookbuild.diagnostics import FAMILIES, Code, code, codes


@click.command()
@click.argument("names", nargs=-1, metavar="[CODE]...")
@click.option("--list", "everything", is_flag=True, help="List every code with its title.")
def command(names: tuple[str, ...], everything: bool) -> None:
    """Say what a diagnostic's code means and what to do about it.

    \b
    Examples:
      bookbuild explain A002
      bookbuild explain --list
    """
    if everything:
        click.echo("\n".join(_listed()))
    elif names:
        click.echo("\n\n".join(_explained(_row(name)) for name in names))
    else:
        raise click.UsageError("name a code, as in: bookbuild explain A002 (or --list)")


def _row(name: str) -> Code:
    try:
        return code(name.upper())
    except KeyError:
        known = [row.code for row in codes()]
        near = get_close_matches(name.upper(), known, n=3) or ["bookbuild explain --list"]
        raise click.UsageError(f"there is no code {name}; see {', '.join(near)}") from None


def _explained(row: Code) -> str:
    return f"{row.code} · {row.severity} · {row.title}\n\n{row.explanation}"


def _listed() -> list[str]:
    lines: list[str] = []
    for letter, family in FAMILIES.items():
        rows = [row for row in codes() if row.code.startswith(letter)]
        if rows:
            lines += ["", family] if lines else [family]
        lines += [f"  {row.code}  {row.severity!s:<7}  {row.title}" for row in rows]
    return lines

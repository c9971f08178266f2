"""The command line. Each command is a small module of this package, imported only when it is called."""

from __future__ import annotations

import atexit
import os
import sys
from contextlib import suppress
from importlib import import_module
from keyword import iskeyword
from typing import TextIO

import click

from bookbuild import __version__

COMMANDS = {
    "build": "Make the book's editions.",
    "check": "Report every problem; proof-read and mend the text.",
    "pairs": "Show which passage is paired with which, and how surely.",
    "fonts": "Show which face sets what, and what no face has.",
    "printers": "List printers, or say what one asks of a file.",
    "watch": "Build again on every saved change.",
    "import": "Make a book of text, Markdown, HTML, DOCX or EPUB files.",
    "split": "Make a file for each language of chapters in both.",
    "merge": "Make one file of chapters that have two.",
    "explain": "Say what a diagnostic's code means.",
    "schema": "Print the JSON Schema of book.yaml.",
    "doctor": "Say which parts of the system are missing.",
}


class LazyGroup(click.Group):
    """A group that knows its commands' names and help without importing them."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = f"{name}_" if iskeyword(name) else name
        command = import_module(f"bookbuild.cli.{module}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="bookbuild")
def cli() -> None:
    """Bilingual Markdown chapters in, a paired EPUB 3 and a print-ready PDF out.

    \b
    Start in the folder that holds book.yaml:
      bookbuild build            every edition, into dist/
      bookbuild build reader     one edition
      bookbuild watch            again on every change
      bookbuild explain A002     what a message means

    Exit status: 0 built, 1 the book has errors (or bookbuild itself failed), 2 wrong usage.
    """


def main() -> None:
    """The console script. An exception that gets here is a bug of ours, and says so."""
    for stream in (sys.stdout, sys.stderr):
        _never_fail(stream)
    try:
        cli()
    except SystemExit as end:
        if isinstance(end.code, int):
            _leave(end.code)
        raise
    except Exception as error:
        from bookbuild.cli.console import internal_error

        internal_error(error, verbose="--verbose" in sys.argv)
        sys.exit(1)


def _leave(status: int) -> None:
    """End at once: to give a book's objects back one by one takes a twentieth of a build, and is of no use.

    Comes back where something could not be said: Python's own way to end tells of it.
    """
    atexit._run_exitfuncs()
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _never_fail(stream: TextIO) -> None:
    """A terminal that cannot show a character shows its escape instead (``LC_ALL=C``)."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="backslashreplace")

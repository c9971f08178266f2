"""``bookbuild pairs``"""

from __future__ import annotations

import json as jsons
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bookbuild.cli import accepting, options
from bookbuild.cli.chapters import as_named
from bookbuild.cli.console import exit_code, printable, say, show

if TYPE_CHECKING:
    from bookbuild.review import Line, Review, Tone
    from bookbuild.run import Report

PIPED = 100  # columns where there is no terminal to ask
_WIDEST = 180  # columns a line of text is still read across
_STDOUT = "-"
_LOOKS: dict[Tone, dict[str, Any]] = {
    "title": {"bold": True},
    "faint": {"dim": True},
    "doubt": {"fg": "yellow"},
    "missing": {"fg": "red"},
    "stale": {"fg": "magenta"},
}


@click.command()
@click.argument("chapters", nargs=-1, metavar="[CHAPTER]...")
@options.root
@click.option(
    "--doubtful", is_flag=True, help="Only what to look at: in doubt, stale, without its translation."
)
@click.option("--coverage", is_flag=True, help="Only the table: how much has its counterpart, by chapter.")
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write a page to read through.",
)
@click.option(
    "--json",
    is_flag=False,
    flag_value=_STDOUT,
    metavar="[FILE.json]",
    help="One JSON object in the file, or on stdout and nothing else there.",
)
@click.option("--accept", is_flag=True, help="Write down that the pairs are right as they are now.")
@options.strict
def command(
    chapters: tuple[str, ...],
    root: Path,
    doubtful: bool,
    coverage: bool,
    html: Path | None,
    json: str | None,
    accept: bool,
    strict: bool,
) -> None:
    """Show which passage is paired with which, how surely, and what has no counterpart.

    Side by side, each passage with its line, each pair with a confidence from 0 to 1; then the coverage.
    A CHAPTER is a path of book.yaml, a file's name or a number in reading order; none: all of them.

    \b
    In the margin:  ? doubtful   * stale   ! missing   - on purpose   = shared

    \b
    Examples:
      bookbuild pairs
      bookbuild pairs 2 --doubtful
      bookbuild pairs --coverage
      bookbuild pairs --html pairs.html
      bookbuild pairs 2 --accept      from now on, report what did not follow an edit
      bookbuild pairs --json | jq '.chapters[].pairs[] | select(.doubt)'
    """
    from bookbuild.run import pairs

    if json and json != _STDOUT and not json.endswith(".json"):
        chapters, json = (json, *chapters), _STDOUT  # the word after --json named a chapter
    review, report = pairs(root)
    numbers = _numbers(as_named(chapters, root), review) if review else frozenset()
    if review and accept:
        accepting.accept(root, numbers)
        review, report = pairs(root)
    if review and numbers:
        report = _concerning(report, review, numbers)
    if review and (html or json or not accept):
        shown = review.only(numbers) if numbers else review
        shown = shown.questionable() if doubtful else shown
        _protect(review, root, html, json)
        _give(shown, html, json, coverage=coverage, doubtful=doubtful)
    elif json:
        _write(json, '{"chapters": []}')
    show(report.diagnostics, root)
    sys.exit(exit_code(report, strict))


def _concerning(report: Report, review: Review, numbers: frozenset[int]) -> Report:
    """*report* without what is about other chapters than those of these *numbers*."""
    others = {file for one in review.chapters() if one.number not in numbers for file in one.files()}
    own = {file for one in review.chapters() if one.number in numbers for file in one.files()}
    return replace(
        report,
        diagnostics=tuple(
            item for item in report.diagnostics if not item.span or item.span.path not in others - own
        ),
    )


def _numbers(names: Sequence[str], review: Review) -> frozenset[int]:
    """The chapters called *names*."""
    from bookbuild.manifest.calling import called, hint

    files = [one.files() for one in review.chapters()]
    for name in names:
        if not called(name, files):
            raise click.UsageError(f"there is no chapter {name}; {hint(name, files)}")
    return frozenset(number for name in names for number in called(name, files))


def _protect(review: Review, root: Path, html: Path | None, json: str | None) -> None:
    """Refuse to write over what the book is made of."""
    sources = {(root / file).resolve() for one in review.chapters() for file in one.files()}
    sources |= {(root / name).resolve() for name in ("book.yaml", "accepted.jsonl")}
    for target in (html, Path(json) if json else None):
        if target and target.resolve() in sources:
            raise click.UsageError(f"{target} is a source of the book; name another file")


def _give(review: Review, html: Path | None, json: str | None, *, coverage: bool, doubtful: bool) -> None:
    """The review in every form asked for; side by side when none is."""
    from bookbuild.review import as_data, page

    if html:
        _write(str(html), page(review))
    if json:
        _write(json, jsons.dumps(as_data(review), ensure_ascii=False))
    if not html and not json:
        _print(review, coverage=coverage, doubtful=doubtful)


def _write(target: str, text: str) -> None:
    """*text* to a file, which appears whole or not at all, or to stdout."""
    if target == _STDOUT:
        click.echo(text)
        return
    from bookbuild.runtime.atomic import unwritable, write_whole

    try:
        write_whole(Path(target), f"{text}\n".encode())
    except OSError as error:
        show((replace(unwritable(target, error), help="name a file elsewhere"),), Path())
        sys.exit(1)
    say(f"written: {target}")


def _print(review: Review, *, coverage: bool, doubtful: bool) -> None:
    from bookbuild.review import chapter_lines, summary_lines

    columns = min(shutil.get_terminal_size().columns, _WIDEST) if sys.stdout.isatty() else PIPED
    for chapter in review.chapters():
        if not coverage and (chapter.rows or not doubtful or not chapter.read):
            _echo(chapter_lines(chapter, columns))
    _echo(summary_lines(review))


def _echo(lines: Iterable[Line]) -> None:
    click.echo("\n".join(map(_styled, lines)))


def _styled(line: Line) -> str:
    """The line in its colours (click drops those off a terminal)."""
    return "".join(click.style(printable(text), **_LOOKS.get(tone, {})) for text, tone in line)

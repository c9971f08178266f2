"""``bookbuild import``"""

from __future__ import annotations

import json as json_text
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bookbuild.cli import options
from bookbuild.cli.console import printable, say, show
from bookbuild.diagnostics import Diagnostics, has_errors

if TYPE_CHECKING:
    from bookbuild.intake import Decisions, Plan, Source


@click.command()
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SOURCE...")
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="The new book's folder.  [default: the first source's name without its ending]",
)
@click.option(
    "--languages",
    metavar="TAGS",
    help="The book's languages, the main one first: zh-Hans,en.  [default: found by script]",
)
@click.option("--title", default="", metavar="TEXT", help="The book's title: '河 / The River'.")
@click.option("--force", is_flag=True, help="Write over files that are there.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, write nothing.")
@options.json
def command(
    sources: tuple[Path, ...],
    into: Path | None,
    languages: str | None,
    title: str,
    force: bool,
    dry_run: bool,
    json: bool,
) -> None:
    """Make a book of what is written already: .txt, .md, .html, .docx, .epub, or a folder of these.

    Chapters are found by their titles and put in the order of their series. Bylines, dates and credits
    go to the front matter; every such decision is printed with its line. The sources stay untouched.

    \b
    Examples:
      bookbuild import blog-export.txt            one file in both languages
      bookbuild import zh.docx en.docx            a file for each language
      bookbuild import posts/ --into my-book --title '河 / The River'
      bookbuild import old.epub --dry-run
    """
    from bookbuild.intake import Options, plan

    target = into or Path(_default(sources[0]))
    tags = _tags(languages)
    made, decisions, found = plan([_source(path) for path in sources], Options(tags, title))
    if made and not has_errors(found):
        found += _written(made, target, force=force, dry_run=dry_run)
    ok = made is not None and not has_errors(found)
    if json:
        click.echo(_as_json(made, decisions, found, target, ok=ok))
    else:
        _tell(made, decisions, found, target, dry_run=dry_run)
    sys.exit(0 if ok else 1)


def _written(made: Plan, target: Path, *, force: bool, dry_run: bool) -> Diagnostics:
    from bookbuild.runtime import shelf

    found = shelf.in_the_way(target, made.files, force=force)
    return found if found or dry_run else shelf.put(target, made.files)


def _default(source: Path) -> str:
    """A folder beside the working place, never the source itself."""
    name = source.resolve().name
    return f"{name}-book" if source.is_dir() or not source.suffix else source.stem


def _tags(languages: str | None) -> tuple[str, ...]:
    from bookbuild.source.language import well_formed

    tags = tuple(dict.fromkeys(filter(None, re.split(r"[,\s]+", languages or ""))))
    for tag in tags:
        if not well_formed(tag):
            raise click.BadParameter(
                f"{tag!r} is not a language tag such as zh-Hans or en", param_hint="--languages"
            )
    return tags


def _source(path: Path) -> Source:
    """A source with the world it is read from: its folder, or itself when it is one."""
    from bookbuild.intake import Source
    from bookbuild.intake.gather import KNOWN, kind
    from bookbuild.world import DiskWorld

    if path.is_dir():
        world = DiskWorld(path)
        return Source(str(path), world, tuple(one for one in world.files() if kind(one) in KNOWN), folder=True)
    real = path.resolve()
    return Source(str(path), DiskWorld(real.parent), (real.name,))


# ---------------------------------------------------------------- what is said


def _tell(made: Plan | None, decisions: Decisions, found: Diagnostics, target: Path, *, dry_run: bool) -> None:
    for line in _decided(decisions):
        click.echo(printable(line))
    show(found, Path("."))
    if made is None or has_errors(found):
        partly = any(one.code == "R001" for one in found)
        say("not all files were written" if partly else "nothing was written")
        return
    click.echo(printable("\n".join(_shelves(made))))
    if dry_run:
        say(f"nothing was written; without --dry-run {len(made.files)} files go to {target}")
    else:
        say(f"{len(made.files)} files in {target}; next: bookbuild check -C {target}")


def _decided(decisions: Decisions) -> Iterator[str]:
    """The decisions under the headings of their groups, in the order of the source."""
    from bookbuild.intake import GROUPS

    paths = {path: place for place, path in enumerate(dict.fromkeys(one.span.path for one in decisions))}
    for group, heading in GROUPS.items():
        held = sorted(
            (one for one in decisions if one.group == group), key=lambda one: (paths[one.span.path], one.span)
        )
        if held:
            yield f"{heading}:"
            yield from (f"  {one}" for one in held)
            yield ""


def _shelves(made: Plan) -> Iterator[str]:
    """The book as it will be: volumes and chapters."""
    for one in made.lists:
        yield f"{one.key}: {' / '.join(one.title.values())}" if one.title else one.key
        yield from (f"  {path}" for row in one.rows for path in row.paths.values())


def _as_json(made: Plan | None, decisions: Decisions, found: Diagnostics, target: Path, *, ok: bool) -> str:
    told = [
        {"group": one.group, "path": one.span.path, "line": one.span.line, "text": one.text}
        for one in decisions
    ]
    said = {
        "ok": ok,
        "folder": str(target),
        "files": sorted(made.files) if made else [],
        "decisions": told,
        "diagnostics": [one.as_json() for one in found],
    }
    return json_text.dumps(said, ensure_ascii=False)

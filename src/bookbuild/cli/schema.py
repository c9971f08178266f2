"""``bookbuild schema``"""

from __future__ import annotations

import json

import click


@click.command()
def command() -> None:
    """Print the JSON Schema of book.yaml.

    \b
    Give it to an editor for completion and checks while writing:
      bookbuild schema > book.schema.json
    and begin book.yaml with
      # yaml-language-server: $schema=book.schema.json
    """
    from bookbuild.manifest import json_schema

    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))

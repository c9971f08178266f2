"""Where things are: which unit holds an id, what an image is called, what an address leads to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from posixpath import splitext
from urllib.parse import quote

from bookbuild.diagnostics import Diagnostic
from bookbuild.model import Block, Figure, Heading, Inlines, Link, Paragraph, Row, Styled, Table
from bookbuild.render.setting import Setting


def image_name(path: str) -> str:
    """The name in an EPUB's ``images/`` of the image at *path*: ASCII, the same for the same path."""
    return f"img-{sha256(path.encode()).hexdigest()[:12]}{splitext(path)[1].lower()}"


def image_address(path: str, setting: Setting) -> str:
    """The ``src`` of the image at *path*: in the archive, or from the book's root for print."""
    setting.images[path] = None
    return f"../images/{image_name(path)}" if setting.flavour == "epub" else quote(path)


def address(link: Link, setting: Setting) -> str:
    """The ``href`` of *link*; '' (and L001) when it leads to nothing this edition holds."""
    if not link.target.startswith("#"):
        return link.target
    unit = setting.targets.get(link.target[1:])
    if unit is None:
        message = f"the link to {link.target} leads to no passage of the edition {setting.edition}"
        setting.diagnostics.append(Diagnostic("L001", message, link.span))
        return ""
    local = setting.flavour == "pdf" or unit == setting.unit
    return link.target if local else f"{unit}.xhtml{link.target}"


def ids(rows: Iterable[Row]) -> Iterator[str]:
    """Every id the rows bring: passages, their blocks, and what the author named inside them."""
    for row in rows:
        yield row.pair.id
        for cell in row.cells:
            for block in cell.blocks:
                yield block.id
                for content in contents_of(block):
                    yield from _inline_ids(content)


def contents_of(block: Block) -> tuple[Inlines, ...]:
    """The runs of inlines a block holds."""
    match block:
        case Paragraph() | Heading():
            return (block.content,)
        case Table():
            return (*block.head, *(cell for row in block.rows for cell in row))
        case Figure():
            return tuple(caption for _, caption in block.captions)
        case _:
            return ()


def _inline_ids(content: Inlines) -> Iterator[str]:
    for inline in content:
        if isinstance(inline, (Styled, Link)):
            if isinstance(inline, Styled) and inline.id:
                yield inline.id
            yield from _inline_ids(inline.children)

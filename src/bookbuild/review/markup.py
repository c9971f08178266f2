"""Blocks as HTML to read, not to publish: nothing links, loads or has an id."""

from __future__ import annotations

from markupsafe import Markup, escape

from bookbuild.model import (
    Block,
    Break,
    Clip,
    Code,
    CodeBlock,
    Figure,
    Heading,
    Image,
    Inline,
    Inlines,
    Link,
    NoteRef,
    Paragraph,
    Ruby,
    Rule,
    Styled,
    Table,
    Text,
)
from bookbuild.review.text import captions


def block(one: Block) -> Markup:
    """*one* in an element of its own."""
    match one:
        case Heading():
            return Markup('<p class="heading h{}">{}</p>').format(one.level, inlines(one.content))
        case Paragraph():
            return Markup("<p>{}</p>").format(inlines(one.content))
        case CodeBlock():
            return Markup("<pre><code>{}</code></pre>").format(one.text)
        case Table():
            return _table(one)
        case Figure():
            said = (
                Markup('<span class="caption">{}</span>').format(inlines(text)) for _, text in captions(one)
            )
            return Markup('<p class="picture">{}</p>').format(Markup(" ").join((inlines((one.image,)), *said)))
        case Rule():
            return Markup("<hr>")


def _table(table: Table) -> Markup:
    rows = Markup("").join(_row("td", row) for row in table.rows)
    return Markup("<table><thead>{}</thead><tbody>{}</tbody></table>").format(_row("th", table.head), rows)


def _row(tag: str, cells: tuple[Inlines, ...]) -> Markup:
    written = (Markup("<{}>{}</{}>").format(tag, inlines(cell), tag) for cell in cells)
    return Markup("<tr>{}</tr>").format(Markup("").join(written))


def inlines(content: Inlines) -> Markup:
    """*content* as phrasing content."""
    return Markup("").join(_inline(inline) for inline in content)


def _inline(inline: Inline) -> Markup:
    match inline:
        case Text():
            return escape(inline.text)
        case Styled():
            lang = Markup(' lang="{}"').format(inline.lang) if inline.lang else ""
            tag = Markup(inline.tag)  # one of model.STYLES
            return Markup("<{}{}>{}</{}>").format(tag, lang, inlines(inline.children), tag)
        case Ruby():
            pairs = (Markup("{}<rt>{}</rt>").format(*part) for part in inline.parts)
            return Markup("<ruby>{}</ruby>").format(Markup("").join(pairs))
        case Code():
            return Markup("<code>{}</code>").format(inline.text)
        case Link():
            return Markup('<span class="link" title="{}">{}</span>').format(
                inline.target, inlines(inline.children)
            )
        case Image() | Clip():
            words = inline.alt or "no description"
            return Markup('<span class="image" title="{}">{}</span>').format(inline.shown(), words)
        case NoteRef():
            return Markup("<sup>{}</sup>").format(inline.note)
        case Break():
            return Markup("<br>")

"""Blocks → XHTML strings: one element a block, without the containers around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bookbuild.model import (
    Block,
    Break,
    Clip,
    CodeBlock,
    Figure,
    Heading,
    Image,
    Inlines,
    Link,
    Paragraph,
    Rule,
    Styled,
    Table,
    Text,
)
from bookbuild.render import clips
from bookbuild.render.inlines import image, inlines
from bookbuild.render.markup import attribute, classes, escape, language
from bookbuild.render.setting import Setting


def leaf(block: Block, setting: Setting) -> str:
    """The block's element, ending in a newline."""
    setting.kai = _in_kai(block)
    html = _WRITERS[type(block)](block, setting)
    setting.kai = False
    return html + "\n"


def _in_kai(block: Block) -> bool:
    """Whether print sets the block in Kai when it is Chinese: verse and quotations."""
    return any(frame.kind == "quote" or "verse" in frame.classes for frame in block.frames) or (
        "verse" in block.marks.classes
    )


def is_verse(block: Block) -> bool:
    """Whether a paragraph is a stanza."""
    return "verse" in block.marks.classes or any("verse" in frame.classes for frame in block.frames)


def _attributes(block: Block, *names: str) -> str:
    names = (*names, *(name for name in block.marks.classes if name not in names))
    return attribute("id", block.id) + classes(*names) + language(block.lang)


def _paragraph(block: Paragraph, setting: Setting) -> str:
    lang = block.lang or setting.languages[0]
    if is_verse(block):
        return f"<p{_attributes(block, 'verse')}>{_lines(block.content, lang, setting)}</p>"
    if _only_images(block.content):
        return f"<figure{_attributes(block)}>{inlines(block.content, lang, setting)}</figure>"
    return f"<p{_attributes(block)}>{inlines(block.content, lang, setting)}</p>"


def _only_images(content: Inlines) -> bool:
    """Whether nothing but images stands there: they are as large as those of figures."""
    inked = [inline for inline in content if not isinstance(inline, Break) and inline != Text(" ")]
    return bool(inked) and all(
        (isinstance(inline, Image) and inline.source)
        or (isinstance(inline, Link) and _only_images(inline.children))
        for inline in inked
    )


def _lines(content: Inlines, lang: str, setting: Setting) -> str:
    return "<br/>\n".join(
        f'<span class="line">{inlines(line, lang, setting)}</span>' for line in _split(content)
    )


def _split(content: Inlines) -> list[Inlines]:
    """*content* at its line breaks; a run that goes over a break is a run of each line, its id the first's."""
    lines: list[Inlines] = [()]
    for inline in content:
        if isinstance(inline, Break):
            lines.append(())
        elif isinstance(inline, Styled | Link):
            first, *others = _split(inline.children)
            lines[-1] += (replace(inline, children=first),)
            rest = replace(inline, id="") if isinstance(inline, Styled) else inline
            lines += [(replace(rest, children=line),) for line in others]
        else:
            lines[-1] += (inline,)
    return lines


def _heading(block: Heading, setting: Setting) -> str:
    level = setting.levels.get(block.level, 2)
    content = inlines(block.content, block.lang or setting.languages[0], setting)
    return f"<h{level}{_attributes(block)}>{content}</h{level}>"


def _code(block: CodeBlock, _setting: Setting) -> str:
    words = re.findall(r"[\w+#-]+", block.info)[:1]
    kind = classes(*(f"language-{word}" for word in words))
    return f"<pre{_attributes(block)}><code{kind}>{escape(block.text)}</code></pre>"


def _table(block: Table, setting: Setting) -> str:
    lang = block.lang or setting.languages[0]
    head = ""  # written first: notes are numbered and listed in the order of their calls
    if any(block.head):
        head = f"<thead>\n{_row('th', block.head, block, lang, setting)}</thead>\n"
    rows = "".join(_row("td", row, block, lang, setting) for row in block.rows)
    body = f"<tbody>\n{rows}</tbody>\n" if rows else ""
    return f"<table{_attributes(block)}>\n{head}{body}</table>"


def _row(tag: str, cells: tuple[Inlines, ...], table: Table, lang: str, setting: Setting) -> str:
    scope = ' scope="col"' if tag == "th" else ""
    written = []
    for index, cell in enumerate(cells):
        align = table.align[index] if index < len(table.align) else ""
        name, extra = (tag, scope) if cell else ("td", "")  # an empty cell heads nothing
        attributes = classes(align and f"align-{align}") + extra
        written.append(f"<{name}{attributes}>{inlines(cell, lang, setting)}</{name}>")
    return "<tr>" + "".join(written) + "</tr>\n"


def _figure(block: Figure, setting: Setting) -> str:
    lang = block.lang or setting.languages[0]
    captions = "".join(
        f'<span class="caption"{language(tag if tag != lang else "")}>'
        f"{inlines(text, tag or lang, setting)}</span> "
        for tag, text in block.captions
        if text and tag in ("", *setting.languages)
    )
    if isinstance(block.image, Clip):
        held = clips.figure(block.image, captions.rstrip(), lang, setting)
        return f"<figure{_attributes(block, 'clip')}>{held}</figure>"
    caption = f"\n<figcaption>{captions.rstrip()}</figcaption>" if captions else ""
    return f"<figure{_attributes(block)}>{image(block.image, lang, setting)}{caption}</figure>"


def _rule(block: Rule, _setting: Setting) -> str:
    return f"<hr{_attributes(block, 'ornament')}/>"


_WRITERS: Mapping[type, Callable[[Any, Setting], str]] = {
    Paragraph: _paragraph,
    Heading: _heading,
    CodeBlock: _code,
    Table: _table,
    Figure: _figure,
    Rule: _rule,
}

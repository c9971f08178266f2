"""The notes of an EPUB chapter: asides at its end, each leading back to its first call.

EPUB 3.3 §9.5 and DPUB-ARIA 1.1: noteref, footnote, backlink.
"""

from __future__ import annotations

from bookbuild.model import Note, Paragraph
from bookbuild.render.blocks import leaf
from bookbuild.render.frames import Nest, containers
from bookbuild.render.labels import label
from bookbuild.render.markup import attribute, escape, language
from bookbuild.render.setting import Setting


def endnotes(setting: Setting) -> str:
    """The notes called in an EPUB chapter, in order of their first call; '' where there are none."""
    asides: list[str] = []
    written = 0
    while written < len(setting.called):  # a note may call another
        name = list(setting.called)[written]
        asides.append(_aside(setting.notes[name], setting))
        written += 1
    if not asides:
        return ""
    title = " ".join(f"<span{language(tag)}>{escape(label('notes', tag))}</span>" for tag in setting.languages)
    return (
        f'<section class="notes" epub:type="footnotes">\n<h2>{title}</h2>\n' + "".join(asides) + "</section>\n"
    )


def _aside(note: Note, setting: Setting) -> str:
    hint = attribute("aria-label", f"{label('back-to-text', note.lang)} {note.mark}")
    back = f'<a role="doc-backlink"{hint} href="#{note.id}-ref">{escape(note.mark)}</a> '
    nest = Nest()
    for index, block in enumerate(note.blocks):
        html = leaf(block, setting)
        if index == 0 and isinstance(block, Paragraph):
            start = html.index(">") + 1
            html = html[:start] + back + html[start:]
        elif index == 0:
            html = f"<p>{back}</p>\n" + html
        nest.add(containers(block.frames, ""), html)
    body = nest.close()
    return (
        f'<aside class="note" epub:type="footnote" role="doc-footnote"{attribute("id", note.id)}'
        f"{language(note.lang)}>\n{body}</aside>\n"
    )

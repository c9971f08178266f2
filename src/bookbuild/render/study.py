"""The translations of a study edition: asides at the chapter's end, each leading back to its passage."""

from __future__ import annotations

from bookbuild.model import Row
from bookbuild.render.apart import TRANSLATION, name, parted
from bookbuild.render.frames import Nest, Numbering
from bookbuild.render.labels import label
from bookbuild.render.markup import attribute, classes, escape, language
from bookbuild.render.rows import counted, write_cell
from bookbuild.render.setting import Setting


def translations(setting: Setting) -> str:
    """What the chapter's rows left to stand apart, in order; '' where there is nothing."""
    numbering = Numbering()
    asides = "".join([_aside(row, setting, numbering) for row in setting.apart])
    if not asides:
        return ""
    title = " ".join(
        f"<span{language(tag)}>{escape(label('translations', tag))}</span>" for tag in setting.languages
    )
    return f'<section class="notes translations" epub:type="footnotes">\n<h2>{title}</h2>\n{asides}</section>\n'


def _aside(row: Row, setting: Setting, numbering: Numbering) -> str:
    cells = parted(row, setting)[1]
    nest = Nest(numbering)
    for cell in cells:
        write_cell(counted(cell, row.pair), 0, cell.lang, setting, nest)
    lang = cells[0].lang
    back = (
        f'<p class="back"><a role="doc-backlink" href="#{name(row)}-call">'
        f"↩ {escape(label('back-to-text', lang))}</a></p>\n"
    )
    return (
        f'<aside{classes("note", TRANSLATION)} epub:type="footnote" role="doc-footnote"'
        f"{attribute('id', name(row))}{language(lang)}>\n{nest.close()}{back}</aside>\n"
    )

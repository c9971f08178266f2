"""The link from a passage to its counterparts, where these stand apart.

EPUB 3.3 §9.5: a noteref whose footnote a reading system may show in place; in any other the link leads
there, and the text is in sight all the same.
"""

from __future__ import annotations

from bookbuild.model import Block, Cell, Heading, Paragraph, Row
from bookbuild.render.labels import label
from bookbuild.render.markup import attribute, escape
from bookbuild.render.setting import Setting

ORIGINAL, TRANSLATION = "cp-original", "cp-translation"
"""Classes by which e-ink firmware shows one side or both (CrossPoint)."""


def parted(row: Row, setting: Setting) -> tuple[Row, tuple[Cell, ...]]:
    """The row as it stands in the text, and the cells that stand apart from it."""
    here = ("", setting.languages[0])
    stands = tuple(cell for cell in row.cells if cell.lang in here)
    return Row(row.pair, "stack", stands), tuple(cell for cell in row.cells if cell.lang not in here)


def name(row: Row) -> str:
    """The id of what stands apart; the link to it is called the same with ``-call`` behind."""
    return f"{row.pair.id or row.cells[0].blocks[0].id}-translation"


def call(row: Row, setting: Setting) -> str:
    """The link, called in the first language as the text it stands in."""
    lang = setting.languages[0]
    mark, said = escape(label("translation-mark", lang)), attribute("aria-label", label("translation", lang))
    return (
        f'<a class="noteref translation" epub:type="noteref" role="doc-noteref"{said}'
        f'{attribute("id", f"{name(row)}-call")} href="#{name(row)}">{mark}</a>'
    )


def ended(html: str, block: Block, link: str) -> str:
    """The *html* of *block* with *link* at its end, in a paragraph of its own where text cannot hold it."""
    if isinstance(block, Paragraph | Heading):
        end = html.rindex("</")
        return html[:end] + link + html[end:]
    return f'{html}<p class="call">{link}</p>\n'

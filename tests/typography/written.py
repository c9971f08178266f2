"""Inlines written down short, for comparing: ``written`` is the text with what a rule put around it."""

from __future__ import annotations

from bookbuild.model import Inlines, Link, NoteRef, Ruby, Styled, Text

SIGNS = {"\u2060": "⁀", "\u200b": "|"}


def written(content: Inlines) -> str:
    """Joiners as ⁀, openers as |, runs as {western before:text}, other styles as <em:text>, notes as [^],
    characters with readings as [汉hàn字zì]."""
    return "".join(_one(inline) for inline in content)


def _one(inline: object) -> str:
    match inline:
        case Text():
            return "".join(SIGNS.get(char, char) for char in inline.text)
        case Ruby(parts=parts):
            return f"[{written((Text(''.join(char for part in parts for char in part)),))}]"
        case Styled(run=run, children=children) if run:
            return f"{{{run}:{written(children)}}}"
        case Styled(tag=tag, children=children):
            return f"<{tag}:{written(children)}>"
        case Link(children=children):
            return f"<a:{written(children)}>"
        case NoteRef():
            return "[^]"
    return "?"

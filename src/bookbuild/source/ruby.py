"""Ruby: ``{汉字|hàn zì}`` and ``<ruby>`` become the same inline.

Readings are as many as the characters they stand over (mono ruby), or one for all of them (group ruby).
The base holds an ideograph or kana, so that ``{on|off}`` stays what it is.
"""

from __future__ import annotations

import re

from markdown_it.common.utils import unescapeAll
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

from bookbuild.model import CJK, Clip, Image, Inline, Inlines, Link, NoteRef, Ruby, Styled, Text
from bookbuild.source import attributes
from bookbuild.source.text import plain

_ANY = rf"(?=[^{{}}|\n]*[{CJK}])"
RUBY = re.compile(rf"\{{{_ANY}((?:\\.|[^\\{{}}|\n*`<>\[\]])+)\|(?=[^{{}}|]*[^{{}}|\s])((?:\\.|[^\\{{}}|])+)\}}")
"""Base and reading in braces. Marks of Markdown stand around ruby, not in its base."""
_ALMOST = re.compile(rf"\{{{_ANY}(?:\\.|[^\\{{}}\n|])*\|(?:\\.|[^\\{{}}\n])*\}}")
_HIDDEN = "\x01"  # refused in every source (S004), so it can stand for a bar that cuts no table cell


# ---------------------------------------------------------------- Markdown


def ruby(state: StateInline, silent: bool) -> bool:
    """``{base|reading}``, with attributes of its own right behind it; a brace of what is not quite that is
    text (T050)."""
    if state.src[state.pos] != "{":
        return False
    match = RUBY.match(state.src, state.pos, state.posMax)
    if match:
        braces = attributes.BRACES.match(state.src, match.end(), state.posMax)
        if not silent:
            _push(state, match, braces[0] if braces else "")
        state.pos = braces.end() if braces else match.end()
        return True
    almost = _ALMOST.match(state.src, state.pos, state.posMax)
    if not almost:
        return False
    if not silent:
        state.push("no_ruby", "", 0).content = almost[0]
    state.pos += 1
    return True


def _push(state: StateInline, match: re.Match[str], braces: str) -> None:
    if braces:
        state.push("span_open", "span", 1).content = braces
    token = state.push("ruby", "ruby", 0)
    token.content = unescapeAll(match[1])
    token.meta["reading"] = unescapeAll(match[2])
    if braces:
        state.push("span_close", "span", -1)


def takes(text: str) -> bool:
    """Whether the braces *text* ends in belong to the ruby before them."""
    before = text.rstrip()[: text.rstrip().rfind("{")]
    start = before.rfind("{")
    return start >= 0 and bool(RUBY.fullmatch(before, start))


def hidden(text: str) -> str:
    """*text* with the bars of ruby hidden, as long as before: they do not end a cell of a table."""
    if "|" not in text or "{" not in text:
        return text
    return RUBY.sub(lambda match: match[0].replace("|", _HIDDEN), text)


def hide(state: StateCore) -> None:
    """Hide the bars of ruby while blocks are told apart."""
    state.src = hidden(state.src)


def show(state: StateCore) -> None:
    """The inverse of ``hide``, in whatever was made of the text."""
    if _HIDDEN not in state.src:
        return
    for token in state.tokens:
        token.content, token.info = (text.replace(_HIDDEN, "|") for text in (token.content, token.info))
    for reference in state.env.get("references", {}).values():
        reference.update(
            {key: text.replace(_HIDDEN, "|") for key, text in reference.items() if isinstance(text, str)}
        )


# ---------------------------------------------------------------- HTML


def of_html(children: Inlines) -> Inlines:
    """What stands in ``<ruby>``: each base with the ``rt`` behind it; notes and images follow the whole."""
    found: list[tuple[str, str]] = []
    base, others = "", []
    for child in children:
        if isinstance(child, Styled) and child.tag == "rt":
            found += Ruby.over(base, plain(child.children)).parts if base.strip() else ()
            base = ""
        else:
            base += plain((child,))
            others += [inline for inline in _flat((child,)) if isinstance(inline, Image | Clip | NoteRef)]
    whole = tuple(part for part in (*found, (base, "")) if part[0])
    if not any(reading for _, reading in whole):
        return (Text("".join(base for base, _ in whole)), *others)
    return (Ruby(whole), *others)


def marked_up(children: Inlines) -> bool:
    """Whether bases or readings hold runs, which ruby cannot keep."""
    return any(
        isinstance(inline, Styled | Link)
        for child in children
        for inline in (child.children if isinstance(child, Styled) and child.tag == "rt" else (child,))
    )


def _flat(content: Inlines) -> list[Inline]:
    return [
        inner
        for inline in content
        for inner in (_flat(inline.children) if isinstance(inline, Styled | Link) else (inline,))
    ]

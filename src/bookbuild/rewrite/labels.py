"""Link definitions of one name in both files: those of the second file get a name of their own, ``x~en``."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bookbuild.rewrite.element import Element, Lines

_WORDS = r"(?:[^\[\]\\]|\\.)+?"
_USE = re.compile(
    rf"(?P<tick>`+)(?:(?!`).|(?<!`)(?!(?P=tick)(?!`))`+)*(?P=tick)(?!`)"
    rf"|(?<!\\)(?P<close>\])?\[(?P<text>{_WORDS})\](?P<label>\[(?:{_WORDS})?\](?!\()|:|(?!\())",
    re.DOTALL,
)
_Change = Callable[[str], str]


def normal(label: str) -> str:
    """*label* as labels are compared (CommonMark 4.7)."""
    return " ".join(label.split()).lower().upper()


def clashing(own: Element, other: Element, text: str) -> frozenset[str]:
    """The names *own* defines that mean something else in the *other* page, whose file is *text*.

    What is defined in the other page differently, or is no link there for want of a definition.
    """
    defined, elsewhere = _definitions(own), _definitions(other)
    mentioned: set[str] = set()

    def mention(label: str) -> str:
        mentioned.add(normal(label))
        return label

    if set(defined) - set(elsewhere):
        _changed(text, other, mention)
    return frozenset(
        name
        for name, lines in defined.items()
        if (elsewhere[name] != lines if name in elsewhere else name in mentioned)
    )


def _definitions(page: Element) -> dict[str, Lines]:
    return {leaf.name: leaf.lines for leaf in page.leaves() if leaf.kind == "reference" and leaf.name}


def renamed(text: str, page: Element, names: frozenset[str], tag: str) -> str:
    """*text*, the file of *page*, where links and definitions of *names* have a name of *tag*'s."""

    def change(label: str) -> str:
        return f"{label}~{tag}" if normal(label) in names else label

    return _changed(text, page, change) if names else text


def restored(text: str, page: Element, tag: str) -> str:
    """*text* with the names *renamed* gave taken back."""
    return _changed(text, page, lambda label: label.removesuffix(f"~{tag}")) if f"~{tag}]" in text else text


def _changed(text: str, page: Element, change: _Change) -> str:
    """*text* with the labels of its links changed, but for what stands in code."""
    code = {at for leaf in page.leaves() if leaf.kind == "code" for at in range(leaf.first, leaf.end)}
    lines = text.split("\n")
    found: list[str] = []
    start = 0
    for at in (*sorted(code), len(lines)):
        found += _relabelled(lines[start:at], change)
        found += lines[at : at + 1] if at < len(lines) else []
        start = at + 1
    return "\n".join(found)


def _relabelled(lines: Sequence[str], change: _Change) -> list[str]:
    if not lines:
        return []
    return _USE.sub(lambda use: _use(use, change), "\n".join(lines)).split("\n")


def _use(use: re.Match[str], change: _Change) -> str:
    """``[text][label]``, ``[label][]``, ``[label]`` or a definition ``[label]:`` with another label."""
    text, label = use["text"], use["label"] or ""
    if use["tick"] or text.startswith("^"):
        return use[0]
    close = use["close"] or ""
    if label == ":" or (close and not label):
        return f"{close}[{change(text)}]{label}"
    own = label[1:-1] or text
    new = change(own)
    if new == own:
        return use[0]
    return f"{close}[{text}]" if normal(new) == normal(text) else f"{close}[{text}][{new}]"

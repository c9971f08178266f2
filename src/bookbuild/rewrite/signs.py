"""What split and merge write for one another, and what of HTML belongs together.

Five signs: a comment ``<!-- together -->`` over a container that was one with its counterpart, an empty
comment between two lists that would run into one, marks of pairs whose name begins with ``~``,
``<!-- missing -->`` over what is marked ``{.untranslated}`` only to keep it apart from what it faces, and
``<!-- for en -->`` over what prints nothing and came from that language's file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from bookbuild.rewrite.braces import plain_box, without_mark, without_own
from bookbuild.rewrite.element import Element, Lines, Rows, cut
from bookbuild.source import html

SEPARATOR = "<!-- -->"
ABSENT = "<!-- missing -->"
UNTRANSLATED = ".untranslated"
_SIGNS = {
    "together": re.compile(r"<!-- (together(?: items| loose)?) -->"),
    "missing": re.compile(r"<!-- (missing) -->"),
    "owner": re.compile(r"<!-- for ([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*) -->"),
}
_LISTS = frozenset({"list", "terms"})
_NAMES = "|".join(sorted({*html.FRAMES, *html.BOXES}))
_TAG = re.compile(rf"<!--.*?-->|<(?P<close>/?)(?:{_NAMES})(?=[\s>/])[^>]*>", re.DOTALL | re.IGNORECASE)


def heard(found: Sequence[Element]) -> list[Element]:
    """*found* without our comments, which are said of the element below."""
    kept: list[Element] = []
    signs: dict[str, str] = {}
    above: Lines = ()
    for index, element in enumerate(found):
        sign = _sign(element) if index + 1 < len(found) else {}
        if sign:
            signs |= sign
            above += element.above + element.below
        elif not _separates(found, index):
            kept.append(_signed(replace(element, above=above + element.above), signs))
            signs, above = {}, ()
    return kept


def _sign(element: Element) -> dict[str, str]:
    """What a comment of ours says."""
    text = "\n".join(element.lines).strip() if element.kind == "comment" else ""
    for name, pattern in _SIGNS.items():
        if match := pattern.fullmatch(text):
            return {name: match[1]}
    return {}


def _signed(element: Element, signs: Mapping[str, str]) -> Element:
    element = _translatable(element) if "missing" in signs else element
    return replace(element, together=signs.get("together", ""), owner=signs.get("owner", ""))


def _translatable(element: Element) -> Element:
    """*element* without the mark we set."""
    return replace(element, above=_less(element.above, without_mark), below=_less(element.below, without_mark))


def _less(braces: Lines, change: Callable[[str], str]) -> Lines:
    return tuple(line for line in map(change, braces) if line.strip())


def _separates(found: Sequence[Element], index: int) -> bool:
    """Whether this is a comment that only keeps two lists apart."""
    if found[index].kind != "comment" or "\n".join(found[index].lines).strip() != SEPARATOR:
        return False
    around = [*found[max(index - 1, 0) : index], *found[index + 1 : index + 2]]
    return len(around) == 2 and around[0].kind == around[1].kind and around[0].kind in _LISTS


def run_together(one: Element, other: Element) -> bool:
    """Whether two containers that follow one another would be read as one."""
    return one.kind == other.kind and one.kind in _LISTS and one.name == other.name


def grouped(found: Sequence[Element], rows: Rows) -> Iterator[Element]:
    """*found*, where an HTML tag that a later element closes makes a container of what lies between."""
    index = 0
    while index < len(found):
        last = _html_end(found, index)
        yield _html_box(found[index : last + 1], rows) if last > index else found[index]
        index = last + 1


def _html_end(found: Sequence[Element], index: int) -> int:
    depth = 0
    for at in range(index, len(found)):
        if found[at].kind == "html":
            tags = [
                tag["close"] for tag in _TAG.finditer("\n".join(found[at].lines)) if tag["close"] is not None
            ]
            depth += tags.count("") - tags.count("/")
        if depth <= 0:
            return at
    return index


def _html_box(group: Sequence[Element], rows: Rows) -> Element:
    first, last = group[0], group[-1]
    lines = cut(rows, first.first + len(first.above), last.end - len(last.below))
    return Element(
        "html box", first.first, last.end, lines, last.gap, first.above, last.below, tuple(group[1:-1]),
        (*first.lines, ""), ("", *last.lines), together=first.together,
    )  # fmt: skip


def together(how: str) -> Lines:
    """The comment that says a container was one with its counterpart; none for ''."""
    return (f"<!-- {how} -->",) if how else ()


def owned(tag: str) -> Lines:
    """The comment that says whose file something is from that prints nothing."""
    return (f"<!-- for {tag} -->",)


def bare(element: Element) -> Element:
    """*element* and all in it without marks of ours."""
    opening = tuple(map(plain_box, element.opening)) if element.kind == "box" else element.opening
    return replace(
        element,
        above=_less(element.above, without_own),
        below=_less(element.below, without_own),
        children=tuple(bare(child) for child in element.children),
        opening=opening,
        together=element.together or ("together" if opening != element.opening else ""),
    )

"""Ruby → XHTML: elements in an EPUB; in print one run of plain characters that knows its readings.

An element for every character would cost print thirty times the time, and would hide the text from line
breaking. There the press paints the readings over the characters of ``data-ruby``. No ``rp``: EPUBCheck
discourages it, and reading systems know ruby.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby

from bookbuild.model import Ruby
from bookbuild.render.markup import attribute, classes, escape

Parts = tuple[tuple[str, str], ...]
_KEPT_WHOLE = 12  # characters under one reading that are kept on a line; more would leave a hole before them


def elements(ruby: Ruby) -> str:
    """``<ruby>`` around each stretch of characters with readings of their own, or around what shares one."""
    written = []
    for kind, parts in groupby(ruby.parts, _kind):
        if kind == "text":
            written += [escape(base) for base, _ in parts]
        else:
            inside = "".join(f"{escape(base)}<rt>{escape(reading)}</rt>" for base, reading in parts)
            written.append(f"<ruby{classes(kind)}>{inside}</ruby>")
    return "".join(written)


def run(parts: Parts) -> str:
    """A span of the characters that says their readings."""
    said = [item for base, reading in parts for item in (len(base), reading)]
    data = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    text = escape("".join(base for base, _ in parts))
    whole = "whole" if any(_kind(part) == "whole" for part in parts) else ""
    return f"<span{classes(whole)}{attribute('data-ruby', data)}>{text}</span>"


def _kind(part: tuple[str, str]) -> str:
    """``text``, ``whole`` for what one reading keeps on a line, or ''."""
    base, reading = part
    if not reading:
        return "text"
    return "whole" if 1 < len(base) <= _KEPT_WHOLE else ""


def readings(data: str) -> Iterator[tuple[int, str]]:
    """What ``data-ruby`` says: how many characters, and their reading or ''."""
    said = json.loads(data)
    return zip(said[::2], said[1::2], strict=True)


def spelled(text: str, data: str) -> Iterable[str]:
    """The characters of a run with each reading behind its own, as the elements of an EPUB have them."""
    end = 0
    for count, reading in readings(data):
        yield text[end : end + count] + reading
        end += count
    yield text[end:]

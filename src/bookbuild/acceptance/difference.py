"""What changed between two wordings, on one line: by character in Chinese, by word in English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from bookbuild.acceptance.wording import CJK, DASHES, ELLIPSES, fold

_TOKEN = re.compile(rf"({ELLIPSES}|[{DASHES}]+|[{CJK}]|[^\W{CJK}]+(?:['’][^\W{CJK}]+)*|[^\s])(\s*)")
_AROUND = 16  # columns, more or less, of what stayed on each side of a change
_LONGEST = 120  # characters shown of one change
_PATIENCE = 1_000_000  # comparisons; longer texts are said to be wholly other between what they share


class Token(NamedTuple):
    """A character or a word as written, the white space behind it, and what it is compared by."""

    text: str
    gap: str
    key: str


class Piece(NamedTuple):
    """A stretch of text that stayed, or is gone, or came."""

    kind: Literal["kept", "gone", "came"]
    text: str


Difference = tuple[Piece, ...]


def marked(difference: Difference) -> str:
    """*difference* with what is gone in ``[-…-]`` and what came in ``{+…+}``."""
    shown = {"kept": "{}", "gone": "[-{}-]", "came": "{{+{}+}}"}
    return "".join(shown[piece.kind].format(piece.text) for piece in difference).strip()


def difference(old: str, new: str) -> Difference:
    """*new* with what is gone from *old* and what came; far from changes ``…`` stands for what stayed.

    Typography counts only when nothing else changed, as it does in code.
    """
    before, after = _tokens(old), _tokens(new)
    if [one.key for one in before] == [one.key for one in after]:
        before, after = ([one._replace(key=one.text + one.gap) for one in side] for side in (before, after))
    steps = list(_steps([one.key for one in before], [one.key for one in after]))
    pieces: list[Piece] = []
    for number, (same, gone, came) in enumerate(steps):
        if same:
            pieces.append(Piece("kept", _kept(after[came], number > 0, number < len(steps) - 1)))
        else:
            pieces += _changed(before[gone], after[came])
    return tuple(pieces)


def _tokens(text: str) -> list[Token]:
    text = unicodedata.normalize("NFC", text)
    found = (Token(token, gap, fold(token)) for token, gap in _TOKEN.findall(text))
    return [token for token in found if token.key]


Step = tuple[bool, slice, slice]


def _steps(old: Sequence[str], new: Sequence[str]) -> Iterator[Step]:
    """Stretches that stayed and stretches that changed, in order."""
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    rest = shorter - head
    tail = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    if head:
        yield True, slice(0, head), slice(0, head)
    yield from _inner(old, new, slice(head, len(old) - tail), slice(head, len(new) - tail))
    if tail:
        yield True, slice(len(old) - tail, len(old)), slice(len(new) - tail, len(new))


def _inner(old: Sequence[str], new: Sequence[str], mine: slice, theirs: slice) -> Iterator[Step]:
    gone, came = old[mine], new[theirs]
    if not gone and not came:
        return
    if len(gone) * len(came) > _PATIENCE:
        yield False, mine, theirs
        return
    for kind, a, b, c, d in SequenceMatcher(None, gone, came, autojunk=False).get_opcodes():
        start, begin = mine.start, theirs.start
        yield kind == "equal", slice(start + a, start + b), slice(begin + c, begin + d)


def _changed(gone: Sequence[Token], came: Sequence[Token]) -> Iterator[Piece]:
    if gone:
        yield Piece("gone", _shown(gone))
    if came:
        yield Piece("came", _shown(came))
    if gap := _gap((came or gone)[-1]):
        yield Piece("kept", gap)


def _shown(tokens: Sequence[Token]) -> str:
    text = _joined(tokens[:-1]) + tokens[-1].text
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]} … {text[-_LONGEST // 2 :]}"


def _kept(tokens: Sequence[Token], after: bool, before: bool) -> str:
    """What stayed; *after* and *before* tell on which sides of it a change stands."""
    head, tail = _reach(tokens) if after else 0, _reach(tokens[::-1]) if before else 0
    if head + tail >= len(tokens) - 2:
        return _joined(tokens)
    left = _joined(tokens[:head])
    return f"{left}…{_joined(tokens[len(tokens) - tail :])}"


def _reach(tokens: Sequence[Token]) -> int:
    """How many of *tokens* fill what is shown around a change."""
    used = 0
    for number, token in enumerate(tokens):
        used += len(token.text) + len(token.gap)
        if used > _AROUND:
            return number + 1
    return len(tokens)


def _joined(tokens: Sequence[Token]) -> str:
    return "".join(one.text + _gap(one) for one in tokens)


def _gap(token: Token) -> str:
    """The white space behind *token*; the end of a line is shown as ↵."""
    return "↵" if "\n" in token.gap else token.gap and " "

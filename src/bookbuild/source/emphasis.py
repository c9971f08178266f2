"""Emphasis beside Chinese text, which CommonMark's flanking rule (spec 0.31, §6.2) fails.

``**专利：**你们`` closes after full-width punctuation and before a letter, so by the rule it does not
close. The rule is for scripts that put spaces between words. Here, for ``*`` and ``~``, a Chinese
character or full-width punctuation mark beside the run is neither punctuation nor white space, and
ASCII punctuation inside the run does no harm when such a character stands outside it. Text without
Chinese is read exactly as CommonMark says.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline.state_inline import Scanned, StateInline
from markdown_it.token import Token

_SHARED = frozenset("“”‘’—…·")  # marks both languages use: Chinese when they stand beside Chinese


def is_chinese(char: str) -> bool:
    """Whether *char* is a Han character, kana, or full-width punctuation."""
    return (
        "\u2e80" <= char <= "\u9fff"
        or "\uf900" <= char <= "\ufaff"
        or "\ufe30" <= char <= "\ufe4f"
        or "\uff00" <= char <= "\uffef"
        or char >= "\U00020000"
    ) and char != "\u3000"


class ChineseState(StateInline):
    """The inline parser's state with the flanking rule above."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803
        """As the base class; only runs of ``*`` and ``~`` with Chinese beside them differ."""
        marker, end = self.src[start], start
        while end < self.posMax and self.src[end] == marker:
            end += 1
        before = self.src[start - 1] if start else " "
        after = self.src[end] if end < self.posMax else " "
        chinese = is_chinese(before) or is_chinese(after)
        if not canSplitWord or not chinese:
            return super().scanDelims(start, canSplitWord)
        left = not _space(after) and (not _punctuation(after, before) or _permits(before, after))
        right = not _space(before) and (not _punctuation(before, after) or _permits(after, before))
        return Scanned(left, right, end - start)


def _space(char: str) -> bool:
    return isWhiteSpace(ord(char))


def _punctuation(char: str, beside: str) -> bool:
    """Punctuation that counts for the rule, given the character on the other side of the run."""
    if is_chinese(char) or (char in _SHARED and is_chinese(beside)):
        return False
    return isMdAsciiPunct(ord(char)) or isPunctChar(char)


def _permits(outside: str, inside: str) -> bool:
    """Whether a run may begin or end at punctuation *inside* it, given what stands *outside*."""
    return _space(outside) or is_chinese(outside) or _punctuation(outside, inside)


class ChineseInline(ParserInline):
    """An inline parser whose state is ours, with the rules of *other*."""

    def __init__(self, other: ParserInline) -> None:
        super().__init__()
        self.ruler, self.ruler2 = other.ruler, other.ruler2

    def parse(
        self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], tokens: list[Token]
    ) -> list[Token]:
        """As the base class; text without markup takes the short way."""
        if not self.terminator_re.search(src):
            if src:
                tokens.append(Token("text", "", 0, content=src))
            return tokens
        return self.run(ChineseState(src, md, env, tokens))

    def run(self, state: ChineseState) -> list[Token]:
        """The tokens of a state whose text has not been read yet."""
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens

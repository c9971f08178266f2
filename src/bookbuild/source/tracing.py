"""An inline parser that notes on every token where in the paragraph it begins (``meta["at"]``).

The parser joins neighbouring runs of text at its end, and their places would be lost: with this one those
two rules are switched off. Readers of tokens see more and shorter runs of text, and the same text.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bookbuild.source.emphasis import ChineseInline, ChineseState

JOINING = ("fragments_join", "text_join")


class TracingState(ChineseState):
    """The inline parser's state, which knows where the text it gathers began."""

    _began = 0

    def append_pending(self, text: str) -> None:
        if not self.pending:
            self._began = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802
        token = super().pushPending()
        token.meta["at"] = self._began
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        token.meta["at"] = self.pos
        return token


class TracingInline(ChineseInline):
    """As ChineseInline, with places."""

    def parse(
        self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], tokens: list[Token]
    ) -> list[Token]:
        return self.run(TracingState(src, md, env, tokens))

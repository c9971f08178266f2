"""Typography: pure rules on the Book's inlines, one function each, in a named ordered list.

``apply(book, edition)`` gives the same Book with every rule of the edition's families applied, in order, to
every run of inlines: paragraphs, headings, cells, captions and notes. Rules of ``setting`` serve every edition
and leave the author's characters alone. Rules of ``press`` serve print only: what they add is empty (U+2060,
U+200B) or a mark on a run, and none of it can be copied out of the PDF.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from bookbuild.model import Book, Edition, Inlines
from bookbuild.typography import holds
from bookbuild.typography.language_runs import mark_language_runs
from bookbuild.typography.titles import set_titles_upright
from bookbuild.typography.walk import Rewrite, over_book
from bookbuild.typography.western import set_western_runs

__all__ = ["RULES", "Rule", "apply", "mark_language_runs", "rules_of"]


class Rule(NamedTuple):
    """A rule by its name; ``family`` says which editions it is for."""

    name: str
    family: Literal["setting", "press"]
    rewrite: Rewrite


RULES = (
    Rule("mark_language_runs", "setting", mark_language_runs),
    Rule("set_titles_upright", "setting", set_titles_upright),
    Rule("set_western_runs", "press", set_western_runs),
    Rule("hold_connecting_marks", "press", holds.hold_connecting_marks),
    Rule("free_quotation_marks", "press", holds.free_quotation_marks),
    Rule("hold_units", "press", holds.hold_units),
    Rule("hold_note_calls", "press", holds.hold_note_calls),
    Rule("hold_last_characters", "press", holds.hold_last_characters),
)


def apply(book: Book, edition: Edition) -> Book:
    """*book* as *edition* sets it; shared passages are set in the edition's first language."""
    languages = edition.languages or book.languages
    every_rule = rules_of(edition)
    return over_book(book, lambda content, lang: every_rule(content, lang or languages[0], book.languages))


def rules_of(edition: Edition) -> Rewrite:
    """The rules of the edition's families as one."""
    rules = tuple(rule for rule in RULES if rule.family == "setting" or edition.format == "pdf")

    def every_rule(content: Inlines, lang: str, languages: tuple[str, ...]) -> Inlines:
        for rule in rules:
            content = rule.rewrite(content, lang, languages)
        return content

    return every_rule

"""A chapter in one file ⇄ a file for each language, without loss.

``tree`` takes a file apart into elements with the author's own lines · ``owners`` says whose each is and
``apart`` gives each file its own · ``rows`` puts two files' elements side by side and ``joined`` makes one
file of them · ``repair`` adds marks where pairing would go another way · ``compare`` proves that the book is
the same. Pure: texts in, texts out. What cannot be kept is refused.
"""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.diagnostics import Diagnostic, Diagnostics, Span, has_errors
from bookbuild.pairing import Study
from bookbuild.rewrite import compare
from bookbuild.rewrite.desk import Desk, Text, Texts
from bookbuild.rewrite.merging import merged
from bookbuild.rewrite.splitting import split_up

__all__ = ["Desk", "Rewritten", "Text", "merge", "split"]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The new files of a chapter, () when it cannot be rewritten; ``marks``: how many pairs are marked."""

    texts: Texts
    problems: Diagnostics
    marks: int = 0


def split(desk: Desk, text: Text, paths: tuple[str, str]) -> Rewritten:
    """The chapter *text*, which holds the book's first two languages, as a file for each at *paths*."""
    study = desk.study((text,))
    texts, marks, problems = split_up(desk, text, study, paths)
    if has_errors(problems):
        return Rewritten((), problems)
    there = desk.study(texts)
    problems += _changed(study, there, exactly=False)
    if not has_errors(problems):
        back, _ = merged(desk, texts, there, text.path)
        problems += _changed(study, desk.study((back,)), exactly=True)
    return Rewritten(() if has_errors(problems) else texts, problems, marks)


def merge(desk: Desk, texts: Texts, path: str) -> Rewritten:
    """The chapter of two parallel *texts* as one file at *path*."""
    study = desk.study(texts)
    text, marks = merged(desk, texts, study, path)
    there = desk.study((text,))
    problems = _changed(study, there, exactly=False)
    if not has_errors(problems):
        back, _, again = split_up(desk, text, there, (texts[0].path, texts[1].path))
        problems += again or _changed(study, desk.study(back), exactly=True)
    return Rewritten(() if has_errors(problems) else (text,), problems, marks)


def _changed(study: Study, result: Study, *, exactly: bool) -> Diagnostics:
    """A032 where the rewritten chapter (*exactly*: rewritten there and back) would not be the same book."""
    whole = Span(study.documents[0].path)
    if compare.matter(study) != compare.matter(result):
        return (_refused("front matter", whole, exactly),)
    prints = compare.exact if exactly else compare.alike
    wanted, got = prints(study), prints(result)
    if wanted != got:
        number = next(
            (at for at, (one, other) in enumerate(zip(wanted, got, strict=False)) if one != other), -1
        )
        pairs = study.pairs()
        place = next(pairs[number].blocks()).span if pairs else whole
        return (_refused("passage", place, exactly),)
    if compare.notes(study, exactly=exactly) != compare.notes(result, exactly=exactly):
        note = next((note for document in study.documents for note in document.notes), None)
        return (_refused("a note", note.span if note else whole, exactly),)
    return ()


def _refused(what: str, span: Span, exactly: bool) -> Diagnostic:
    way = "could not be brought back as it is" if exactly else "would not stay as it is"
    help = "mark what belongs together with {pair=name}, then try again"
    return Diagnostic("A032", f"{what} {way}", span, help=help)

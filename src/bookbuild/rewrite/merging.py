"""Two files → one: bodies, front matter, with marks where they are needed."""

from __future__ import annotations

from bookbuild.pairing import Study
from bookbuild.rewrite import labels, matter
from bookbuild.rewrite.desk import Desk, Text, Texts
from bookbuild.rewrite.element import Element
from bookbuild.rewrite.joined import Joined
from bookbuild.rewrite.repair import mark, settled
from bookbuild.rewrite.signs import bare
from bookbuild.rewrite.tree import page
from bookbuild.rewrite.writing import Pen


def merged(desk: Desk, texts: Texts, study: Study, path: str) -> tuple[Text, int]:
    """The one file of a chapter and how many pairs are marked in it."""
    cuts = [matter.cut(text.lines()) for text in texts]
    pages = [page(text.lines(), start) for text, (_, start) in zip(texts, cuts, strict=True)]
    one, other = (_distinct(texts, pages, cuts[side][1], side) for side in (0, 1))
    tags = study.languages[:2]
    sides = [
        (tag, yaml, document.meta) for tag, (yaml, _), document in zip(tags, cuts, study.documents, strict=True)
    ]
    head = matter.fenced(matter.together(sides, study.languages))
    joined = Joined(study, (one, other), desk, path)
    made: list[Text] = []

    def attempt(numbers: frozenset[int]) -> Study:
        pens = {tag: Pen() for tag in study.languages}
        mark(pens, dict(zip(tags, (one, other), strict=True)), study, numbers)
        body = joined.body((pens[tags[0]], pens[tags[1]]))
        made[:] = [Text("", path, "\n".join((*head, *body)) + "\n")]
        return desk.study(tuple(made))

    marked = settled(study, attempt)
    return made[0], len(marked)


def _distinct(texts: Texts, pages: list[Element], start: int, side: int) -> Element:
    """The page of one side, its link definitions under names that mean nothing else in the other file.

    Where both files define a name, the second one's changes.
    """
    own, other = pages[side], pages[1 - side]
    names = labels.clashing(own, other, texts[1 - side].text)
    if side == 0:
        names -= {leaf.name for leaf in other.leaves() if leaf.kind == "reference"}
    text = labels.renamed(texts[side].text, own, names, texts[side].lang)
    return bare(page(text.split("\n"), start))

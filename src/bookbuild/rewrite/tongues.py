"""What language a parallel file's blocks would be taken for in a file of both, and where that must be said."""

from __future__ import annotations

from bookbuild.model import Block, CodeBlock, Document, Figure, Heading, Paragraph, Rule, Table
from bookbuild.pairing import Study
from bookbuild.pairing.weigh import anchor, has_han
from bookbuild.reading import contents
from bookbuild.rewrite.compare import bare
from bookbuild.rewrite.desk import Desk, Text
from bookbuild.rewrite.element import Element
from bookbuild.rewrite.writing import Pen
from bookbuild.source import language
from bookbuild.source.text import prose


class Tongues:
    """The languages of one parallel file's blocks."""

    def __init__(self, document: Document, study: Study, desk: Desk, path: str) -> None:
        self._languages, self._desk, self._path = study.languages, desk, path
        noted = [block for note in document.notes for block in note.blocks]
        self._lines: dict[int, list[Block]] = {}
        for block in (*document.blocks, *noted):
            self._lines.setdefault(block.span.line - 1, []).append(block)
        self._commented = {
            block.span
            for pair in study.pairs()
            if _differ_in_comments(pair.blocks())
            for block in pair.blocks()
        }
        spans = {block.span.path for block in document.blocks}
        self._own = _most([block.lang for block in document.blocks]) if spans else ""

    def blocks(self, element: Element) -> tuple[Block, ...]:
        """The blocks on the element's lines."""
        lines = range(element.first, element.end)
        return tuple(block for line in lines for block in self._lines.get(line, ()))

    def heard(self, element: Element) -> tuple[str, ...]:
        """The language each block of *element* would be taken for."""
        return tuple(self._heard(block) for block in self.blocks(element))

    def _heard(self, block: Block) -> str:
        match block:
            case Heading() | Paragraph():
                return self._detected(prose(block.content))
            case Table():
                return self._detected("\n".join(map(prose, contents(block))))
            case CodeBlock() | Figure() | Rule():
                return ""

    def _detected(self, text: str) -> str:
        found = language.candidates(text, self._languages)
        return found[0] if len(found) == 1 else ""

    def is_borrowed(self, element: Element) -> bool:
        """Whether a note is there for want of one in the file's own language."""
        blocks = self.blocks(element)
        return any(block.marks.lang and block.lang != self._own for block in blocks)

    # ------------------------------------------------------------ saying it

    def tell(self, element: Element, pen: Pen) -> None:
        """Mark *element*, or what is in it, with the language that could not be told."""
        leaves = [leaf for leaf in element.leaves() if self.blocks(leaf)]
        dumb = [(leaf, tag) for leaf in leaves if (tag := self._untold(leaf))]
        tags = {tag for _, tag in dumb}
        whole = len(dumb) == len(leaves) > 1 or (dumb and element.kind == "html box")
        if whole and len(tags) == 1:
            pen.mark(element, f"lang={tags.pop()}")
            return
        for leaf, tag in dumb:
            pen.mark(leaf, f"lang={tag}")

    def _untold(self, leaf: Element) -> str:
        """The language of a leaf that it would not be taken for, else ''."""
        for block in self.blocks(leaf):
            if block.marks.lang or not block.lang or block.span in self._commented:
                continue
            if self._heard(block) != block.lang or (isinstance(block, Heading) and self._is_split(leaf, block)):
                return block.lang
        return ""

    def _is_split(self, leaf: Element, heading: Heading) -> bool:
        """Whether a file of both languages would take the heading for two."""
        text = "\n\n".join(["\n".join(leaf.lines), "中文。", "English.", ""])
        read = self._desk.read(Text("", self._path, text)).blocks
        return bare(read[0]) != bare(heading)


def _differ_in_comments(blocks: object) -> bool:
    """Whether these are two pieces of code that are the same but for comments in two languages."""
    found = list(blocks)  # type: ignore[call-overload]
    return (
        len(found) == 2
        and all(isinstance(block, CodeBlock) for block in found)
        and anchor(found[0]) == anchor(found[1])
        and has_han(found[0]) != has_han(found[1])
    )


def _most(tags: list[str]) -> str:
    return max(filter(None, tags), key=tags.count, default="")

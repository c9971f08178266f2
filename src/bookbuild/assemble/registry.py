"""Which ids the author gave, and which name each pair gets."""

from __future__ import annotations

from collections.abc import Iterable

from bookbuild.assemble.draft import Draft
from bookbuild.assemble.links import Targets
from bookbuild.assemble.naming import Ids, as_name, heading_anchor
from bookbuild.diagnostics import Diagnostic, Span
from bookbuild.model import Bilingual, Block, Heading, Pair, Styled
from bookbuild.reading import inlines, text


def register(drafts: Iterable[Draft], ids: Ids, targets: Targets) -> None:
    """Take down every file and every id the author wrote, before any id is derived (A013)."""
    for draft in drafts:
        targets.add_files(draft.paths(), draft.id)
        targets.titles[draft.id] = draft.title
        for pair in draft.all_pairs():
            _register_pair(pair, draft.id, ids, targets)


def _register_pair(pair: Pair, chapter: str, ids: Ids, targets: Targets) -> None:
    """A pair takes the first id its blocks have; further ones lead to it too."""
    name = ""
    own: set[str] = set()
    for block in pair.blocks():
        said = block.marks.id
        if said and said not in own and _is_new(said, block.span, targets):
            name = name or ids.give(as_name(said, chapter))
            targets.anchors[said] = (name, block.span)
            own.add(said)
        _register_inlines(block, chapter, ids, targets)


def _register_inlines(block: Block, chapter: str, ids: Ids, targets: Targets) -> None:
    for inline in inlines(block):
        if isinstance(inline, Styled) and inline.id and _is_new(inline.id, block.span, targets):
            targets.anchors[inline.id] = (ids.give(as_name(inline.id, chapter)), block.span)


def _is_new(said: str, span: Span, targets: Targets) -> bool:
    """Whether no other place has the id *said*; source reports a second one in the same file."""
    if said not in targets.anchors:
        return True
    first = targets.anchors[said][1]
    if first.path != span.path:
        message, note = f"the id {said} is given twice", f"first at {first}"
        targets.problems.append(Diagnostic("A013", message, span, (note,), "change one of them"))
    return False


def names_of(draft: Draft, ids: Ids, targets: Targets) -> tuple[str, ...]:
    """The id of each pair of the chapter, in order; its headings' anchors and titles are taken down."""
    names = []
    for pair in draft.all_pairs():
        name = _said(pair, targets) or ids.give(f"{draft.id}-{pair.id}")
        names.append(name)
        heads = [block for block in pair.blocks() if isinstance(block, Heading)]
        for head in heads:
            targets.headings.setdefault((draft.id, heading_anchor(text(head))), name)
        if heads and (title := _heading(pair)):
            targets.titles[name] = title
    return tuple(names)


def _heading(pair: Pair) -> Bilingual:
    """What a pair of headings says in each language."""
    heads = {
        lang: " ".join(text(block) for block in blocks if isinstance(block, Heading))
        for lang, blocks in pair.sides
    }
    return Bilingual.of(heads)


def _said(pair: Pair, targets: Targets) -> str:
    """The id the author gave the pair, unless another place has it."""
    given = (targets.given(block.marks.id, block.span) for block in pair.blocks() if block.marks.id)
    return next(filter(None, given), "")

"""Containers: frames and what their blocks inherit, from Markdown and from HTML alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from bookbuild.diagnostics import Severity
from bookbuild.model import Figure, Frame, FrameKind, Paragraph
from bookbuild.source import html
from bookbuild.source.attributes import NONE, Attributes
from bookbuild.source.blocks import Blocks, Scope
from bookbuild.source.inlines import Context

MAX_DEPTH = 30
MAX_OPEN = 200  # containers of HTML; those without a class make no frame
KEEPING_LINES = frozenset({"verse", "dialogue"})
_HEAVY = frozenset({"quote", "item", "definition", "div"})  # one for each level an author sees


class Containers(Blocks):
    """Blocks with their containers opened and closed."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._key = 0
        self._told_depth = False
        self._skipped: Counter[str] = Counter()

    def _div(self, said: Attributes) -> Frame | None:
        return self._frame("div", classes=said.classes) if said.classes else None

    def _frame(
        self, kind: FrameKind, number: str = "", tight: bool = False, classes: tuple[str, ...] = ()
    ) -> Frame:
        self._key += 1
        return Frame(kind, self._key, int(number) if number.isdecimal() else 0, tight, classes)

    def _push(self, said: Attributes, line: int, frame: Frame | None, html: str = "") -> None:
        outer = self._scopes[-1]
        frames = (*outer.frames, frame) if frame else outer.frames
        if frame and _too_deep(frames):
            self._tell_depth(line)
            frames, said = outer.frames, replace(said, classes=())
        if frame and frame.kind == "div":
            said = replace(said, classes=())
        inherited = replace(outer.said, id="", others=())
        keep = outer.keep_lines or bool(frame and KEEPING_LINES.intersection(frame.classes))
        scope = Scope(frames, said.over(inherited), keep, html, line, len(self.blocks))
        self._scopes.append(scope)

    def _tell_depth(self, line: int) -> None:
        if not self._told_depth:
            self._told_depth = True
            span = self.report.span(line, line + 1)
            self.report.add("S010", f"blocks nested more than {MAX_DEPTH} deep", span, "unfold them")

    def html_attributes(self, said: Mapping[str, str], line: int) -> Attributes:
        """What an HTML tag says of its element; the class ``untranslated`` is a mark."""
        names = said.get("class", "").split()
        heard = Attributes(
            said.get("id", ""),
            tuple(name for name in names if name != "untranslated"),
            said.get("lang") or said.get("xml:lang", ""),
            untranslated="untranslated" in names,
        )
        return NONE if heard == NONE else self.context.checker.block(heard, self.report.span(line, line + 1))

    def begin_html(self, tag: str, said: Mapping[str, str], heard: Attributes, line: int) -> None:
        """A container of HTML; it may end in a later block of HTML, and an item ends the one before."""
        if len(self._scopes) > MAX_OPEN:
            self._tell_depth(line)
            self._skipped[tag] += 1
            return
        if tag in html.ITEMS and self._scopes[-1].html in html.ITEMS:
            self._scopes.pop()
        if tag in html.FRAMES:
            number = self._number(said.get("value", "")) if tag == "li" else ""
            self._push(heard, line, self._frame(html.FRAMES[tag], number), tag)
            start = said.get("start", "") if tag == "ol" else ""
            self._scopes[-1].items = int(start) - 1 if start.isdecimal() else 0
            return
        classes = heard.classes if tag == "div" else (tag, *heard.classes)
        heard = replace(heard, classes=classes)
        self._push(heard, line, self._div(heard), tag)

    def _number(self, value: str) -> str:
        """The number of the next item of the list being read: the one said, else one more."""
        around = self._scopes[-1]
        around.items = int(value) if value.isdecimal() else around.items + 1
        return str(around.items)

    def end_html(self, tag: str) -> None:
        """Close the innermost container of HTML of that name; a stray closing tag closes nothing."""
        if self._skipped[tag]:
            self._skipped[tag] -= 1
            return
        for scope in reversed(self._scopes):
            if not scope.html:
                return
            if scope.html == tag:
                break
        while self._scopes[-1].html != tag:
            self._scopes.pop()
        scope = self._scopes.pop()
        if tag == "figure":
            self._fold_figure(scope)

    def _fold_figure(self, scope: Scope) -> None:
        """An image and its ``figcaption`` become one Figure."""
        inside = self.blocks[scope.start :]
        figures = [block for block in inside if isinstance(block, Figure)]
        captions = [block for block in inside if isinstance(block, Paragraph)]
        if len(figures) != 1 or len(figures) + len(captions) != len(inside):
            return
        said = tuple((block.lang, block.content) for block in captions)
        figure = replace(figures[0], frames=self._scopes[-1].frames)
        self.blocks[scope.start :] = [replace(figure, captions=said) if said else figure]

    def _close_html(self, depth: int) -> None:
        """Containers of HTML end with what encloses them; S026 says which were left open."""
        while len(self._scopes) > depth:
            scope = self._scopes.pop()
            if scope.html in html.BOXES:
                self.report.add(
                    "S026",
                    f"<{scope.html}> is never closed",
                    self.report.span(scope.first, scope.first + 1),
                    severity=Severity.WARNING,
                )


def _too_deep(frames: tuple[Frame, ...]) -> bool:
    """Whether there are too many levels, or too many containers of any kind: a list and its item are two."""
    return len(frames) > 2 * MAX_DEPTH or sum(frame.kind in _HEAVY for frame in frames) > MAX_DEPTH

"""Text, Markdown, HTML, DOCX and EPUB → the chapters and the manifest of a book.

``gather`` reads every source to passages; ``pieces`` finds chapters among them, ``matter`` what belongs
to their front matter, ``settle`` how the rest stands; ``volumes`` orders them; ``chapter`` and
``bookfile`` write. ``plan`` is all of it. Nothing here touches a disk; every decision is handed back.
"""

from bookbuild.intake.passages import GROUPS, Decision, Decisions
from bookbuild.intake.plan import Options, Plan, Source, plan

__all__ = ["GROUPS", "Decision", "Decisions", "Options", "Plan", "Source", "plan"]

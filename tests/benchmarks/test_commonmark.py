"""The examples of a specification become chapters; what is called wrong is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import commonmark

FENCE = "`" * 32
SPEC = f"""# Tabs

{FENCE} example
→foo
.
<pre><code>foo
</code></pre>
{FENCE}

{FENCE} example
<script>x()</script>
.
<script>x()</script>
{FENCE}
"""


def test_examples_are_their_markdown() -> None:
    assert commonmark.examples(SPEC) == ["\tfoo\n", "<script>x()</script>\n"]


def test_what_is_called_wrong_is_left_out_and_counted(tmp_path: Path) -> None:
    codes = Counter[str]()
    chapters: dict[int, Mapping[str, str]] = {
        number: commonmark.apart(number, text) for number, text in enumerate(commonmark.examples(SPEC), 1)
    }

    assert list(commonmark.sound(tmp_path, chapters, codes)) == []
    assert (list(chapters), dict(codes)) == ([1], {"S018": 1})

"""The yardstick: one WeasyPrint process sets all chapters as one tagged document.

usage: single.py UNITS.json OUT.pdf — the units' bodies and the stylesheets bookbuild itself uses.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pydyf
import weasyprint


def linear_page_references() -> None:
    """Without this, tagging a long document takes quadratic time; the yardstick is not that slow."""
    plain = pydyf.PDF.page_references.fget
    known: dict[int, tuple[int, tuple[bytes, ...]]] = {}

    def page_references(self: pydyf.PDF) -> tuple[bytes, ...]:
        count = len(self.pages["Kids"])
        if known.get(id(self), (0,))[0] != count:
            known[id(self)] = count, plain(self)
        return known[id(self)][1]

    pydyf.PDF.page_references = property(page_references)


def main() -> None:
    """Set the document and print its number of pages."""
    linear_page_references()
    data = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    sheets = [weasyprint.CSS(string=text) for text in data["stylesheets"]]
    document = weasyprint.HTML(string=data["html"]).render(stylesheets=sheets)
    document.write_pdf(sys.argv[2], pdf_tags=True)
    sys.stdout.write(f"{len(document.pages)}\n")


if __name__ == "__main__":
    main()

"""``make preflight-tables``: a sample of every printer, inside and cover, of the book in this repository.

They are built and read back; what the preflight finds is written into docs/printers.md, between its marks. The
PDFs stay in dist/samples. Exits with 1 when one is not ready for its printer, or could not be read back: then
nothing is written.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from bookbuild.diagnostics import Severity
from bookbuild.run import Readback, build, check_press

PROJECT = Path(__file__).resolve().parent.parent
DOCS = PROJECT / "docs" / "printers.md"
BEGIN, END = "<!-- make preflight-tables: begin -->\n", "<!-- make preflight-tables: end -->\n"
ISBN = "978-0-306-40615-7"
SAMPLES = {
    "screen": "trim: 6x9in",
    "kdp": "printer: kdp, paper: cream, trim: 6x9in",
    "ingramspark": "printer: ingramspark, paper: creme, trim: 6x9in, printing: {spine: 4mm}",
    "lulu": "printer: lulu, paper: black-and-white, trim: 6x9in",
    "blurb": "printer: blurb, paper: colour, trim: 6x9in, cover: true,"
    " printing: {gutter: 18mm, margin: 12mm, spine: 4mm}",
    "generic-cn-offset": "printer: generic-cn-offset, paper: offset-80, trim: 148x210mm",
    "generic-cn-digital": "printer: generic-cn-digital, paper: offset-100, trim: 148x210mm",
    "desktop": "printer: desktop, trim: 148x210mm",
}
"""Each preset, and what the sample says of its edition beside the ISBN."""


class Silent:
    """A listener that hears nothing."""

    def stage(self, edition: str, name: str) -> None: ...

    def chapter(self, edition: str, done: int, total: int, title: str, pages: int) -> None: ...

    def made(self, product: object) -> None: ...


def sampled(root: Path) -> list[Readback]:
    """The sample set of every preset, built below *root* and read back."""
    for name in ("chapters", "styles"):
        shutil.copytree(PROJECT / name, root / name, dirs_exist_ok=True)
    rows = [f"  {name}: {{format: pdf, isbn: {ISBN}, {said}}}" for name, said in SAMPLES.items()]
    head = (PROJECT / "book.yaml").read_text(encoding="utf-8").split("\neditions:")[0]
    (root / "book.yaml").write_text("\n".join((head, "editions:", *rows, "")), encoding="utf-8")
    made = build(root, jobs=2, output=root / "dist", progress=Silent())
    found, report = check_press(root, output=root / "dist", progress=Silent())
    for problem in (*made.diagnostics, *report.diagnostics):
        if problem.level == Severity.ERROR:
            sys.stderr.write(f"{problem.code} {problem.message}\n")
    return list(found)


def table(found: list[Readback], covers: bool) -> str:
    """The preflight of the insides, or of the covers, a rule a row."""
    files = [item for item in found if item.path.endswith("-cover.pdf") == covers]
    rules = {row.code: row.what for item in files for row in item.outcomes if row.code >= "P040"}
    rows = [["code", "of how many it holds", *(f"`{item.edition}`" for item in files)]]
    rows += [["---"] * len(rows[0])]
    rows += [[code, what, *(cell(item, code) for item in files)] for code, what in sorted(rules.items())]
    if not covers:
        rows.append(["", "pages", *(str(item.pages) for item in files)])
    rows.append(["", "ready", *("no" if item.broken else "yes" for item in files)])
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def cell(item: Readback, code: str) -> str:
    """How often a rule was kept by a file, '' where it had nothing to look at."""
    row = next((row for row in item.outcomes if row.code == code), None)
    if row is None:
        return ""
    return f"✗ {len(row.faults)} of {row.checked:,}" if row.faults else f"✓ {row.checked:,}"


def main() -> int:
    found = sampled(PROJECT / "dist" / "samples")
    if not all(item.outcomes for item in found):
        return 1
    text = f"\nInsides:\n\n{table(found, False)}\n\nCovers:\n\n{table(found, True)}\n\n"
    head, _, rest = DOCS.read_text(encoding="utf-8").partition(BEGIN)
    DOCS.write_text(head + BEGIN + text + END + rest.partition(END)[2], encoding="utf-8")
    sys.stdout.write(text)
    return int(any(item.broken for item in found))


if __name__ == "__main__":
    sys.exit(main())

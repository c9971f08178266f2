"""``make bench-printers``: whole books made for the screen and for every printer, and judged by others.

usage: printers.py CORPORA [--only BOOK] [--chapters N]

The screen editions are read by two validators (PDF/UA-1, PDF/A-2a; what one of them doubts and is proven to be
the author's own is named and does not count), every file, covers too, by qpdf and by our own preflight, and the
inks of one inside that is printed in black are counted by Ghostscript. A book too long for printers is made in
volumes. Exits with 1 while anything is found.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import heard
import outloud
import page
from typobooks import BOOKS

BOOKBUILD = str(Path(sys.executable).parent / "bookbuild")
WANTED = ("own", "rust-book", "big")
EDITIONS = """
editions:
  screen: {format: pdf, trim: 148x210mm}
  wide: {format: pdf, layout: columns, trim: 185x260mm}
  kdp: {format: pdf, printer: kdp, paper: white, trim: 7x10in, isbn: ISBN}
  spark: {format: pdf, printer: ingramspark, paper: creme, trim: 6x9in, printing: {spine: 25mm}, isbn: ISBN}
  lulu: {format: pdf, printer: lulu, paper: black-and-white, trim: 7x10in, isbn: ISBN}
  blurb:
    {format: pdf, printer: blurb, paper: colour, trim: 6x9in, cover: true, isbn: ISBN,
     printing: {gutter: 18mm, margin: 12mm, spine: 25mm}}
  offset: {format: pdf, printer: generic-cn-offset, paper: offset-80, isbn: ISBN}
  digital: {format: pdf, printer: generic-cn-digital, paper: offset-100, isbn: ISBN}
  desktop: {format: pdf, printer: desktop}
""".replace("ISBN", "978-0-306-40615-7")  # fmt: skip
SCREEN, BLACK = ("screen", "wide"), "spark"
VARIANTS = "TXT-004"  # doubts a face that has five forms of a letter, as EB Garamond has of f
VOLUME = 32  # chapters of a volume, of a book that has more


@dataclass(frozen=True)
class Verdict:
    """What one judge says of one file, '' is nothing, and what it says of the author's doing."""

    book: str
    edition: str
    judge: str
    said: str
    authors: str = ""

    def line(self) -> str:
        told = f"{self.said or 'ok'}{self.authors and f' (the author’s own: {self.authors})'}"
        return f"{self.book:<12} {self.edition:<8} {self.judge:<44} {told}"


def made(root: Path) -> list[tuple[str, Path]]:
    """The PDFs of a book with their editions, written by one build."""
    text = (root / "book.yaml").read_text(encoding="utf-8").split("\neditions:")[0]
    (root / "book.yaml").write_text(_in_volumes(text), encoding="utf-8")
    done = subprocess.run([BOOKBUILD, "build", "-C", str(root), "--json"], capture_output=True, text=True)
    report = json.loads(done.stdout)
    return [(item["name"], root / item["path"]) for item in report["editions"] if item["written"]]


def _in_volumes(text: str) -> str:
    """The manifest with our editions; a long book's chapters in volumes, each a book for those who print."""
    chapters = re.findall(r"^ +- (?:chapters/\S+|\{ .*chapters/.*\})$", text, re.MULTILINE)
    if len(chapters) <= VOLUME:
        return text + EDITIONS
    head, languages = text.split("\nvolumes:")[0], re.findall(r"^languages: \[(.*)\]", text, re.MULTILINE)[0]
    rows = []
    for number in range(0, len(chapters), VOLUME):
        title = ", ".join(f"{tag}: Volume {number // VOLUME + 1}" for tag in languages.split(", "))
        rows += [f"  - title: {{{title}}}", "    chapters:", *chapters[number : number + VOLUME]]
    each = EDITIONS.replace(", printer: ", ", volumes: each, printer: ").replace(
        ", isbn: 978-0-306-40615-7", ""
    )
    return "\n".join((head, "volumes:", *rows)) + each


def verdicts(book: str, root: Path) -> Iterator[Verdict]:
    files, sources = made(root), heard.Sources.of(root)
    editions = dict.fromkeys(edition for edition, _ in files)
    for missing in set(re.findall(r"^  (\w+):", EDITIONS, re.MULTILINE)) - editions.keys():
        yield Verdict(book, missing, "bookbuild build", "not written")
    for edition, path in files:
        if edition in SCREEN:
            yield from _of_the_screen(book, edition, path, sources)
        yield Verdict(book, edition, f"qpdf --check{_part(path)}", _qpdf(path))
        if edition == BLACK and "cover" not in path.stem:
            yield Verdict(book, edition, "Ghostscript, inks", _inks(path))
    yield from _preflight(book, root, tuple(editions))


def _part(path: Path) -> str:
    return " of the cover" if "cover" in path.stem else ""


def _of_the_screen(book: str, edition: str, path: Path, sources: heard.Sources) -> Iterator[Verdict]:
    for profile in ("ua1", "2a"):
        report = page.validate_pdf(str(path), profile=profile)
        said = [item.message for item in report.failures]
        yield Verdict(book, edition, f"page-validation {profile}", "; ".join(said))
    found = outloud.check(str(path), skip=(VARIANTS,)).findings
    doubts = [(item, heard.own(item, path, sources)) for item in found if item.severity != "info"]
    ours = "; ".join(f"{item.rule} {item.message}" for item, reason in doubts if not reason)
    reasons = Counter(f"{item.rule}, {reason}" for item, reason in doubts if reason)
    authors = "; ".join(f"{reason} × {count}" for reason, count in reasons.items())
    yield Verdict(book, edition, "outloud", ours, authors)


def _qpdf(path: Path) -> str:
    if not shutil.which("qpdf"):
        return "not looked at: qpdf is missing"
    done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True)
    return "" if done.returncode == 0 else (done.stdout + done.stderr).strip().splitlines()[-1]


def _inks(path: Path) -> str:
    """Whether any page has ink beside black."""
    if not shutil.which("gs"):
        return "not looked at: Ghostscript is missing"
    command = ["gs", "-q", "-o", "-", "-sDEVICE=ink_cov", str(path)]
    rows = subprocess.run(command, capture_output=True, text=True).stdout.splitlines()
    coloured = [row for row in rows if row.endswith("CMYK OK") and any(map(float, row.split()[:3]))]
    return f"{len(coloured)} pages have colour" if coloured else ""


def _preflight(book: str, root: Path, editions: tuple[str, ...]) -> Iterator[Verdict]:
    command = [BOOKBUILD, "check", "--press", *editions, "-C", str(root), "--json"]
    found = json.loads(subprocess.run(command, capture_output=True, text=True).stdout)
    for item in found["editions"]:
        judge = f"check --press{_part(Path(item['path']))}, {item['pages']} pages, {len(item['rules'])} rules"
        said = [f"{rule['code']} × {rule['faults']}" for rule in item["rules"] if rule["faults"] and _own(rule)]
        yield Verdict(book, item["name"], judge, ", ".join(said))


def _own(rule: dict[str, str]) -> bool:
    """Whether a rule is of the proof or the preflight: typography has a benchmark of its own."""
    return rule["code"] in ("P026", "P029") or rule["code"] >= "P040"


def main() -> int:
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("corpora", nargs="?", default="", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--chapters", type=int, default=0)
    said = parser.parse_args()
    bad = 0
    for name, needed, write in BOOKS:
        if name not in WANTED or (said.only and name != said.only):
            continue
        if needed and not (said.corpora / needed).exists():
            print(f"{name:<12} not there")
            continue
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "book"
            write(said.corpora, root, said.chapters)
            for verdict in verdicts(name, root):
                print(verdict.line(), flush=True)
                bad += bool(verdict.said)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

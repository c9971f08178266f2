"""``make bench-pagelist``: marks of printed pages in EPUBs of the big book, against its finished PDFs.

usage: pagelist.py [CORPORA] — a folder that holds big/big.jsonl; without it a generated book is used.

The first words of a printed page are read from the PDF by MuPDF; nothing of ours takes part in that.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import bigbook
import measure
import pymupdf
from bench import BOOKBUILD, JOBS, say
from opencc import OpenCC

from press import Goal

SAMPLES = 200
HEAD = 0.085  # of a page's height: what stands above is a running head
LONG = 8  # characters that are compared
EDITIONS = """
  facing: {format: pdf, layout: facing, trim: 148x210mm}
  of-print: {format: epub, page_list: print}
  of-columns: {format: epub, page_list: columns}
  of-facing: {format: epub, page_list: facing}
  of-versos: {format: epub, layout: single, languages: [zh-Hant], page_list: facing}
  of-rectos: {format: epub, layout: single, languages: [en], page_list: facing}
  read: {format: epub, page_list: print, script: zh-Hans, pinyin: all}
"""
_SIMPLIFIED = OpenCC("t2s").convert
_MARKS = str.maketrans("「」『』", "“”‘’")
_HAN = re.compile(r"[\u3400-\u9fff]")
_UNSAID = re.compile(r"<rt>.*?</rt>|<a class=\"noteref.*?</a>|<[^>]*>", re.DOTALL)


class Case(NamedTuple):
    """An EPUB edition, and the PDF whose pages it lists. ``either``: the page may begin in either language."""

    epub: str
    pdf: str
    said: str
    either: bool = False


CASES = (
    Case("of-print", "print", "interleaved"),
    Case("of-columns", "columns", "columns", either=True),
    Case("of-facing", "facing", "facing pages, both languages"),
    Case("of-versos", "facing", "facing pages, Chinese alone"),
    Case("of-rectos", "facing", "facing pages, English alone", either=True),
    Case("read", "print", "interleaved, in another script with pinyin"),
)


@dataclass(frozen=True)
class Top:
    """How a printed page begins: the first line of each script it has, the topmost one first; whether a word
    was parted before it."""

    lines: tuple[str, ...]
    parted: bool


def tops(path: Path, case: Case) -> dict[str, Top]:
    """The beginning of every page with text, by label; of a right page facing another that of the left."""
    found: dict[str, Top] = {}
    parted, before = False, ""
    for page in pymupdf.open(path).pages():
        lines, label = list(_lines(page)), page.get_label()
        firsts = {bool(_HAN.search(line)): line for line in reversed(lines)}
        ordered = sorted(firsts.values(), key=lines.index)
        if case.epub == "of-facing" and before in found and label.isdecimal() and int(label) % 2:
            found[label] = found[before]
        elif ordered:
            found[label] = Top(tuple(ordered if case.either else ordered[:1]), parted)
            parted = any(line.endswith(("-", "\u2010", "\u00ad")) for line in lines)
        before = label
    return found


def _lines(page: pymupdf.Page) -> Iterator[str]:
    """The lines below the running head, without the folio, from the top."""
    blocks = page.get_text("dict")["blocks"]
    lines = [line for block in blocks for line in block.get("lines", ())]
    for line in sorted(lines, key=lambda line: (round(line["bbox"][1]), line["bbox"][0])):
        text = ink("".join(span["text"] for span in line["spans"]))
        folio = text == page.get_label() and line["bbox"][1] > page.rect.height * 0.85
        if text and not folio and line["bbox"][1] > page.rect.height * HEAD:
            yield text


def ink(text: str) -> str:
    """*text* without white space, whatever its script, ligatures undone."""
    plain = _SIMPLIFIED(text.replace("\u00ad", "")).translate(_MARKS)
    return "".join(unicodedata.normalize("NFKC", plain).split())


def marks(path: Path) -> dict[str, str]:
    """What follows each page's mark in the EPUB, by its label."""
    found: dict[str, str] = {}
    with ZipFile(path) as archive:
        listed = re.search(
            r'epub:type="page-list".*?</nav>', archive.read("EPUB/nav.xhtml").decode(), re.DOTALL
        )
        for name, id, label in re.findall(r'href="(.*?)#(.*?)">(.*?)<', listed[0] if listed else ""):
            html = archive.read(f"EPUB/{name}").decode()
            after = html[html.index("</span>", html.index(f'id="{id}"')) :]
            found[label] = " ".join(unescape(_UNSAID.sub("", after[:4000])).split())
    return found


def begins(text: str, top: Top) -> bool:
    """Whether *text* begins as the page does.

    Of a word parted before the page the EPUB keeps the whole.
    """
    first = re.match(r"\w*", text)
    back = len(first[0]) if first and top.parted else 0
    said = ink(text)
    return any(said.startswith(line[:LONG], start) for line in top.lines for start in range(back + 1))


def goals(root: Path, samples: int = SAMPLES) -> Iterator[Goal]:
    """Of random pages of the book in *root*, how many marks stand at the page's first word."""
    manifest = root / "book.yaml"
    manifest.write_text(manifest.read_text(encoding="utf-8").rstrip() + EDITIONS, encoding="utf-8")
    built = [*(case.epub for case in CASES), "print", "columns", "facing"]
    measure.run([BOOKBUILD, "build", *built, "--jobs", str(JOBS)], root)
    for number, case in enumerate(CASES):
        wanted = tops(next((root / "dist").glob(f"*-{case.pdf}.pdf")), case)
        found = marks(next((root / "dist").glob(f"*-{case.epub}.epub")))
        labels = sorted((label for label in found if label in wanted and label.isdecimal()), key=int)
        chosen = random.Random(number).sample(labels, min(samples, len(labels)))
        wrong = [label for label in chosen if not begins(found[label], wanted[label])]
        for label in sorted(wrong, key=int)[:5]:
            say(f"  {case.epub} {label}: {wanted[label].lines} – {found[label][:40]}")
        share, detail = 1 - len(wrong) / len(chosen), f"{len(chosen) - len(wrong)} of {len(chosen)} pages"
        yield Goal(f"page list: {case.said}", share, 1.0, True, detail)


def main() -> None:
    """Measure, print the table, exit 1 when a goal is missed."""
    corpus = Path(sys.argv[1]) / "big" / "big.jsonl" if len(sys.argv) > 1 and sys.argv[1] else None
    chapters = bigbook.corpus_rows(corpus) if corpus and corpus.is_file() else bigbook.generated_rows()
    with tempfile.TemporaryDirectory() as folder:
        measured = list(goals(bigbook.write(Path(folder), chapters)))
    for goal in measured:
        say(goal.line())
    sys.exit(not all(goal.met for goal in measured))


if __name__ == "__main__":
    main()

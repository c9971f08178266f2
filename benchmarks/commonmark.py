"""Every example of the CommonMark specification as a chapter: what bookbuild and EPUBCheck say of it.

    python benchmarks/commonmark.py spec.txt

The examples (CC BY-SA 4.0) come from the npm package commonmark-spec and are not in this repository. Each is a
chapter three times: in one file below a heading and a line in Chinese; as a file that holds nothing else; as
the English file beside a Chinese one. A chapter bookbuild calls wrong is left out, as its author would have to
mend it. Exits with 1 when EPUBCheck finds anything in what is left, or when bookbuild itself finds a fault only
in the finished book.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from bookbuild.checks import epubcheck
from bookbuild.diagnostics import Diagnostic, Severity
from bookbuild.run import Report, build, check

_EXAMPLE = re.compile(r"^(`{32}) example\n(.*?)^\.\n.*?^\1$", re.MULTILINE | re.DOTALL)
_MANIFEST = """title: {{zh-Hans: 例, en: Examples}}
languages: [zh-Hans, en]
counterparts: allow
doubts: allow
volumes:
  - chapters: [{chapters}]
editions:
  reader: {{format: epub}}
  study: {{format: epub, flavour: study}}
"""
_ROUNDS = 5  # what is left out may be what others linked to

Shape = Callable[[int, str], Mapping[str, str]]
"""The files of an example, by their names."""


class Outcome(NamedTuple):
    """One book of examples: what was built of them, and what nobody told until it was finished."""

    shape: str
    built: str
    findings: list[str]


class Silent:
    """A listener that hears nothing."""

    def stage(self, edition: str, name: str) -> None: ...

    def chapter(self, edition: str, done: int, total: int, title: str, pages: int) -> None: ...

    def made(self, product: object) -> None: ...


def examples(spec: str) -> list[str]:
    """The Markdown of each example; the specification writes tabs as arrows."""
    return [found[2].replace("→", "\t") for found in _EXAMPLE.finditer(spec)]


def mixed(number: int, text: str) -> dict[str, str]:
    return {f"{number:03}.md": f"# 例 {number} / Example {number}\n\n下面是一个例子。\n\n{text}"}


def alone(number: int, text: str) -> dict[str, str]:
    return {f"{number:03}.md": text}


def apart(number: int, text: str) -> dict[str, str]:
    chinese = f"# 例 {number}\n\n下面是一个例子。\n"
    return {f"{number:03}.zh-Hans.md": chinese, f"{number:03}.en.md": f"# Example {number}\n\n{text}"}


SHAPES: Mapping[str, Shape] = {"mixed": mixed, "alone": alone, "apart": apart}


def write(folder: Path, chapters: Mapping[int, Mapping[str, str]]) -> None:
    """A book of the chapters."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    entries = []
    for files in chapters.values():
        for name, text in files.items():
            (folder / name).write_text(text, "utf-8")
        zh, en = (next((name for name in files if f".{tag}." in name), "") for tag in ("zh-Hans", "en"))
        entries.append(f"{{zh-Hans: {zh}, en: {en}}}" if zh else next(iter(files)))
    (folder / "book.yaml").write_text(_MANIFEST.format(chapters=", ".join(entries)), "utf-8")


def wrong(found: Diagnostic) -> bool:
    return found.level is Severity.ERROR


def number_of(found: Diagnostic) -> int | None:
    """The example a diagnostic speaks of."""
    match = re.match(r"(\d{3})\.", found.span.path) if found.span else None
    return int(match[1]) if match else None


def sound(folder: Path, chapters: dict[int, Mapping[str, str]], codes: Counter[str]) -> Iterator[str]:
    """Leave out what bookbuild calls wrong; what it does so too late or without a place."""
    for _ in range(_ROUNDS):
        write(folder, chapters)
        faults = [found for found in check(folder, jobs=1, progress=Silent()).diagnostics if wrong(found)]
        if not faults:
            return
        for found in faults:
            number = number_of(found)
            codes[found.code] += 1
            if number is None or found.code.startswith("E"):  # E: told only when the finished book is read back
                yield f"{found.code} {found.span}: {found.message}"
            if number is not None:
                chapters.pop(number, None)
    yield f"{len(faults)} faults are left after {_ROUNDS} rounds"


def judged(folder: Path, report: Report) -> Iterator[str]:
    """What EPUBCheck says of the books written."""
    paths = [folder / "dist" / product.path for product in report.products if product.written]
    for checked in epubcheck.run(paths):
        for found in checked.diagnostics():
            yield f"{checked.path.name}: {found.message} {' '.join(found.notes)}"
    if len(paths) != len(report.products):
        yield f"{len(report.products) - len(paths)} books were not written"


def books(spec: Path) -> Iterator[Outcome]:
    """Build every example of *spec* in each shape, and have what is written judged."""
    texts = examples(spec.read_text("utf-8"))
    for name, shape in SHAPES.items():
        with tempfile.TemporaryDirectory() as scratch:
            folder, codes = Path(scratch) / name, Counter[str]()
            chapters: dict[int, Mapping[str, str]] = {n: shape(n, text) for n, text in enumerate(texts, 1)}
            findings = list(sound(folder, chapters, codes))
            report = build(folder, jobs=1, output=folder / "dist", progress=Silent())
            findings += judged(folder, report)
        told = ", ".join(f"{code} {count}" for code, count in sorted(codes.items())) or "nothing"
        yield Outcome(name, f"{len(chapters)} of {len(texts)} examples built, wrong: {told}", findings)


def main() -> int:
    failed = False
    for outcome in books(Path(sys.argv[1])):
        print(f"{outcome.shape}: {outcome.built}, not told: {len(outcome.findings)}")
        print("".join(f"  {finding}\n" for finding in outcome.findings), end="")
        failed = failed or bool(outcome.findings)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())

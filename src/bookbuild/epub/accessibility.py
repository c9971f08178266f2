"""What can be said of an edition's accessibility without anyone judging it (EPUB Accessibility 1.1 §2).

No conformance is claimed: that takes a person's evaluation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bookbuild.epub.words import Labels, words

_IMAGE = re.compile(r"<(?:img|svg)\b[^>]*>")
_DESCRIBED = re.compile(r'\s(?:alt|aria-label)="[^"]')


@dataclass(frozen=True, slots=True)
class Findings:
    """``images``: there are images besides the cover; ``described``: all of them have a text."""

    images: bool
    described: bool
    ruby: bool
    animated: bool


def inspect(pages: Iterable[str], names: Iterable[str]) -> Findings:
    """Look through XHTML *pages* and the *names* of image files; GIFs may flash."""
    images, described, ruby = False, True, False
    for page in pages:
        ruby = ruby or "<ruby" in page
        for tag in _IMAGE.findall(page):
            images = True
            described = described and bool(_DESCRIBED.search(tag))
    return Findings(images, described, ruby, any(name.endswith(".gif") for name in names))


def properties(findings: Findings) -> Iterator[tuple[str, str]]:
    """The schema.org properties and their values, in the order of the specification."""
    yield from (("accessMode", mode) for mode in _modes(findings))
    yield from (("accessModeSufficient", modes) for modes in _sufficient(findings))
    yield from (("accessibilityFeature", feature) for feature in _features(findings))
    yield "accessibilityHazard", "unknown" if findings.animated else "none"


def _modes(findings: Findings) -> tuple[str, ...]:
    return ("textual", "visual") if findings.images else ("textual",)


def _sufficient(findings: Findings) -> Iterator[str]:
    if findings.described:
        yield "textual"
    if findings.images:
        yield "textual,visual"


def _features(findings: Findings) -> Iterator[str]:
    yield from ("tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability")
    if findings.images and findings.described:
        yield "alternativeText"
    if findings.ruby:
        yield "rubyAnnotations"


def summary(findings: Findings, languages: tuple[str, ...]) -> Labels:
    """The summary in each language: what the reader can count on, and what not."""
    sentences: list[Sequence[tuple[str, str]]] = [
        words("bilingual" if len(languages) > 1 else "monolingual", languages)
    ]
    if findings.images:
        sentences.append(words("described" if findings.described else "undescribed", languages))
    return tuple((same[0][0], _joined([text for _, text in same])) for same in zip(*sentences, strict=True))


def _joined(sentences: Sequence[str]) -> str:
    """Chinese sentences end in a full-width stop and need no space after it."""
    return " ".join(sentences).replace("。 ", "。")

"""What the writer should know of a chapter's pairing: one rule, one function."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log
from typing import NamedTuple

from bookbuild.aligner.lengths import SMOOTH, scale
from bookbuild.diagnostics import Diagnostic, Diagnostics, Span
from bookbuild.model import Block, Document, Heading, Pair, Paragraph
from bookbuild.pairing.matches import ACCEPTED, OTHERWISE, Match
from bookbuild.pairing.voices import Languages
from bookbuild.pairing.weigh import has_letters, is_anchor, weight

_FAR_OFF = log(3.5)  # one pair in two hundred of good translations is as uneven as this
_WORTH = 120.0  # lighter passages than this have any ratio
_NAMES = {"zh": "Chinese", "en": "English"}
_HELP_DOUBT = "read the two; {pair=name} on both, or bookbuild pairs --accept, says that they belong together"
_HELP_CROSSED = (
    "put the two in the same order in both languages, or bind what belongs together with {pair=name}"
)
_HELP_OTHERWISE = "bind what belongs together with {pair=name}, or accept the pairs as they are now:"
_HELP = "add the translation, or mark the block {.untranslated}"


class Outcome(NamedTuple):
    """The pairs of one passage: of its headings and of its body."""

    heads: tuple[Pair, ...]
    body: tuple[Pair, ...]


def report(documents: Sequence[Document], matches: Sequence[Match], languages: Languages) -> Diagnostics:
    """Every problem of the chapter, in the order of the rules."""
    pairs = [match.pair for match in matches if match.pair]
    outcomes = list(_outcomes(pairs))
    blocks = [block for pair in pairs for block in pair.blocks()]
    lacks = _lacks(pairs, languages)
    found = [
        *_lacking(documents, lacks),
        *_split_marks(pairs, languages),
        *_unknown_languages(blocks),
        *_strangers(blocks, languages),
        *_levels(outcomes),
        *_doubtful(matches),
        *_uneven(matches, languages),
    ]
    if not lacks:
        found += [item for outcome in outcomes for item in _missing(outcome, languages)]
    return tuple(found)


def _outcomes(pairs: Sequence[Pair]) -> Iterator[Outcome]:
    """The pairs cut at those of headings."""
    heads: tuple[Pair, ...] = ()
    body: list[Pair] = []
    for pair in pairs:
        if all(isinstance(block, Heading) and not block.frames for block in pair.blocks()):
            if heads or body:
                yield Outcome(heads, tuple(body))
            heads, body = (pair,), []
        else:
            body.append(pair)
    yield Outcome(heads, tuple(body))


def language_name(tag: str) -> str:
    """What a message calls the language *tag*."""
    return _NAMES.get(tag.partition("-")[0], tag)


def _lacks(pairs: Sequence[Pair], languages: Languages) -> str:
    """The language the whole chapter has nothing in, though not on purpose; '' when there is none."""
    if not any(pair.reason == "missing" for pair in pairs):
        return ""
    return next((tag for tag in languages[:2] if not any(pair.side(tag) for pair in pairs)), "")


def _lacking(documents: Sequence[Document], lacks: str) -> Iterator[Diagnostic]:
    """A chapter without any text of one language; source reports an empty file itself."""
    if lacks and all(document.blocks for document in documents):
        name = language_name(lacks)
        span = Span(documents[0].path)
        yield Diagnostic("A007", f"chapter has no {name} text", span, help=f"add its {name} text")


def _missing(outcome: Outcome, languages: Languages) -> Iterator[Diagnostic]:
    """Headings and blocks without a counterpart; of a section without one, its heading only."""
    heads = [pair for pair in outcome.heads if _unanswered(pair)]
    yield from (_heading(pair, outcome, languages) for pair in heads)
    if heads and _whole_section(outcome):
        return
    note = _counts(outcome, languages)
    for pair in filter(_unanswered, outcome.body):
        tag, blocks = pair.sides[0]
        message = f"{_called(blocks[0])} has no {_other(tag, languages)} counterpart"
        yield Diagnostic("A002", message, blocks[0].span, (note,), _HELP)


def _unanswered(pair: Pair) -> bool:
    """Whether a counterpart is missing and no explicit mark says more."""
    return pair.reason == "missing" and not any(block.marks.pair for block in pair.blocks())


def _whole_section(outcome: Outcome) -> bool:
    tags = {tag for pair in (*outcome.heads, *outcome.body) for tag, _ in pair.sides if tag}
    return len(tags) == 1


def _heading(pair: Pair, outcome: Outcome, languages: Languages) -> Diagnostic:
    tag, blocks = pair.sides[0]
    size = len(outcome.body)
    notes = (f"nor has its section of {size} blocks",) if size > 1 and _whole_section(outcome) else ()
    message = f"heading has no {_other(tag, languages)} counterpart"
    return Diagnostic("A001", message, blocks[0].span, notes, _HELP)


def _counts(outcome: Outcome, languages: Languages) -> str:
    counts = (
        f"{sum(len(pair.side(tag)) for pair in outcome.body)} in {language_name(tag)}" for tag in languages[:2]
    )
    return f"blocks of this section: {', '.join(counts)}"


def _other(tag: str, languages: Languages) -> str:
    return language_name(next(other for other in languages if other != tag))


def _called(block: Block) -> str:
    """What a message calls the block."""
    if not isinstance(block, Paragraph):
        return {"CodeBlock": "code"}.get(type(block).__name__, type(block).__name__.lower())
    frames = [frame.kind for frame in block.frames]
    return "list item" if "item" in frames else "quotation" if "quote" in frames else "paragraph"


def _split_marks(pairs: Sequence[Pair], languages: Languages) -> Iterator[Diagnostic]:
    """Explicit pairs that name one language only, or that cannot be kept."""
    marked: dict[str, list[Pair]] = {}
    for pair in pairs:
        for mark in dict.fromkeys(block.marks.pair for block in pair.blocks() if block.marks.pair):
            marked.setdefault(mark, []).append(pair)
    for held in marked.values():
        first = next(held[0].blocks())
        tags = {tag for pair in held for tag, _ in pair.sides if tag}
        if len(tags) == 1 and len(languages) > 1:
            name = _other(tags.pop(), languages)
            help_ = f"add the {name} side, or mark the block {{.untranslated}} instead"
            yield Diagnostic("A003", f"explicit pair has no {name} side", first.span, help=help_)
        elif len(held) > 1:
            yield Diagnostic(
                "A004",
                "explicit pair cannot be kept: its blocks are not neighbours, or another pair crosses it",
                first.span,
                tuple(f"also at {next(pair.blocks()).span}" for pair in held[1:]),
                "put its blocks together, in the same order in both languages",
            )


def _unknown_languages(blocks: Sequence[Block]) -> Iterator[Diagnostic]:
    """Text whose language could not be told; it is set for the readers of every language."""
    for block in blocks:
        if isinstance(block, Heading | Paragraph) and not block.lang and has_letters(block):
            yield Diagnostic(
                "A006",
                f"the language of this {_called(block)} could not be told",
                block.span,
                help="say it, as in {lang=en}",
            )


def _strangers(blocks: Sequence[Block], languages: Languages) -> Iterator[Diagnostic]:
    """Blocks in a language that is not one of the two the book pairs."""
    for block in blocks:
        if block.lang and block.lang not in languages[:2]:
            yield Diagnostic(
                "A009",
                f"{_called(block)} is in {language_name(block.lang)}, which the book does not pair",
                block.span,
                (f"the book pairs {' and '.join(map(language_name, languages[:2]))}",),
                "mark foreign words inline, [words]{lang=…}",
            )


def _levels(outcomes: Sequence[Outcome]) -> Iterator[Diagnostic]:
    """Headings that face each other at different levels."""
    for pair in (pair for outcome in outcomes for pair in outcome.heads):
        levels = [block.level for block in pair.blocks() if isinstance(block, Heading)]
        if len(set(levels)) > 1:
            *_, last = pair.blocks()
            message = f"heading of level {levels[-1]} faces one of level {levels[0]}"
            yield Diagnostic("A008", message, last.span, help="give both headings the same level")


def _doubtful(matches: Sequence[Match]) -> Iterator[Diagnostic]:
    """Pairs that may be wrong, and passages whose counterpart stands in another place."""
    for match in matches:
        if not match.doubt or not match.pair:
            continue
        first, *others = [blocks[0] for _, blocks in match.pair.sides]
        name = _called(first)
        other = f"the {_called(others[0])} at {others[0].span}" if others else ""
        if match.doubt.startswith("crossed: "):
            stands = f"{name} is paired with {other}" if other else f"{name} stands alone"
            message = f"{stands}, but {match.doubt.removeprefix('crossed: ')}"
            yield Diagnostic("A018", message, first.span, help=_HELP_CROSSED)
        elif match.doubt.startswith(OTHERWISE):
            message = f"this {name} is paired with {other}, but was accepted with another passage"
            help_ = f"{_HELP_OTHERWISE} bookbuild pairs --accept {first.span.path}"
            yield Diagnostic("A026", message, first.span, (match.doubt.removeprefix(OTHERWISE),), help_)
        else:
            message = f"the pairing of this {name} with {other} is in doubt"
            yield Diagnostic("A017", message, first.span, (match.doubt,), _HELP_DOUBT)


def _settled(match: Match) -> bool:
    """Whether the author has accepted the pair, or is asked to look at it anyway."""
    return bool(match.doubt) or ACCEPTED in match.reasons


def _uneven(matches: Sequence[Match], languages: Languages) -> Iterator[Diagnostic]:
    """Pairs whose lengths are far from what the rest of the chapter leads to expect."""
    pairs = [match.pair for match in matches if match.pair]
    sizes = [_sizes(pair, languages) for pair in pairs]
    asked = {id(match.pair) for match in matches if not _settled(match)}
    ratio = scale(sum(left for left, _ in sizes), sum(right for _, right in sizes))
    for pair, (left, right) in zip(pairs, sizes, strict=True):
        left *= ratio
        if max(left, right) < _WORTH or abs(log((left + SMOOTH) / (right + SMOOTH))) < _FAR_OFF:
            continue
        if id(pair) in asked and pair.kind == "translated" and not any(map(_told, pair.blocks())):
            yield _far_off(pair, left, right, languages)


def _sizes(pair: Pair, languages: Languages) -> tuple[float, float]:
    """What the sides of the first two languages weigh; of one language the same twice."""
    left, right = (sum(map(weight, pair.side(tag))) for tag in (languages[0], languages[:2][-1]))
    return left, right


def _told(block: Block) -> bool:
    """Whether *block* is paired for other reasons than its length."""
    return is_anchor(block) or bool(block.marks.pair)


def _far_off(pair: Pair, left: float, right: float, languages: Languages) -> Diagnostic:
    """A005: *left* and *right* are what the sides weigh, in the same measure."""
    shorter, longer = languages[:2] if left < right else languages[1::-1]
    times = max(left, right) / max(min(left, right), 1.0)
    return Diagnostic(
        "A005",
        f"the {language_name(longer)} side is {times:.0f} times as long as the "
        f"{language_name(shorter)} side leads to expect",
        next(pair.blocks()).span,
        help="check that the two belong together; {pair=name} on both says so",
    )

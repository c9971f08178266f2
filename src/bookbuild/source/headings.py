"""Headings in two languages: where one is split, and where it only looks as if it could be.

``A / B`` is split whenever its halves are of different languages. ``中文 English``, ``English 中文``
and ``A（B）`` are split only in a chapter that is in both languages, and only when both halves can stand
alone: in ``Rust 编程思想`` or ``使用 Docker 部署`` the Latin words are part of a Chinese phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bookbuild.diagnostics import Span
from bookbuild.model import Block, Heading, Inlines, Marks, Paragraph, Text
from bookbuild.source import language
from bookbuild.source.report import Report
from bookbuild.source.text import prose

_HAN = language.UNITS["Han"]
_BRACKETED = re.compile(r"(?P<a>[^()（）]+?)\s*(?:（(?P<b>[^()（）]+)）|\((?P<c>[^()（）]+)\))")
_HAN_FIRST = re.compile(rf"(?P<a>[^A-Za-z]*{_HAN}[^A-Za-z]*?)\s+(?P<b>[A-Z][^\u3400-\u9fff]*)")
_LATIN_FIRST = re.compile(rf"(?P<a>[A-Z][^\u3400-\u9fff]*?)\s+(?P<b>[^A-Za-z]*{_HAN}[^A-Za-z]*)")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")

# Words a name of a product or a library hardly ever holds, and a translated title often does.
_FUNCTION = frozenset(
    re.findall(
        r"\w+",
        "a an the of in on at by to for from with without and or as is are was were be being do does not no "
        "how what why when where who which this that these those its his her their our your my about into",
    )
)
# Endings of common nouns and verbal nouns; ``Formatting 格式化`` is a translation, ``Rust 语言`` is not.
_ENDING = re.compile(r"[A-Z][a-z]{3,}(?:ings?|tions?|sions?|ments?|ness|ances?|ences?|ity|ities|isms?)")
# What Chinese sets after a name to say what it is: the name belongs to it.
_CLASSIFIER = re.compile(
    r"(?:语言|語言|编程.*|類型|类型|语法|語法|入门|入門|教程|指南|基础|基礎|简介|簡介|概述|详解|工具|框架|平台|模型|模式"
    r"|方法|函数|函數|对象|對象|结构|結構|程序|项目|文件|目录|系统|系統|服务.*|部署|安装|安裝|配置|原理|实战|实践"
    r"|表达式|语句|循环|分支|枚举|特性|属性|接口|协议|库|版|学习|技术|工程|开发|应用|管理|设计|测试)"
)
# ``四章 The Fountainless``: a number is a title of its own.
_NUMBERED = re.compile("第?[〇零一二三四五六七八九十百千0-9]+[章節节回卷篇部首课課讲講]")
# A Chinese half that ends so wants an object: ``使用 Spring Boot``.
_WANTS_OBJECT = re.compile(
    r"(?:更新|升级|学习|部署|配置|开发|运行|调用|发布|定义|实现|测试|管理|高级|不安全)"
    r"|.*(?:使用|利用|采用|运用|安装|创建|新建|理解|编写|认识|初识|了解|掌握|构建|搭建|通过|基于|关于|走进|深入"
    r"|遍历|添加|引入|什么是|为什么|如何|自定义|多个|一个|[用到在从为给将把被向与和及或跟对让的是以])"
)
_SYLLABLE = (
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|an|ao|ai|en|er|ei|in|ia|ie|iu|ou|ua|ue|ui|un|uo|üe|a|e|i|o|u|ü)"
)
_PINYIN = re.compile(rf"(?:{_SYLLABLE})+", re.IGNORECASE)


def split_all(blocks: tuple[Block, ...], languages: tuple[str, ...], report: Report) -> Iterator[Block]:
    """The blocks with bilingual headings as two Headings of the same ``marks.pair`` (S023)."""
    both = _in_both(blocks, languages)
    for before, block, after in zip((None, *blocks), blocks, (*blocks[1:], None), strict=False):
        if isinstance(block, Heading) and not block.marks.lang:
            answered = _answers(block, before, languages) or _answers(block, after, languages)
            yield from _split(block, languages, both and not answered, report)
        else:
            yield block


def _answers(heading: Heading, other: Block | None, languages: tuple[str, ...]) -> bool:
    """Whether *other* is the heading's twin, a neighbour of its level in the other language."""
    if not isinstance(other, Heading) or other.level != heading.level or not other.lang:
        return False
    main = language.detect(prose(heading.content), languages)
    return other.lang in languages and bool(main) and other.lang != main


def _in_both(blocks: Iterable[Block], languages: tuple[str, ...]) -> bool:
    """Whether the running text is in more than one of the languages."""
    found = {block.lang for block in blocks if isinstance(block, Paragraph)}
    return len(found.intersection(languages)) > 1


def _split(heading: Heading, languages: tuple[str, ...], both: bool, report: Report) -> tuple[Heading, ...]:
    for halves in _at_slash(heading.content):
        if twins := _twins(heading, halves, languages, report):
            return twins
    if not both or len(heading.content) != 1 or not isinstance(heading.content[0], Text):
        return (heading,)
    text = heading.content[0].text
    guess = guessed(text)
    halves = tuple((Text(half),) for half in guess or ())
    twins = _twins(heading, halves, languages, report) if guess else ()
    if not guess or not twins:
        return (heading,)
    report.add(
        "S023",
        f"heading split into {guess[0]!r} and {guess[1]!r}",
        heading.span,
        "write ` / ` between them to say so, or {lang=…} after it to keep it whole",
    )
    return twins


def _at_slash(content: Inlines) -> Iterator[tuple[Inlines, ...]]:
    """The halves around each `` / `` that stands in plain text."""
    for index, node in enumerate(content):
        if not isinstance(node, Text):
            continue
        for match in re.finditer(" / ", node.text):
            before, after = node.text[: match.start()].rstrip(), node.text[match.end() :].lstrip()
            left = (*content[:index], *((Text(before),) if before else ()))
            right = (*((Text(after),) if after else ()), *content[index + 1 :])
            yield left, right


def _twins(
    heading: Heading, halves: tuple[Inlines, ...], languages: tuple[str, ...], report: Report
) -> tuple[Heading, ...]:
    tags = [language.detect(prose(half), languages) for half in halves]
    if not all(tags) or tags[0] == tags[1]:
        return ()
    marks = replace(heading.marks, pair=heading.marks.pair or f"@{heading.span.line}")
    spans = [_place(heading.span, half, report) for half in halves]
    first = replace(heading, content=halves[0], lang=tags[0], marks=marks, span=spans[0])
    second_marks: Marks = replace(marks, id="")
    return first, replace(heading, content=halves[1], lang=tags[1], marks=second_marks, span=spans[1])


def _place(span: Span, half: Inlines, report: Report) -> Span:
    """The columns of a half on its line; the whole heading when markup hides it."""
    found = report.find(prose(half[:1]).strip(), span.line - 1, span.line)
    return found if found.end_line else span


def guessed(text: str) -> tuple[str, str] | None:
    """The two titles in *text* when each can stand alone, else None."""
    match = _BRACKETED.fullmatch(text)
    if match:
        halves = match["a"], match["b"] or match["c"]
        return halves if _brackets_stand_alone(*halves) else None
    if (match := _HAN_FIRST.fullmatch(text)) and _latin_alone(match["b"], match["a"]):
        return match["a"], match["b"]
    if (match := _LATIN_FIRST.fullmatch(text)) and _han_alone(match["b"], match["a"]):
        return match["a"], match["b"]
    return None


def _brackets_stand_alone(outside: str, inside: str) -> bool:
    """One half wholly Chinese, the other a title in capitals: not a gloss on one word."""
    han = [bool(re.search(_HAN, half)) for half in (outside, inside)]
    latin = [half for half, chinese in zip((outside, inside), han, strict=True) if not chinese]
    chinese = [half for half, chinese in zip((outside, inside), han, strict=True) if chinese]
    if len(latin) != 1 or re.search("[A-Za-z]", chinese[0]):
        return False
    words = _WORD.findall(latin[0])
    return bool(words) and words[0][0].isupper() and not words[0].isupper()


def _latin_alone(latin: str, han: str) -> bool:
    """Whether ``中文 Latin`` is a title and its translation."""
    words = _WORD.findall(latin)
    if _NUMBERED.fullmatch(han) or _is_pinyin(words, han) or any(word in _FUNCTION for word in words[1:]):
        return True
    if _WANTS_OBJECT.fullmatch(han):
        return False
    if len(words) > 1:
        return _in_capitals(words)
    return bool(words and _ENDING.fullmatch(words[0]))


def _han_alone(han: str, latin: str) -> bool:
    """Whether ``Latin 中文`` is a title and its translation; most often the Latin is a name in it."""
    words = _WORD.findall(latin)
    if _CLASSIFIER.fullmatch(han) or re.match("[的与和及或是之在与]", han):
        return False
    if _is_pinyin(words, han) and len(words) > 1:
        return True
    if len(words) > 1:
        return any(word.lower() in _FUNCTION for word in words)
    return bool(words and _ENDING.fullmatch(words[0]))


def _in_capitals(words: list[str]) -> bool:
    return all(word[0].isupper() or word in _FUNCTION for word in words)


def _is_pinyin(words: list[str], han: str) -> bool:
    """Whether the words could spell *han*: as many syllables as characters."""
    count = len(re.findall(_HAN, han))
    syllables = [re.findall(_SYLLABLE, word, re.IGNORECASE) for word in words]
    if not words or not all(_PINYIN.fullmatch(word) for word in words):
        return False
    return len(words) <= count == sum(map(len, syllables))

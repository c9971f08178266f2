"""A small bilingual book of two volumes and the units a renderer would make of it, by hand."""

from __future__ import annotations

import struct
import zlib
from html import escape

from bookbuild.diagnostics import Span
from bookbuild.model import (
    Bilingual,
    Block,
    Book,
    Break,
    Chapter,
    ChapterMeta,
    CodeBlock,
    Contributor,
    Edition,
    Figure,
    Heading,
    Image,
    Inline,
    Link,
    Metadata,
    Note,
    NoteRef,
    Pair,
    Paragraph,
    Rendition,
    Ruby,
    Styled,
    Table,
    Text,
    Unit,
    Volume,
)

MODIFIED = 1767225600  # 2026-01-01T00:00:00Z
LANGUAGES = ("zh-Hans", "en")


def both(zh: str, en: str) -> Bilingual:
    return Bilingual((("zh-Hans", zh), ("en", en)))


def png() -> bytes:
    """A red pixel."""
    rows = (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\xff\0\0")),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in rows
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


# ---------------------------------------------------------------- the book


def paragraphs(id: str, zh: str, en: str, *more: Inline) -> Pair:
    def side(lang: str, text: str) -> tuple[str, tuple[Block, ...]]:
        span = Span("chapters/rain.md", 3, 1)
        inlines = (Text(text), *(more if lang == "zh-Hans" else ()))
        return lang, (Paragraph(id=f"{id}-{lang}", lang=lang, content=inlines, span=span),)

    return Pair("translated", (side("zh-Hans", zh), side("en", en)), id=id)


def heading(id: str, title: Bilingual) -> Pair:
    sides = tuple(
        (lang, (Heading(id=f"{id}-{lang}", lang=lang, level=1, content=(Text(text),)),))
        for lang, text in title.texts
    )
    return Pair("translated", sides, id=id)


def shared(block: Block) -> Pair:
    return Pair("shared", (("", (block,)),), id=block.id)


def chapter(id: str, title: Bilingual, *pairs: Pair, notes: tuple[Note, ...] = ()) -> Chapter:
    return Chapter(
        id, "chapter", 1, title, heading(f"{id}-h", title), pairs, notes, ChapterMeta(), (f"{id}.md",)
    )


def book() -> Book:
    ruby = Ruby((("霏", "fēi"),))
    note = Note("rain-n1", "zh-Hans", (Paragraph(content=(Text("出自《诗经》。"),)),), mark="①")
    figure = Figure(
        id="rain-fig",
        image=Image("images/rain.png", "雨 Rain"),
        captions=(("zh-Hans", (Text("雨中的院子"),)), ("en", (Text("The yard in the rain"),))),
    )
    table = Table(
        id="rain-table",
        align=("", ""),
        head=((Text("时辰"),), (Text("Hour"),)),
        rows=(((Text("子"),), (Text("11 p.m."),)),),
    )
    rain = chapter(
        "rain",
        both("雨", "Rain & <Snow>"),
        paragraphs("rain-p1", "昔我往矣，", "When I left,", ruby, Break(), NoteRef("rain-n1", "①")),
        paragraphs("rain-p2", "参见", "See there.", Link("#snow-p1", (Text("雪"),))),
        shared(figure),
        shared(table),
        shared(CodeBlock(id="rain-code", text="let rain = 1;\n  rain + 1")),
        notes=(note,),
    )
    snow = chapter("snow", both("雪", "Snow"), paragraphs("snow-p1", "今我来思。", "Now I come."))
    wind = chapter("wind", both("风", "Wind"), paragraphs("wind-p1", "风起。", "The wind rises."))
    preface = chapter("preface", both("序", "Preface"), paragraphs("preface-p1", "开卷。", "Begin."))
    return Book(
        Metadata(
            both("四季笔记", "Notes of Four Seasons"),
            "urn:uuid:6f2f9d0e-3a43-5c6b-9a55-1b2c3d4e5f60",
            "seasons",
            subtitle=both("对照本", "A Parallel Text"),
            contributors=(
                Contributor(both("林青", "Lin Qing"), sort=both("Lin, Qing", "Lin, Qing")),
                Contributor(both("安娜", "Anna Hill"), "trl"),
            ),
            publisher=both("小书房", "Small Study"),
            rights=both("版权所有。", "All rights reserved."),
            description=both("两卷。", "Two volumes. "),
            subjects=(both("随笔", "Essays"),),
            date="2026-01-01",
            edition=both("第二版", "Second edition"),
        ),
        LANGUAGES,
        (preface,),
        (
            Volume("one", 1, both("卷一", "Volume One"), both("雨雪", "Wet"), (), (rain, snow), ()),
            Volume("two", 2, both("卷二", "Volume Two"), Bilingual(), (), (wind,), ()),
        ),
        (),
    )


def edition(**changes: object) -> Edition:
    values: dict[str, object] = {
        "name": "reader",
        "format": "epub",
        "languages": LANGUAGES,
        "volumes": ("one", "two"),
        "span": Span("book.yaml", 9, 3),
    }
    return Edition(**(values | changes))  # type: ignore[arg-type]


# ---------------------------------------------------------------- its units


def page(title: str, body: str, lang: str = "zh-Hans") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="{lang}" xml:lang="{lang}">\n<head><title>{escape(title)}</title>'
        f'<link rel="stylesheet" type="text/css" href="../css/book.css"/></head>\n'
        f"<body>{body}</body>\n</html>\n"
    )


def runs(inlines: tuple[Inline, ...]) -> str:
    return "".join(map(_run, inlines))


def _run(inline: Inline) -> str:
    match inline:
        case Text(text=text):
            return escape(text)
        case Ruby(parts=parts):
            return f"<ruby>{''.join(f'{base}<rt>{reading}</rt>' for base, reading in parts)}</ruby>"
        case Styled(tag=tag, children=children, lang=lang):
            return f"<{tag}{_lang(lang)}>{runs(children)}</{tag}>"
        case Link(target=target, children=children):
            return f'<a href="{target.replace("#snow", "snow.xhtml#snow")}">{runs(children)}</a>'
        case NoteRef(note=note, mark=mark):
            return f'<a epub:type="noteref" href="#{note}" id="{note}-call">{mark}</a>'
        case _:
            return "<br/>"


def _lang(tag: str) -> str:
    return f' lang="{tag}" xml:lang="{tag}"' if tag else ""


def _block(block: Block, languages: tuple[str, ...]) -> str:
    opening = f'id="{block.id}"{_lang(block.lang)}'
    match block:
        case Heading():
            return f"<h1 {opening}>{runs(block.content)}</h1>"
        case Paragraph():
            return f"<p {opening}>{runs(block.content)}</p>"
        case CodeBlock():
            return f"<pre {opening}>{escape(block.text)}</pre>"
        case Table():
            tagged = [("th", block.head), *(("td", row) for row in block.rows)]
            rows = "".join(
                f"<tr>{''.join(f'<{tag}>{runs(cell)}</{tag}>' for cell in row)}</tr>\n" for tag, row in tagged
            )
            return f"<table {opening}>{rows}</table>"
        case Figure():
            captions = "".join(
                f"<p{_lang(tag)}>{runs(caption)}</p>" for tag, caption in block.captions if tag in languages
            )
            image = f'<img src="../images/rain.png" alt="{block.image.alt}"/>'
            return f"<figure {opening}>{image}<figcaption>{captions}</figcaption></figure>"
        case _:
            raise AssertionError(block)


def _chapter_html(chapter: Chapter, languages: tuple[str, ...]) -> str:
    body = ""
    for pair in chapter.all_pairs():
        blocks = [block for block in pair.blocks() if block.lang in ("", *languages)]
        inner = "\n".join(_block(block, languages) for block in blocks)
        body += inner if pair.kind == "shared" else f'<div class="pair" id="{pair.id}">{inner}</div>\n'
    for note in (note for note in chapter.notes if note.lang in languages):
        text = "".join(runs(block.content) for block in note.blocks if isinstance(block, Paragraph))
        back = f'<a role="doc-backlink" href="#{note.id}-call">↩</a>'
        body += f'<aside epub:type="footnote" id="{note.id}"><p>{text} {back}</p></aside>'
    return f"<section>{body}</section>"


def _chapter_unit(chapter: Chapter, zone: str, volume: str, languages: tuple[str, ...]) -> Unit:
    html = page(chapter.title.plain(languages), _chapter_html(chapter, languages), languages[0])
    return Unit(chapter.id, "chapter", zone, chapter.title, html, volume, chapter)  # type: ignore[arg-type]


def _plain_unit(id: str, kind: str, title: Bilingual, body: str, volume: str = "") -> Unit:
    zone = "body" if kind == "part" else "front"
    return Unit(id, kind, zone, title, page(title.plain(LANGUAGES), body), volume)  # type: ignore[arg-type]


def rendition(book: Book, edition: Edition) -> Rendition:
    languages = edition.languages
    title = book.meta.title
    cover = '<div><img src="../images/cover.png" alt="封面 Cover"/></div>'
    units = [
        _plain_unit("cover", "cover", title, cover),
        _plain_unit("title", "titlepage", title, f"<h1>{title.plain(languages)}</h1>"),
        *(_chapter_unit(chapter, "front", "", languages) for chapter in book.front),
    ]
    for volume in edition.held(book):
        head = f"<h1>{volume.title.plain(languages)}</h1>"
        units.append(_plain_unit(f"part-{volume.id}", "part", volume.title, head, volume.id))
        units += [_chapter_unit(item, "body", volume.id, languages) for item in volume.chapters()]
    return Rendition(tuple(units), (("book.css", "p { margin: 0 }\n"),), ("images/rain.png",))


IMAGES = {"rain.png": png()}

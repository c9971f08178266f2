"""What a source leads to by a link, an address or a player in a page becomes a recording of the chapter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import parse_qs, urlsplit

from bookbuild.intake import escape, roles
from bookbuild.intake.passages import Decision, Passage, quoted
from bookbuild.source import clips
from bookbuild.source.clips import Kind

_VIDEO = (
    "youtube.com", "youtu.be", "vimeo.com", "bilibili.com", "b23.tv", "v.qq.com", "youku.com", "weibo.com/tv",
    "video.weibo.com", "h5.video.weibo.com", "m.weibo.cn/s/video", "ixigua.com", "douyin.com",
)  # fmt: skip
_AUDIO = (
    "soundcloud.com", "ximalaya.com", "music.163.com", "y.qq.com", "podcasts.apple.com", "open.spotify.com",
    "xiaoyuzhoufm.com", "lizhi.fm",
)  # fmt: skip
_LINK = re.compile(
    r"\[(?P<words>[^\[\]]*)\]\(<?(?P<url>https?://[^\s()<>]+)>?\)"
    r"|<?(?P<bare>https?://[^\s<>]*[^\s<>:：,，.。;；、])>?"
)
_AND = re.compile(r"\s*(?:or|and|或者?|和|及|与|與|[、,，/|；;])\s*|\s*[:：.。]?\s*$")
_LABELLED = re.compile(r"(?P<label>.{1,60}?)\s*[:：]\s*(?P<url>https?://\S+)")
_EMBEDDED = re.compile(
    r"https?://(?:www\.)?(?:youtube(?:-nocookie)?\.com/embed|player\.vimeo\.com/video)/([\w-]+)"
)


def kind_of(url: str) -> Kind | None:
    """What the page or the file at *url* plays, None for neither."""
    address = re.sub(r"^https?://(?:www\.|m\.(?!weibo))?", "", url, flags=re.I).lower()
    for kind, places in (("video", _VIDEO), ("audio", _AUDIO)):
        if any(address.startswith((f"{place}/", f"{place}?")) for place in places):
            return kind  # type: ignore[return-value]
    return clips.kind_of(url)


def written(words: str, url: str, kind: Kind) -> str:
    """A recording on the web as a chapter has it; *words* are Markdown."""
    said = words.strip() or escape.inline(re.sub(r"^https?://(?:www\.)?", "", url))
    return f"[{said}]({url}) {{.{kind}}}"


def page_of(player: str) -> str:
    """The page to visit of an address that plays in a frame."""
    if player.startswith("//"):
        player = f"https:{player}"
    if found := _EMBEDDED.match(player):
        return f"https://{'vimeo.com' if 'vimeo' in player else 'youtu.be'}/{found[1]}"
    if "player.bilibili.com" in player and (name := parse_qs(urlsplit(player).query).get("bvid")):
        return f"https://www.bilibili.com/video/{name[0]}"
    return player


def marked(passages: Sequence[Passage], told: list[Decision]) -> Iterator[Passage]:
    """*passages* with each that is nothing but links to recordings as these, one a passage."""
    label: Passage | None = None
    for passage in passages:
        links = _links(passage)
        if label and not (links and not links[0][0]):
            yield label
        before, label = label, None
        if links:
            for words, url, kind in links:
                said = words or (escape.inline(before.text.rstrip(":： ")) if before else "")
                told.append(Decision("kept", passage.span, f"{kind} on the web {quoted(url)}"))
                yield Passage("", written(said, url, kind), passage.span, "block")
        elif passage.kind == "text" and (role := roles.of(passage.text)) and role.kind == "media":
            label = passage
        else:
            yield passage
    if label:
        yield label


def _links(passage: Passage) -> list[tuple[str, str, Kind]]:
    """``(words, address, kind)`` of the links *passage* consists of; [] when it says anything else."""
    if passage.kind != "text":
        return []
    if (found := _LABELLED.fullmatch(passage.text)) and (kind := kind_of(found["url"])):
        return [(escape.inline(found["label"]), found["url"], kind)]
    links: list[tuple[str, str, Kind]] = []
    text, at = passage.markdown, 0
    while found := _LINK.match(text, at):
        url = found["url"] or found["bare"]
        kind = kind_of(url)
        if not kind:
            return []
        links.append((found["words"] or "", url, kind))
        joint = _AND.match(text, found.end())
        at = joint.end() if joint else found.end()
    return links if at == len(text) else []

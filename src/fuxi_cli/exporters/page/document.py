"""The page around its sections: head, strict policy, navigation, and the style and script that it brings along."""

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import NamedTuple

from fuxi_cli import __version__
from fuxi_cli.exporters.page.markup import Child, Html, join, lines, tag


class Section(NamedTuple):
    """A part of the page under its own heading; an empty one is left out."""

    id: str
    title: str
    parts: Sequence[Child]


@cache
def _asset(name: str) -> Html:
    return Html(files(__package__).joinpath(name).read_text("utf-8").replace("\r\n", "\n"))


def _hash(text: str) -> str:
    """As a content security policy names an inline style or script."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def document(title: str, lead: Sequence[Child], sections: Sequence[Section]) -> bytes:
    """The whole page. Nothing outside it is ever asked for: the policy forbids all but its own style and script."""
    style, script = _asset("page.css"), _asset("page.js")
    shown = [section for section in sections if any(section.parts)]
    head = tag(
        "head",
        Html("\n"),
        lines(
            tag("meta", charset="utf-8"),
            tag(
                "meta",
                http_equiv="Content-Security-Policy",
                content=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
                "base-uri 'none'; form-action 'none'",
            ),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("meta", name="generator", content=f"fuxi {__version__}"),
            tag("title", title),
            tag("style", style),
        ),
        Html("\n"),
    )
    body = tag(
        "body",
        Html("\n"),
        lines(
            tag("a", "跳到正文", href="#main", class_="skip"),
            tag("header", tag("h1", title), *lead),
            tag("nav", tag("ul", *map(_link, shown)), aria_label="目录"),
            tag("main", Html("\n"), lines(*map(_section, shown)), Html("\n"), id="main"),
            tag(
                "footer",
                tag("p", f"本页由 fuxi {__version__} 根据报送表和方案数据生成，不含外部链接，可离线查看。"),
            ),
            tag("script", script),
        ),
        Html("\n"),
    )
    page = join(
        Html("<!DOCTYPE html>\n"), tag("html", Html("\n"), head, Html("\n"), body, Html("\n"), lang="zh-CN")
    )
    return f"{page}\n".encode()


def _link(section: Section) -> Html:
    return tag("li", tag("a", section.title, href=f"#{section.id}"))


def _section(section: Section) -> Html:
    heading = tag("h2", section.title, id=f"{section.id}-h")
    return tag(
        "section",
        heading,
        Html("\n"),
        lines(*section.parts),
        id=section.id,
        aria_labelledby=f"{section.id}-h",
    )

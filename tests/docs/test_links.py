"""Every link inside the documentation leads somewhere, to its anchor too."""

import re
from functools import cache
from pathlib import PurePosixPath
from types import SimpleNamespace
from urllib.parse import unquote

import pytest

from docs.manual import ROOT, everything, maker, prose

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
OUTSIDE = re.compile(r"[a-z]+:")
ON_THE_SITE = {"docs/changes.md", "docs/contributing.md", "docs/security.md"}
"""Copies of pages in the root, with the same links."""


@cache
def anchors(path: str) -> frozenset[str]:
    """Of headings, as GitHub and MkDocs make them from the words, and those that are given."""
    found = set()
    for heading in re.findall(r"(?m)^#+ (.+)$", prose(everything()[path])):
        words, given, name = heading.partition(" {#")
        if given:
            found.add(name.rstrip("}"))
        plain = re.sub(r"[^\w\- ]", "", re.sub(r"[`*]", "", words).lower())
        found.add(plain.strip().replace(" ", "-"))
    return frozenset(found)


def there(page: str, target: str) -> str:
    """A link's target as a path from the root."""
    steps: list[str] = []
    for step in (*PurePosixPath(page).parent.parts, *PurePosixPath(target).parts):
        if step == "..":
            steps.pop()
        else:
            steps.append(step)
    return "/".join(steps)


@pytest.mark.parametrize("page", sorted(set(everything()) - ON_THE_SITE))
def test_links_lead_somewhere(page: str) -> None:
    for link in LINK.findall(prose(everything()[page])):
        if OUTSIDE.match(link):
            continue
        path, _, anchor = unquote(link).partition("#")
        target = there(page, path) if path else page
        assert target in everything() or (ROOT / target).is_file(), f"{page}: {link}"
        if anchor:
            assert anchor in anchors(target), f"{page}: {link}"


def test_pages_that_the_program_makes_are_not_written_as_well() -> None:
    from docs.manual import made  # noqa: PLC0415

    assert [name for name in made() if (ROOT / "docs" / name).exists()] == []


def test_every_page_is_in_the_navigation() -> None:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    pages = {path.removeprefix("docs/") for path in everything() if path.startswith("docs/")}
    listed = re.findall(r"(?m)^ +- .+: (\S+\.md)$", text)
    assert sorted(listed) == sorted(pages)


def test_codes_on_the_pages_for_clerks_lead_to_their_rules() -> None:
    page = SimpleNamespace(file=SimpleNamespace(src_uri="填报说明.md"))
    text = "## E101\n见 E101（`S103`）、[X104](x.md)、E999，\n不用改。\n\n```text\nE101\n一\n二\n```\n"
    assert maker().on_page_markdown(text, page=page) == (
        "## E101\n见 [E101](审核规则.md#e101)（`S103`）、[X104](x.md)、E999，不用改。\n\n```text\nE101\n一\n二\n```\n"
    )
    page.file.src_uri = "data-model.md"
    assert maker().on_page_markdown("E101", page=page) == "E101"

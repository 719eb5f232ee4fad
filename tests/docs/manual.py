"""The documentation as text: pages that are written, pages that the program makes, the READMEs."""

import importlib.util
import re
from functools import cache
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


@cache
def maker() -> ModuleType:
    """docs/make_pages.py"""
    spec = importlib.util.spec_from_file_location("make_pages", DOCS / "make_pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def made() -> dict[str, str]:
    """Name → text of the pages that the program makes."""
    return dict(maker().pages())


@cache
def written() -> dict[str, str]:
    """Path from the root → text of every page that somebody wrote."""
    found = [*sorted(DOCS.glob("*.md")), *sorted(ROOT.glob("*.md"))]
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in found}


def everything() -> dict[str, str]:
    return written() | {f"docs/{name}": text for name, text in made().items()}


def prose(text: str) -> str:
    """A page without its fenced blocks."""
    return re.sub(r"(?ms)^( *)```.*?^\1```$", "", text)


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of exactly that language, without the fence's indentation."""
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```$", text)


def tables(text: str, header: str) -> list[list[str]]:
    """The cells of the table with that header row."""
    _, found, rest = text.partition(f"| {header} |\n")
    assert found, header
    lines = rest.split("\n\n")[0].splitlines()[1:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]

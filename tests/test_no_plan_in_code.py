"""No plan has code of its own: neither its id nor its indicators stand in the code, nor its own words in papers."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from fuxi_cli.readers.plans.loading import builtin_folder, find_plans, load_folder
from support.samples import ROOT

SOURCE = ROOT / "src" / "fuxi_cli"
TEXTS = (".py", ".toml", ".yaml", ".csv", ".json", ".css", ".js", ".md")
PAPERS = ("core", "exporters", "pipeline", "readers", "register", "rules")
"""What makes workbooks, documents, pages and messages; ``cli`` has help texts, where the program's own name stands."""
OF_ONE_PLAN = ("富硒", "赣州", "江西", "帮扶", "赣鄱", "油茶", "市里", "市直有关单位")


def files() -> list[Path]:
    return sorted(path for path in SOURCE.rglob("*") if path.suffix in TEXTS)


@cache
def strings(path: Path) -> tuple[tuple[int, str], ...]:
    """Every text in the code that is no docstring."""
    return tuple(_strings(path))


def _strings(path: Path) -> Iterator[tuple[int, str]]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    told = {
        id(node.value)
        for node in nodes
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


def test_there_is_code_to_look_at() -> None:
    assert len(files()) > 300
    assert any("合计" in text for _, text in strings(SOURCE / "exporters" / "workbook" / "stated.py"))


@pytest.mark.parametrize("id", sorted({found.id for found in find_plans([builtin_folder()])}))
def test_no_file_names_a_plan(id: str) -> None:
    short = "-".join(id.split("-")[:2])
    assert [str(path) for path in files() if short in path.read_text(encoding="utf-8")] == []


def test_no_code_names_an_indicator() -> None:
    plans = [load_folder(found.path) for found in find_plans([builtin_folder()])]
    # One-word ids are words of the language as well: base, product, park.
    ids = {indicator.id for plan in plans for indicator in plan.indicators if "-" in indicator.id}
    assert len(ids) > 10
    named = [
        (path.name, line, text)
        for path in files()
        if path.suffix == ".py"
        for line, text in strings(path)
        if text in ids
    ]
    assert named == []


def test_no_words_of_one_plan_reach_a_paper() -> None:
    found = [
        (str(path.relative_to(SOURCE)), line, word)
        for path in files()
        if path.suffix == ".py" and path.relative_to(SOURCE).parts[0] in PAPERS
        for line, text in strings(path)
        for word in OF_ONE_PLAN
        if word in text
    ]
    assert found == []


def test_no_rule_explains_itself_by_one_plan() -> None:
    rules = sorted((SOURCE / "rules").glob("*.py"))
    told = {path.name: ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "" for path in rules}
    words = ("富硒", "附件1", "附件2", "二（", "三（")
    assert [(name, word) for name, text in told.items() for word in words if word in text] == []

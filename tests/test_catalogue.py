"""The catalogue tests itself: every rule file is complete, whoever adds it. See docs/adding-a-rule.md."""

import ast
import re
from collections import Counter
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from fuxi_cli import catalogue, rules
from fuxi_cli.catalogue import Selection
from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.finding import FAMILIES, SEVERITIES, Rule
from fuxi_cli.core.report import RuleStatus
from support.builders import workbook_case

GUIDE = "see docs/adding-a-rule.md, section"
FOLDER = Path(rules.__path__[0])
FILES = sorted(path for path in FOLDER.glob("*.py") if path.name != "__init__.py")
TESTS = Path(__file__).parent / "rules"
FILE_NAME = re.compile(r"[a-z]\d{3}(_[a-z0-9]+)+")
HEADINGS = ("检查：", "为什么：", "怎么改：", "依据：")
SCOPES = {"file", "workbook", "period", "plan"}

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def code_of(path: Path) -> str:
    return path.stem.partition("_")[0].upper()


def rule_call(path: Path) -> ast.Call:
    """The ``Rule(...)`` of the file's ``RULE = Rule(...)``, as it is written."""
    for node in ast.parse(path.read_text("utf-8")).body:
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and node.targets[0].id == "RULE"
        ):
            assert isinstance(node.value, ast.Call), f"{path.name}: RULE is no Rule(...); {GUIDE} “RULE”"
            return node.value
    pytest.fail(f"{path.name} has no RULE = Rule(...); {GUIDE} “RULE”")


def literal(path: Path, name: str) -> Any:
    value = next((keyword.value for keyword in rule_call(path).keywords if keyword.arg == name), None)
    return value.value if isinstance(value, ast.Constant) else None


def templates(path: Path) -> dict[str, str]:
    """The message, the remedy, and every further wording that the file gives as a constant ``text=``."""
    module = catalogue.load(code_of(path))
    found = {"message": module.rule.message, "remedy": module.rule.remedy}
    for node in ast.parse(path.read_text("utf-8")).body:
        if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Constant):
            continue
        name, value = ast.unparse(node.targets[0]), node.value.value
        if not name.startswith("_") and isinstance(value, str) and "{" in value:
            found[name] = value
    return found


def test_the_guide_has_the_sections_that_failures_name() -> None:
    guide = (Path(__file__).parents[1] / "docs" / "adding-a-rule.md").read_text("utf-8")
    headings = set(re.findall(r"(?m)^## (.+)$", guide))
    named = set(re.findall(r"\{GUIDE\} “(.+?)”", Path(__file__).read_text("utf-8")))
    assert named
    assert named <= headings


def test_there_are_rules() -> None:
    assert len(FILES) > 60
    assert {code_of(path)[0] for path in FILES} >= set("STCQ")


@each_file
def test_the_file_name_carries_the_code(path: Path) -> None:
    assert FILE_NAME.fullmatch(path.stem), (
        f"{path.name}: t102_not_a_number.py; {GUIDE} “What a rule file holds”"
    )
    code = code_of(path)
    assert literal(path, "code") == code, f"{path.name}: code must be the literal {code!r}; {GUIDE} “RULE”"
    assert code[0] in FAMILIES, f"{path.name}: no family {code[0]}; {GUIDE} “What a rule file holds”"


@each_file
def test_the_slug_is_the_rest_of_the_file_name(path: Path) -> None:
    slug = path.stem.partition("_")[2].replace("_", "-")
    assert literal(path, "slug") == slug, f"{path.name}: slug must be the literal {slug!r}; {GUIDE} “RULE”"


def test_no_code_and_no_slug_is_used_twice() -> None:
    for values in ([code_of(path) for path in FILES], [literal(path, "slug") for path in FILES]):
        twice = [value for value, count in Counter(values).items() if count > 1]
        assert not twice, f"used twice: {twice}; {GUIDE} “What a rule file holds”"


@each_file
def test_the_docstring_explains_the_rule(path: Path) -> None:
    where = f"{path.name}: {GUIDE} “The docstring”"
    text = catalogue.load(code_of(path)).text
    first, blank, *rest = text.split("\n")
    assert first.endswith("。"), f"the first line says what is wrong and ends with 。 {where}"
    assert not blank, f"the second line is blank. {where}"
    starts = [line.partition("：")[0] + "：" for line in rest if line.strip()]
    assert starts == list(HEADINGS), f"one paragraph each for {HEADINGS}. {where}"
    for line in rest:
        assert line.endswith("。"), f"a paragraph ends with 。: {line!r} {where}"
        assert len(line.partition("：")[2]) >= 8, f"too short to explain anything: {line!r} {where}"


@each_file
def test_a_test_module_stands_beside_it(path: Path) -> None:
    test = TESTS / f"test_{path.name}"
    assert test.is_file(), f"missing: tests/rules/{test.name}; {GUIDE} “Tests”"
    text = test.read_text("utf-8")
    assert re.search(r"import .*\b" + path.stem + r"\b", text), (
        f"{test.name} imports another rule; {GUIDE} “Tests”"
    )
    for assertion in ("assert_finds(", "assert_clean("):
        assert assertion in text, f"{test.name} has no {assertion[:-1]}; {GUIDE} “Tests”"


@each_file
def test_the_templates_parse_and_name_only_words(path: Path) -> None:
    for name, template in templates(path).items():
        where = f"{path.name}, {name}: {GUIDE} “RULE”"
        for _, field, spec, conversion in Formatter().parse(template):
            assert field is None or field.isidentifier(), f"{{{field}}} is no plain name. {where}"
            assert not spec, f"values are shown, not formatted: {spec!r}. {where}"
            assert not conversion, f"values are shown, not converted: {conversion!r}. {where}"
        assert template.endswith(("。", "？")), f"a sentence ends with 。 {where}"
        assert '"' not in template, f"Chinese quotes are “”. {where}"


@each_file
def test_its_fields_have_allowed_values(path: Path) -> None:
    rule = catalogue.load(code_of(path)).rule
    where = f"{path.name}: {GUIDE} “RULE”"
    assert rule.severity in SEVERITIES, where
    assert rule.scope in SCOPES, where
    assert rule.level in (None, "behind", "overdue"), where
    assert re.fullmatch(r"\d+\.\d+\.\d+", rule.since), where
    assert (rule.scope == "plan") == (rule.family == "P"), f"P rules and only they look at plans. {where}"


@each_file
def test_progress_never_blocks(path: Path) -> None:
    rule = catalogue.load(code_of(path)).rule
    if rule.progress or rule.level:
        assert rule.progress, f"{path.name}: a level is for progress rules; {GUIDE} “RULE”"
        assert rule.severity != "error", f"{path.name}: progress is no 强制; {GUIDE} “RULE”"


@each_file
def test_it_imports_only_core_and_the_standard_library(path: Path) -> None:
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
        elif isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
    wrong = sorted(n for n in names if n.startswith("fuxi_cli") and not n.startswith("fuxi_cli.core"))
    assert not wrong, f"{path.name} imports {wrong}; {GUIDE} “What a rule file holds”"


@each_file
def test_it_holds_one_rule_and_one_check(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    public = [n.name for n in tree.body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")]
    assert public == ["check"], f"{path.name}: one public function, check; {GUIDE} “check”"
    nested = [n for f in ast.walk(tree) if isinstance(f, ast.FunctionDef) for n in ast.walk(f)]
    assert not any(isinstance(n, ast.Import | ast.ImportFrom) for n in nested), (
        f"{path.name}: {GUIDE} “What a rule file holds”"
    )


@each_file
def test_its_check_is_quiet_about_an_empty_submission(path: Path) -> None:
    entry = catalogue.load(code_of(path))
    if entry.rule.scope == "workbook":
        assert list(entry.check(workbook_case())) == []


def test_the_catalogue_finds_every_file() -> None:
    assert list(catalogue.codes()) == [code_of(path) for path in FILES]
    for code in catalogue.codes():
        assert catalogue.load(code).rule.code == code


def test_an_unknown_code_says_how_to_list_them() -> None:
    with pytest.raises(FuxiError, match="没有编号为 Z999 的规则"):
        catalogue.load("Z999")


@pytest.mark.parametrize(
    ("select", "ignore", "kept", "skipped"),
    [
        ((), (), ("C101", "T102"), ()),
        (("C",), (), ("C101",), ("T102",)),
        ((), ("C1",), ("T102",), ("C101", "C103")),
        (("C",), ("C103",), ("C101",), ("C103", "T102")),
        (("C103",), ("C",), ("C103",), ("C101", "T102")),
        (("C103",), ("C103",), (), ("C103", "C101")),
    ],
)
def test_the_longer_prefix_wins(
    select: tuple[str, ...], ignore: tuple[str, ...], kept: tuple[str, ...], skipped: tuple[str, ...]
) -> None:
    selection = Selection(select, ignore)
    assert [selection.reason_to_skip(code) for code in kept] == [None] * len(kept)
    assert all(selection.reason_to_skip(code) for code in skipped)


@pytest.mark.parametrize("wrong", ["Z", "C9", "c101", "C1011"])
def test_a_prefix_of_no_rule_is_refused(wrong: str) -> None:
    with pytest.raises(FuxiError, match=wrong):
        Selection(select=(wrong,))
    with pytest.raises(FuxiError, match=wrong):
        Selection(ignore=(wrong,))


def statuses_of(ran: set[str]) -> tuple[RuleStatus, ...]:
    return catalogue.statuses(Selection(ignore=("C101",)), ran, lambda code: f"没有{code}可检查")


def test_a_rule_that_did_not_run_says_why() -> None:
    statuses = {s.code: s for s in statuses_of({"C102"})}
    assert (statuses["C102"].ran, statuses["C102"].reason) == (True, None)
    assert (statuses["C101"].ran, statuses["C101"].reason) == (False, "按 --ignore 略过")
    assert (statuses["C103"].ran, statuses["C103"].reason) == (False, "没有C103可检查")
    # The head of a plan's own checks stands for these; it is no rule that runs.
    assert set(statuses) == set(catalogue.codes()) - {"F000"}


def test_a_rule_has_no_field_that_this_file_does_not_know() -> None:
    known = {"code", "slug", "severity", "message", "remedy", "scope", "level", "since", "progress"}
    assert set(Rule._fields) == known, f"say in {GUIDE} “RULE” what the new field means"

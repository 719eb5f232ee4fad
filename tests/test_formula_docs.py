"""Every example of docs/审核公式.md is worked out, and every function of the language is in it."""

import re
from pathlib import Path

import pytest

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.formula.binding import bind
from fuxi_cli.core.formula.errors import FormulaError
from fuxi_cli.core.formula.functions import FUNCTIONS
from fuxi_cli.core.formula.scope import DAYS
from fuxi_cli.core.formula.tokens import LONGEST, WORDS
from fuxi_cli.core.formula.tree import DEEPEST
from fuxi_cli.core.formula.values import TRUTH
from fuxi_cli.core.plan import Check, Ledger
from fuxi_cli.readers.plans.loading import load_folder
from fuxi_cli.rules import f000_defined_by_plan as rule
from support.builders import label
from support.formulas import PROJECTS, ROWS, sample_case, sample_plan, told, value
from support.plan_folder import edit, write_plan

PAGE = (Path(__file__).parents[1] / "docs" / "审核公式.md").read_text("utf-8")


def table(after: str) -> list[list[str]]:
    """The rows of the first table after some words, without the head."""
    lines = PAGE.partition(after)[2].splitlines()
    start = next(n for n, text in enumerate(lines) if text.startswith("|---"))
    rows = []
    for text in lines[start + 1 :]:
        if not text.startswith("|"):
            break
        rows.append([cell.strip() for cell in text[1:-1].split("|")])
    return rows


EXAMPLES = [
    *((formula, result, 2) for formula, result, *_ in table("对第二行（A2）：")),
    *((formula, result, 1) for formula, result, *_ in table("对第一行（A1）")),
    *((formula, result, None) for formula, result, *_ in table("对整份报送表：")),
]


@pytest.mark.parametrize(("formula", "result", "row"), EXAMPLES)
def test_an_example_gives_what_the_guide_says(formula: str, result: str, row: int | None) -> None:
    case, text = sample_case(), formula.strip("`")
    kind = bind(text, case.plan, PROJECTS if row else None, None).kind
    assert told(value(text, case, row), kind == TRUTH) == result


def test_the_guide_has_examples_enough() -> None:
    assert len(EXAMPLES) > 35
    text = " ".join(formula for formula, _, _ in EXAMPLES)
    assert not [f.chinese for f in FUNCTIONS if f"{f.chinese}(" not in text and f"{f.english}(" not in text]


def test_the_sample_data_are_those_of_the_tests() -> None:
    shown = [[str(row.get(f.name, "")) for f in PROJECTS.fields] for row in ROWS]
    assert [[cell for cell in row if cell] for row in table("台账“项目”（编号 projects）")] == [
        [cell for cell in row if cell] for row in shown
    ]


@pytest.mark.parametrize(("formula", "said"), [(f, s) for f, s in table("## 写错了会怎样")])
def test_a_mistake_is_told_as_the_guide_says(formula: str, said: str) -> None:
    text = formula.strip("`")
    ledger: Ledger | None = None if text.startswith(("累积", "资产", "合计")) else PROJECTS
    with pytest.raises(FormulaError) as caught:
        bind(text, sample_plan(), ledger)
    assert said in caught.value.what


def test_every_function_word_and_day_is_in_the_guide() -> None:
    told_of = {tuple(row[:2]): row[2].strip("`") for row in table("## 函数")}
    assert told_of == {(f.chinese, f.english): f.usage for f in FUNCTIONS}
    ways = "".join(cell for row in table("## 怎么写") for cell in row)
    assert not [word for word in (*WORDS, *DAYS, *DAYS.values()) if f"`{word}" not in ways]
    assert f"最多 {LONGEST} 个字" in PAGE
    assert f"最多套 {DEEPEST} 层" in PAGE
    keys = {name for row in table("## 一条审核公式") for name in re.findall(r"`(\w+)`", row[0])}
    assert keys == set(Check._fields)


def test_the_check_of_the_guide_loads_and_finds(tmp_path: Path) -> None:
    written = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert written is not None
    folder = write_plan(tmp_path / "2022-01-24")
    edit(folder, "plan.yaml", "targets:\n", f"{LEDGER}{written[1]}targets:\n")
    (loaded,) = load_folder(folder).checks
    case = sample_case(of=sample_plan(loaded))
    (found,) = rule.check(case)
    assert label(found.place) == "台账-项目!G6"
    assert found.message == "“台账-项目”G6“示例车间”的处置日期是 2022-03-01，早于审批日期 2022-03-10。"


LEDGER = """\
  - id: projects
    name: 项目
    indicator: null
    reported_by: [county]
    fields:
      - {name: code, title: 项目编号, key: true}
      - {name: name, title: 项目名称}
      - {name: batch, title: 批次, constraints: {enum: [盘活, 处置]}}
      - {name: approved_on, title: 审批日期, type: date}
      - {name: disposed_on, title: 处置日期, type: date}
"""


def test_a_mistake_in_a_file_has_its_line_and_column(tmp_path: Path) -> None:
    written = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert written is not None
    broken = written[1].replace("expect: 处置日期 >= 审批日期", "expect: 处置日期 >= 审批日起")
    folder = write_plan(tmp_path / "2022-01-24")
    edit(folder, "plan.yaml", "targets:\n", f"{LEDGER}{broken}targets:\n")
    number = (folder / "plan.yaml").read_text("utf-8").split("\n").index(
        "    expect: 处置日期 >= 审批日起"
    ) + 1
    with pytest.raises(
        FuxiError, match=f"plan.yaml 第{number}行第21列 checks.1.expect：.*是不是“审批日期”？"
    ):
        load_folder(folder)

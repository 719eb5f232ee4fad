"""``checks`` of plan.yaml and registers among the ledgers: what loads, and every mistake with its place."""

from pathlib import Path

import pytest

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.plan import Plan
from fuxi_cli.readers.plans.loading import load_folder
from support.plan_folder import YAML, edit, write_plan

CHECK = """\
checks:
  - code: F101
    slug: sample-check
    severity: error
    on: base
    when: 阶段 = "已认定"
    expect: 面积 > 0
    message: "{位置}面积是{面积}。"
    remedy: 请改正。
    clause: 一
"""
REGISTER = """\
  - id: projects
    name: 项目
    indicator: null
    reported_by: [county]
    fields:
      - {name: code, title: 编号, key: true}
      - {name: value, title: 资产值, type: number, varies: true}
"""


def loaded(tmp_path: Path, text: str) -> Plan:
    folder = write_plan(tmp_path / "2022-01-24")
    edit(folder, "plan.yaml", "targets:\n", f"{text}targets:\n")
    return load_folder(folder)


def fault(tmp_path: Path, text: str) -> str:
    with pytest.raises(FuxiError) as caught:
        loaded(tmp_path, text)
    return str(caught.value).partition("\n")[2]


def line_of(text: str, words: str) -> int:
    from_top = write_text(text).splitlines()
    return next(n for n, one in enumerate(from_top, start=1) if words in one)


def write_text(text: str) -> str:
    return YAML.replace("targets:\n", f"{text}targets:\n")


def test_a_check_is_kept_as_it_is_written(tmp_path: Path) -> None:
    (check,) = loaded(tmp_path, CHECK).checks
    assert (check.code, check.slug, check.severity, check.on) == ("F101", "sample-check", "error", "base")
    assert (check.when, check.expect, check.at, check.clause) == ('阶段 = "已认定"', "面积 > 0", None, "一")


def test_the_plan_comes_back_from_the_cache_with_its_checks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FUXI_NO_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    plan = loaded(tmp_path, REGISTER + CHECK)
    again = load_folder(tmp_path / "2022-01-24")
    assert again == plan
    assert again is not plan


@pytest.mark.parametrize(
    ("old", "new", "at", "said"),
    [
        (
            "expect: 面积 > 0",
            "expect: 面基 > 0",
            "expect: 面基",
            "列 checks.1.expect：台账“示范基地”没有“面基”这一栏",
        ),
        ("expect: 面积 > 0", "expect: 面积 >", "expect: 面积", "第17列 checks.1.expect：这里是“公式的结尾”"),
        (
            "expect: 面积 > 0",
            'expect: "面积 > 多"',
            "expect:",
            "第19列 checks.1.expect：台账“示范基地”没有“多”",
        ),
        (
            "expect: 面积 > 0",
            "expect: >-\n      面积 > 0\n      且 多 > 0",
            "且 多",
            "第9列 checks.1.expect：台账“示范基地”没有“多”这一栏",
        ),
        (
            "expect: 面积 > 0",
            "expect: |\n      面积 > 0 且\n      非空(文字)",
            "非空(文字)",
            "第10列 checks.1.expect：台账“示范基地”没有“文字”这一栏",
        ),
        (
            'when: 阶段 = "已认定"',
            'when: 阶段 = "认定"',
            "when: 阶段",
            "第16列 checks.1.when：“阶段”没有“认定”这个选项",
        ),
        ("面积是{面积}", "面积是{面基}", "message:", "第23列 checks.1.message：台账“示范基地”没有“面基”"),
        ("面积是{面积}", "面积是{面积", "message:", "第22列 checks.1.message：“{”没有配对"),
        ("{位置}面积", "{右边}{位置}", None, ""),
        ("on: base", "on: bases", "on: bases", "checks.1.on：填的是“bases”，是不是“base”？应为 submission"),
        (
            "severity: error",
            "severity: 强制",
            "severity:",
            "checks.1.severity：填的是“强制”，应为error、warning、info",
        ),
        ("slug: sample-check", "slug: 示例", "slug:", "checks.1.slug：填的是“示例”，只能用小写英文字母"),
        (
            "remedy: 请改正。",
            "remedy: 请改正",
            "remedy:",
            "checks.1.remedy：填的是“请改正”，应为一句话，以句号结尾。",
        ),
        ("    expect: 面积 > 0\n", "", "code:", "checks.1：缺少“expect”"),
        ("clause: 一", "clauses: 一", "clauses:", "checks.1.clauses：没有“clauses”这个键，是不是“clause”？"),
        ("clause: 一", "at: 3", "at: 3", "checks.1.at：没有写到哪一格"),
    ],
)
def test_a_mistake_has_its_line_and_says_what_is_allowed(
    tmp_path: Path, old: str, new: str, at: str | None, said: str
) -> None:
    text = CHECK.replace(old, new)
    if at is None:
        assert loaded(tmp_path, text).checks
        return
    found = fault(tmp_path, text)
    assert len(found.splitlines()) == 1, found
    number = line_of(text, at)
    assert found.startswith(f"plan.yaml 第{number}行"), (found, number)
    assert said in found.replace("应为 error", "应为error"), found


def test_every_mistake_of_a_check_is_told_at_once(tmp_path: Path) -> None:
    text = CHECK.replace("面积 > 0", "面基 > 0").replace("{面积}", "{面基}").replace("已认定", "认定")
    assert len(fault(tmp_path, text).splitlines()) == 3


def test_a_register_has_no_indicator_and_says_who_keeps_it(tmp_path: Path) -> None:
    plan = loaded(tmp_path, REGISTER)
    register = plan.ledgers[-1]
    assert (register.indicator, register.reported_by) == (None, ("county",))
    assert [ledger.id for ledger in plan.ledgers_of("100001")] == ["base", "projects"]
    assert plan.ledgers_of("dept-a") == ()
    assert register.fields[1].varies


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "    reported_by: [county]\n",
            "",
            "ledgers.projects.reported_by：没有对应指标的台账，要写明由谁登记",
        ),
        (
            "indicator: null",
            "indicator: base",
            "有对应指标的台账，由报这个指标的单位登记，不要再写 reported_by。",
        ),
        ("[county]", "[countty]", "ledgers.projects.reported_by：没有“countty”，是不是“county”？"),
    ],
)
def test_a_register_that_is_wrong_is_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert said in fault(tmp_path, REGISTER.replace(old, new))

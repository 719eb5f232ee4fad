"""Finding and loading plans: where they stand, which revision counts, and what their files come to."""

import subprocess
import sys
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Leader, LightRule
from fuxi_cli.readers.plans import loading as plans
from fuxi_cli.readers.plans import sections as plan_yaml
from fuxi_cli.readers.plans.loading import (
    builtin_folder,
    find_plans,
    found_beside,
    latest_two,
    load_folder,
    load_plan,
    load_source,
)
from support.plan_folder import QUOTAS, TASKS, YAML, edit, write_plan

JUNE = Period(2022, 6)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_plan(tmp_path / "sample-plan" / "2022-01-24")


def second_revision(folder: Path) -> Path:
    return write_plan(
        folder.parent / "2022-07-01", plan=YAML.replace("2022-01-24\ntitle", "2022-07-01\ntitle")
    )


# Finding


def test_plans_are_found_at_every_depth(folder: Path) -> None:
    for start in (folder.parent.parent, folder.parent, folder):
        assert find_plans([start]) == [("sample-plan", date(2022, 1, 24), str(folder))]


def test_nothing_is_found_where_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    assert find_plans([tmp_path, tmp_path / "absent"]) == []


def test_the_earlier_folder_counts_for_one_revision(tmp_path: Path) -> None:
    mine = write_plan(tmp_path / "mine" / "sample-plan" / "2022-01-24")
    write_plan(tmp_path / "theirs" / "sample-plan" / "2022-01-24")
    assert [plan.path for plan in find_plans([tmp_path / "mine", tmp_path / "theirs"])] == [str(mine)]


def test_a_plan_broken_at_its_head_is_found_by_its_folders(folder: Path) -> None:
    (folder / "plan.yaml").write_text("format: [", encoding="utf-8")
    assert find_plans([folder.parent]) == [("sample-plan", date(2022, 1, 24), str(folder))]


def test_the_builtin_plan_is_found() -> None:
    assert "ganzhou-selenium-2022" in {plan.id for plan in find_plans([builtin_folder()])}


def test_the_wheel_has_its_plans_beside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plans, "__file__", str(tmp_path / "fuxi_cli" / "readers" / "plans" / "loading.py"))
    (tmp_path / "fuxi_cli" / "data" / "targets").mkdir(parents=True)
    assert builtin_folder() == tmp_path / "fuxi_cli" / "data" / "targets"


# Choosing


@pytest.mark.parametrize(
    ("reference", "period", "revision"),
    [
        ("sample-plan", None, date(2022, 7, 1)),
        ("sample-plan", Period(2022, 6), date(2022, 1, 24)),
        ("sample-plan", Period(2022, 7), date(2022, 7, 1)),
        ("sample-plan", Period(2021, 1), date(2022, 1, 24)),
        ("sample-plan@2022-01-24", Period(2022, 9), date(2022, 1, 24)),
        (None, Period(2022, 6), date(2022, 1, 24)),
    ],
)
def test_the_revision_in_force(
    folder: Path, reference: str | None, period: Period | None, revision: date
) -> None:
    second_revision(folder)
    assert load_plan(reference, [folder.parent.parent], period).revision == revision


def test_a_path_names_a_revision_a_plan_or_its_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    second_revision(folder)
    assert load_plan(str(folder), []).revision == date(2022, 1, 24)
    assert load_plan(str(folder / "plan.yaml"), []).revision == date(2022, 1, 24)
    assert load_plan(str(folder.parent), [], JUNE).revision == date(2022, 1, 24)
    monkeypatch.chdir(folder)
    assert load_plan(".", []).revision == date(2022, 1, 24)
    assert load_plan("plan.yaml", []).revision == date(2022, 1, 24)


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        (
            "sampel-plan",
            ["没有编号为“sampel-plan”的方案", "是不是“sample-plan”", "已有的方案：other、sample-plan"],
        ),
        ("西瓜", ["没有编号为“西瓜”的方案。", "已有的方案：other、sample-plan"]),
        ("sample-plan@2023-01-01", ["没有“2023-01-01”这一版次", "2022-01-24"]),
        (None, ["有 2 个方案", "--plan", "other、sample-plan"]),
        ("absent/plan", ["没有“absent/plan”这个文件夹"]),
    ],
)
def test_references_that_name_no_plan(folder: Path, reference: str | None, words: list[str]) -> None:
    write_plan(folder.parent.parent / "other" / "2022-01-24", plan=YAML.replace("sample-plan", "other"))
    with pytest.raises(FuxiError) as caught:
        load_plan(reference, [folder.parent.parent])
    assert [word for word in words if word not in str(caught.value)] == []


def test_a_folder_without_a_plan(tmp_path: Path) -> None:
    with pytest.raises(FuxiError, match=r"没有找到 plan\.yaml"):
        load_plan(str(tmp_path), [])


# Loading


def test_what_the_files_come_to(folder: Path) -> None:
    plan = load_folder(folder)
    assert (plan.reference, plan.start, plan.end) == (
        "sample-plan@2022-01-24",
        Period(2022, 1),
        Period(2022, 12),
    )
    assert [i.short for i in plan.indicators] == ["示范基地", "种植面积"]
    assert plan.tasks[0].units == ("市甲局", "各县")
    assert plan.tasks[0].leaders == (Leader("张示例", "市甲局"), Leader("李示例", "甲县"))
    assert [task.recurrence for task in plan.tasks] == [None, "monthly"]
    assert plan.ledgers[0].fields[2].when == ("stage", "已认定")
    assert plan.ledgers[0].fields[3].enum == ("申报中", "已认定")
    assert plan.lights == LightRule()
    assert plan.targets[0].due == date(2022, 12, 31)


def test_decimals_are_exact(folder: Path) -> None:
    plan = load_folder(folder)
    area = [quota.value for quota in plan.quotas if quota.indicator == "area"]
    assert sum(area) == dict(plan.declared_totals)["area"] == Decimal("0.3")
    assert plan.ledgers[0].fields[1].minimum == Decimal("0.1")


def test_due_dates_come_from_row_then_indicator_then_plan(folder: Path) -> None:
    rows = QUOTAS.replace("（万亩）\n", "（万亩）,完成时限\n").replace("2,0.1\n", "2,0.1,2022/9/30\n")
    plan = load_folder(write_plan(folder, quotas=rows))
    dues = {(quota.reporter, quota.indicator): quota.due for quota in plan.quotas}
    assert dues["100001", "base"] == dues["100001", "area"] == date(2022, 9, 30)
    assert (dues["100002", "base"], dues["100002", "area"]) == (date(2022, 12, 31), date(2022, 6, 30))


@pytest.mark.parametrize("nothing", ["", "-", "—", " - "])
def test_no_quota_is_not_zero(folder: Path, nothing: str) -> None:
    edit(folder, "quotas.csv", "乙县,1,", f"乙县,{nothing},")
    plan = load_folder(folder)
    assert plan.quota("100002", "base") is None
    assert plan.quota("100002", "area") is not None


def test_zero_is_a_quota(folder: Path) -> None:
    edit(folder, "quotas.csv", "乙县,1,", "乙县,0,")
    quota = load_folder(folder).quota("100002", "base")
    assert quota is not None
    assert quota.value == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    plan = load_folder(write_plan(tmp_path, encoding=encoding))
    assert plan.title == "示例方案"
    assert [reporter.name for reporter in plan.reporters] == ["甲县", "乙县", "市甲局"]


def test_what_is_wrong_in_itself_loads_for_lint(folder: Path) -> None:
    edit(folder, "quotas.csv", ",合计,3,0.3\n", "3,丙县,4,\n2,乙县,5,\n,合计,99,0.3\n")
    edit(folder, "reporters.csv", "100002,乙县,county,\n", "100002,乙县,county,甲\n100002,丁县,county,\n")
    edit(folder, "plan.yaml", "unit: 个\n    operator", "unit: 个\n    clause: 九九\n    operator")
    plan = load_folder(folder)
    base = [(quota.reporter, quota.value) for quota in plan.quotas if quota.indicator == "base"]
    assert base == [("100001", 2), ("100002", 1), ("丙县", 4), ("100002", 5)]
    assert dict(plan.declared_totals)["base"] == 99
    assert plan.reporter("甲") == plan.reporters[0]


def test_empty_tables_are_a_plan_without_quotas_and_tasks(folder: Path) -> None:
    plan = load_folder(write_plan(folder, quotas="序号,单位\n", tasks=TASKS.partition("\n")[0] + "\n"))
    assert (plan.quotas, plan.tasks, plan.declared_totals) == ((), (), ())


def test_columns_of_quotas_are_found_by_header_not_order(folder: Path) -> None:
    edit(folder, "plan.yaml", "short: 示范基地\n", "short: 示范基地\n    synonyms: [建基地]\n")
    rows = "单位,种植面积(万亩),序号, 建 基地（个）\n甲县,0.1,1,2\n乙县,0.2,2,1\n合计,0.3,,3\n"
    again = load_folder(
        write_plan(folder.parent / "2", plan=(folder / "plan.yaml").read_text("utf-8"), quotas=rows)
    )
    assert {(q.reporter, q.indicator, q.value) for q in again.quotas} == {
        (q.reporter, q.indicator, q.value) for q in load_folder(folder).quotas
    }
    assert dict(again.declared_totals) == {"base": 3, "area": Decimal("0.3")}


def test_blank_lines_and_blank_columns_are_nothing(folder: Path) -> None:
    text = QUOTAS.replace("2,乙县", "\n,,,\n2,乙县").replace("\n", ",,\n")
    assert load_folder(write_plan(folder.parent / "2", quotas=text)).quotas == load_folder(folder).quotas


def test_any_change_of_a_file_changes_the_hash(folder: Path) -> None:
    before = load_folder(folder).sha256
    edit(folder, "tasks.csv", "张示例", "王示例")
    assert len(before) == 64
    assert load_folder(folder).sha256 != before


# Pace and lights


def lights(folder: Path, text: str) -> LightRule:
    return load_folder(write_plan(folder, plan=YAML + text)).lights


def test_light_rule_a_share_of_pace_with_two_months_running(folder: Path) -> None:
    text = "lights: {quotas: {measure: share, green: {up_to: 0}, yellow: {up_to: 50}, red_after_months: 2}}\n"
    assert lights(folder, text) == LightRule("share", None, Decimal(0), Decimal(50), 2)


def test_light_rule_b_tasks_turn_yellow(folder: Path) -> None:
    assert lights(folder, "lights: {tasks: {yellow_after: 50}}\n") == LightRule(task_yellow_after=Decimal(50))


def test_light_rule_c_met_or_not(folder: Path) -> None:
    text = "lights: {quotas: {measure: points, green: {up_to: 0}, words: {green: 达到序时进度, red: 未达到序时进度}}}\n"
    rule = lights(folder, text)
    assert (rule.green_below, rule.green_up_to, rule.yellow_up_to) == (None, Decimal(0), None)
    assert (rule.word("green"), rule.word("red"), rule.word("blue")) == (
        "达到序时进度",
        "未达到序时进度",
        "临期",
    )


def test_milestones_of_the_plan_and_of_an_indicator(folder: Path) -> None:
    edit(folder, "plan.yaml", "basis: new\n", "basis: new\n    milestones: {2022-06: 0.25, 2022-12: 1}\n")
    edit(folder, "plan.yaml", "lists:", "pace: {milestones: {2022-12: 100%, 2022-06: 12.5%}}\nlists:")
    plan = load_folder(folder)
    assert plan.milestones == ((JUNE, Fraction(1, 8)), (Period(2022, 12), Fraction(1)))
    assert plan.indicators[0].milestones == ((JUNE, Fraction(1, 4)), (Period(2022, 12), Fraction(1)))
    assert plan.indicators[1].milestones == ()


def test_floor_is_for_counted_objects_only(folder: Path) -> None:
    edit(folder, "plan.yaml", "lists:", "pace: {indivisible: floor}\nlists:")
    assert [i.indivisible for i in load_folder(folder).indicators] == ["floor", "exact"]


# The source, for lint


def test_source_has_raw_rows_and_lines(folder: Path) -> None:
    source = load_source(folder)
    assert source.quotas[0] == ("序号", "县（市、区）", "认定示范基地（个）", "种植面积（万亩）")
    assert source.quotas[3] == ("", "合计", "3", "0.3")
    assert (len(source.tasks), len(source.reporters)) == (3, 4)
    text = YAML.splitlines()
    assert text[source.lines["indicators.area.due"] - 1] == "    due: 2022-06-30"
    assert text[source.lines["ledgers.base.fields.stage"] - 1].strip().startswith("- {name: stage")
    assert text[source.lines["lists.stages.values.2"] - 1].strip().startswith("stages:")


def test_source_keeps_blank_lines_so_that_rows_are_the_spreadsheets(folder: Path) -> None:
    edit(folder, "quotas.csv", "2,乙县", "\n2,乙县")
    assert load_source(folder).quotas[3][1] == "乙县"


# Under the hood


def test_the_slow_yaml_parser_reads_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = load_folder(folder)
    monkeypatch.setattr(plan_yaml, "_LOADER", plan_yaml.yaml.BaseLoader)
    assert load_folder(folder) == fast


def test_loading_a_plan_imports_nothing_heavy() -> None:
    code = (
        "import sys, fuxi_cli.readers.plans.loading as p; p.load_plan('ganzhou-selenium-2022', [p.builtin_folder()]);"
        "print({'pandas', 'openpyxl', 'xlsxwriter', 'jsonschema', 'rich', 'typer', 'python_calamine'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


# Revisions


@pytest.mark.parametrize(
    ("effective", "june", "july"),
    [
        ("2022-06-01", True, True),
        ("2022-06-29", True, True),
        ("2022-06-30", True, True),
        ("2022-07-01", False, True),
        ("2022-07-31", False, True),
        ("2022-08-01", False, False),
    ],
)
def test_the_day_from_which_a_revision_is_in_force(
    folder: Path, effective: str, june: bool, july: bool
) -> None:
    write_plan(folder.parent / effective, plan=YAML.replace("2022-01-24\ntitle", f"{effective}\ntitle"))
    found = [str(load_plan("sample-plan", [folder.parent], Period(2022, n)).revision) for n in (6, 7)]
    assert found == [effective if newer else "2022-01-24" for newer in (june, july)]


def test_the_latest_two(folder: Path) -> None:
    new = second_revision(folder)
    for reference in (
        "sample-plan",
        "sample-plan@2022-07-01",
        str(folder.parent),
        str(new),
        str(new / "plan.yaml"),
    ):
        assert [Path(p) for p in latest_two(reference, [folder.parent])] == [folder, new]
    for reference in ("sample-plan@2022-01-24", str(folder)):
        with pytest.raises(FuxiError, match="没有比 2022-01-24 更早的版次"):
            latest_two(reference, [folder.parent])


def test_revisions_beside_one_are_told_apart_from_other_folders(folder: Path) -> None:
    new = second_revision(folder)
    write_plan(folder.parent / "副本")
    assert found_beside(str(folder)) == [("sample-plan", date(2022, 7, 1), str(new))]
    assert found_beside(str(folder.parent / "副本")) == []

"""Broken plan files: each message names file, line or cell, key, what is there and what is allowed."""

from pathlib import Path

import pytest

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.readers.plans import sections as plan_yaml
from fuxi_cli.readers.plans.loading import load_folder
from support.plan_folder import YAML, edit, write_plan

BEFORE_LISTS = "lists:"


def fault(folder: Path) -> str:
    """The message without its first line, which says how many and where."""
    with pytest.raises(FuxiError) as caught:
        load_folder(folder)
    head, _, rest = str(caught.value).partition("\n")
    assert len(set(rest.splitlines())) == len(rest.splitlines()), "the same fault twice"
    assert head == f"方案数据有 {len(rest.splitlines())} 处错误，请改正后重试（文件夹：{folder}）："
    return rest


def line(words: str) -> int:
    """The line of plan.yaml that holds the words."""
    return next(n for n, text in enumerate(YAML.splitlines(), start=1) if words in text)


def test_the_plan_is_right_before_it_is_broken(tmp_path: Path) -> None:
    assert load_folder(write_plan(tmp_path)).id == "sample-plan"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        # the whole
        ("format: 1", "format: 2", "plan.yaml 第1行 format：填的是“2”，应为 1。"),
        ("title: 示例方案\n", "", "plan.yaml 第1行：缺少“title”，应为文字。"),
        ("title: 示例方案", "title:", "plan.yaml 第4行 title：没有填，应为文字。"),
        ("title: 示例方案", 'title: ""', "plan.yaml 第4行 title：没有填，应为文字。"),
        ("title: 示例方案", "title: [示例]", "plan.yaml 第4行 title：填的是一个列表，应为文字。"),
        (
            "id: sample-plan",
            "id: Sample_Plan",
            "plan.yaml 第2行 id：填的是“Sample_Plan”，只能用小写英文字母、数字和连字符，如 fruit-area。",
        ),
        ("office:", "offcie:", "plan.yaml 第6行 offcie：没有“offcie”这个键，是不是“office”？可用的键："),
        (
            "revision: 2022-01-24",
            "revision: 2022-02-30",
            "plan.yaml 第3行 revision：填的是“2022-02-30”，应为日期，如 2022-12-31。",
        ),
        (
            "title: 示例方案",
            "title: 示例方案\ntitle: 又一个",
            "plan.yaml 第5行 title：“title”写了两次，第4行已有；只保留一个。",
        ),
        ("document: {", "document: 示例\nx: {", "plan.yaml 第5行 document：填的是“示例”，应为一组“键: 值”。"),
        # period, calendar, pace, lights
        (
            "start: 2022-01",
            "start: 2022-13",
            "plan.yaml 第8行 period.start：填的是“2022-13”，应为月份，如 2022-01。",
        ),
        (
            "end: 2022-12",
            "end: 2021-12",
            "plan.yaml 第8行 period.end：结束月份 2021-12 早于开始月份 2022-01。",
        ),
        ("due_day: 5", "due_day: 32", "plan.yaml 第9行 calendar.due_day：填的是“32”，应为 1 至 31 的整数。"),
        ("due_day: 5", "due_day: 5, set_by: 我", "calendar.set_by：填的是“我”，应为 document、office 之一。"),
        (
            BEFORE_LISTS,
            "pace: {indivisible: round}\nlists:",
            "第10行 pace.indivisible：填的是“round”，应为 floor、exact 之一。",
        ),
        (
            BEFORE_LISTS,
            "pace: {milestones: {2022-06: 150%}}\nlists:",
            "第10行 pace.milestones.2022-06：写的是“2022-06: 150%”，应为“月份: 0 到 1 的数或百分数”，如 2022-06: 50%。",
        ),
        (
            BEFORE_LISTS,
            "pace: {milestones: {2022-06: 0.5, 2022-09: 0.4}}\nlists:",
            "pace.milestones：后面月份的比例不能比前面月份的小。",
        ),
        (
            BEFORE_LISTS,
            "lights: {quotas: {measure: points, green: {below: 10, up_to: 5}}}\nlists:",
            "lights.quotas.green：below（小于）和 up_to（不超过）应当写一个，而且只写一个。",
        ),
        (
            BEFORE_LISTS,
            "lights: {quotas: {measure: points, green: {below: 10}, yellow: {up_to: 5}}}\nlists:",
            "lights.quotas.yellow：黄灯到 5 为止，比绿灯的界限 10 还小。",
        ),
        # assessment
        (
            BEFORE_LISTS,
            "assessment: {counties: {completion: 七十}}\nlists:",
            "第10行 assessment.counties.completion：填的是“七十”，应为数字。",
        ),
        (
            BEFORE_LISTS,
            "assessment:\n  counties: {completion: 70}\n  departments:\n    tasks: 120\nlists:",
            "第13行 assessment.departments.tasks：填的是“120”，应为 0 至 100 的分值。",
        ),
        (
            BEFORE_LISTS,
            "assessment: {counties: {timely: -5}}\nlists:",
            "第10行 assessment.counties.timely：填的是“-5”，应为 0 至 100 的分值。",
        ),
        (
            BEFORE_LISTS,
            "assessment: {counties: {timly: 100}}\nlists:",
            "assessment.counties.timly：没有“timly”这个键，是不是“timely”？可用的键：completion、tasks、timely、clean。",
        ),
        (
            BEFORE_LISTS,
            "assessment: {counties: 70}\nlists:",
            "第10行 assessment.counties：填的是“70”，应为一组“键: 值”。",
        ),
        (
            BEFORE_LISTS,
            "assessment: {counties: {timely: 100}, late: 半}\nlists:",
            "第10行 assessment.late：填的是“半”，应为 0 到 1 的数或百分数。",
        ),
        (
            BEFORE_LISTS,
            "assessment: {counties: {timely: 100}, done_late: 101%}\nlists:",
            "第10行 assessment.done_late：填的是“101%”，应为 0 到 1 的数或百分数。",
        ),
        (
            BEFORE_LISTS,
            "assessment: {counties: {timely: 100}, cap: 0}\nlists:",
            "第10行 assessment.cap：填的是“0”，应为大于 0 的数，1 是 100%。",
        ),
        (
            BEFORE_LISTS,
            "assessment: {counties: {timely: 100}, set_by: 我}\nlists:",
            "第10行 assessment.set_by：填的是“我”，应为 document、office 之一。",
        ),
        (
            BEFORE_LISTS,
            "assessment: {set_by: office}\nlists:",
            "第10行 assessment：counties（县、市、区）和 departments（市直单位）的分值都没有写，至少写一个。",
        ),
        (
            BEFORE_LISTS,
            "sheets: {progres: [进度]}\nlists:",
            "第10行 sheets.progres：没有“progres”这张表；可用的：cover、progress、",
        ),
        (
            BEFORE_LISTS,
            "groups: [{name: 各县, kind: countys}]\nlists:",
            "groups.各县.kind：填的是“countys”，应为 county、city、department、committee 之一。",
        ),
        # indicators, targets, conflicts
        (
            "operator: at_least\n    basis: new",
            "operator: atleast\n    basis: new",
            "indicators.base.operator：填的是“atleast”，应为 at_least、about、hold、above、scope 之一。",
        ),
        ("counted: false", "counted: 否", "indicators.area.counted：填的是“否”，应为 true 或 false。"),
        (
            "    basis: new\n",
            "    basis: new\n    weight: 一\n",
            "indicators.base.weight：填的是“一”，应为数字。",
        ),
        (
            "    basis: new\n",
            "    basis: new\n    synonyms: 基地\n",
            "indicators.base.synonyms：填的是“基地”，应为文字的列表，如 [甲, 乙]。",
        ),
        (
            "    basis: new\n",
            "    basis: new\n    synonyms: [种植 面积]\n",
            "“种植面积”已经是指标 base 的名称或叫法，一种叫法只能指一个指标。",
        ),
        (
            "  - id: area\n",
            "  - id: base\n",
            f"第{line('id: area')}行 indicators.2：“base”与第{line('id: base')}行重复",
        ),
        (
            "  - {id: base, name: 示范基地, indicator: base",
            "  - {id: base, name: 示范基地, indicator: bose",
            "targets.base.indicator：没有编号为“bose”的指标，是不是“base”？本方案的指标：base、area。",
        ),
        ("value: 3", "value: 三", "targets.base.value：填的是“三”，应为数字。"),
        (
            "targets:",
            "conflicts: [{id: a, between: [一], texts: [甲, 乙], note: 丙}]\ntargets:",
            "conflicts.a.texts：between 有 1 个条款，texts 有 2 段原文；应一一对应，且不少于两处。",
        ),
        # ledgers
        ("key: true, ", "", "ledgers.base.fields：没有一栏标明 key: true；"),
        (
            "stage: 已认定\n",
            "stage: 已批准\n",
            "ledgers.base.stage：填的是“已批准”，应为阶段栏（stage: true）enum 中的一个：申报中、已认定。",
        ),
        (
            "type: number",
            "type: decimal",
            "fields.area.type：填的是“decimal”，应为 string、integer、number、date、year、share 之一。",
        ),
        ("maximum: 100", "maximum: 0", "fields.area.constraints.maximum：最大值 0 比最小值 0.1 还小。"),
        (
            "maximum: 100",
            "maxium: 100",
            "fields.area.constraints.maxium：没有“maxium”这个键，是不是“maximum”？",
        ),
        (
            "enum: stages",
            "enum: stage",
            "constraints.enum：lists 中没有“stage”，是不是“stages”？可用的：stages",
        ),
        (
            "format: document",
            "format: 文号",
            "fields.document.format：填的是“文号”，应为 uscc、document、phone 之一。",
        ),
        ("format: document", "dated: true", "fields.document.dated：标了 dated: true 的栏，type 应为 date。"),
        (
            "format: document",
            "constraints: {pattern: '['}",
            "constraints.pattern：填的是“[”，不是正确的正则表达式。",
        ),
        (
            "require: [document]",
            "require: [documents]",
            "没有名为“documents”的栏；有：name、area、document、stage。",
        ),
        (
            "when: {stage: 已认定}",
            "when: {}",
            "conditions.1.when：写了 0 个条件，应为 1 个，如 {stage: 已认定}。",
        ),
        ("title: 文号", "title: 面 积", "“面 积”既是 area 又是 document 的栏名，一个栏名只能指一栏。"),
        (
            "{name: document, title",
            "{name: Document, title",
            "填的是“Document”，只能用小写英文字母、数字和下划线，以字母开头",
        ),
        ("title: 文号", "title: 序号", "“序号”既是 number 又是 document 的栏名，一个栏名只能指一栏。"),
        (
            "{name: document, title",
            "{name: number, title",
            "fields.number.name：“number”是表格自带的“序号”栏，请换一个名称。",
        ),
        (
            "ledgers:\n  - id: base\n    name: 示范基地",
            "ledgers:\n  - id: base\n    name: 基地/园区",
            "ledgers.base.name：填的是“基地/园区”，要用作工作表名：不超过 28 个字，不含 [ ] : * ? /",
        ),
    ],
)
def test_plan_yaml(tmp_path: Path, old: str, new: str, said: str) -> None:
    folder = write_plan(tmp_path)
    edit(folder, "plan.yaml", old, new)
    assert said in fault(folder)


@pytest.mark.parametrize("loader", ["CBaseLoader", "BaseLoader"])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id: a: b\n", "plan.yaml 第1行：不是正确的 YAML：多了一个冒号"),
        (
            "id: a\nperiod:\n\tstart: 2022-01\n",
            "plan.yaml 第3行：不是正确的 YAML：用了 Tab 缩进，只能用空格。",
        ),
        ("id: a\nclauses: [一, 二\ntitle: b\n", "plan.yaml 第3行：不是正确的 YAML："),
        ("id: 'a\n", "不是正确的 YAML：引号或括号没有写完"),
        ("id: *b\n", "plan.yaml 第1行：不是正确的 YAML：用了没有定义的 * 引用"),
        ("id: a\n---\nid: b\n", "plan.yaml 第2行：不是正确的 YAML：文件里有两份内容"),
        ("id: a\n title: b\n", "plan.yaml 第2行：不是正确的 YAML：多了一个冒号，或者这一行的缩进不对"),
        ("id: \x01\n", "不是正确的 YAML：有看不见的控制字符"),
        ("- id\n", "plan.yaml 第1行：应为“键: 值”的形式"),
        ("", "plan.yaml 第1行：应为“键: 值”的形式"),
        ("a: " + "[" * 300_000, "plan.yaml：括号或缩进超过 100 层。"),
        ("- " * 100_000, "plan.yaml：括号或缩进超过 100 层。"),
    ],
)
def test_no_yaml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loader: str, text: str, said: str) -> None:
    monkeypatch.setattr(plan_yaml, "_LOADER", getattr(plan_yaml.yaml, loader))
    assert said in fault(write_plan(tmp_path, plan=text))


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "quotas.csv",
            "甲县,2,",
            "甲县,两,",
            "quotas.csv!C2（第2行“认定示范基地（个）”）：填的是“两”，应为不小于 0 的数字；没有任务数的留空或填“-”。",
        ),
        (
            "quotas.csv",
            "甲县,2,",
            "甲县,-2,",
            "quotas.csv!C2（第2行“认定示范基地（个）”）：填的是“-2”，应为不小于 0 的数字",
        ),
        ("quotas.csv", "合计,3,", "合计,3个,", "quotas.csv!C4（第4行“认定示范基地（个）”）：填的是“3个”"),
        (
            "quotas.csv",
            "甲县,2,",
            ",2,",
            "quotas.csv!B2（第2行“县（市、区）”）：没有填，应为报送单位的名称，合计行写“合计”。",
        ),
        (
            "quotas.csv",
            "种植面积（万亩）",
            "种植面际（万亩）",
            "quotas.csv!D1：没有“种植面际（万亩）”这个指标，是不是“种植面积（万亩）”？plan.yaml 中的指标：认定示范基地（个）、",
        ),
        (
            "quotas.csv",
            "种植面积（万亩）",
            "示范基地",
            "quotas.csv!D1：“示范基地”与前面一栏是同一个指标（认定示范基地），只保留一栏。",
        ),
        ("quotas.csv", "县（市、区）,", "", "quotas.csv 第1行：表头里没有报送单位一栏"),
        ("quotas.csv", "2,0.1", "2,0.1,多", "quotas.csv 第2行：有 5 栏，表头只有 4 栏"),
        ("quotas.csv", "甲县,2,", '"甲县,2,', "quotas.csv 第2行：引号不成对"),
        (
            "tasks.csv",
            "id,number,category",
            "id,number,categry",
            "tasks.csv!C1：没有“categry”这一栏，是不是“category”？应有的各栏：id、number、category、",
        ),
        ("tasks.csv", "due_text,recurrence", "due_text", "tasks.csv 第1行：表头缺少 recurrence。"),
        ("tasks.csv", "due_text,recurrence", "due_text,due", "tasks.csv!J1：“due”一栏重复了。"),
        (
            "tasks.csv",
            "2022-06-30",
            "6月底",
            "tasks.csv!H2（第2行“due”）：填的是“6月底”，没有写年份，应为日期，如 2022-12-31。",
        ),
        (
            "tasks.csv",
            "monthly",
            "每月",
            "tasks.csv!J3（第3行“recurrence”）：填的是“每月”，应为 monthly、quarterly、yearly、month:03",
        ),
        (
            "tasks.csv",
            "李示例（甲县）",
            "李示例",
            "tasks.csv!G2（第2行“leaders”）：填的是“李示例”，应为“姓名（单位）”",
        ),
        ("tasks.csv", "市甲局；各县", "", "tasks.csv!F2（第2行“units”）：没有填，应为责任单位"),
        ("tasks.csv", "开好会议", "", "tasks.csv!D2（第2行“name”）：没有填；这一栏每行都要填。"),
        ("tasks.csv", "1,1,", ",1,", "tasks.csv!A2（第2行“id”）：没有填；这一栏每行都要填。"),
        (
            "reporters.csv",
            "甲县,county",
            "甲县,县",
            "reporters.csv!C2（第2行“kind”）：填的是“县”，应为 county（县（市、区））、city（设区市）、",
        ),
        (
            "reporters.csv",
            "dept-a",
            "市甲局",
            "reporters.csv!A4（第4行“id”）：填的是“市甲局”，应为行政区划代码",
        ),
        (
            "reporters.csv",
            "100001,甲县",
            "100001,",
            "reporters.csv!B2（第2行“name”）：没有填；这一栏每行都要填。",
        ),
    ],
)
def test_tables(tmp_path: Path, name: str, old: str, new: str, said: str) -> None:
    folder = write_plan(tmp_path)
    edit(folder, name, old, new)
    assert said in fault(folder)


def test_row_due_date(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, quotas="县,示范基地,完成时限\n甲县,1,年底\n")
    assert (
        fault(folder)
        == "quotas.csv!C2（第2行“完成时限”）：填的是“年底”，应为日期或者年份，如 2022-12-31、2022年；按指标的时限就留空。"
    )


@pytest.mark.parametrize("name", ["plan.yaml", "quotas.csv", "tasks.csv", "reporters.csv"])
def test_missing_file(tmp_path: Path, name: str) -> None:
    folder = write_plan(tmp_path)
    (folder / name).unlink()
    assert fault(folder).startswith(f"{name}：没有这个文件")


def test_misnamed_file(tmp_path: Path) -> None:
    folder = write_plan(tmp_path)
    (folder / "quotas.csv").rename(folder / "quota.csv")
    assert fault(folder) == "quotas.csv：没有这个文件，是不是“quota.csv”？请改成这个名字。"


def test_missing_folder(tmp_path: Path) -> None:
    assert "plan.yaml：没有这个文件夹。" in fault(tmp_path / "absent")


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    folder = write_plan(tmp_path)
    (folder / "tasks.csv").write_bytes(b"PK\x03\x04\xff\xff\x80")
    assert (
        fault(folder)
        == "tasks.csv：是 Office 文件改了名字，不是文本；请用原来的程序打开，另存为“CSV UTF-8（逗号分隔）”。"
    )


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    folder = write_plan(tmp_path)
    (folder / "tasks.csv").unlink()
    (folder / "tasks.csv").mkdir()
    assert fault(folder) == "tasks.csv：是一个文件夹，应为文件；请移走或改名。"


def test_all_faults_come_at_once_files_in_order(tmp_path: Path) -> None:
    folder = write_plan(tmp_path)
    edit(folder, "reporters.csv", "甲县,county", "甲县,县")
    edit(folder, "plan.yaml", "value: 3", "value: 三")
    edit(folder, "quotas.csv", "甲县,2,", "甲县,两,")
    said = fault(folder).splitlines()
    assert [text.split("!")[0].split(" ")[0] for text in said] == ["plan.yaml", "reporters.csv", "quotas.csv"]


def test_twenty_faults_are_listed_and_the_rest_counted(tmp_path: Path) -> None:
    rows = "".join(f"{n},某县,坏,0\n" for n in range(25))
    folder = write_plan(tmp_path, quotas="序号,单位,示范基地,种植面积\n" + rows)
    with pytest.raises(FuxiError) as caught:
        load_folder(folder)
    said = str(caught.value).splitlines()
    assert said[0].startswith("方案数据有 25 处错误")
    assert len(said) == 22
    assert said[-1] == "……另有 5 处，改好以上各处后再看。"


def test_an_alias_that_contains_itself_does_not_hang(tmp_path: Path) -> None:
    folder = write_plan(tmp_path)
    edit(folder, "plan.yaml", "document: {", "document: &a {x: *a, ")
    assert "没有“x”这个键" in fault(folder)


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path) -> None:
    folder = write_plan(tmp_path)
    edit(folder, "quotas.csv", "甲县,2,", "甲县,\x1b[31m红,")
    assert "\x1b" not in fault(folder)

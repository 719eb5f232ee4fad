"""A tiny plan as files in a folder, right as it stands, for tests that break it in one place."""

from pathlib import Path

YAML = """\
format: 1
id: sample-plan
revision: 2022-01-24
title: 示例方案
document: {number: 示例〔2022〕1号, title: 示例通知, issuer: 示例办公室, date: 2022-01-24}
office: 示例办公室
region: {name: 示例市}
period: {start: 2022-01, end: 2022-12}
calendar: {due_day: 5}
lists:
  stages: {values: [申报中, 已认定]}
indicators:
  - id: base
    name: 认定示范基地
    short: 示范基地
    unit: 个
    operator: at_least
    basis: new
  - id: area
    name: 种植面积
    unit: 万亩
    operator: at_least
    basis: total
    counted: false
    due: 2022-06-30
ledgers:
  - id: base
    name: 示范基地
    indicator: base
    stage: 已认定
    conditions:
      - {when: {stage: 已认定}, require: [document]}
    fields:
      - {name: name, title: 名称, key: true, constraints: {required: true}}
      - {name: area, title: 面积, type: number, unit: 亩, constraints: {minimum: 0.1, maximum: 100}}
      - {name: document, title: 文号, format: document}
      - {name: stage, title: 阶段, stage: true, constraints: {enum: stages}}
targets:
  - {id: base, name: 示范基地, indicator: base, value: 3, unit: 个, operator: at_least}
"""
QUOTAS = """\
序号,县（市、区）,认定示范基地（个）,种植面积（万亩）
1,甲县,2,0.1
2,乙县,1,0.2
,合计,3,0.3
"""
TASKS = """\
id,number,category,name,short,units,leaders,due,due_text,recurrence,clause
1,1,组织,开好会议,会议,市甲局；各县,张示例（市甲局）；李示例（甲县）,2022-06-30,6月底,,
r1,,组织,每月调度,调度,市甲局,,2022-12-31,每月,monthly,
"""
REPORTERS = """\
id,name,kind,aliases
100001,甲县,county,甲；甲县政府
100002,乙县,county,
dept-a,市甲局,department,甲局
"""
TEXTS = {"plan.yaml": YAML, "quotas.csv": QUOTAS, "tasks.csv": TASKS, "reporters.csv": REPORTERS}


def write_plan(folder: Path, encoding: str = "utf-8", **texts: str) -> Path:
    """Write the plan; a keyword such as ``quotas`` or ``plan`` puts another text in place of that file's."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in TEXTS.items():
        (folder / name).write_text(texts.get(name.partition(".")[0], text), encoding=encoding)
    return folder


def edit(folder: Path, name: str, old: str, new: str) -> None:
    """Change one place of one file; the place must be there once."""
    text = (folder / name).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{text.count(old)} × {old!r} in {name}"
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")

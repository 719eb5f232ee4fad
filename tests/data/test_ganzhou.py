"""The built-in Ganzhou plan against the document's own text: figures, names, dates, units, leaders, quotes."""

import csv
import re
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from data import document
from fuxi_cli.core.plan import Plan, Task
from fuxi_cli.core.words import key
from fuxi_cli.readers.plans.loading import builtin_folder, load_folder

FOLDER = builtin_folder() / "ganzhou-selenium-2022" / "2022-01-24"
REGIONS = document.FOLDER / "jiangxi_regions.csv"
DAYS = {"6月底": date(2022, 6, 30), "9月底": date(2022, 9, 30), "12月底": date(2022, 12, 31)}
FIGURE = re.compile(r"(\d+)(个(?!方面)|处|亿元|万元)")

pytestmark = pytest.mark.skipif(
    not document.GANZHOU.exists(), reason="the source document is not beside the checkout"
)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_folder(FOLDER)


def numbered(plan: Plan) -> list[Task]:
    return [task for task in plan.tasks if task.recurrence is None]


def holds(clause: str, words: str) -> bool:
    return document.squeeze(words) in document.squeeze(document.clauses()[clause])


def body_clauses() -> list[str]:
    return [c for c, text in document.clauses().items() if "〔责任单位：" in text]


def test_parser_sees_the_whole_annexes() -> None:
    header, rows, total = document.annex1()
    assert (len(header), len(rows), len(total)) == (8, 18, 6)
    assert len(document.annex2()) == 22
    assert len(body_clauses()) == 15
    assert document.annex2()[5].leaders[0] == ("陈锋", "市文广新旅局")


def test_identity_is_the_documents_own(plan: Plan) -> None:
    text = document.squeeze(document.text())
    assert text.startswith(plan.document.number)
    assert plan.document.title in text
    assert plan.document.title.startswith(plan.document.issuer)
    assert plan.document.title.endswith(f"{plan.title}的通知")
    assert f"{plan.document.issued:%Y}年{plan.document.issued.month}月{plan.document.issued.day}日" in text
    assert plan.revision == plan.document.issued == date(2022, 1, 24)
    assert (str(plan.start), str(plan.end), plan.months) == ("2022-01", "2022-12", 12)
    assert plan.office in text


def test_indicators_are_the_columns_of_annex_1(plan: Plan) -> None:
    assert [indicator.header for indicator in plan.indicators] == document.annex1()[0][2:]
    assert len({indicator.short for indicator in plan.indicators}) == 6


def test_all_108_quotas_equal_annex_1(plan: Plan) -> None:
    names = {reporter.id: reporter.name for reporter in plan.reporters}
    loaded: dict[str, list[Decimal]] = {}
    for quota in plan.quotas:
        loaded.setdefault(names[quota.reporter], []).append(quota.value)
    assert loaded == document.annex1()[1]
    assert list(loaded) == list(document.annex1()[1])
    assert len(plan.quotas) == 108
    assert {(quota.due, quota.clause) for quota in plan.quotas} == {(DAYS["12月底"], "附件1")}


def test_declared_totals_are_the_total_row_and_the_sums(plan: Plan) -> None:
    total = document.annex1()[2]
    assert [value for _, value in plan.declared_totals] == total
    sums = [sum(q.value for q in plan.quotas if q.indicator == i.id) for i in plan.indicators]
    assert sums == total


def test_targets_of_the_indicators_equal_the_totals(plan: Plan) -> None:
    owed = {target.indicator: target.value for target in plan.targets if target.indicator}
    assert [owed[indicator.id] for indicator in plan.indicators] == document.annex1()[2]


@pytest.mark.parametrize(
    ("id", "value", "unit", "operator"),
    [
        ("output-value", 300, "亿元", "at_least"),
        ("standards", 3, "个", "at_least"),
        ("city-parks", 2, "个", "at_least"),
        ("suitable-zones", 169, "处", "scope"),
    ],
)
def test_targets_that_no_county_owes(plan: Plan, id: str, value: int, unit: str, operator: str) -> None:
    target = next(t for t in plan.targets if t.id == id)
    assert (target.value, target.unit, target.operator, target.indicator) == (
        Decimal(value),
        unit,
        operator,
        None,
    )


def test_every_figure_of_the_body_is_in_the_plan(plan: Plan) -> None:
    body = "".join(document.clauses()[clause] for clause in ("一", *body_clauses()))
    held = {(str(target.value), target.unit) for target in plan.targets}
    held |= {(str(f.minimum), f.unit or "") for ledger in plan.ledgers for f in ledger.fields if f.minimum}
    assert set(FIGURE.findall(body)) == held


def test_every_target_stands_in_its_quote(plan: Plan) -> None:
    for target in plan.targets:
        assert f"{target.value}{target.unit}" in target.quote, target.id
        assert holds(target.clause, target.quote), target.id


def test_22_tasks_equal_annex_2(plan: Plan) -> None:
    rows = document.annex2()
    assert len(rows) == 22
    loaded = [
        (t.number, t.category, t.name, t.units, tuple((x.name, x.unit) for x in t.leaders), t.due_text)
        for t in numbered(plan)
    ]
    assert loaded == [(r.number, r.category, r.name, r.units, r.leaders, r.due) for r in rows]


def test_task_ids_deadlines_and_clauses(plan: Plan) -> None:
    tasks = numbered(plan)
    assert [t.id for t in tasks] == ["1", "2", "3.1", "3.2", "3.3", "3.4", *map(str, range(4, 20))]
    assert all(t.due == DAYS[t.due_text] for t in tasks)
    assert all(t.clause == f"附件2 第{t.number}项" for t in tasks)
    assert all(t.id.partition(".")[0] == t.number for t in tasks)
    assert all(0 < len(t.short) <= 20 for t in plan.tasks)
    assert len({t.short for t in plan.tasks}) == len(plan.tasks)


def test_recurring_duties_are_quoted_from_the_document(plan: Plan) -> None:
    recurring = [task for task in plan.tasks if task.recurrence]
    assert [(t.id, t.recurrence, t.due, t.clause) for t in recurring] == [
        ("r1", "monthly", date(2022, 12, 31), "附件2 第5项"),
        ("r2", "month:03", date(2022, 3, 31), "附件2 第5项"),
        ("r3", "monthly", date(2022, 12, 31), "三（三）"),
    ]
    for task in recurring:
        assert holds(task.clause, task.name)
        assert holds(task.clause, task.due_text)
        assert all(holds(task.clause, unit) for unit in task.units)
        assert all(holds(task.clause, f"{leader.name}（{leader.unit}）") for leader in task.leaders)


def test_counties_have_the_codes_of_the_region_list(plan: Plan) -> None:
    with REGIONS.open(encoding="utf-8-sig", newline="") as file:
        codes = {r["name"]: r["code"] for r in csv.DictReader(file) if r["parent_code"] == "360700"}
    assert {r.name: r.id for r in plan.reporters if r.kind == "county"} == codes


def test_every_unit_of_the_document_is_a_reporter_and_no_other(plan: Plan) -> None:
    named = {unit for row in document.annex2() for unit in row.units}
    named |= {unit for clause in body_clauses() for unit in document.body_units(clause)}
    assert [unit for unit in named if not plan.members(unit)] == []
    meant = {r.id for unit in named for r in plan.members(unit)}
    assert {r.id for r in plan.reporters} == meant


def test_a_group_means_all_18_counties(plan: Plan) -> None:
    for wording in ("各县（市、区）政府", "各县（市、区）人民政府", "各县(市、区)"):
        assert len(plan.members(wording)) == 18


def test_every_leaders_unit_is_known_except_the_one_the_document_gets_wrong(plan: Plan) -> None:
    units = {leader.unit for task in plan.tasks for leader in task.leaders}
    assert [unit for unit in units if not plan.members(unit)] == ["于都县委"]


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("赣县", "赣县区"),
        ("南康市", "南康区"),
        ("龙南县", "龙南市"),
        ("瑞金", "瑞金市"),
        ("章贡", "章贡区"),
        ("于都县政府", "于都县"),
        ("于都县人民政府", "于都县"),
        ("360702", "章贡区"),
        ("市市场监督管理局", "市市场监管局"),
        ("市卫生健康委员会", "市卫健委"),
        ("市金融办", "市政府金融办"),
    ],
)
def test_aliases(plan: Plan, alias: str, name: str) -> None:
    reporter = plan.reporter(alias)
    assert reporter is not None
    assert reporter.name == name


def test_no_name_means_two_reporters(plan: Plan) -> None:
    names = [key(name) for r in plan.reporters for name in (r.id, r.name, *r.aliases)]
    assert len(names) == len(set(names))


def test_clauses_are_all_those_of_the_document(plan: Plan) -> None:
    whole = list(document.clauses())
    leaves = [c for c in whole if not any(other != c and other.startswith(c) for other in whole)]
    assert list(plan.clauses) == leaves


def test_every_clause_referred_to_exists(plan: Plan) -> None:
    used = {quota.clause for quota in plan.quotas} | {task.clause for task in plan.tasks}
    used |= {part.clause for part in (*plan.indicators, *plan.targets, *plan.ledgers)}
    used |= {clause for conflict in plan.conflicts for clause in conflict.between}
    assert used <= set(plan.clauses)


def test_every_indicators_quote_is_verbatim(plan: Plan) -> None:
    assert all(holds(indicator.clause, indicator.quote) for indicator in plan.indicators)


def test_every_conflict_text_is_verbatim_in_its_clause(plan: Plan) -> None:
    for conflict in plan.conflicts:
        for clause, words in zip(conflict.between, conflict.texts, strict=True):
            assert holds(clause, words), (conflict.id, clause, words)
        assert conflict.note.endswith("。")
    assert len({conflict.id for conflict in plan.conflicts}) == len(plan.conflicts)


@pytest.mark.parametrize(
    "places",
    [
        {"二（一）1", "附件1"},
        {"二（一）3", "附件2 第8项"},
        {"二（二）6", "附件2 第11项"},
        {"二（四）12", "附件2 第19项"},
    ],
)
def test_conflicts_that_the_specification_names(plan: Plan, places: set[str]) -> None:
    assert any(places <= set(conflict.between) for conflict in plan.conflicts)


def test_every_difference_in_responsible_units_is_a_conflict(plan: Plan) -> None:
    """Body clause against the rows of annex 2 that carry it out."""
    same = str.maketrans({"人": "", "民": ""})
    differing = []
    for clause in body_clauses():
        title = re.split(r"[.）。]", document.clauses()[clause])[1]
        wanted = title.replace("建设国家级", "建成国家级")
        rows = [r for r in document.annex2() if r.name.startswith(wanted) or r.category == title]
        assert rows, clause
        units = {unit.translate(same) for unit in document.body_units(clause)}
        if units != {unit.translate(same) for row in rows for unit in row.units}:
            differing.append(clause)
    listed = [conflict.between[0] for conflict in plan.conflicts if conflict.id.startswith("units-")]
    assert differing == sorted(listed, key=plan.clauses.index)


def test_ledgers_show_what_the_specification_lists(plan: Plan) -> None:
    fields = {ledger.id: {field.name: field for field in ledger.fields} for ledger in plan.ledgers}
    assert list(fields) == [indicator.id for indicator in plan.indicators]
    assert [ledger.indicator for ledger in plan.ledgers] == list(fields)
    assert [ledger.name for ledger in plan.ledgers] == [indicator.short for indicator in plan.indicators]
    keys = {id: [name for name, field in found.items() if field.key] for id, found in fields.items()}
    assert keys == {
        "base": ["name"],
        "product": ["certificate"],
        "leading-enterprise": ["uscc"],
        "processing-enterprise": ["uscc"],
        "wellness-area": ["name"],
        "park": ["name"],
    }
    investment = fields["processing-enterprise"]["investment"]
    assert (investment.minimum, investment.unit, investment.required) == (Decimal(5000), "万元", True)
    assert fields["product"]["expires_on"].expires
    assert all(sum(field.dated for field in found.values()) == 1 for found in fields.values())


def test_ledger_stage_and_what_it_requires(plan: Plan) -> None:
    for ledger in plan.ledgers:
        stages = [field for field in ledger.fields if field.stage]
        if ledger.id == "product":
            assert (ledger.stage, stages) == (None, [])
            continue
        assert ledger.stage == "已认定"
        assert [field.enum for field in stages] == [("申报中", "已认定")]
        required = {field.name for field in ledger.fields if field.when == ("stage", "已认定")}
        assert required == {"document", "recognised_on"}


def test_the_five_industries_are_the_documents(plan: Plan) -> None:
    industry = next(field for field in plan.ledgers[0].fields if field.name == "industry")
    assert len(industry.enum) == 5
    assert holds("一", "聚焦" + "、".join(industry.enum) + "等五大产业")


def test_what_the_document_does_not_say_is_marked_as_the_offices(plan: Plan) -> None:
    assert (plan.calendar.due_day, plan.calendar.due_soon_days, plan.calendar.set_by) == (5, 60, "office")
    assert {indicator.indivisible for indicator in plan.indicators} == {"floor"}
    assert (plan.lights.green_below, plan.lights.yellow_up_to) == (Decimal(10), Decimal(30))


@pytest.mark.parametrize("name", ["quotas.csv", "tasks.csv", "reporters.csv"])
def test_excel_opens_the_tables(name: str) -> None:
    content = (FOLDER / name).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n")


@pytest.mark.parametrize(
    ("printed", "changed"), [("于都县,7,14", "于都县,8,14"), ("石城县,1,2,1,1,1,1", "石城县,1,2,1,1,1,-")]
)
def test_one_changed_quota_shows_against_the_annex(tmp_path: Path, printed: str, changed: str) -> None:
    copy = Path(shutil.copytree(FOLDER, tmp_path / "plan"))
    quotas = copy / "quotas.csv"
    text = quotas.read_text(encoding="utf-8-sig")
    assert printed in text
    quotas.write_text(text.replace(printed, changed), encoding="utf-8-sig")
    with pytest.raises(AssertionError):
        test_all_108_quotas_equal_annex_1(load_folder(copy))

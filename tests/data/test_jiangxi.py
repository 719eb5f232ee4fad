"""The built-in Jiangxi plan against the document's own text: figures, names, units, quotes; and what it does not say."""

import csv
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import chain

import pytest

from data import jiangxi_document as document
from data.document import squeeze
from fuxi_cli.core.plan import Plan, Target
from fuxi_cli.core.words import key
from fuxi_cli.exporters import export
from fuxi_cli.pipeline import lint
from fuxi_cli.readers.plans.loading import builtin_folder, load_folder

FOLDER = builtin_folder() / "jiangxi-assistance-2023-2025" / "2023-09-22"
CENTRE = "distribution-centre"
FIGURE = re.compile(r"\d[\d.]*(?:%|万?亿元|万?亩|万座|[个家])")
OPERATORS = {
    "左右": "about", "高于": "above", "稳定在": "hold", "保持在": "hold", "达到": "at_least", "新增": "at_least",
    "至少": "at_least",
}  # fmt: skip
ASKED = {
    "asset-growth": (Decimal(10), "%", "about", "growth"),
    "income-growth": (None, "%", "above", "sum"),
    "leading-1bn": (Decimal(50), "家", "at_least", "sum"),
    "leading-100m": (Decimal(200), "家", "at_least", "sum"),
    "camellia-growers": (Decimal(1000), "家", "at_least", "sum"),
    "camellia-area": (Decimal(1000), "万亩", "hold", "sum"),
    "chains": (Decimal(20), "个", "about", "sum"),
    "processing-output": (Decimal(1), "万亿元", "at_least", "sum"),
    "processing-leading": (Decimal(50), "家", "at_least", "sum"),
    CENTRE: (Decimal(100), "个", "at_least", "each"),
    "brand-enterprise": (Decimal(300), "家", "hold", "sum"),
    "certified-products": (Decimal(6000), "个", "at_least", "sum"),
}
DESCRIBED = {
    "historic-villages": "37个", "traditional-villages": "413个", "red-villages": "210个", "tourism-sites": "37个",
    "solar-villages": "3058个", "solar-stations": "1.2万座", "culture-pilots": "3个",
}  # fmt: skip


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_folder(FOLDER)


def targets(plan: Plan, scope: bool = False) -> list[Target]:
    return [target for target in plan.targets if (target.operator == "scope") is scope]


def test_identity_is_the_documents_own(plan: Plan) -> None:
    assert plan.document.number in document.text()
    assert plan.document.title in document.text()
    assert f"{plan.title.replace('（', '(').replace('）', ')')}为深入学习" in document.text()
    assert plan.document.issuer in document.text()
    assert f"{plan.office}2023年9月22日印发" in document.text()
    assert plan.revision == plan.document.issued == date(2023, 9, 22)
    assert (str(plan.start), str(plan.end), plan.months) == ("2023-01", "2025-12", 36)
    assert plan.calendar.set_by == "office"


def test_every_figure_is_a_target_or_a_description(plan: Plan) -> None:
    assert {t.id: (t.value, t.unit, t.operator, t.measure) for t in targets(plan)} == ASKED
    assert {t.id: f"{t.value}{t.unit}" for t in targets(plan, scope=True)} == DESCRIBED
    assert {t.due for t in plan.targets} == {date(2025, 12, 31)}


def test_every_figure_of_the_document_stands_in_a_quote(plan: Plan) -> None:
    said = [document.aims(), *(one.text for one in document.clauses().values())]
    found = Counter(chain.from_iterable(FIGURE.findall(text) for text in said))
    quotes = {squeeze(t.quote) for t in plan.targets}
    quoted = Counter(chain.from_iterable(FIGURE.findall(quote) for quote in quotes))
    assert found == quoted


def test_quotes_stand_in_their_clauses(plan: Plan) -> None:
    for one in (*plan.targets, *plan.indicators):
        assert squeeze(one.quote) in document.words_of(one.clause), one.id
    for conflict in plan.conflicts:
        for clause, text in zip(conflict.between, conflict.texts, strict=True):
            assert squeeze(text) in document.words_of(clause), conflict.id


def test_operators_and_bases_follow_the_documents_words(plan: Plan) -> None:
    for target in targets(plan):
        (word,) = [word for word in OPERATORS if word in target.quote][:1]
        indicator = plan.indicator(target.indicator or "")
        assert indicator is not None
        assert target.operator == indicator.operator == OPERATORS[word], target.id
        assert (target.clause, target.quote) == (indicator.clause, indicator.quote)
        if target.measure == "sum":
            assert target.unit == indicator.unit
        assert indicator.basis == ("new" if "新增" in target.quote or "建设" in target.quote else "total")
    assert all(indicator.tolerance is None for indicator in plan.indicators)
    assert (plan.baselines, plan.benchmarks) == ((), ())


def test_values_stand_in_their_quotes(plan: Plan) -> None:
    for target in plan.targets:
        if target.value is not None and target.measure == "sum" and target.id != "culture-pilots":
            number = f"{target.value}{target.unit.removesuffix('座')}"
            assert number in target.quote, target.id


def test_the_pilots_are_counties_of_the_plan(plan: Plan) -> None:
    pilots = next(target for target in plan.targets if target.id == "culture-pilots")
    named = re.search(r"支持(.+)开展", pilots.quote)
    assert named is not None
    found = [plan.reporter(name) for name in named[1].split("、")]
    assert [r.name for r in found if r] == ["武宁县", "宁都县", "湘东区"]
    assert len(found) == pilots.value
    assert "武宁县、宁都县、湘东区" in pilots.name


def test_tasks_are_the_twelve_clauses(plan: Plan) -> None:
    clauses = document.clauses()
    assert [task.clause for task in plan.tasks] == list(clauses)
    assert len(clauses) == 12
    for task in plan.tasks:
        one = clauses[task.clause]
        # The text that was handed out has an English “and” in one place.
        assert task.name == one.text.replace("经济and高", "经济和高")
        assert task.name.startswith(f"{task.short}。")
        assert (task.category, task.units) == (one.section, one.units)
        assert task.due == date(2025, 12, 31)
        assert task.due_text == ("到2025年" if "到2025年" in one.text else "方案期末")
        assert task.leaders == ()


def test_reporters_are_the_regions_and_the_departments_named(plan: Plan) -> None:
    with document.REGIONS.open(encoding="utf-8-sig") as file:
        regions = {(row["code"], row["name"], row["level"]) for row in csv.DictReader(file)}
    here = {(r.id, r.name, r.kind) for r in plan.reporters if r.kind != "department"}
    assert here == {region for region in regions if region[2] != "province"}
    named = {unit for one in document.clauses().values() for unit in one.units} - {document.GROUP}
    assert {r.name for r in plan.reporters if r.kind == "department"} == named
    assert Counter(r.kind for r in plan.reporters) == {"city": 11, "county": 100, "department": 18}


def test_every_name_means_one_reporter(plan: Plan) -> None:
    names = Counter(key(name) for r in plan.reporters for name in {r.name, *r.aliases})
    assert [name for name, times in names.items() if times > 1] == []
    for name, who in {
        "南昌": "南昌市",
        "吉安": "吉安市",
        "上饶县": "广信区",
        "赣县": "赣县区",
        "湘东": "湘东区",
    }.items():
        reporter = plan.reporter(name)
        assert reporter is not None
        assert reporter.name == who


def test_a_group_is_all_cities_and_counties(plan: Plan) -> None:
    members = plan.members(document.GROUP)
    assert Counter(r.kind for r in members) == {"city": 11, "county": 100}
    assert all(plan.leads(r) for r in members)


def test_nothing_but_the_centre_is_a_quota(plan: Plan) -> None:
    assert {quota.indicator for quota in plan.quotas} == {CENTRE}
    assert {quota.value for quota in plan.quotas} == {Decimal(1)}
    counties = {r.id for r in plan.reporters if r.kind == "county"}
    assert len(plan.quotas) == 100
    assert {quota.reporter for quota in plan.quotas} == counties
    assert plan.declared_totals == ()
    assert all(i.id == CENTRE or i.reported_by for i in plan.indicators)
    shown = export(plan, "text", "targets").decode()
    assert shown.count("已分到各单位") == 0
    assert shown.count("未分解，") == 11
    assert shown.count("对每个单位的要求") == 1


def test_each_figure_is_reported_where_it_is_known(plan: Plan) -> None:
    kinds = {i.id: {r.kind for r in plan.reporting(i.id)} for i in plan.indicators}
    assert {id for id, found in kinds.items() if found == {"city"}} == {"chains"}
    assert {id for id, found in kinds.items() if found == {"department"}} == {
        "income-growth",
        "processing-output",
    }
    assert all(
        found == {"county"}
        for id, found in kinds.items()
        if id not in ("chains", "income-growth", "processing-output")
    )
    for id in ("income-growth", "processing-output"):
        (reporter,) = plan.reporting(id)
        clause = next(i.clause for i in plan.indicators if i.id == id)
        assert clause == "一" or reporter.name in document.clauses()[clause].units


def test_lint_finds_only_what_the_document_leaves_open() -> None:
    _, findings = lint(str(FOLDER))
    assert {f.rule.code for f in findings} == {"P114"}

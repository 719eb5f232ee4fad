"""The yearly assessment by hand-computed cases: every part, its working, what cannot be judged, places."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuxi_cli.core.assessment import Assessment, Review, assess, own_doubts
from fuxi_cli.core.duties import Duty, stand
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.period import Period
from fuxi_cli.core.place import Place
from fuxi_cli.core.plan import AssessmentRule, Plan, Quota, Reporter, Weights
from fuxi_cli.core.progress import Gap, judge
from fuxi_cli.core.scoring.parts import Led, Record
from fuxi_cli.core.standing import Reporting
from support.builders import (
    AREA,
    BASES,
    BUREAU,
    JIA,
    JUNE,
    PRODUCTS,
    QUOTAS,
    YI,
    plan,
    quota,
    task,
    task_entry,
)

COUNTIES = Weights(completion=Decimal(70), timely=Decimal(15), clean=Decimal(15))
DEPARTMENTS = Weights(tasks=Decimal(70), timely=Decimal(15), clean=Decimal(15))
RULE = AssessmentRule(COUNTIES, DEPARTMENTS, clause="二")
PLAN = plan(assessment=RULE)
DECEMBER = Period(2022, 12)


def gaps(
    figures: Mapping[str, object], reporter: Reporter = JIA, of: Plan = PLAN, **how: object
) -> list[Gap]:
    """A county's gaps, from its cumulative figures by indicator; None: not reported."""
    found = []
    for owed in of.quotas_of(reporter.id):
        value = figures.get(owed.indicator, 0)
        actual = None if value is None else Decimal(str(value))
        found.append(judge(of, reporter, owed, actual, JUNE, JUNE.last_day, "not_reported", **how))  # type: ignore[arg-type]
    return found


def records(*statuses: str, reporter: Reporter = JIA, **doubts: tuple[str, ...]) -> list[Record]:
    """Months in a row. ``returned late`` came in late, ``returned undated`` bears no day; ``m3=("H103",)``: doubts."""
    found = []
    for number, words in enumerate(statuses):
        status, _, when = words.partition(" ")
        period = Period(2022, 1).plus(number)
        due = period.plus(1).first_day + timedelta(days=4)
        received = None if status in ("missing", "unreadable") or when == "undated" else due
        if status == "late" or when == "late":
            received = due + timedelta(days=1)
        standing = Reporting(reporter, status, received, due)
        found.append(Record(period, standing, doubts.get(f"m{period.month}", ())))
    return found


def duty(
    id: str,
    status: str | None = None,
    done: date | None = None,
    due: date = date(2022, 6, 30),
    of: Plan = PLAN,
) -> Duty:
    """A task of the bureau; ``status`` None: nobody has reported on it."""
    one = task(id, units=("示例局",), due=due)
    entry = task_entry(one, status, done) if status else None
    return stand(of, one, entry, BUREAU if entry else None, JUNE.last_day)


def made(
    owed: Sequence[Gap] = (),
    known: Mapping[str, Sequence[Record]] | None = None,
    duties: Sequence[Duty] = (),
    of: Plan = PLAN,
    period: Period = JUNE,
    carried: bool = False,
) -> Assessment:
    found = assess(of, period, period.last_day, owed, known or {}, {BUREAU.id: Led(tuple(duties), carried)})
    assert found is not None
    return found


def review(assessment: Assessment, reporter: Reporter) -> Review:
    found = assessment.of(reporter.id)
    assert found is not None
    return found


def county(
    figures: Mapping[str, object], *statuses: str, of: Plan = PLAN, **doubts: tuple[str, ...]
) -> Review:
    return review(made(gaps(figures, of=of), {JIA.id: records(*statuses, **doubts)}, of=of), JIA)


def bureau(
    *duties: Duty, statuses: Sequence[str] = ("on_time",), of: Plan = PLAN, carried: bool = False
) -> Review:
    known = {BUREAU.id: records(*statuses, reporter=BUREAU)}
    return review(made((), known, duties, of, carried=carried), BUREAU)


def working(found: Review, part: str) -> str:
    one = found.part(part)
    assert one is not None
    return one.working


def points(found: Review, part: str) -> Fraction | None:
    one = found.part(part)
    assert one is not None
    return one.points


# --- counties


def test_a_score_is_the_sum_of_its_parts() -> None:
    # bases 1/3, products 6/12, area 0.6/1.2: (1/3 + 1/2 + 1/2) / 3 = 4/9
    found = county({"bases": 1, "products": 6, "area": "0.6"}, "on_time", "nil", "late", m1=("H103", "C109"))
    assert points(found, "completion") == Fraction(4, 9) * 70
    assert points(found, "timely") == Fraction(5, 2) / 3 * 15
    assert points(found, "clean") == Fraction(2, 3) * 15
    assert found.total == Fraction(4, 9) * 70 + Fraction(25, 2) + 10
    assert found.rank == 1
    assert working(found, "completion") == (
        "基地 1/3＝33.3%、产品 6/12＝50.0%、面积 0.6/1.2＝50.0%；平均 44.444%×70＝31.11 分。"
    )
    assert working(found, "timely") == (
        "3 个月中按时 2 次（其中零报告 1 次）、迟报 1 次（3月，各计 50%）；2.5÷3×15＝12.50 分。"
    )
    assert working(found, "clean") == (
        "3 个月中合格 2 个月、有未说明的核实问题 1 个月（1月 H103、C109）；2÷3×15＝10.00 分。"
    )
    assert found.working == "指标完成 31.11＋按时报送 12.50＋报送质量 10.00＝53.61 分。"
    assert found.remarks == ()


def test_a_rate_counts_up_to_the_rankings_cap_or_the_assessments_own() -> None:
    done = {"bases": 6, "products": 6, "area": 0}
    found = county(done, "on_time")
    assert points(found, "completion") == Fraction(1, 2) * 70
    assert "基地 6/3＝200.0%（按 100% 计）" in working(found, "completion")
    wider = plan(assessment=RULE, cap=Decimal("1.5"))
    assert points(county(done, "on_time", of=wider), "completion") == Fraction(2, 3) * 70
    own = plan(assessment=RULE._replace(cap=Decimal("1.2")), cap=Decimal("1.5"))
    found = county(done, "on_time", of=own)
    assert points(found, "completion") == Fraction(17, 30) * 70
    assert "基地 6/3＝200.0%（按 120% 计）" in working(found, "completion")


def test_more_than_all_of_it_earns_no_more_than_the_parts_points() -> None:
    wide = plan(assessment=RULE, cap=Decimal(2))
    found = county({"bases": 6, "products": 24, "area": "1.2"}, "on_time", of=wide)
    assert points(found, "completion") == 70
    assert found.total == 100
    assert working(found, "completion").endswith("平均 166.667%，最多计 100%×70＝70.00 分。")


def test_indicators_weigh_as_in_the_ranking() -> None:
    heavy = tuple(i._replace(weight=Decimal(3 if i.id == "bases" else 1)) for i in PLAN.indicators)
    found = county({"bases": 3}, "on_time", of=replace(PLAN, indicators=heavy))
    assert points(found, "completion") == Fraction(3, 5) * 70
    assert working(found, "completion") == (
        "基地 3/3＝100.0%（权重 3）、产品 0/12＝0.0%（权重 1）、面积 0/1.2＝0.0%（权重 1）；"
        "加权平均 60%×70＝42.00 分。"
    )


def test_a_county_whose_figures_are_not_known_has_no_score_and_no_place() -> None:
    owed = [*gaps({"bases": None}), *gaps({}, YI)]
    known = {JIA.id: records("on_time"), YI.id: records("on_time", reporter=YI)}
    found = made(owed, known)
    lost = review(found, JIA)
    assert (lost.total, lost.rank, points(lost, "completion")) == (None, None, None)
    assert lost.working == "指标完成情况不明，暂不评分，不参加排名。"
    assert lost.remarks == ("指标完成：基地没有可用的数，完成情况不明。",)
    assert points(lost, "timely") == 15
    assert [(r.reporter.name, r.rank) for r in found.groups[0].reviews] == [("乙县", 1), ("甲县", None)]


def test_figures_carried_forward_count_and_say_so() -> None:
    found = review(made(gaps({"bases": 3}, carried_forward=True), {JIA.id: records("missing")}), JIA)
    assert points(found, "completion") == Fraction(1, 3) * 70
    assert working(found, "completion").endswith("本月没有可接收的报送表，完成数沿用以前月份的。")


def test_what_has_no_benchmark_is_left_out_of_the_mean() -> None:
    above = BASES._replace(operator="above")
    of = plan(assessment=RULE, indicators=(above, PRODUCTS, AREA))
    found = county({"bases": 1, "products": 12}, "on_time", of=of)
    assert points(found, "completion") == Fraction(1, 2) * 70
    assert working(found, "completion").endswith("＝35.00 分。基地缺少比较的依据，不计入。")


@pytest.mark.parametrize(
    ("quotas", "why"),
    [
        ((quota(JIA, BASES, 3),), "基地缺少比较的依据，无法判定完成率。"),
        ((quota(JIA, BASES, 0),), "没有需要考核的任务数。"),
    ],
)
def test_a_part_that_there_is_nothing_for_leaves_its_points_to_the_others(
    quotas: tuple[Quota, ...], why: str
) -> None:
    of = plan(assessment=RULE, indicators=(BASES._replace(operator="above"), PRODUCTS, AREA), quotas=quotas)
    found = county({"bases": 1}, "on_time", "missing", of=of)
    assert found.total == 50
    assert found.working == (
        "（按时报送 7.50＋报送质量 7.50）÷30×100＝50.00 分（折算为百分制，不评的项目分值不计）。"
    )
    assert found.remarks == (f"指标完成：{why}",)


def test_one_indicator_is_no_mean() -> None:
    of = plan(assessment=RULE, quotas=(quota(JIA, PRODUCTS, 8),))
    assert working(county({"products": 2}, "on_time", of=of), "completion") == (
        "产品 2/8＝25.0%；完成率 25%×70＝17.50 分。"
    )


# --- months


def test_months_late_missing_unreadable_and_returned() -> None:
    found = county({}, "on_time", "late", "missing", "unreadable", "returned", "returned late", "nil")
    assert points(found, "timely") == Fraction(1 + Fraction(1, 2) + 0 + 0 + 1 + Fraction(1, 2) + 1, 7) * 15
    assert working(found, "timely") == (
        "7 个月中按时 2 次（其中零报告 1 次）、迟报 1 次（2月，各计 50%）、退回 1 次（5月，退回的表按时报送）、"
        "退回 1 次（6月，退回的表迟报，各计 50%）、未报 1 次（3月）、无法读取 1 次（4月）；4÷7×15＝8.57 分。"
    )
    assert points(found, "clean") == Fraction(3, 7) * 15
    assert working(found, "clean") == (
        "7 个月中合格 3 个月、退回 2 个月（5月、6月）、未报 1 个月（3月）、无法读取 1 个月（4月）；3÷7×15＝6.43 分。"
    )


def test_a_returned_submission_without_a_day_is_left_out_of_the_timely_months() -> None:
    found = county({}, "on_time", "returned undated", "late")
    assert points(found, "timely") == Fraction(3, 4) * 15
    assert working(found, "timely").endswith(
        "1.5÷2×15＝11.25 分。2月的报送表被退回，又没有报送日期，按时与否无法判定，不计入。"
    )
    assert points(found, "clean") == Fraction(2, 3) * 15
    alone = county({}, "returned undated")
    assert points(alone, "timely") is None
    assert alone.rank == 1


def test_months_in_a_table_of_several_reporters_are_left_out() -> None:
    kept = records("on_time", "missing", "late")
    known = [kept[0], kept[1]._replace(shared=True), kept[2]]
    found = review(made(gaps({}), {JIA.id: known}), JIA)
    told = "2月没有单独的报送表，数在多个单位合报的表里，不计入。"
    assert (
        working(found, "timely")
        == f"2 个月中按时 1 次、迟报 1 次（3月，各计 50%）；1.5÷2×15＝11.25 分。{told}"
    )
    assert working(found, "clean") == f"2 个月中合格 2 个月；2÷2×15＝15.00 分。{told}"
    alone = review(made(gaps({}), {JIA.id: known[1:2]}), JIA)
    assert alone.remarks == (f"按时报送：{told}", f"报送质量：{told}")
    assert alone.total == 0


def test_the_plan_says_what_late_and_returned_months_earn() -> None:
    of = plan(assessment=RULE._replace(late=Fraction(4, 5), returned=Fraction(1, 4)))
    found = county({}, "late", "returned", of=of)
    assert points(found, "timely") == Fraction(9, 10) * 15
    assert points(found, "clean") == Fraction(5, 8) * 15
    assert "退回 1 个月（2月，各计 25%）" in working(found, "clean")
    assert "迟报 1 次（1月，各计 80%）" in working(found, "timely")


def test_months_are_told_with_their_years_where_the_plan_has_several() -> None:
    of = plan(assessment=RULE, end=Period(2023, 12))
    assert "未报 1 次（2022年2月）" in working(county({}, "on_time", "missing", of=of), "timely")


def test_without_any_known_month_the_reporting_is_not_judged() -> None:
    found = county({"bases": 3, "products": 12, "area": "1.2"})
    assert found.total == 100
    assert found.working == "指标完成 70.00÷70×100＝100.00 分（折算为百分制，不评的项目分值不计）。"
    assert found.remarks == (
        "按时报送：没有可以查到报送情况的月份。",
        "报送质量：没有可以查到报送情况的月份。",
    )


# --- departments


def test_tasks_done_in_time_late_and_not_at_all() -> None:
    found = bureau(
        duty("1", "已完成", date(2022, 6, 30)),
        duty("2", "已完成", date(2022, 6, 30), due=date(2022, 5, 31)),
        duty("3", "推进中"),
        duty("4", "已完成", date(2022, 6, 1), due=date(2022, 12, 31)),
        duty("5", "推进中", due=date(2022, 12, 31)),
    )
    assert points(found, "tasks") == Fraction(5, 2) / 4 * 70
    assert found.total == Fraction(175, 4) + 30
    assert working(found, "tasks") == (
        "到期或已完成的 4 项：按期完成 2 项（第1项第1项、第4项第4项）、逾期完成 1 项（第2项第2项，各计 50%）、"
        "逾期未完成 1 项（第3项第3项）；2.5÷4×70＝43.75 分。另有 1 项未到期，不计入。"
    )


def test_the_plan_says_what_a_task_done_late_earns() -> None:
    of = plan(assessment=RULE._replace(done_late=Fraction(0)))
    late = duty("2", "已完成", date(2022, 6, 30), due=date(2022, 5, 31))
    assert points(bureau(late, of=of), "tasks") == 0


@pytest.mark.parametrize(
    ("duties", "why"),
    [
        ((), "没有牵头的重点任务。"),
        (
            (duty("1", "推进中", due=date(2022, 7, 1)),),
            "牵头的 1 项任务截至2022年6月30日没有到期，也没有提前完成。",
        ),
        (
            (duty("1", due=date(2022, 12, 31)), duty("2", "未启动", due=date(2022, 9, 30))),
            "牵头的 2 项任务截至2022年6月30日都没有到期，也没有提前完成。",
        ),
    ],
)
def test_a_department_with_no_task_due_is_scored_by_the_rest(duties: tuple[Duty, ...], why: str) -> None:
    found = bureau(*duties, statuses=("on_time", "missing"))
    assert found.total == 50
    assert found.remarks == (f"重点任务：{why}",)
    assert "折算为百分制，不评的项目分值不计" in found.working


def test_a_task_due_that_nobody_ever_reported_on_is_not_known() -> None:
    found = bureau(duty("1"), duty("2", "已完成", date(2022, 6, 1)), statuses=("missing",))
    assert (found.total, found.rank) == (None, None)
    assert found.remarks == ("重点任务：第1项第1项已经到期，没有可接收的报送表，完成与否不明。",)
    assert found.working == "重点任务情况不明，暂不评分，不参加排名。"


def test_tasks_by_an_earlier_submission_say_so() -> None:
    found = bureau(duty("1", "已完成", date(2022, 6, 1)), carried=True)
    assert working(found, "tasks").endswith("本月没有可接收的报送表，任务状态沿用以前月份的。")


# --- the whole


def test_ties_share_a_place_and_kinds_are_ranked_apart() -> None:
    third, fourth = Reporter("360003", "丙县", "county"), Reporter("360004", "丁市", "city")
    counties = (JIA, YI, third)
    quotas = tuple(quota(r, PRODUCTS, 4) for r in (*counties, fourth))
    of = plan(assessment=RULE, reporters=(*counties, fourth, BUREAU), quotas=quotas)
    done = {JIA.id: 2, YI.id: 4, third.id: 4, fourth.id: 0}
    owed = [gap for r in (*counties, fourth) for gap in gaps({"products": done[r.id]}, r, of)]
    known = {r.id: records("on_time", reporter=r) for r in (*counties, fourth, BUREAU)}
    found = made(owed, known, of=of)
    assert [(g.name, [(r.reporter.name, r.rank) for r in g.reviews]) for g in found.groups] == [
        ("县（市、区）", [("乙县", 1), ("丙县", 1), ("甲县", 3)]),
        ("设区市", [("丁市", 1)]),
        ("市直单位", [("示例局", 1)]),
    ]
    assert review(found, YI).remarks == ("与丙县同分，并列第 1 名。",)
    assert review(found, JIA).remarks == ()


def test_of_very_many_that_tie_a_few_are_named() -> None:
    many = tuple(Reporter(f"36{n:04}", f"示例{n}县", "county") for n in range(100, 120))
    of = plan(assessment=RULE, reporters=many, quotas=tuple(quota(r, PRODUCTS, 1) for r in many), tasks=())
    found = made([gap for r in many for gap in gaps({}, r, of)], of=of)
    assert {r.rank for r in found.groups[0].reviews} == {1}
    assert review(found, many[0]).remarks[-1] == (
        "与示例101县、示例102县、示例103县、示例104县、示例105县等 19 个单位同分，并列第 1 名。"
    )


def test_points_that_do_not_add_up_to_a_hundred_are_scaled() -> None:
    of = plan(assessment=RULE._replace(counties=Weights(completion=Decimal(60), timely=Decimal(20))))
    found = made(gaps({"bases": 3}, of=of), {JIA.id: records("on_time")}, of=of)
    one = review(found, JIA)
    assert one.total == Fraction(20 + 20, 80) * 100
    assert one.working == "（指标完成 20.00＋按时报送 20.00）÷80×100＝50.00 分（折算为百分制）。"
    assert "县（市、区）：指标完成 60 分、按时报送 20 分，合计 80 分，折算为百分制。" in found.method
    assert not any(text.startswith("报送质量") for text in made(of=replace(of, tasks=())).method)


def test_a_group_without_points_is_not_assessed() -> None:
    of = plan(assessment=RULE._replace(departments=None))
    assert [group.kind for group in made(of=of).groups] == ["county"]
    assert made(of=of).of(BUREAU.id) is None
    nothing = plan(assessment=RULE._replace(departments=Weights()))
    assert bureau(of=nothing).working == "没有一项可以评，不评分。"


def test_a_plan_without_an_assessment_has_none() -> None:
    assert assess(plan(), JUNE, JUNE.last_day, (), {}, {}) is None


def test_the_method_tells_points_basis_shares_and_places() -> None:
    text = "\n".join(made().method)
    assert text.startswith("依据：示例〔2022〕1号 二；文件没有写明的分值和计分办法，由示例办公室定")
    for said in (
        "县（市、区）：指标完成 70 分、按时报送 15 分、报送质量 15 分。",
        "市直单位：重点任务 70 分、按时报送 15 分、报送质量 15 分。",
        "单项超过 100% 的按 100% 计）平均",
        "逾期完成计 50%",
        "迟报计 50%",
        "退回、未报、无法读取计 0",
        "同分并列，其后顺延（1、1、3）",
    ):
        assert said in text
    by_document = plan(assessment=RULE._replace(set_by="document", returned=Fraction(1, 5)))
    text = "\n".join(made(of=by_document).method)
    assert text.startswith("依据：示例〔2022〕1号 二。\n")
    assert "退回计 20%，未报、无法读取计 0" in text


@pytest.mark.parametrize(
    ("period", "known", "remarks"),
    [
        (Period(2022, 1), 1, ["本表截至2022年1月，方案到2022年12月结束"]),
        (DECEMBER, 12, []),
        (DECEMBER, 10, ["没有2022年11月、2022年12月的报送表可查，这些月份不计入报送的得分。"]),
    ],
)
def test_the_first_month_the_last_month_and_months_that_are_not_there(
    period: Period, known: int, remarks: list[str]
) -> None:
    found = made(gaps({}), {JIA.id: records(*["on_time"] * known)}, period=period)
    assert len(found.remarks) == len(remarks)
    for said, wanted in zip(found.remarks, remarks, strict=True):
        assert said.startswith(wanted)
    assert points(review(found, JIA), "timely") == 15


def test_nobody_reported() -> None:
    known = {r.id: records("missing", reporter=r) for r in (JIA, YI, BUREAU)}
    found = made([*gaps(dict.fromkeys(("bases", "products", "area"))), *gaps({"bases": None}, YI)], known)
    assert [r.total for r in found.groups[0].reviews] == [None, None]
    assert [r.rank for r in found.groups[0].reviews] == [None, None]
    assert review(found, BUREAU).total == 0


def test_names_from_files_carry_no_hidden_characters() -> None:
    evil = JIA._replace(name="甲\u202e县")
    of = plan(
        assessment=RULE, reporters=(evil, YI, BUREAU), quotas=(quota(evil, BASES, 1), quota(YI, BASES, 1))
    )
    owed = [*gaps({}, evil, of), *gaps({}, YI, of)]
    assert "\u202e" not in "".join(review(made(owed, of=of), YI).remarks)


def finding(
    code: str = "H103", severity: str = "warning", explained: str | None = None, **more: bool
) -> Finding:
    rule = Rule(code, "slug", severity, "。", "。", **more)  # type: ignore[arg-type]
    return Finding(rule, Place(), explained=explained)


def test_only_what_the_workbook_itself_leaves_open_counts() -> None:
    counted = [finding("H103"), finding("C109")]
    others = [
        finding("X103"),
        finding("D101"),
        finding("H108"),
        finding("T114", "info"),
        finding("S101", "error"),
        finding("E107", explained="示例合作社重新认定"),
        finding("Q105", progress=True),
    ]
    assert own_doubts([*others, *counted]) == ("H103", "C109")


# --- properties

STATUSES = ("missing", "unreadable", "returned", "returned late", "late", "nil", "on_time")
months = st.lists(st.tuples(st.sampled_from(STATUSES), st.booleans()), max_size=12)
figures = st.fixed_dictionaries(
    {
        "bases": st.integers(0, 9),
        "products": st.integers(0, 30),
        "area": st.decimals(0, 3, places=2),
    }
)
shares = st.fractions(0, 1, max_denominator=20)


@given(figures, months, shares, shares, st.decimals("0.1", 3, places=1))
def test_every_score_lies_between_0_and_100(
    done: dict[str, object], kept: list[tuple[str, bool]], late: Fraction, returned: Fraction, cap: Decimal
) -> None:
    of = plan(assessment=RULE._replace(late=late, returned=returned, cap=cap))
    doubts = {f"m{n}": ("H103",) for n, (_, doubtful) in enumerate(kept, start=1) if doubtful}
    found = county(done, *(status for status, _ in kept), of=of, **doubts)
    assert found.total is not None
    assert 0 <= found.total <= 100
    judged = [part for part in found.parts if part.verdict == "judged"]
    assert all(part.points is not None and 0 <= part.points <= part.maximum for part in judged)
    weight = sum(Fraction(part.maximum) for part in judged)
    assert found.total == sum(part.points or 0 for part in judged) / weight * 100


@given(figures, st.sampled_from(("bases", "products", "area")), st.integers(1, 9), months)
def test_doing_more_never_lowers_a_score(
    done: dict[str, object], where: str, more: int, kept: list[tuple[str, bool]]
) -> None:
    statuses = [status for status, _ in kept]
    before = county(done, *statuses).total
    after = county({**done, where: Decimal(str(done[where])) + more}, *statuses).total
    assert before is not None
    assert after is not None
    assert after >= before


@given(months.filter(bool), st.data())
def test_reporting_better_never_lowers_a_score(kept: list[tuple[str, bool]], data: st.DataObject) -> None:
    worst_first = ("missing", "returned late", "late", "on_time")
    statuses = [status for status, _ in kept]
    at = data.draw(st.integers(0, len(statuses) - 1))
    scores = [county({}, *statuses[:at], status, *statuses[at + 1 :]).total or 0 for status in worst_first]
    assert scores == sorted(scores)


@given(st.lists(st.sampled_from(("done", "late", "open", "later")), min_size=1, max_size=6), st.data())
def test_finishing_a_task_never_lowers_a_score(kinds: list[str], data: st.DataObject) -> None:
    of_kind = {
        "done": ("已完成", date(2022, 5, 1), date(2022, 6, 30)),
        "late": ("已完成", date(2022, 6, 20), date(2022, 5, 31)),
        "open": ("推进中", None, date(2022, 5, 31)),
        "later": ("推进中", None, date(2022, 12, 31)),
    }
    at = data.draw(st.integers(0, len(kinds) - 1))
    better = [*kinds[:at], "late" if kinds[at] == "open" else "done", *kinds[at + 1 :]]

    def total(of: list[str]) -> Fraction:
        duties = [duty(str(n), s, d, due) for n, (s, d, due) in enumerate((of_kind[k] for k in of), start=1)]
        found = bureau(*duties, statuses=("on_time",) * 6)
        assert found.total is not None
        part = found.part("tasks")
        assert part is not None
        return Fraction(-1) if part.points is None else part.points

    assert total(better) >= total(kinds)


def test_the_tiny_plan_owes_what_these_cases_assume() -> None:
    assert [(q.indicator, q.value) for q in QUOTAS if q.reporter == JIA.id] == [
        ("bases", 3),
        ("products", 12),
        ("area", Decimal("1.2")),
    ]

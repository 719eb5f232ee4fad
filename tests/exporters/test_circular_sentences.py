"""The circular's sentences, one kind after the other: what they say, and what they leave unsaid."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from exporters.meetings import meeting
from fuxi_cli.core.duties import Duty
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.period import Period
from fuxi_cli.core.place import Place
from fuxi_cli.core.plan import Leader, Plan, Reporter
from fuxi_cli.core.progress import Gap
from fuxi_cli.core.ranking import Ranked
from fuxi_cli.core.standing import Reporting
from fuxi_cli.core.submission import Issue
from fuxi_cli.core.summary import Problem
from fuxi_cli.exporters.circular import (
    phrases,
    reporting_sentences,
    sentences,
    standing_sentences,
    task_sentences,
)
from fuxi_cli.exporters.circular.facts import Absent, Overall, overall, streaks
from support.builders import AREA, BASES, BUREAU, JIA, JUNE, PRODUCTS, YI, plan, task

BING = Reporter("360003", "丙县", "county")
DING = Reporter("360004", "丁县", "county")
COUNTIES = (JIA, YI, BING, DING)
MANY = tuple(Reporter(f"36{n:04d}", f"示例{n}县", "county") for n in range(1, 31))
MAY = Period(2022, 5)


# Words


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ([JIA], "甲县"),
        ([JIA, YI], "甲县、乙县"),
        ([JIA, YI, BING], "甲县、乙县、丙县3个县（市、区）"),
        ([JIA, YI, BUREAU], "甲县、乙县、示例局3家单位"),
        (MANY[:20], "、".join(r.name for r in MANY[:20]) + "20个县（市、区）"),
        (MANY, "、".join(r.name for r in MANY[:10]) + "等30个县（市、区）"),
    ],
)
def test_names_are_joined_and_counted(who: Sequence[Reporter], said: str) -> None:
    assert phrases.names(who) == said


@pytest.mark.parametrize(
    ("office", "region", "full"),
    [
        ("市富硒产业发展办公室", "赣州市", "赣州市富硒产业发展办公室"),
        ("省示例办公室", "江西省", "江西省示例办公室"),
        ("赣州市富硒产业发展办公室", "赣州市", "赣州市富硒产业发展办公室"),
        ("示例办公室", "赣州市", "示例办公室"),
    ],
)
def test_the_office_is_called_by_its_full_name(office: str, region: str, full: str) -> None:
    assert phrases.office(plan(office=office, region=region)) == full


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("赣市府办字[2022]5号", "赣市府办字〔2022〕5号"),
        ("赣市府办字〔2022〕5号", "赣市府办字〔2022〕5号"),
        ("示例（2022）5号", "示例〔2022〕5号"),
        ("示例【2022】5号", "示例〔2022〕5号"),
        ("示例函", "示例函"),
    ],
)
def test_years_of_document_numbers_stand_in_their_own_brackets(typed: str, said: str) -> None:
    assert sentences.document_number(typed) == said


# The whole


def one(
    indicator: object = BASES,
    target: object = 50,
    actual: object = 19,
    status: str = "in_progress",
    month: object = 0,
) -> Overall:
    wanted, done, new = (None if v is None else Decimal(str(v)) for v in (target, actual, month))
    share = None if wanted is None or done is None else Fraction(done) / Fraction(wanted)
    return Overall(indicator, wanted, done, share, status, new, 2, 2, wanted or Decimal(0))  # type: ignore[arg-type]


NONE_OF = BASES._replace(id="c", short="园区")


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([one()], "基地累计完成19个，占目标任务50个的38.0%。"),
        ([one(), one(PRODUCTS, 100, 54)],
         "基地累计完成19个，占目标任务50个的38.0%；产品累计完成54个，占目标任务100个的54.0%。"),
        ([one(AREA, "1.2", "0.55")], "面积累计完成0.55万亩，占目标任务1.2万亩的45.8%。"),
        ([one(actual=0)], "基地暂无完成数，目标任务50个。"),
        ([one(), one(PRODUCTS, 100, 0)],
         "基地累计完成19个，占目标任务50个的38.0%；产品暂无完成数，目标任务100个。"),
        ([one(), one(PRODUCTS, 18, 0), one(NONE_OF, 18, 0)],
         "基地累计完成19个，占目标任务50个的38.0%；产品、园区暂无完成数，目标任务均为18个。"),
        ([one(actual=0), one(PRODUCTS, 100, 0)], "2项指标均暂无完成数，目标任务分别为50个、100个。"),
        ([one(actual=50, status="met"), one(PRODUCTS, 100, 54)],
         "基地累计完成50个，已完成目标任务；产品累计完成54个，占目标任务100个的54.0%。"),
        ([one(actual=52, status="met"), one(PRODUCTS, 100, 54)],
         "基地累计完成52个，超过目标任务50个；产品累计完成54个，占目标任务100个的54.0%。"),
        ([one(actual=50, status="met"), one(PRODUCTS, 100, 101, "met")],
         "2项指标均已完成目标任务：基地累计完成50个（目标任务50个）；产品累计完成101个（目标任务100个）。"),
        ([one(), one(PRODUCTS, 100, None, "not_reported")],
         "基地累计完成19个，占目标任务50个的38.0%；产品没有可用的报送数。"),
        ([one(actual=None), one(PRODUCTS, 100, None)], "各项指标都没有可用的报送数。"),
        ([one(actual=None)], "基地没有可用的报送数。"),
        ([one(target=None, actual=None)], ""),
        ([], ""),
    ],
)  # fmt: skip
def test_totals_stand_against_their_targets(found: list[Overall], said: str) -> None:
    assert sentences.totals(found) == said


def test_of_many_indicators_only_the_ends_are_told() -> None:
    many = [one(BASES._replace(id=str(n), short=f"第{n}项"), 100, n * 5) for n in range(10)]
    assert sentences.totals(many) == (
        "10项指标均未完成目标任务；完成率较高的是第9项（45.0%）、第8项（40.0%）、第7项（35.0%）；"
        "完成率较低的是第0项（0.0%）、第1项（5.0%）、第2项（10.0%）；暂无完成数的1项。"
    )
    done = [found._replace(status="met") for found in many]
    assert sentences.totals(done) == "10项指标均已完成目标任务。"


@pytest.mark.parametrize(
    ("found", "all_reported", "said"),
    [
        ([one(month=5), one(PRODUCTS, month=11)], True, "6月新增基地5个、产品11个。"),
        ([one(month=5), one(PRODUCTS, month=0)], True, "6月新增基地5个。"),
        ([one(month=0), one(PRODUCTS, month=0)], True, "6月各项指标均无新增。"),
        ([one(month=5)], False, "从已接收的报送表看，6月新增基地5个。"),
        ([one(month=None)], False, ""),
    ],
)
def test_what_the_month_brought(found: list[Overall], all_reported: bool, said: str) -> None:
    assert sentences.added(found, JUNE, all_reported) == said


def gaps(figures: dict[tuple[str, str], object], of: Plan | None = None, period: Period = JUNE) -> list[Gap]:
    return [p.gap for p in meeting(figures, of, period).progress]


DONE: dict[tuple[str, str], object] = {
    (JIA.id, "bases"): 3, (JIA.id, "products"): 12, (JIA.id, "area"): "1.2", (YI.id, "bases"): 1, (YI.id, "products"): 8,
}  # fmt: skip


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (DONE, "分解到各县（市、区）的5项任务已全部完成。"),
        ({**DONE, (JIA.id, "bases"): 0}, "分解到各县（市、区）的5项任务中，已完成4项、严重滞后（红灯）1项。"),
        ({**DONE, (JIA.id, "products"): 3, (YI.id, "bases"): 0},
         "分解到各县（市、区）的5项任务中，已完成3项、进行中（绿灯）1项、滞后（黄灯）1项。"),
        ({key: DONE[key] for key in DONE if key[0] == JIA.id},
         "分解到各县（市、区）的5项任务中，已完成3项、无法判定2项。"),
    ],
)  # fmt: skip
def test_lights_are_counted(figures: dict[tuple[str, str], object], said: str) -> None:
    assert sentences.lights(gaps(figures)) == said


def test_a_pace_is_the_time_that_has_gone() -> None:
    assert sentences.pace(plan(), gaps(DONE), JUNE.last_day) == "截至2022年6月30日，全年序时进度为50.0%。"
    december = Period(2022, 12)
    assert (
        sentences.pace(plan(), gaps(DONE, period=december), december.last_day)
        == "截至2022年12月31日，各项任务均已到期。"
    )
    long = plan(end=Period(2024, 12))
    assert sentences.pace(long, gaps({}, long), JUNE.last_day).startswith(
        "截至2022年6月30日，方案期序时进度为"
    )


def gone(who: Reporter, status: str = "missing", carried: bool = True, since: Period | None = MAY) -> Absent:
    return Absent(who, status, carried, since if carried else None)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([], ""),
        ([gone(JIA)], "甲县没有上报6月报送表，沿用上月数。"),
        ([gone(JIA), gone(YI)], "甲县、乙县没有上报6月报送表，均沿用上月数。"),
        ([gone(JIA, since=Period(2022, 3))], "甲县没有上报6月报送表，沿用3月数。"),
        ([gone(JIA, since=Period(2021, 12))], "甲县没有上报6月报送表，沿用2021年12月数。"),
        ([gone(JIA, carried=False)], "甲县没有上报6月报送表，也没有以前月份的可用数，未计入合计。"),
        ([gone(JIA), gone(YI, carried=False)],
         "甲县、乙县没有上报6月报送表；甲县沿用上月数；乙县没有以前月份的可用数，未计入合计。"),
        ([gone(JIA), gone(YI, "returned")],
         "甲县没有上报6月报送表，乙县6月报送表经审核不能接收、已退回；以上单位均沿用上月数。"),
        ([gone(JIA, since=Period(2022, 4)), gone(YI)],
         "甲县、乙县没有上报6月报送表；乙县沿用上月数；甲县沿用4月数。"),
        ([gone(r) for r in COUNTIES], "各县（市、区）均没有上报6月报送表，沿用上月数。"),
        (
            [gone(r, "returned", carried=False) for r in COUNTIES],
            "各县（市、区）6月报送表经审核均不能接收、已退回，也没有以前月份的可用数。",
        ),
        ([gone(r, carried=False) for r in COUNTIES], "各县（市、区）均没有上报6月报送表，也没有以前月份的可用数。"),
    ],
)  # fmt: skip
def test_who_is_absent_and_what_stands_for_them(found: list[Absent], said: str) -> None:
    assert sentences.absences(found, COUNTIES, JUNE) == said


# How reporters stand


def ranks(*placed: tuple[Reporter, int | None, int, int | None]) -> list[Ranked]:
    """(reporter, rank, score in per cent, rank before)"""
    return [
        Ranked(who, None if rank is None else Fraction(score, 100), rank, (), (), before)
        for who, rank, score, before in placed
    ]


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (ranks((JIA, 1, 30, None)), "甲县综合完成率为30.0%。"),
        (ranks((JIA, 1, 30, None), (YI, 1, 30, None)), "甲县、乙县综合完成率均为30.0%，并列第1位。"),
        (ranks(*((r, 1, 30, None) for r in COUNTIES)), "各县（市、区）综合完成率均为30.0%，并列第1位。"),
        (ranks(*((r, 1, 0, None) for r in COUNTIES)), "各县（市、区）综合完成率均为0.0%，不分先后。"),
        (ranks((JIA, 1, 40, 1), (YI, 2, 30, 3), (BING, 2, 30, 2), (DING, 4, 10, 4)),
         "按综合完成率排名，甲县列第1位（40.0%）；乙县、丙县并列第2位（30.0%）；丁县列第4位（10.0%）。"
         "与上月相比，乙县上升1位。"),
        (ranks((JIA, 1, 40, 2), (YI, 2, 30, 1)),
         "按综合完成率排名，甲县列第1位（40.0%）；乙县列第2位（30.0%）。与上月相比，甲县上升1位；乙县下降1位。"),
        (ranks((JIA, 1, 40, 1), (YI, 2, 30, 2)),
         "按综合完成率排名，甲县列第1位（40.0%）；乙县列第2位（30.0%）。位次与上月相同。"),
        (ranks((JIA, 1, 40, None), (YI, None, 0, None)), "甲县综合完成率为40.0%。乙县没有可用数，不参加排名。"),
        (ranks((JIA, None, 0, None), (YI, None, 0, None)), "各县（市、区）都没有可用数，本月不作排名。"),
        (ranks(*((r, n, 60 - n, None) for n, r in enumerate(MANY[:8], 1))),
         "按综合完成率排名，示例1县列第1位（59.0%）；示例2县列第2位（58.0%）；示例3县列第3位（57.0%）。"
         "排名靠后的，示例6县列第6位（54.0%）；示例7县列第7位（53.0%）；示例8县列第8位（52.0%）。"),
        (ranks((JIA, 1, 9, None), *((r, 2, 0, None) for r in MANY)),
         "按综合完成率排名，甲县列第1位（9.0%）；30个县（市、区）综合完成率为0.0%。"),
        ([], ""),
    ],
)  # fmt: skip
def test_the_ranking_in_words(found: list[Ranked], said: str) -> None:
    assert "".join(standing_sentences.ranked(found)) == said


def test_what_lags_is_named_with_its_figures() -> None:
    lag = [g for g in gaps({**DONE, (JIA.id, "products"): 3, (YI.id, "products"): 2}) if g.status == "behind"]
    assert standing_sentences.by_name(lag, {}) == (
        "甲县（任务12个、完成3个）、乙县（任务8个、完成2个）滞后（黄灯）。"
    )
    alike = [lag[0], lag[0]._replace(reporter=YI)]
    assert standing_sentences.by_name(alike, {}) == "甲县、乙县（均为任务12个、完成3个）滞后（黄灯）。"
    kept = [lag[0]._replace(carried_forward=True)]
    assert (
        standing_sentences.by_name(kept, {JIA.id: "3月数"})
        == "甲县（任务12个、完成3个，沿用3月数）滞后（黄灯）。"
    )
    two = [lag[0]._replace(status="far_behind", light="red"), lag[1]]
    assert standing_sentences.by_name(two, {}) == (
        "甲县（任务12个、完成3个）严重滞后（红灯）；乙县（任务8个、完成2个）滞后（黄灯）。"
    )
    many = [lag[0]._replace(reporter=r) for r in MANY]
    assert standing_sentences.by_name(many, {}, at_most=2) == (
        "示例1县、示例2县（均为任务12个、完成3个）等30个县（市、区）滞后（黄灯）。"
    )


def test_how_much_lags_in_all() -> None:
    [first, *_] = [g for g in gaps({**DONE, (JIA.id, "products"): 3}) if g.status == "behind"]
    far = first._replace(status="far_behind")
    say = standing_sentences.lagging
    assert say([], COUNTIES, True) == "没有滞后的任务。"
    assert say([], COUNTIES, False) == "有可用数的单位中，没有滞后的任务。"
    assert say([first], COUNTIES, True) == "甲县有滞后任务1项。"
    assert say([far], COUNTIES, True) == "甲县有滞后任务1项，为严重滞后。"
    assert say([first, far], COUNTIES, True) == "甲县有滞后任务，共2项，其中严重滞后1项。"
    each = [far._replace(reporter=r) for r in COUNTIES]
    assert say(each[:3], COUNTIES, True) == "3个县（市、区）有滞后任务，共3项，均为严重滞后。"
    assert say(each, COUNTIES, True) == "各县（市、区）均有滞后任务，共4项，均为严重滞后。"


# Tasks


def duty(
    status: str, light: str | None = None, left: int | None = None, by: Reporter | None = BUREAU, **of: object
) -> Duty:
    return Duty(task(**of), status, light, left, by)  # type: ignore[arg-type]


GREEN = duty("in_progress", "green", 100)
LATE = duty("overdue", "red", -5)


@pytest.mark.parametrize(
    ("duties", "said"),
    [
        (
            [duty("done"), GREEN, GREEN, LATE],
            "4项重点任务中，已完成1项、推进中（绿灯）2项、逾期（红灯）1项。",
        ),
        ([GREEN, GREEN], "2项重点任务均在推进中（绿灯）。"),
        ([GREEN], "1项重点任务在推进中（绿灯）。"),
        ([duty("done"), duty("done")], "2项重点任务全部按时完成。"),
        ([duty("done")], "1项重点任务按时完成。"),
        ([duty("done"), duty("done_late")], "2项重点任务全部完成，其中逾期完成1项。"),
        ([duty("not_reported"), duty("not_reported", "blue")], "2项重点任务牵头单位均未报送进展。"),
    ],
)
def test_tasks_are_counted(duties: list[Duty], said: str) -> None:
    assert task_sentences.overview(duties) == said


def test_an_overdue_task_says_who_answers_for_it() -> None:
    end_of_june = date(2022, 6, 30)
    day = date(2022, 7, 31)
    led = "由示例局牵头，责任领导为张示例，完成时限6月底，"
    say = task_sentences.overdue
    assert say(duty("overdue", "red", -31, due=end_of_june), day) == f"{led}至7月31日已逾期31天。"
    assert say(duty("overdue", "red", 0, due=end_of_june), end_of_june) == f"{led}至6月30日到期未完成。"
    silent = duty("overdue", "red", 0, None, due=end_of_june)
    assert say(silent, end_of_june) == f"{led}至6月30日到期未完成，且没有报送进展。"
    nobody = duty("overdue", "red", -1, due=end_of_june, leaders=())
    assert say(nobody, date(2022, 7, 1)) == "由示例局牵头，完成时限6月底，至7月1日已逾期1天。"


def test_leaders_stand_with_their_units() -> None:
    people = (Leader("张示例", "示例局"), Leader("李示例", "示例局"), Leader("王示例", "乙局"))
    assert task_sentences.leaders(task(leaders=people)) == "张示例、李示例（示例局）、王示例（乙局）"
    assert task_sentences.leaders(task(leaders=people), besides="示例局").endswith(
        "李示例（示例局）、王示例（乙局）"
    )
    assert task_sentences.leaders(task(leaders=people[:2]), besides="示例局") == "张示例、李示例"


# Reporting


def sent(**statuses: str) -> list[Reporting]:
    who = {"jia": JIA, "yi": YI, "bing": BING, "bureau": BUREAU}
    due = date(2022, 7, 5)
    days = {"late": date(2022, 7, 8), "missing": None}
    return [Reporting(who[r], s, days.get(s, date(2022, 7, 3)), due) for r, s in statuses.items()]


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (sent(jia="on_time", yi="late", bing="missing"),
         "应报送的3家单位中，按时报送1家、迟报1家、未报1家。迟报的是乙县（7月8日报送，期限为7月5日）；未报的是丙县。"),
        (sent(jia="on_time", yi="on_time"), "应报送的2家单位全部按时报送。"),
        (sent(jia="missing", yi="missing"), "应报送的2家单位全部未报。"),
        (sent(jia="nil", yi="on_time"), "应报送的2家单位中，按时报送1家、零报告1家。"),
        (sent(jia="on_time"), "应报送单位1家（甲县），按时报送。"),
        (sent(jia="returned", yi="returned", bing="on_time", bureau="returned"),
         "应报送的4家单位中，按时报送1家、退回3家。退回的是甲县、乙县、示例局3家单位。"),
        ([], ""),
    ],
)  # fmt: skip
def test_who_reported(found: list[Reporting], said: str) -> None:
    assert reporting_sentences.overview(found) + reporting_sentences.by_name(found) == said


def test_who_fails_again_and_again() -> None:
    found = sent(jia="missing", yi="missing", bing="missing")
    say = reporting_sentences.again
    assert (
        say(found, {JIA.id: 3, YI.id: 2, BING.id: 2}, "未报")
        == "甲县已连续3个月未报，乙县、丙县已连续2个月未报。"
    )
    assert say(found, {JIA.id: 1}, "未报") == ""
    earlier = [({}, {JIA.id: "missing", YI.id: "missing"}), ({}, {JIA.id: "missing"})]
    summary = meeting(statuses={JIA.id: "missing", YI.id: "missing"}, earlier=earlier)
    assert streaks(summary, ("missing",)) == {JIA.id: 3, YI.id: 1}


def finding(code: str, severity: str = "error", by: Reporter = JIA, explained: str | None = None) -> Finding:
    rule = Rule(code, "example", severity, "示例", "示例")  # type: ignore[arg-type]
    return Finding(rule, Place(), reporter=by.id, explained=explained)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([], "经审核，收到的报送表没有发现必须改正或者需要核实的问题。"),
        ([finding("E101")], "经审核，发现必须改正的问题1处。问题属于“台账佐证”。必须改正的问题在甲县的报送表中。"),
        ([finding("E101"), finding("E102", by=YI)],
         "经审核，发现必须改正的问题2处。问题均属于“台账佐证”。必须改正的问题中，甲县、乙县各1处。"),
        ([finding("E101"), finding("H101"), finding("H102", "warning", YI, "已说明")],
         "经审核，发现必须改正的问题2处、需要核实的问题1处（均已说明原因）。按类别分，“历史对比”2处、“台账佐证”1处。"
         "必须改正的问题在甲县的报送表中。"),
        ([finding("H101", "warning"), finding("H102", "warning", YI, "已说明")],
         "经审核，发现需要核实的问题2处（已说明原因1处）。问题均属于“历史对比”。"),
    ],
)  # fmt: skip
def test_what_the_review_found(found: list[Finding], said: str) -> None:
    assert reporting_sentences.quality(found, True) + reporting_sentences.faulty(found, COUNTIES) == said


def test_faults_of_nobody_in_particular_are_counted_too() -> None:
    nobody = finding("X101")._replace(reporter=None)
    assert reporting_sentences.faulty([finding("E101"), nobody], COUNTIES) == (
        "必须改正的问题中，甲县1处，其余1处不属于单个单位。"
    )


def test_being_late_and_lagging_is_not_what_a_review_finds() -> None:
    progress = Finding(Rule("Q102", "example", "info", "示例", "示例", progress=True), Place())
    late = finding("D101", "warning")
    assert reporting_sentences.reviewed([progress, late, finding("E101")]) == (finding("E101"),)
    assert reporting_sentences.quality((), False) == ""


def problem(
    who: Reporter, text: str, advice: str | None = None, units: str | None = None, about: str | None = None
) -> Problem:
    return Problem(who, Issue(text, None, advice, units, Place()), about)


def test_the_same_difficulty_is_told_once() -> None:
    found = reporting_sentences.raised(
        [
            problem(JIA, "资金不足。", about="基地"),
            problem(YI, "人手不够", "请增加人员。", "示例局", "产品"),
            problem(BING, "人手不够。", "请增加人员", "示例局；", "产品"),
        ]
    )
    assert [one.by for one in found] == [(YI, BING), (JIA,)]
    assert reporting_sentences.difficulties(found) == (
        "乙县、丙县、甲县3个县（市、区）反映困难问题2个，涉及产品、基地。"
    )
    assert reporting_sentences.difficulty(found[0]) == (
        "乙县、丙县反映：人手不够。建议：请增加人员。需协调单位：示例局。"
    )
    assert reporting_sentences.difficulty(found[1]) == "甲县反映：资金不足。"


def test_an_indicator_without_a_target_of_the_plan_has_the_sum_of_its_quotas() -> None:
    found = {one.indicator.id: one for one in overall(meeting(DONE))}
    assert (found["area"].target, found["area"].actual, found["area"].status) == (
        Decimal("1.2"),
        Decimal("1.2"),
        "met",
    )
    shares = plan(indicators=(BASES, PRODUCTS, AREA._replace(unit="%")))
    assert next(one for one in overall(meeting(DONE, shares)) if one.indicator.id == "area").target is None

"""How a plan's yearly assessment is made, in Chinese, to be printed under its tables."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from fuxi_cli.core.plan import AssessmentRule, Plan, Weights
from fuxi_cli.core.scoring.parts import PARTS, number, share_words
from fuxi_cli.core.words import clean


def method(plan: Plan, rule: AssessmentRule, groups: Sequence[tuple[str, Weights]]) -> tuple[str, ...]:
    """The basis, the points of each kind of reporter, how each part is worked out, what is left out, the places."""
    used = {part for _, weights in groups for part, worth in weights._asdict().items() if worth}
    parts = {
        "completion": _completion(plan, rule),
        "tasks": _tasks(rule),
        "timely": _timely(rule),
        "clean": _clean(rule),
    }
    return (
        _basis(plan, rule),
        *(points(plan.kind(kind), weights) for kind, weights in groups),
        *(f"{PARTS[part]}：{plan.says(text)}" for part, text in parts.items() if part in used),
        "不评的项目：没有内容可评的（如牵头的任务都没有到期），分值不计，其余各项折算为百分制；"
        "应当评而情况不明的（如完成数从来没有报过），不猜、也不记 0 分，这个单位暂不评分、不排名。",
        "名次：同类单位按得分从高到低排，同分并列，其后顺延（1、1、3）。"
        "得分用精确数计算和排名，显示时四舍五入到两位小数，各项相加可能差 0.01 分。",
    )


def _basis(plan: Plan, rule: AssessmentRule) -> str:
    document = plan.document.number or plan.title
    clause = f"{document} {rule.clause}" if rule.clause else document
    if rule.set_by == "document":
        return clean(f"依据：{clause}。")
    return clean(
        f"依据：{clause}；文件没有写明的分值和计分办法，由{plan.office}定，写在 plan.yaml 的 assessment 里。"
    )


def points(kind: str, weights: Weights) -> str:
    """What each part is worth for a kind of reporter, by the plan's word for it, in one line."""
    given = {part: worth for part, worth in weights._asdict().items() if worth}
    total = sum(given.values(), Decimal(0))
    listed = "、".join(f"{PARTS[part]} {number(worth)} 分" for part, worth in given.items())
    odd = "" if total == 100 else f"，合计 {number(total)} 分，折算为百分制"
    return f"{kind}：{listed or '没有分值'}{odd}。"


def _completion(plan: Plan, rule: AssessmentRule) -> str:
    cap = share_words(Fraction(plan.cap if rule.cap is None else rule.cap))
    equal = len({indicator.weight for indicator in plan.indicators}) <= 1
    how = "平均" if equal else "按指标的权重平均"
    return (
        f"各指标完成率（累计完成÷任务数，单项超过 {cap} 的按 {cap} 计）{how}，乘以分值，最多得满分。"
        "没有任务数的指标不计；本月没有可接收的报送表的，沿用以前月份的数。"
    )


def _tasks(rule: AssessmentRule) -> str:
    return (
        "只评牵头的任务。到期的和提前完成的任务，按期完成计 100%，"
        f"逾期完成计 {share_words(rule.done_late)}，逾期未完成计 0，平均后乘以分值；"
        "没有到期又没有完成的不计，每月例会等经常性工作也不计；本月没有可接收的报送表的，沿用以前月份的状态。"
    )


def _timely(rule: AssessmentRule) -> str:
    return (
        f"每个月按时报送（含零报告）计 100%，迟报计 {share_words(rule.late)}，未报、无法读取计 0，"
        "平均后乘以分值；退回的按表上的报送日期算按时还是迟报。"
    )


def _clean(rule: AssessmentRule) -> str:
    returned = (
        f"退回计 {share_words(rule.returned)}，未报、无法读取计 0"
        if rule.returned
        else "退回、未报、无法读取计 0"
    )
    return (
        "每个月的报送表可接收，而且没有未说明的核实问题，为合格，计 100%；可接收但留有未说明的核实问题计 0，"
        f"{returned}，平均后乘以分值。迟报、上月缺报、与别的单位重复的问题不在这里扣分。"
    )

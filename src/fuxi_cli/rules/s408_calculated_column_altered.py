"""自动计算的列被改成了手工填的数。

检查：指标进度表的完成率、差额两列是否还是公式；数与重新计算的不一致时，由C103、C104指出。
为什么：现在的数虽然对，下个月改了累计完成数，它不会跟着变，往往就这样错下去。
怎么改：把公式复制回来，不要手工填。
依据：填报说明（完成率、差额由表格自动计算，不得改动）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.form import PROGRESS
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.recompute import quotas, rates, same_gap, same_rate
from fuxi_cli.core.submission import Figure

RULE = Rule(
    code="S408",
    slug="calculated-column-altered",
    severity="warning",
    message="{where}的“{field}”应是自动计算的公式，现在是手工填的数。",
    remedy="请从模板的同一列复制一格公式（或选中本列仍是公式的一格），粘贴到“{field}”列的各行；以后这一列不用填。",
)
SEVERAL = "{where}起，“{field}”列有 {count} 格应是自动计算的公式，现在是手工填的数。"
FORMULAS_SEEN = ("xlsx", "xlsm")
"""In other formats a formula cannot be told from its value."""


def check(case: WorkbookCase) -> Iterator[Finding]:
    submission = case.submission
    if submission.layout != "official" or submission.workbook.format not in FORMULAS_SEEN:
        return
    for name, right in (("rate", _rate_right), ("gap", _gap_right)):
        typed = [f for f in submission.figures if name not in f.formulas and right(case.plan, f)]
        if typed:
            yield RULE.at(
                typed[0].place(name),
                getattr(typed[0], name),
                "公式",
                text=SEVERAL if len(typed) > 1 else "",
                field=PROGRESS.field(name).title,
                count=len(typed),
            )


def _rate_right(plan: Plan, figure: Figure) -> bool:
    """Whether a rate is stated and is the recomputed one."""
    stated = figure.rate
    return stated is not None and any(same_rate(stated, right) for right in rates(plan, figure))


def _gap_right(plan: Plan, figure: Figure) -> bool:
    """Whether a gap is stated and is the recomputed one."""
    stated, actual = figure.gap, figure.cumulative
    if stated is None or actual is None:
        return False
    return any(same_gap(stated, quota, actual) for quota in quotas(plan, figure))

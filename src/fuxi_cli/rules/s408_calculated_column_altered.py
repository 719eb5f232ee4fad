"""自动计算的列被改成了手工填的数。

检查：指标进度表的完成率、差额两列是否还是公式；数与重新计算的不一致时，由C103、C104指出。
为什么：现在的数虽然对，下个月改了累计完成数，它不会跟着变，往往就这样错下去。
怎么改：把公式复制回来，不要手工填。
依据：填报说明（完成率、差额由表格自动计算，不得改动）。
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.form import PROGRESS
from fuxi_cli.core.progress import rate
from fuxi_cli.core.submission import Figure
from fuxi_cli.core.words import half_up

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
        typed = [f for f in submission.figures if _typed(f, name) and right(f, _quota(case, f))]
        if typed:
            yield RULE.at(
                typed[0].place(name),
                getattr(typed[0], name),
                "公式",
                text=SEVERAL if len(typed) > 1 else "",
                field=PROGRESS.field(name).title,
                count=len(typed),
            )


def _typed(figure: Figure, name: str) -> bool:
    return name in figure.places and name not in figure.formulas and getattr(figure, name) is not None


def _quota(case: WorkbookCase, figure: Figure) -> Decimal | None:
    quota = case.plan.quota(figure.reporter.id, figure.indicator.id)
    return quota.value if quota else None


def _rate_right(figure: Figure, quota: Decimal | None) -> bool:
    """Whether the stated rate is the recomputed one, to a tenth of a per cent."""
    real = rate(figure.cumulative, quota)
    return real is not None and figure.rate is not None and half_up(Fraction(figure.rate), 3) == half_up(real, 3)


def _gap_right(figure: Figure, quota: Decimal | None) -> bool:
    """Whether the stated gap is what is left; a surplus may stand as a negative number."""
    if figure.cumulative is None or quota is None:
        return False
    left = quota - figure.cumulative
    return figure.gap in (left, max(left, Decimal(0)))

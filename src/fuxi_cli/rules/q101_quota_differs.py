"""任务数与方案不一致。

检查：报送表里的任务数是否与方案下达的相同；方案没有下达任务的，是否填了任务数。分年度下达的，年度任务数是本年的数加上以前年度结转的数，总任务数是各年的合计。
为什么：任务数由方案规定，报送单位不能改；改小了，完成率、差额就都不真实。
怎么改：改回方案下达的数；认为任务数应当调整的，另行书面报告，调整文件下达前仍按原数报。
依据：方案附件的任务表。
"""

from collections.abc import Iterator
from decimal import Decimal

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.plan import Quota
from fuxi_cli.core.stages import Due
from fuxi_cli.core.submission import Figure
from fuxi_cli.core.words import plain

RULE = Rule(
    code="Q101",
    slug="quota-differs",
    severity="error",
    message="{where}“{indicator}”的任务数填的是 {provided}，方案下达给{reporter_name}的是 {expected}。",
    remedy="请改回方案下达的数；认为应当调整的，另行书面报告，调整文件下达前仍按原数报。",
)
NOT_OWED = "{where}“{indicator}”的任务数填的是 {provided}，方案没有给{reporter_name}下达这项任务，应为空白。"
OF_THE_YEAR = (
    "{where}“{indicator}”的年度任务数填的是 {provided}，{year}下达给{reporter_name}的是 {expected}{carried}。"
)
TOTAL = "{where}“{indicator}”的总任务数填的是 {provided}，方案各年下达给{reporter_name}的合计是 {expected}。"


def check(case: WorkbookCase) -> Iterator[Finding]:
    dues = {(gap.reporter.id, gap.indicator.id): gap.stage for gap in case.gaps}
    for figure in case.submission.figures:
        owed = case.plan.quota(figure.reporter.id, figure.indicator.id)
        if owed is not None and figure.total not in (None, owed.value):
            yield _differs(figure, "total", figure.total, owed.value, owed, TOTAL)
        due = dues.get((figure.reporter.id, figure.indicator.id))
        if owed is not None and due is not None and figure.quota is not None:
            if not _of_the_year(figure.quota, due, owed):
                left = f"（其中结转 {plain(due.carried)}）" if due.carried else ""
                year = due.stage.name
                yield _differs(
                    figure, "quota", figure.quota, due.quota, owed, OF_THE_YEAR, year=year, carried=left
                )
            continue
        # A 0 where nothing is owed changes nothing.
        if figure.quota is None or figure.quota == (owed.value if owed else 0):
            continue
        # What another revision's template was filled in with is not the reporter's doing: S203 tells of it.
        if case.made_from is not None:
            then = case.made_from.quota(figure.reporter.id, figure.indicator.id)
            if figure.quota == (then.value if then else 0):
                continue
        text = "" if owed else NOT_OWED
        yield _differs(figure, "quota", figure.quota, owed.value if owed else None, owed, text)


def _of_the_year(stated: Decimal, due: Due, owed: Quota) -> bool:
    """Whether it is the year's quota: with what was carried over, or without; else what a table of the reporter's own
    may hold, all that is due by the year's end or in the plan. Of an unknown amount carried over anything is taken."""
    if due.carried is None:
        return due.stage.own <= stated <= max(due.stage.amount, owed.value)
    return stated in (due.quota, due.stage.own, due.stage.amount, owed.value)


def _differs(
    figure: Figure,
    name: str,
    stated: Decimal | None,
    right: Decimal | None,
    owed: Quota | None,
    text: str,
    year: str = "",
    carried: str = "",
) -> Finding:
    return RULE.at(
        figure.place(name),
        stated,
        right,
        text=text,
        reporter=figure.reporter.id,
        clause=owed.clause if owed else None,
        indicator=figure.indicator.short,
        reporter_name=figure.reporter.name,
        year=year,
        carried=carried,
    )

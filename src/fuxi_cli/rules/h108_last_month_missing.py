"""上月没有可以用来比较的报送表。

检查：历史资料里有没有本单位上月的、可用的报送表；方案的第一个月不检查。
为什么：没有上月的表，累计数、台账、任务只能与更早的月份比较或者无法比较，本月的审核不完整。
怎么改：上月漏报的请补报；报过的，把那个月的表放进对应月份的文件夹再检查一次。
依据：填报说明（逐月报送，前后衔接）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import Unusable, WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.history import newest
from fuxi_cli.core.place import Place
from fuxi_cli.core.plan import Plan

RULE = Rule(
    code="H108",
    slug="last-month-missing",
    severity="warning",
    message="没有上月（{month}）可用的报送表{first}{second}；历史对比改为与{provided}比较。",
    remedy="上月漏报的请补报；已经报过的，请把能正常打开的那份表放进“{folder}”文件夹，再检查一次。",
)
NOTHING = "没有上月（{month}）可用的报送表{first}{second}，更早的月份也没有；本次没有作历史对比。"


def check(case: WorkbookCase) -> Iterator[Finding]:
    wanted = case.plan.before(case.period)
    past = newest(case)
    if (
        wanted is None
        or not case.history_given
        or case.submission.reporter is None
        or (past is not None and past.period == wanted)
    ):
        return
    since = past.period if past else case.plan.start.plus(-1)
    bad = sorted((u for u in case.unusable if since < u.period <= wanted), key=lambda u: u.period)
    told = [_told(one, case.plan) for one in reversed(bad)]
    yield RULE.at(
        case.submission.cover_places.get("period", Place()),
        case.plan.as_reported(past.period).chinese if past else None,
        wanted,
        text="" if past else NOTHING,
        month=wanted.chinese,
        folder=wanted,
        first="：" + told[0] if told else "",
        second="；" + "；".join(told[1:]) if told[1:] else "",
    )


def _told(one: Unusable, plan: Plan) -> str:
    """Which workbook of which month, and what is wrong with it; the folders are the same for all."""
    name = one.path.replace("\\", "/").rpartition("/")[2]
    return f"{plan.as_reported(one.period).chinese}的“{name}”不能用，{plan.says(one.reason)}"

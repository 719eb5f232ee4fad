"""报告期前后不一致，或者不是本次检查的月份。

检查：模板标识、封面、文件名、所在文件夹写明的月份是否是同一个、是否就是本次检查的月份；没写的不算。
为什么：多半是在上月的表上改的，或者放错了文件夹；月份认错，进度和时限都会算错。
怎么改：弄清报的是哪个月，用当月下发的模板填报，再把封面、文件名改一致，放进对应月份的文件夹。
依据：填报说明（每月用当月的模板填报，封面的报告期不得改动）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.period import Period
from fuxi_cli.core.sources import disputes, words_of

RULE = Rule(
    code="S208",
    slug="period-disagrees",
    severity="error",
    message="{said_by}写的报告期是{other}，{against}却是{kept}，两处不一致。",
    remedy="请核对报的是哪个月：在旧表上改的，请换当月模板重填（模板标识藏在模板里，改封面不会跟着变）；"
    "只是封面写错、文件名起错或放错文件夹，改成一致即可。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    kept = case.period
    for dispute in disputes(case.submission.identities, lambda i: i.period, str(kept)):
        yield RULE.at(
            dispute.place("period"),
            dispute.value,
            str(kept),
            other=case.plan.as_reported(Period.parse(dispute.value)).chinese,
            kept=kept.chinese,
            said_by=words_of(dispute.said_by, "period"),
            against=words_of(dispute.against, "period"),
        )

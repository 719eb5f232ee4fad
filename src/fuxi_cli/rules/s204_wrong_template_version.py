"""模板的版本不是现行的。

检查：模板标识里的模板版本，与现行模板的版本是否一致。
为什么：模板的栏目会调整，旧模板可能缺栏，或者个别栏目的填法已经变了。
怎么改：换用最近一次下发的模板。
依据：填报说明（使用最近一次下发的模板）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.form import TEMPLATE_VERSION
from fuxi_cli.core.place import Place

RULE = Rule(
    code="S204",
    slug="wrong-template-version",
    severity="warning",
    message="这份表用的是第 {provided} 版模板，现行的是第 {expected} 版。",
    remedy="请改用最近一次下发的模板，把数据抄进去再报；确实来不及换的，请在“核实说明”表写明，并核对各栏是否齐全。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    for identity in case.submission.identities:
        if identity.source == "stamp" and identity.template not in (None, TEMPLATE_VERSION):
            yield RULE.at(Place(), identity.template, TEMPLATE_VERSION)

"""审核公式的编号不对，这条公式不会运行。

检查：plan.yaml 的 checks 里每条公式的 code 是不是 F 加三位数字，F001 至 F999。
为什么：审核意见、fuxi.toml 和 --select、--ignore 都用编号指一条规则；编号不对的公式没有办法指，所以不运行。
怎么改：改成 F 加三位数字，不与别的公式重复；用过的编号不要改给别的公式用。
依据：方案数据说明（审核公式的编号是 F 加三位数字）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import PlanCase
from fuxi_cli.core.check_codes import well_formed
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.plan_places import line

RULE = Rule(
    code="P117",
    slug="check-code-malformed",
    severity="error",
    message="{where}的审核公式编号“{provided}”不对，应为{expected}，这条公式不会运行。",
    remedy="请改成 F 加三位数字，如 F101，不与别的公式重复。",
    scope="plan",
)


def check(case: PlanCase) -> Iterator[Finding]:
    for number, one in enumerate(case.plan.checks, start=1):
        if not well_formed(one.code):
            place = line(case.source, "checks", str(number), "code")
            clause = one.clause or None
            yield RULE.at(place, one.code, " F001 至 F999", clause=clause, path=place.sheet, line=place.row)

"""统一社会信用代码不对。

检查：台账中的统一社会信用代码是否为18位、只含规定的字符，末位校验码是否与前17位相符。
为什么：代码抄错一位，就查不到这家企业，也核对不出两地重复上报。
怎么改：对照营业执照重新抄录，注意数字0与字母O、数字1与字母I：代码里没有字母 I、O、S、V、Z。
依据：GB 32100—2015《法人和其他组织统一社会信用代码编码规则》。
"""

from collections.abc import Iterator
from importlib import import_module

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.uscc import fault
from fuxi_cli.core.words import fold

RULE = Rule(
    code="T112",
    slug="uscc-check-digit",
    severity="error",
    message="{where}“{field}”填的是“{provided}”，不是正确的统一社会信用代码：{reason}。",
    remedy="请对照营业执照重新抄录18位代码；代码里没有字母 I、O、S、V、Z，常见的是把 0 写成 O、把 1 写成 I。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    for table in case.submission.ledgers.values():
        for field in table.form.fields:
            if field.format != "uscc":
                continue
            for index, code in enumerate(table.column(field.name)):
                reason = _reason(fold(code).upper()) if code is not None else None
                if reason:
                    place = table.place(index, field.name)
                    yield RULE.at(place, code, "18位统一社会信用代码", field=field.title, reason=reason)


def _reason(code: str) -> str | None:
    """What is wrong with a code; None when it is right, or when python-stdnum accepts what we do not.

    The library has the last word before anybody is told to mend a code. It is asked only then: loading it takes
    longer than all the other checks of a workbook.
    """
    reason = fault(code)
    if reason is None or import_module("stdnum.cn.uscc").is_valid(code):
        return None
    return reason

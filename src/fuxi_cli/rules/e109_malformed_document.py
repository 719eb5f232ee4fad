"""认定文号不完整。

检查：台账的认定文号是否写全发文机关代字、年份和序号，如“X府字〔2022〕5号”；年份用〔〕、[]、()、【】括起来的都认得，前后可以有文件标题。
为什么：文号不全就查不到文件，认定没有依据。
怎么改：照文件抄全文号；只有证书、照片等材料而没有文件的，在“核实说明”表里写明材料名称。
依据：GB/T 9704—2012《党政机关公文格式》（发文字号由机关代字、年份、序号组成）。
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.evidence import rows_with
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.words import fold

RULE = Rule(
    code="E109",
    slug="malformed-document",
    severity="warning",
    message="{where}“{field}”填的是“{provided}”，不是完整的文号，应写成“{expected}”的样子。",
    remedy="请照文件抄全文号：发文机关代字、年份（用〔〕括起来）、序号；没有文件的，在“核实说明”表里写明佐证材料。",
)
PATTERN = "X〔2022〕5号"
_YEAR = r"(?:19|20)\d\d"
_BRACKETED = "|".join((rf"〔{_YEAR}〕", rf"\[{_YEAR}\]", rf"\({_YEAR}\)", rf"【{_YEAR}】"))


def check(case: WorkbookCase) -> Iterator[Finding]:
    for row, fields in rows_with(case, lambda field: field.format == "document"):
        for field in fields:
            text = row.get(field.name)
            if isinstance(text, str) and not _complete(text):
                yield RULE.at(row.place(field.name), text, _suggestion(text), field=field.title)


@lru_cache(maxsize=1024)
def _complete(text: str) -> bool:
    """Whether there is a number of a document in it, in any of the usual brackets."""
    return re.search(rf"[^\W\d_]\)?(?:{_BRACKETED})第?\d+号", fold(text)) is not None


def _suggestion(text: str) -> str:
    """The number as it should be written, where issuer, year and number can be told; else the pattern."""
    parts = re.fullmatch(rf"(\D*[^\W\d_])[^\w)]*({_YEAR})年?\W*第?(\d+)号?", fold(text))
    return f"{parts[1]}〔{parts[2]}〕{parts[3]}号" if parts else PATTERN

"""文件的扩展名和内容对不上。

检查：按文件内容认出的格式，与扩展名所说的格式是否一致；里面一张表也没有认出来的由S201指出，不在此列。
为什么：直接改扩展名并不会改变内容，别的电脑可能打不开，或者打开后数字变样。
怎么改：用Excel或WPS打开，另存为真正的xlsx工作簿再报，不要直接改扩展名。
依据：报送要求（以文件的实际内容为准，不看扩展名）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import FileCase
from fuxi_cli.core.finding import Finding, Rule

RULE = Rule(
    code="S103",
    slug="disguised",
    severity="warning",
    scope="file",
    message="文件的扩展名是“{provided}”，内容却是“{expected}”；已按实际内容读取，请核对读到的数是否完整。",
    remedy="请用 Excel 或 WPS 打开，点“文件”“另存为”，类型选“Excel 工作簿（*.xlsx）”后再报；"
    "不要直接改文件的扩展名。",
)


def check(case: FileCase) -> Iterator[Finding]:
    for notice in case.submission.noticed(RULE.slug):
        if notice.fact("readable") is not False and not _nothing_found(case):
            yield RULE.at(notice)


def _nothing_found(case: FileCase) -> bool:
    """Whether no table at all was recognised: then there are no figures to be looked over."""
    found = case.submission.noticed("layout-not-recognised")
    return any(notice.place.sheet is None and notice.fact("case") is None for notice in found)

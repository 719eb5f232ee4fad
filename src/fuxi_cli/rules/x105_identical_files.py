"""两个文件内容完全一样，只是文件名不同。

检查：同一个报告期收到的文件，内容是否一个字节都不差。
为什么：多半是同一份表存了两次，或者把别的单位的文件改个名称报了上来；真正该报的那一份可能还没有收到。
怎么改：重复保存的，删掉一个；改名误报的，换成本单位的报送表。
依据：通行做法（每个单位每月报送一份，各单位的报送表不会完全相同）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import PeriodCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.place import Place
from fuxi_cli.core.rivals import file_name, identical

RULE = Rule(
    code="X105",
    slug="identical-files",
    severity="warning",
    scope="period",
    message="文件“{file}”与“{other}”内容完全一样，只是文件名不同。",
    remedy="重复保存的，请删掉一个；把别的单位的文件改名误报的，请换成本单位的报送表。",
)


def check(case: PeriodCase) -> Iterator[Finding]:
    for first, *copies in identical(case).values():
        for copy in copies:
            reporter = copy.reporter.id if copy.reporter else None
            yield RULE.at(
                Place(),
                copy.path,
                first.path,
                path=copy.path,
                reporter=reporter,
                file=file_name(copy.path, first.path),
                other=file_name(first.path, copy.path),
            )

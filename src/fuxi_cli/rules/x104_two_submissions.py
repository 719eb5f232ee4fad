"""一个单位一个月报了两份报送表。

检查：同一个报送单位、同一个报告期，是否收到两份以上内容不同的报送表。
为什么：只能有一份计入汇总，要让报送单位知道用的是哪一份，免得以为改过的数已经用上了。
怎么改：确认哪一份是最后定稿，删掉或撤回另一份；要改用另一份的，改好以后把报送日期填成新的日期再报。
依据：通行做法：先看能否接收，再看报送日期，后报的为准；都相同的，按文件名取排在后面的。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import PeriodCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.place import Place
from fuxi_cli.core.rivals import by_reporter, file_name, submitted_on
from fuxi_cli.core.submission import Submission

RULE = Rule(
    code="X104",
    slug="two-submissions",
    severity="warning",
    scope="period",
    message="“{name}”{month}有 {number} 份报送表，这一份不计入汇总，以“{file}”为准：{reason}。",
    remedy="请确认哪一份是最后定稿，删掉或者撤回另一份；要改用这一份的，改好以后更新报送日期再报。",
)


def check(case: PeriodCase) -> Iterator[Finding]:
    accepted = {id(submission) for submission in case.submissions}
    for reporter, submissions in by_reporter(case).items():
        counts, *others = submissions
        for other in others:
            # Two files of one content are one submission: X105.
            if other.workbook.sha256 and other.workbook.sha256 == counts.workbook.sha256:
                continue
            yield RULE.at(
                Place(),
                other.path,
                counts.path,
                path=other.path,
                reporter=reporter.id,
                name=reporter.name,
                month=case.period.chinese,
                number=len(submissions),
                file=file_name(counts.path, other.path),
                reason=_reason(counts, other, id(counts) in accepted),
            )


def _reason(counts: Submission, other: Submission, accepted: bool) -> str:
    ours, others = submitted_on(counts), submitted_on(other)
    if ours > others:
        return f"它的报送日期 {ours} 较晚" if others.year > 1 else "它写明了报送日期，这一份没有"
    if (ours, counts.path) < (others, other.path):
        return "它可以接收，这一份应退回" if accepted else "它的表式能够识别，这一份不能"
    return "按报送日期分不出先后，取文件名排在后面的"

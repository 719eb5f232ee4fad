"""同一份文件里，几处写的报送单位不一样。

检查：模板标识、封面、文件名、所在文件夹写明的单位是否是同一个（曾用名、简称算同一个）；没写的不算。
为什么：多半是借用了别的单位的表，或者放错了文件夹；认错单位，数就记到了别人名下。
怎么改：弄清这是哪个单位的数，用发给本单位的模板填报，再把封面、文件名改一致。
依据：填报说明（各单位用各自的模板填报，封面的报送单位不得改动）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import WorkbookCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.sources import disputes, words_of
from fuxi_cli.core.submission import Identity

RULE = Rule(
    code="S207",
    slug="reporter-disagrees",
    severity="error",
    message="{said_by}写的报送单位是“{provided}”，{against}却是“{expected}”，两处不一致。",
    remedy="请核对这是哪个单位的数：用错了模板，请换发给本单位的模板重填（模板标识藏在模板里，改封面不会跟着变）；"
    "只是封面写错或文件名起错，改成一致即可。",
)


def check(case: WorkbookCase) -> Iterator[Finding]:
    reporter = case.submission.reporter
    if reporter is None:
        return
    identities = case.submission.identities
    for dispute in disputes(identities, lambda i: _reporter(i, case.plan), reporter.id):
        other = case.plan.reporter(dispute.value)
        yield RULE.at(
            dispute.place("reporter"),
            other.name if other else dispute.value,
            reporter.name,
            said_by=words_of(dispute.said_by, "reporter"),
            against=words_of(dispute.against, "reporter"),
        )


def _reporter(identity: Identity, plan: Plan) -> str | None:
    """The id of the reporter that a source names; a name that is none of the plan's is S206's matter."""
    reporter = plan.reporter(identity.reporter) if identity.reporter else None
    return reporter.id if reporter else None

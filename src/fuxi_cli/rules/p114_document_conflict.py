"""方案文件自身前后说法不一致。

检查：plan.yaml 的 conflicts 里登记的每一处：两处（或几处）原文怎么写，差别在哪里。
为什么：口径不明，各单位就各按各的理解报，年底考核容易扯皮；这是文件的问题，不是录入的错。
怎么改：请制定单位明确以哪一处为准；在明确之前，报送和通报都写明依据的条款。
依据：方案文件所列各条的原文。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import PlanCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.plan import Conflict
from fuxi_cli.core.plan_places import PLAN, line
from fuxi_cli.core.words import clean

RULE = Rule(
    code="P114",
    slug="document-conflict",
    severity="info",
    message="{where}登记了文件自身的一处说法不一致。",
    remedy="请制定单位明确以哪一处为准；在明确之前，报送和通报请写明依据的条款。",
    scope="plan",
)


def check(case: PlanCase) -> Iterator[Finding]:
    for conflict in case.plan.conflicts:
        place = line(case.source, "conflicts", conflict.id)
        yield RULE.at(
            place,
            "；".join(conflict.texts),
            None,
            _text(conflict),
            clause=next(iter(conflict.between), None),
            path=PLAN,
            line=place.row,
        )


def _text(conflict: Conflict) -> str:
    """The places' own words side by side, in full: a message's facts would be cut short."""
    quotes = "，".join(
        f"{clause}写的是{_quoted(text)}"
        for clause, text in zip(conflict.between, conflict.texts, strict=False)
    )
    return _literal(f"文件自身说法不一致：{quotes}。{conflict.note}")


def _quoted(text: str) -> str:
    """In quotes, those inside turned into single ones."""
    return f"“{text.replace('“', '‘').replace('”', '’')}”"


def _literal(text: str) -> str:
    """Text for a message template that is to stand as it is."""
    return clean(text).replace("{", "{{").replace("}", "}}")

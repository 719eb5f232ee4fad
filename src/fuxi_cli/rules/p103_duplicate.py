"""方案数据里有重复：同一单位的任务数、单位的名称、任务和审核公式的编号。

检查：quotas.csv 里同一单位、同一时限是否有两行；reporters.csv 里两个单位是否共用编号、名称或别名；tasks.csv 里任务编号是否重复；审核公式的编号（code）、名称（slug）是否重复。
为什么：任务数重复一行，合计就多算一遍；两个单位共用一个叫法，报送表就不知归谁；任务编号重复，进展就对不上是哪一项；审核公式编号重复，后一条不会运行。
怎么改：删掉多余的一行；两个单位共用的叫法只留给一个单位；给任务、审核公式换一个没有用过的编号。
依据：方案数据说明（单位、任务的编号和名称不得重复）。
"""

from collections.abc import Iterator

from fuxi_cli.core.cases import PlanCase
from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.place import Place
from fuxi_cli.core.plan_places import PLAN, QUOTAS, REPORTERS, TASKS, line, quota_table, reporter, task
from fuxi_cli.core.words import key

RULE = Rule(
    code="P103",
    slug="duplicate",
    severity="error",
    message="{where}的“{provided}”与{first}重复。",
    remedy="请核对哪一处是对的，删掉另一处；两处说的不是一件事的，请改成不同的写法。",
    scope="plan",
)
QUOTA = "{where}的“{provided}”与{first}是同一个单位、同一个时限，任务数会重复计算。"
NAME = "{where}的“{other}”与“{owner}”（{first}）的编号、名称或别名都有“{provided}”，分不清是哪个单位。"
TASK = "{where}的任务编号“{provided}”与{first}重复，进展对不上是哪一项。"

CHECK = "{where}的审核公式{what}“{provided}”与{first}重复，{result}。"


def check(case: PlanCase) -> Iterator[Finding]:
    yield from _quotas(case)
    yield from _reporters(case)
    yield from _tasks(case)
    yield from _checks(case)


def _quotas(case: PlanCase) -> Iterator[Finding]:
    seen: dict[tuple[str, tuple[int, ...]], Place] = {}
    for row in quota_table(case).entries():
        known = case.plan.reporter(row.name)
        if row.total or known is None:
            continue
        first = seen.setdefault((known.id, row.due), row.place)
        if first != row.place:
            yield RULE.at(row.place, row.name, "一行", QUOTA, path=QUOTAS, first=first.chinese)


def _reporters(case: PlanCase) -> Iterator[Finding]:
    owners: dict[str, int] = {}
    for index, one in enumerate(case.plan.reporters):
        shared: dict[int, list[str]] = {}
        for name in (one.id, one.name, *one.aliases):
            owner = owners.setdefault(key(name), index)
            if owner != index and name not in shared.setdefault(owner, []):
                shared[owner].append(name)
        for owner, names in shared.items():
            other = case.plan.reporters[owner]
            yield RULE.at(
                reporter(case.source, index, _column(one.id, one.name, names)),
                "、".join(names),
                None,
                NAME,
                path=REPORTERS,
                other=one.name,
                owner=other.name,
                first=reporter(case.source, owner, "name").chinese,
            )


def _column(id: str, name: str, shared: list[str]) -> str:
    if id in shared:
        return "id"
    return "name" if name in shared else "aliases"


def _tasks(case: PlanCase) -> Iterator[Finding]:
    seen: dict[str, Place] = {}
    for index, one in enumerate(case.plan.tasks):
        place = task(case.source, index, "id")
        if one.id in seen:
            yield RULE.at(
                place, one.id, None, TASK, clause=one.clause, path=TASKS, first=seen[one.id].chinese
            )
        else:
            seen[one.id] = place


def _checks(case: PlanCase) -> Iterator[Finding]:
    results = (("code", "编号", "后一条不会运行"), ("slug", "名称", "分不清是哪一条"))
    for name, what, result in results:
        seen: dict[str, Place] = {}
        for number, one in enumerate(case.plan.checks, start=1):
            place, value = line(case.source, "checks", str(number), name), getattr(one, name)
            first = seen.setdefault(value, place)
            if first != place:
                yield RULE.at(
                    place, value, None, CHECK, path=PLAN, first=first.chinese, what=what, result=result
                )

"""Sentences on how the reporters stand: ranking, who is done, what lags, by name."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from fuxi_cli.core.plan import OPERATORS, Reporter
from fuxi_cli.core.progress import Gap
from fuxi_cli.core.ranking import Ranked
from fuxi_cli.exporters.circular.facts import reporters
from fuxi_cli.exporters.circular.phrases import amount, both, collective, how_many, name, names, rate
from fuxi_cli.exporters.circular.sentences import how


def ranked(found: Sequence[Ranked]) -> list[str]:
    """The ranking in words: its head and its end, ties together; who moved; who could not be ranked."""
    placed = [one for one in found if one.rank is not None]
    out = [one.reporter for one in found if one.rank is None]
    said = []
    if not placed:
        return [f"{collective(out)}都没有可用数，本月不作排名。"] if len(out) > 1 else []
    ties = [list(group) for _, group in groupby(placed, key=lambda one: one.rank)]
    everybody = [one.reporter for one in placed]
    if len(placed) == 1:
        said.append(f"{name(everybody[0])}综合完成率为{rate(placed[0].score)}。")
    elif len(ties) == 1:
        who = names(everybody) if out or len(everybody) < 3 else collective(everybody)
        place = "，并列第1位" if placed[0].score else "，不分先后"
        said.append(f"{who}综合完成率均为{rate(placed[0].score)}{place}。")
    else:
        said.append(_places(ties))
    if out:
        said.append(f"{names(out)}没有可用数，不参加排名。")
    return [*said, *_moved(placed)]


def _places(ties: Sequence[Sequence[Ranked]]) -> str:
    if sum(map(len, ties)) <= 6:
        return f"按综合完成率排名，{'；'.join(map(_place, ties))}。"
    head = [tie for tie in ties if (tie[0].rank or 0) <= 3]
    rest = ties[len(head) :]
    tail: list[Sequence[Ranked]] = []
    while rest and sum(map(len, tail)) < 3:
        tail.insert(0, rest[-1])
        rest = rest[:-1]
    low = "" if len(tail) == 1 and not tail[0][0].score else "排名靠后的，"
    end = f"{low}{'；'.join(map(_place, tail))}。" if tail else ""
    return f"按综合完成率排名，{'；'.join(map(_place, head))}。{end}"


def _place(tie: Sequence[Ranked]) -> str:
    """``南康区、大余县并列第2位（25.0%）``"""
    if not tie[0].score and len(tie) > 1:
        return f"{how_many([one.reporter for one in tie])}综合完成率为{rate(tie[0].score)}"
    joined = "并列第" if len(tie) > 1 else "列第"
    return f"{names([one.reporter for one in tie])}{joined}{tie[0].rank}位（{rate(tie[0].score)}）"


def _moved(placed: Sequence[Ranked]) -> list[str]:
    """Who gained and who lost most places."""
    known = [one for one in placed if one.climbed is not None]
    if len(known) < 2:
        return []
    if not any(one.climbed for one in known):
        return ["位次与上月相同。"] if len(known) == len(placed) else []
    said = [
        _most([one for one in known if (one.climbed or 0) * sign > 0], word)
        for sign, word in ((1, "上升"), (-1, "下降"))
    ]
    return [f"与上月相比，{both(said)}"]


def _most(moved: Sequence[Ranked], word: str) -> str:
    if not moved:
        return ""
    far = max(abs(one.climbed or 0) for one in moved)
    who = [one.reporter for one in moved if abs(one.climbed or 0) == far]
    if len(moved) == len(who):
        return f"{names(who)}{'均' if len(who) > 1 else ''}{word}{far}位"
    return f"{names(who)}{word}最多，{'均为' if len(who) > 1 else '为'}{far}位"


def finished(found: Sequence[Reporter], everybody: Sequence[Reporter]) -> str:
    if not found:
        return ""
    if len(found) == len(everybody) > 1:
        return f"{collective(everybody)}均已完成全部任务。"
    return f"{names(found)}已完成全部任务。"


def lagging(gaps: Sequence[Gap], everybody: Sequence[Reporter], known: bool) -> str:
    """How much lags in all; ``known``: everybody has figures."""
    if not gaps:
        return f"{'' if known else '有可用数的单位中，'}没有滞后的任务。"
    who = reporters(gaps)
    head = f"{names(who)}有滞后任务" if len(who) < 3 else f"{how_many(who)}有滞后任务"
    if len(who) == len(everybody) > 1:
        head = f"{collective(everybody)}均有滞后任务"
    far = sum(1 for gap in gaps if gap.status == "far_behind")
    part = "" if not far else "，均为严重滞后" if far == len(gaps) else f"，其中严重滞后{far}项"
    if len(gaps) == 1:
        return f"{head}1项{'，为严重滞后' if far else ''}。"
    return f"{head}，共{len(gaps)}项{part}。"


def by_name(
    gaps: Sequence[Gap], kept: Mapping[str, str], at_most: int = 20, earlier: str = "以前月份数"
) -> str:
    """Those that lag on one indicator, by light; those with the same figures are said together.

    ``kept``: reporter → 上月数 and the like, for figures that are carried forward; ``earlier`` where it does not tell.
    """
    said = []
    for stands, group in groupby(gaps, key=how):
        these = list(group)
        alike: dict[str, list[Reporter]] = {}
        for gap in these[:at_most]:
            alike.setdefault(_figures(gap, kept.get(gap.reporter.id, earlier)), []).append(gap.reporter)
        words = "、".join(
            f"{'、'.join(map(name, who))}（{'均为' if len(who) > 1 else ''}{figures}）"
            for figures, who in alike.items()
        )
        rest = f"等{how_many([gap.reporter for gap in these])}" if len(these) > at_most else ""
        said.append(f"{words}{rest}{stands}")
    return both(said)


def _figures(gap: Gap, kept: str) -> str:
    """``任务3个、完成0个``; for a level 要求不少于90%、实际85%."""
    assert gap.actual is not None
    wanted, actual = (amount(value, gap.indicator.unit) for value in (gap.quota.value, gap.actual))
    carried = f"，沿用{kept}" if gap.carried_forward else ""
    if gap.indicator.level:
        return f"要求{OPERATORS[gap.indicator.operator]}{wanted}、实际{actual}{carried}"
    if gap.stage is not None and gap.status == "unmet" and gap.due < gap.quota.due:
        by = f"{gap.stage.stage.name}底" if gap.stage.stage.yearly else gap.stage.stage.name
        return f"到{by}应完成{amount(gap.asked, gap.indicator.unit)}、完成{actual}{carried}"
    return f"任务{wanted}、完成{actual}{carried}"


def unmet(gaps: Sequence[Gap]) -> str:
    who = reporters(gaps)
    rest = "，所差结转到以后年度" if any(gap.stage and gap.due < gap.quota.due for gap in gaps) else ""
    return f"{names(who) if len(who) < 3 else how_many(who)}有到期未完成的任务{len(gaps)}项{rest}。"

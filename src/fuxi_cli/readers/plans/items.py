"""The lists of plan.yaml: indicators, targets, conflicts, groups."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple, TypeVar

from fuxi_cli.core.nearest import nearest
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import BASES, KINDS, MEASURES, OPERATORS, Conflict, Group, Indicator, Target
from fuxi_cli.core.words import key
from fuxi_cli.readers.plans.faults import quoted
from fuxi_cli.readers.plans.files import parse_share
from fuxi_cli.readers.plans.sections import Section

SET_BY = ("document", "office")
INDIVISIBLE = ("floor", "exact")
T = TypeVar("T")
Milestones = tuple[tuple[Period, Fraction], ...]

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Defaults(NamedTuple):
    """What an item has when it does not say otherwise."""

    due: date
    indivisible: str


def slug(section: Section, name: str) -> str:
    """An id that stands in paths, file names and JSON."""
    text = section.text(name)
    if text and not _SLUG.fullmatch(text):
        section.fault(name, f"填的是“{text}”，只能用小写英文字母、数字和连字符，如 fruit-area。")
    return text


def milestones(section: Section) -> Milestones:
    """``{2022-06: 50%, 2022-12: 1}``: the share of the quota that is due from each month on."""
    steps = section.section("milestones", required=False)
    if steps is None:
        return ()
    found = []
    for month in steps.free_keys():
        share = steps.text(month)
        try:
            found.append((Period.parse(month), _share(share)))
        except ValueError:
            steps.fault(
                month, f"写的是“{month}: {share}”，应为“月份: 0 到 1 的数或百分数”，如 2022-06: 50%。"
            )
    found.sort()
    if any(later < earlier for (_, earlier), (_, later) in pairwise(found)):
        steps.fault("", "后面月份的比例不能比前面月份的小。")
    return tuple(found)


def _share(text: str) -> Fraction:
    share = parse_share(text)
    if share is None:
        raise ValueError(text)
    return share


def indicators(plan: Section, defaults: Defaults) -> tuple[tuple[Indicator, ...], dict[str, date]]:
    """The indicators, and the day each one's quotas are due. One wording may mean one indicator only."""
    found: list[Indicator] = []
    dues: dict[str, date] = {}
    owner: dict[str, str] = {}
    for section in plan.sections("indicators"):
        indicator = _indicator(section, defaults)
        dues[indicator.id] = section.day("due", defaults.due)
        section.close()
        found.append(indicator)
        for folded, wording in {key(name): name for name in indicator.names()}.items():
            other = owner.setdefault(folded, indicator.id)
            if other != indicator.id:
                section.fault("", f"“{wording}”已经是指标 {other} 的名称或叫法，一种叫法只能指一个指标。")
    return tuple(found), dues


def _indicator(section: Section, defaults: Defaults) -> Indicator:
    counted = section.flag("counted", True)
    name = section.text("name")
    return Indicator(
        id=slug(section, "id"),
        name=name,
        short=section.text("short", name),
        unit=section.text("unit"),
        operator=section.choice("operator", OPERATORS),
        basis=section.choice("basis", BASES),
        clause=section.text("clause", ""),
        quote=section.text("quote", ""),
        counted=counted,
        indivisible=section.choice("indivisible", INDIVISIBLE, defaults.indivisible if counted else "exact"),
        weight=section.number("weight", Decimal(1)),
        milestones=milestones(section),
        synonyms=section.texts("synonyms", ()),
        tolerance=section.may("tolerance", section.number),
        benchmark=section.may("benchmark", section.text),
        reported_by=section.texts("reported_by", ()),
    )


def targets(plan: Section, known: tuple[Indicator, ...], defaults: Defaults) -> tuple[Target, ...]:
    return _each(plan, "targets", lambda section: _target(section, known, defaults))


def _target(section: Section, known: tuple[Indicator, ...], defaults: Defaults) -> Target:
    return Target(
        id=slug(section, "id"),
        name=section.text("name"),
        value=section.may("value", section.number),
        unit=section.text("unit"),
        operator=section.choice("operator", OPERATORS),
        due=section.day("due", defaults.due),
        clause=section.text("clause", ""),
        quote=section.text("quote", ""),
        indicator=section.may("indicator", lambda _: reference(section, known)),
        measure=section.choice("measure", MEASURES, "sum"),
    )


def reference(section: Section, known: tuple[Indicator, ...]) -> str:
    """The id of an indicator of this plan."""
    id = section.text("indicator")
    ids = [indicator.id for indicator in known]
    if id and id not in ids:
        like = nearest(id, ids)
        hint = f"，是不是“{like}”？" if like else "。"
        section.fault("indicator", f"没有编号为“{id}”的指标{hint}本方案的指标：{quoted(ids) or '（无）'}。")
    return id


def conflicts(plan: Section) -> tuple[Conflict, ...]:
    return _each(plan, "conflicts", _conflict)


def _conflict(section: Section) -> Conflict:
    conflict = Conflict(
        slug(section, "id"), section.texts("between"), section.texts("texts"), section.text("note")
    )
    if len(conflict.between) != len(conflict.texts) or len(conflict.between) < 2:
        section.fault(
            "texts",
            f"between 有 {len(conflict.between)} 个条款，texts 有 {len(conflict.texts)} 段原文；应一一对应，且不少于两处。",
        )
    return conflict


def groups(plan: Section) -> tuple[Group, ...]:
    return _each(plan, "groups", _group)


def _group(section: Section) -> Group:
    """``kind: county`` for one kind of reporters, ``kinds: [city, county]`` for several, ``members: [id]`` for single
    ones."""
    kinds = section.texts("kinds", ())
    if one := section.may("kind", lambda name: section.choice(name, KINDS)):
        kinds = (one, *kinds)
    for kind in kinds:
        if kind not in KINDS:
            section.fault("kinds", f"填的是“{kind}”，应为 {quoted(KINDS)} 中的几个。")
    group = Group(section.text("name"), kinds, section.texts("aliases", ()), section.texts("members", ()))
    if not group.kinds and not group.members and section.value("kind") is None:
        section.fault("", f"缺少“kind”，应为 {quoted(KINDS)} 之一；几类写 kinds，单个单位的编号写 members。")
    return group


def _each(plan: Section, name: str, build: Callable[[Section], T]) -> tuple[T, ...]:
    found = []
    for section in plan.sections(name):
        found.append(build(section))
        section.close()
    return tuple(found)

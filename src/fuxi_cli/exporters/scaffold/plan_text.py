"""The plan.yaml of a new plan, from the commented texts beside this module."""

import json
import re
from collections.abc import Iterator
from importlib.resources import files

from fuxi_cli.core.annex import Annex, AnnexIndicator, NewPlan
from fuxi_cli.core.words import fold

_PLACE = re.compile(r"@([a-z]+)@")
_PLAIN = re.compile(r"[\w（《“〔][^:#\[\]{},&*!|>'\"%@`\\\n\t]*")
_NO_TEXT = re.compile(r"(?i:true|false|yes|no|on|off|null|~|[-+.]?[0-9][0-9_.,:eE+-]*)")
_NEW = re.compile(r"(?:本年)?(?:新建|新增|新认定|新培育|新发展)")
_COUNTING = (
    "个",
    "家",
    "处",
    "件",
    "款",
    "项",
    "座",
    "户",
    "只",
    "头",
    "株",
    "条",
    "台",
    "套",
    "场",
    "种",
    "人",
    "名",
)
_SHORT = 8
"""Characters of a name that needs no shorter one."""


def packaged(package: str, name: str) -> str:
    """A text that ships with the program."""
    return files(package).joinpath(name).read_text("utf-8")


def render(plan: NewPlan) -> str:
    """The whole file."""
    head, tail = (packaged("fuxi_cli.exporters.scaffold", f"{name}.yaml") for name in ("head", "tail"))
    example = packaged("fuxi_cli.exporters.scaffold", "example.yaml")
    middle = example if plan.annex is None else _from_annex(plan.annex, example)
    values = {
        "id": plan.id,
        "title": scalar(plan.title),
        "short": scalar(plan.title),
        "revision": plan.revision.isoformat(),
        "year": str(plan.start.year),
        "start": str(plan.start),
        "end": str(plan.end),
        "last": plan.end.last_day.isoformat(),
        "quotas": _quotas(plan.annex),
    }
    return _PLACE.sub(lambda place: values[place[1]], head + middle + tail)


def _quotas(annex: Annex | None) -> str:
    """What the amounts of several years mean."""
    off = "" if annex and annex.years else "#"
    years = "cumulative" if annex and annex.cumulative else "own"
    return (
        f"{off}quotas:  # quotas.csv 里分年度的任务数\n"
        f"{off}  years: {years}  # 【改】own 是各年当年的数；cumulative 是到各年年底的累计数\n"
    )


def scalar(text: str) -> str:
    """A text as YAML reads it back, whatever it holds."""
    if _PLAIN.fullmatch(text) and not _NO_TEXT.fullmatch(text) and text == text.strip():
        return text
    return json.dumps(text, ensure_ascii=False)


def _from_annex(annex: Annex, example: str) -> str:
    """The indicators of the annex; the example's keys that they do not have, and its ledger, as comments."""
    lines = [
        line
        for number, one in enumerate(annex.indicators, start=1)
        for line in _indicator(annex, one, number)
    ]
    indicator, _, ledger = example.partition("\nledgers:")
    optional = [
        line.replace("    #", "#    ", 1) for line in indicator.splitlines() if line.startswith("    #")
    ]
    commented = [f"#{line}" if line else "" for line in f"ledgers:{ledger}".splitlines()]
    return "\n".join(
        [
            *lines,
            "# 各指标还可以写（去掉 #，放到那个指标下面）：",
            *optional,
            "",
            "# 台账的例子；要用台账，去掉各行的 #，indicator 改成上面指标的 id。",
            *commented,
            "",
        ]
    )


def _indicator(annex: Annex, one: AnnexIndicator, number: int) -> Iterator[str]:
    unit = one.unit or "个"
    figures = list(annex.figures(one))
    counted = fold(unit).endswith(_COUNTING) and len(unit) == 1 and not any("." in text for text in figures)
    yield f"  - id: indicator-{number}  # 【改】编号：小写英文字母、数字、连字符，如 site；定了就不再改"
    yield f"    name: {scalar(one.name)}  # 名称，照附表"
    if len(one.name) > _SHORT:
        yield f"    short: {scalar(one.name)}  # 【改】简称，不超过 {_SHORT} 个字为好"
    yield f"    unit: {scalar(unit)}  # {'计量单位' if one.unit else '【改】附表没有写计量单位'}"
    yield "    operator: at_least  # 【改】at_least 不少于；about 左右；hold 保持在；above 高于某个数列；scope 只说明范围"
    yield f"    basis: {'new' if _NEW.match(one.name) else 'total'}  # 【改】new 只算方案期内新增的；total 算累计的"
    yield f"    counted: {'true' if counted else 'false'}  # 【改】整个计数的（个、家、户）写 true；面积、金额写 false"
    yield "    clause: 附件1  # 【改】条款号"
    yield f"    quote: {scalar(f'{one.name}（{unit}）')}  # 文件原文"

"""The ledgers of plan.yaml: their fields in the Frictionless vocabulary, and what that lacks (SPEC section 4)."""

import re
from collections.abc import Mapping

from fuxi_cli.core.nearest import nearest
from fuxi_cli.core.plan import Field, Indicator, Ledger
from fuxi_cli.core.words import key
from fuxi_cli.readers.plans.faults import quoted
from fuxi_cli.readers.plans.items import reference, slug
from fuxi_cli.readers.plans.sections import Section

Lists = Mapping[str, tuple[str, ...]]

_TYPES = {
    "string": "text",
    "integer": "count",
    "number": "number",
    "date": "date",
    "year": "year",
    "share": "share",
}
"""Frictionless type (and ``share``, a rate) → the core's."""
_FORMATS = ("uscc", "document", "phone")
_NUMBER = Field("number", "序号")
"""The form's own first column of every ledger."""
_FIELD_NAME = re.compile(r"[a-z][a-z0-9_]*")
# Excel allows 31 characters in a sheet's name; “台账-” takes three.
_NAME_LIMIT = 28
_NAME_FORBIDDEN = "[]:*?/\\'"


def lists(plan: Section) -> Lists:
    """The plan's named lists of choices, for ``enum``."""
    top = plan.section("lists", required=False)
    found: dict[str, tuple[str, ...]] = {}
    for name in top.free_keys() if top else ():
        one = top.section(name) if top else None
        if one is not None:
            found[name] = one.texts("values")
            one.text("clause", "")
            one.text("quote", "")
            one.close()
    return found


def ledgers(plan: Section, known: tuple[Indicator, ...], choices: Lists) -> tuple[Ledger, ...]:
    found = []
    for section in plan.sections("ledgers"):
        found.append(_ledger(section, known, choices))
        section.close()
    return tuple(found)


def _ledger(section: Section, known: tuple[Indicator, ...], choices: Lists) -> Ledger:
    fields = [_field(field, choices) for field in section.sections("fields", required=True)]
    ledger = Ledger(
        id=slug(section, "id"),
        name=section.text("name"),
        indicator=section.may("indicator", lambda _: reference(section, known)),
        fields=_conditional(section, fields),
        stage=section.may("stage", section.text),
        clause=section.text("clause", ""),
        reported_by=section.texts("reported_by", ()),
    )
    _check_kept(section, ledger)
    _check_name(section, ledger)
    _check_fields(section, ledger)
    return ledger


def _check_kept(section: Section, ledger: Ledger) -> None:
    """Evidence is kept by who reports its indicator; a register says itself who keeps it."""
    if ledger.indicator is None and not ledger.reported_by:
        section.fault(
            "reported_by",
            "没有对应指标的台账，要写明由谁登记：单位类别或 reporters.csv 里的 id，如 reported_by: [county]；"
            "有对应指标的，要写 indicator。",
        )
    if ledger.indicator and ledger.reported_by:
        section.fault("reported_by", "有对应指标的台账，由报这个指标的单位登记，不要再写 reported_by。")


def _check_name(section: Section, ledger: Ledger) -> None:
    bad = [char for char in ledger.name if char in _NAME_FORBIDDEN]
    if bad or len(ledger.name) > _NAME_LIMIT:
        section.fault(
            "name",
            f"填的是“{ledger.name}”，要用作工作表名：不超过 {_NAME_LIMIT} 个字，不含 {' '.join(_NAME_FORBIDDEN)}。",
        )


def _check_fields(section: Section, ledger: Ledger) -> None:
    """What a ledger's columns must be together: distinct titles, one key at least, the stage it counts."""
    titles = {key(_NUMBER.title): _NUMBER.name}
    for field in ledger.fields:
        for title in (field.title, *field.synonyms):
            other = titles.setdefault(key(title), field.name)
            if other != field.name:
                section.fault(
                    "fields", f"“{title}”既是 {other} 又是 {field.name} 的栏名，一个栏名只能指一栏。"
                )
    if ledger.fields and not any(field.key for field in ledger.fields):
        section.fault("fields", "没有一栏标明 key: true；要有一栏能认出所填的是哪一个。")
    stages = [field for field in ledger.fields if field.stage]
    if ledger.stage and not any(ledger.stage in field.enum for field in stages):
        allowed = quoted(choice for field in stages for choice in field.enum)
        section.fault(
            "stage",
            f"填的是“{ledger.stage}”，应为阶段栏（stage: true）enum 中的一个：{allowed or '（没有阶段栏）'}。",
        )


def _field(section: Section, choices: Lists) -> Field:
    name = section.text("name")
    if name == _NUMBER.name:
        section.fault("name", f"“{name}”是表格自带的“{_NUMBER.title}”栏，请换一个名称。")
    elif name and not _FIELD_NAME.fullmatch(name):
        section.fault("name", f"填的是“{name}”，只能用小写英文字母、数字和下划线，以字母开头，如 issued_on。")
    field = Field(
        name=name,
        title=section.text("title"),
        type=_TYPES.get(section.choice("type", tuple(_TYPES), "string"), "text"),
        unit=section.may("unit", section.text),
        key=section.flag("key", False),
        stage=section.flag("stage", False),
        dated=section.flag("dated", False),
        expires=section.flag("expires", False),
        format=section.may("format", lambda name: section.choice(name, _FORMATS)),
        synonyms=section.texts("synonyms", ()),
        note=section.text("note", ""),
        width=section.whole("width", 0, 255, 0),
        varies=section.flag("varies", False),
    )
    _check_types(section, field)
    limits = section.section("constraints", required=False)
    section.close()
    return _constrained(field, limits, choices) if limits else field


def _check_types(section: Section, field: Field) -> None:
    for flag in ("dated", "expires"):
        if getattr(field, flag) and field.type != "date":
            section.fault(flag, f"标了 {flag}: true 的栏，type 应为 date。")


def _constrained(field: Field, limits: Section, choices: Lists) -> Field:
    """The field with its ``constraints``."""
    result = field._replace(
        required=limits.flag("required", False),
        unique=limits.flag("unique", False),
        minimum=limits.may("minimum", limits.number),
        maximum=limits.may("maximum", limits.number),
        pattern=limits.may("pattern", limits.text),
        enum=_enum(limits, choices),
    )
    if result.minimum is not None and result.maximum is not None and result.minimum > result.maximum:
        limits.fault("maximum", f"最大值 {result.maximum} 比最小值 {result.minimum} 还小。")
    try:
        re.compile(result.pattern or "")
    except re.error:
        limits.fault("pattern", f"填的是“{result.pattern}”，不是正确的正则表达式。")
    limits.close()
    return result


def _enum(limits: Section, choices: Lists) -> tuple[str, ...]:
    """The choices themselves, or those of the plan's list of that name."""
    if not limits.is_text("enum"):
        return limits.texts("enum", ())
    name = limits.text("enum")
    if name not in choices:
        like = nearest(name, choices)
        hint = f"，是不是“{like}”？" if like else "。"
        limits.fault(
            "enum",
            f"lists 中没有“{name}”{hint}可用的：{quoted(choices) or '（lists 是空的）'}；也可以直接写 [甲, 乙]。",
        )
    return choices.get(name, ())


def _conditional(section: Section, fields: list[Field]) -> tuple[Field, ...]:
    """The fields, with those that a condition requires: ``{when: {stage: 已认定}, require: [document]}``."""
    found = {field.name: field for field in fields}
    for condition in section.sections("conditions"):
        when = condition.section("when")
        required = condition.texts("require")
        condition.close()
        if when is None:
            continue
        pairs = [(name, when.text(name)) for name in when.free_keys()]
        if len(pairs) != 1:
            when.fault("", f"写了 {len(pairs)} 个条件，应为 1 个，如 {{stage: 已认定}}。")
            continue
        for name in (pairs[0][0], *required):
            if name not in found:
                condition.fault("", f"本台账没有名为“{name}”的栏；有：{quoted(found)}。")
        for name in required:
            if name in found:
                found[name] = found[name]._replace(when=pairs[0])
    return tuple(found.values())

"""``checks`` of plan.yaml: the plan's own checks (审核公式), each formula understood against the plan that it is of."""

import re
from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from fuxi_cli.core.check_codes import SUBMISSION, SUMMARY
from fuxi_cli.core.finding import SEVERITIES
from fuxi_cli.core.formula.errors import FormulaError
from fuxi_cli.core.nearest import nearest
from fuxi_cli.core.plan import Check, Plan
from fuxi_cli.core.words import show
from fuxi_cli.readers.plans.faults import quoted
from fuxi_cli.readers.plans.files import PLAN, Files
from fuxi_cli.readers.plans.sections import Section

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SENTENCE = ("。", "？")


class Written(NamedTuple):
    """A check and where it is written. ``sound``: its formulas can be looked at."""

    check: Check
    section: Section
    sound: bool


def checks(plan: Section) -> list[Written]:
    """The checks as they are written; their formulas wait for the plan (``understand``)."""
    found = []
    for section in plan.sections("checks"):
        found.append(_check(section))
        section.close()
    return found


def _check(section: Section) -> Written:
    check = Check(
        code=section.text("code"),
        slug=section.text("slug"),
        severity=section.choice("severity", tuple(SEVERITIES)),
        on=section.text("on"),
        expect=section.text("expect"),
        message=section.text("message"),
        remedy=section.text("remedy"),
        clause=section.text("clause", ""),
        when=section.may("when", section.text),
        at=section.may("at", section.text),
        title=section.text("title", ""),
        why=section.text("why", ""),
    )
    if check.slug and not _SLUG.fullmatch(check.slug):
        section.fault(
            "slug", f"填的是“{check.slug}”，只能用小写英文字母、数字和连字符，如 disposal-approved。"
        )
    for name in ("title", "message", "remedy", "why"):
        text = getattr(check, name)
        if text and not text.endswith(_SENTENCE):
            section.fault(name, f"填的是“{show(text)}”，应为一句话，以句号结尾。")
    return Written(check, section, bool(check.on and check.expect and check.message and check.remedy))


def understand(written: list[Written], plan: Plan, files: Files) -> tuple[Check, ...]:
    """The checks, after every fault of a formula was told with its line and column."""
    for one in written:
        _settle_on(one, plan)
        if one.sound and _known(one.check.on, plan):
            # Loaded by name: plans without checks do not pay for their language.
            attempt = import_module("fuxi_cli.core.formula.compiled").attempt
            attempt(one.check, plan, _teller(one.section, files))
    return tuple(one.check for one in written)


def _known(on: str, plan: Plan) -> bool:
    return on in (SUBMISSION, SUMMARY) or any(ledger.id == on for ledger in plan.ledgers)


def _settle_on(one: Written, plan: Plan) -> None:
    on = one.check.on
    if on and not _known(on, plan):
        ids = [SUBMISSION, SUMMARY, *(ledger.id for ledger in plan.ledgers)]
        like = nearest(on, ids)
        hint = f"，是不是“{like}”？" if like else "；"
        allowed = f"{SUBMISSION}（每份报送表）、{SUMMARY}（全部报送表合起来）"
        ledgers = f"，或者台账的编号：{quoted(ids[2:])}" if ids[2:] else "；本方案没有台账"
        one.section.fault("on", f"填的是“{on}”{hint}应为 {allowed}{ledgers}。")


def _teller(section: Section, files: Files) -> Callable[[str, FormulaError], None]:
    def tell(name: str, error: FormulaError) -> None:
        line, column = _position(section, name, error.position, files.texts[PLAN])
        at = ".".join(part for part in (section.path, name) if part)
        files.faults.add(f"{PLAN} 第{line}行第{column}列 {at}", error.what)

    return tell


def _position(section: Section, name: str, position: int, text: str) -> tuple[int, int]:
    """Line and column, from 1, of a character of a value: the value's characters are looked for one after another
    from where it starts, for YAML may fold its lines."""
    node = section.value(name)
    if node is None:
        return section.line, 1
    mark = node.start_mark
    lines = text.split("\n")
    row, column = mark.line, mark.column
    if lines[row][column : column + 1] in ("|", ">"):
        row, column = row + 1, 0
    wanted = [char for char in str(node.value).strip()[: position + 1] if not char.isspace()]
    beyond = position >= len(str(node.value).strip())
    place = (row, column)
    for char in wanted:
        while row < len(lines):
            at = lines[row].find(char, column)
            if at >= 0:
                place, column = (row, at), at + 1
                break
            row, column = row + 1, 0
    return place[0] + 1, place[1] + 1 + beyond

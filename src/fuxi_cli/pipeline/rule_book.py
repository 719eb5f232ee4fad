"""Rules to read: those of the catalogue, and those that a plan defines for itself (审核公式)."""

from collections.abc import Sequence

from fuxi_cli import catalogue
from fuxi_cli.catalogue import Entry
from fuxi_cli.core import check_codes
from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.plan import Plan
from fuxi_cli.pipeline.plans import available_plans, open_plan
from fuxi_cli.readers.settings import read_settings


def explain(codes: Sequence[str] = (), plan: str | None = None, targets: Sequence[str] = ()) -> list[Entry]:
    """The rules of those codes, whatever their case; all of them when none is named.

    A plan's own rules are those of the plan named here or in fuxi.toml; one asked for by its code is also looked for
    in the plans that there are. Raises FuxiError for a code that does not exist, or that several plans have.
    """
    wanted = [code.strip().upper() for code in codes]
    opened = _plan(plan, targets)
    if not wanted:
        return _all(opened)
    return [_one(code, opened, targets) for code in wanted]


def _plan(reference: str | None, targets: Sequence[str]) -> Plan | None:
    reference = reference or read_settings().plan
    return open_plan(reference, targets) if reference else None


def _all(plan: Plan | None) -> list[Entry]:
    own = catalogue.of_plan(plan) if plan else [catalogue.load(check_codes.HEAD)]
    return [
        entry
        for code in catalogue.codes()
        for entry in (own if code == check_codes.HEAD else (catalogue.load(code),))
    ]


def _one(code: str, plan: Plan | None, targets: Sequence[str]) -> Entry:
    if not check_codes.well_formed(code):
        return catalogue.load(code)
    if plan is not None:
        own = {entry.rule.code: entry for entry in catalogue.of_plan(plan)}
        if code not in own:
            known = "、".join(own) or "（没有）"
            raise FuxiError(f"方案“{plan.title}”没有编号为 {code} 的审核公式；有：{known}。")
        return own[code]
    newest = {one.id: one for one in available_plans(targets)}
    having = [one for one in newest.values() if code in check_codes.defined(one)]
    if len(having) != 1:
        why = f"有 {len(having)} 个方案都有审核公式 {code}" if having else f"没有方案有审核公式 {code}"
        ids = "、".join(one.id for one in having or newest.values())
        raise FuxiError(f"{why}；请用 --plan 写明是哪个方案的，如：{ids}。")
    return _one(code, having[0], targets)

"""Where the figures come from and how each is computed, so that anybody can check them."""

from collections.abc import Iterator

from fuxi_cli.core.report import Report
from fuxi_cli.exporters.page.markup import Html, tag
from fuxi_cli.exporters.page.table import Column, table
from fuxi_cli.exporters.page.words import NOTHING
from fuxi_cli.exporters.wording import some

_COMPUTED = (
    ("完成率", "累计完成 ÷ 任务数。"),
    ("序时进度", "到报告期已过的整月数 ÷ 方案期的整月数；指标另定节点的，按节点。"),
    ("应完成", "任务数 × 序时进度；按个计、不能拆分的指标取整数，不足一个的到期末才计。"),
    ("滞后", "应完成比例减完成率，按百分点计，不小于 0。"),
    ("差额、超额", "差额为任务数减累计完成，不小于 0；超过任务数的部分为超额。"),
    ("期末预计", "累计完成 ÷ 已过月数 × 方案期月数。"),
    ("月均需", "差额 ÷ 余下的月数。"),
)


def notes(report: Report) -> Iterator[Html]:
    yield from _origin(report)
    yield from (tag("p", f"注：{remark}", class_="note") for remark in report.remarks)
    yield from _rules(report)
    if report.gaps:
        yield tag("h3", "数是怎么算的")
        parts = (part for word, how in _COMPUTED for part in (tag("dt", word), tag("dd", how)))
        yield tag("dl", *parts)
        yield tag("p", "各数都按准确值计算，只在显示时四舍五入一次，百分比保留一位小数。", class_="note")
    if report.workbooks:
        yield tag("h3", "报送表文件校验值")
        rows = [(one.path, tag("code", one.sha256) if one.sha256 else NOTHING) for one in report.workbooks]
        columns = (Column("文件", text=True, kind="path"), Column("SHA-256", text=True, kind="path"))
        yield table("sources", "报送表文件校验值", columns, rows, "cards-on-phone")


def _origin(report: Report) -> Iterator[Html]:
    plan = report.plan
    if plan is None:
        yield tag("p", "没有对应到方案，只检查了文件本身。")
        return
    facts = (
        ("方案", plan.title),
        ("文件", f"{plan.document.title}（{plan.document.number}，{plan.document.issuer}）"),
        ("版次", plan.reference),
        ("方案数据校验值", tag("code", plan.sha256)),
    )
    yield tag("dl", *(part for word, value in facts for part in (tag("dt", word), tag("dd", value))))


def _rules(report: Report) -> Iterator[Html]:
    """Which rules ran, and which did not and why."""
    if not report.rules:
        return
    by_reason: dict[str, list[str]] = {}
    for status in report.rules:
        if not status.ran:
            by_reason.setdefault(status.reason or "", []).append(status.code)
    ran = sum(1 for status in report.rules if status.ran)
    skipped = [f"略过 {some(codes)}：{reason}" for reason, codes in by_reason.items()]
    yield tag("p", f"{'；'.join([f'本次运行规则 {ran} 条', *skipped])}。")

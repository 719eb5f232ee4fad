"""说明: what the figures rest on. Plan, files with their hashes, rules that ran, and how each figure is computed."""

from collections.abc import Iterator

from fuxi_cli import __version__
from fuxi_cli.core.finding import FAMILIES
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.ranking import rule_text
from fuxi_cli.core.report import WORKBOOK_STATUSES
from fuxi_cli.core.words import clean, plain
from fuxi_cli.exporters.wording import day
from fuxi_cli.exporters.workbook.book import Book
from fuxi_cli.exporters.workbook.page import Column, Page
from fuxi_cli.exporters.workbook.values import Cell

SHEET = "说明"
_FILES = (
    Column("序号", 6, "number"),
    Column("文件", 34),
    Column("报送单位", 15, "centre"),
    Column("结果", 10, "centre"),
    Column("是否计入", 9, "centre"),
    Column("校验值（SHA-256）", 68, "centre"),
)


def draw(book: Book) -> None:
    page = Page(book, SHEET, [column.width for column in _FILES])
    page.top(f"{book.summary.period.chinese}汇总说明")
    page.caption("一、依据")
    page.pairs(_basis(book))
    page.caption("二、各项数怎么算")
    page.pairs(_computed(book.summary.plan))
    page.caption("三、检查规则")
    page.pairs(_rules(book))
    page.caption("四、汇总所用的文件")
    page.table(_FILES, _files(book), "没有报送表。")
    page.finish(landscape=True)
    page.sheet.freeze_panes(2, 0)


def _basis(book: Book) -> Iterator[tuple[str, str]]:
    plan, summary = book.summary.plan, book.summary
    document = plan.document
    yield "方案", clean(plan.title)
    yield (
        "文件",
        clean(f"{document.title}（{document.number}，{document.issuer}，{day(document.issued)}印发）"),
    )
    yield "方案版次", f"{plan.revision}（{clean(plan.id)}）"
    yield "方案数据校验值（SHA-256）", plan.sha256 or "—"
    yield "方案期限", f"{plan.start.chinese}至{plan.end.chinese}，共 {plan.months} 个月"
    yield "报告期和截止日", f"{summary.period.chinese}，各项进度按{day(book.as_of)}当日终了判断"
    yield "制表单位", clean(plan.office)
    yield "审核程序", f"fuxi {__version__}"
    if summary.report.remarks:
        yield "备注", "\n".join(map(clean, summary.report.remarks))


def _computed(plan: Plan) -> Iterator[tuple[str, str]]:
    yield "任务", "方案分解到各单位的年度任务数；“—”表示没有任务，不是 0。"
    if plan.staged:
        yield (
            "年度任务、结转",
            (
                "方案分年度下达任务的，任务为各年合计。本年任务＝本年下达的数＋以前年度没有完成、结转到本年的数；"
                "以前年度超额的，抵作本年的完成数。每年年底对照到这一年为止的任务数，没有完成的为到期未完成，下一年起结转。"
            ),
        )
    yield plan.says("本月、累计"), plan.says("已接收报送表填报的本月新增、累计完成数；应退回的报送表不采用。")
    yield (
        "沿用、未报",
        (
            "本期没有可接收的报送表的，沿用上一次接收的累计数，注明“沿用”；从未接收过的注明“未报”等原因，不按 0 计。"
        ),
    )
    yield (
        "完成率",
        (
            "累计完成 ÷ 任务数，保留一位小数，四舍五入；总览对照方案目标，为累计完成 ÷ 方案目标。"
            "任务数为 0 或没有可用数的不计算。"
        ),
    )
    yield "差额", "任务数 − 累计完成，超额完成的为 0；合计行为各单位差额之和，总览为方案目标 − 累计完成。"
    yield "序时进度", (
        plan.says("各月按方案规定的节点比例计算。") if plan.milestones
        else f"方案开始到报告期的整月数 ÷ 方案的 {plan.months} 个月。"
    )  # fmt: skip
    if any(indicator.indivisible == "floor" for indicator in plan.indicators):
        yield (
            "序时应完成",
            (
                "任务数 × 序时进度；不可拆分的对象（如 3 个基地）向下取整，任务数为 1 的到期末才应完成，此前为“进行中”。"
            ),
        )
    yield "亮灯", _lights(plan)
    yield (
        "预计完成、月均需完成",
        ("预计完成＝累计完成 ÷ 已过月数 × 方案月数；月均需完成＝差额 ÷ 到完成时限剩下的整月数。"),
    )
    yield "排名", rule_text(plan)
    yield (
        "重点任务",
        (f"按牵头单位填报的状态判断；到期未完成的亮红灯，{plan.calendar.due_soon_days} 天内到期的亮蓝灯。"),
    )
    yield "合计和比率", "都是公式，可以查看；改动底数后会重新计算，亮灯不随之改变。"


def _lights(plan: Plan) -> str:
    rule = plan.lights
    words = {light: clean(rule.word(light)) for light in ("green", "yellow", "red", "blue")}
    unit = " 个百分点" if rule.measure == "points" else "%"
    of = "落后应完成比例" if rule.measure == "points" else "落后幅度占应完成比例的"
    green = (
        f"不到 {plain(rule.green_below)}{unit}" if rule.green_below is not None
        else f"不超过 {plain(rule.green_up_to)}{unit}" if rule.green_up_to
        else "达到应完成数"
    )  # fmt: skip
    told = [
        f"{of}{green}为绿灯（{words['green']}）"
        if "达到" not in green
        else f"{green}为绿灯（{words['green']}）"
    ]
    if rule.yellow_up_to is not None:
        told.append(f"不超过 {plain(rule.yellow_up_to)}{unit}为黄灯（{words['yellow']}）")
    told.append(f"再多的，或到期未完成的，为红灯（{words['red']}）")
    if rule.red_after_months:
        told.append(plan.says(f"连续 {rule.red_after_months} 个月不是绿灯的也为红灯"))
    told.append(f"任务到期末才应完成、{plan.calendar.due_soon_days} 天内到期的为蓝灯（{words['blue']}）")
    return "；".join(told) + "。"


def _rules(book: Book) -> Iterator[tuple[str, str]]:
    rules = book.summary.report.rules
    ran = [status.code for status in rules if status.ran]
    families = [
        f"{word}：{'、'.join(codes)}"
        for letter, (_, word) in FAMILIES.items()
        if (codes := [code for code in ran if code[0] == letter])
    ]
    yield "运行的规则", f"共 {len(ran)} 条\n" + "\n".join(families) if ran else "没有运行规则"
    reasons: dict[str, list[str]] = {}
    for status in rules:
        if not status.ran:
            reasons.setdefault(clean(status.reason or "没有说明原因"), []).append(status.code)
    for reason, codes in reasons.items():
        yield "没有运行的规则", f"{len(codes)} 条（{reason}）：{'、'.join(codes)}"


def _files(book: Book) -> Iterator[tuple[Cell, ...]]:
    for number, source in enumerate(book.summary.sources, start=1):
        yield (
            number,
            source.path,
            source.reporter.name if source.reporter else None,
            WORKBOOK_STATUSES.get(source.status, source.status),
            "计入" if source.counted else "不计入",
            source.sha256,
        )

"""Everything for a month's meeting as named files: the papers, what goes back to the reporters, and the data."""

from collections.abc import Callable, Mapping
from importlib import import_module
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from fuxi_cli.core.amendments import amount_of
from fuxi_cli.core.report import Report
from fuxi_cli.core.summary import Summary
from fuxi_cli.exporters import export
from fuxi_cli.exporters.wording import day
from fuxi_cli.pipeline.annotating import papers

CONTENTS = "目录.txt"
TIDY_FORMATS = ("csv", "parquet")
_BACK, _DATA = "退回材料", "数据"
PAPERS = (
    ("汇总表.xlsx", "summary", "xlsx", "总览、各单位进度、排名、差距、任务、报送、问题和逐月趋势"),
    ("进度一览.html", "summary", "html", "一页网页，用浏览器打开，可筛选、可打印"),
    ("通报（代拟稿）.docx", "summary", "docx", "月度通报代拟稿：请核改后按程序报批"),
    ("审核结果.csv", "report", "csv", "审核问题清单，每行一处，用 Excel 或 WPS 打开"),
    ("审核结果.json", "report", "json", "审核结果全文，供程序读取"),
)
"""File, what is exported, its format, and what it is."""

Files = dict[str, bytes]


def tidy(summary: Summary, format: str) -> Files:
    """The summary as tidy tables in a format of ``TIDY_FORMATS``: file name → content."""
    files: Files = import_module(f"fuxi_cli.exporters.tidy.{format}_files").files(summary)
    return files


def pack(summary: Summary, on_file: Callable[[int, int], None] | None = None) -> Files:
    """Every file, by its name with folder; the list of contents comes first. Same inputs, same bytes.

    Raises FuxiError when a workbook that is to be marked has gone since it was checked.
    """
    told: list[tuple[str, str]] = []
    files: Files = {CONTENTS: b""}
    for number, (name, what, format, meaning) in enumerate(PAPERS, start=1):
        files[name] = export(summary if what == "summary" else summary.report, format, of=what)
        told.append((name, summary.plan.says(meaning)))
        if on_file:
            on_file(number, len(PAPERS) + 2)
    back = dict(papers(summary.report, _BACK))
    files.update(back)
    if on_file:
        on_file(len(PAPERS) + 1, len(PAPERS) + 2)
    data = tidy(summary, "csv")
    files.update({f"{_DATA}/{name}": content for name, content in data.items()})
    if on_file:
        on_file(len(PAPERS) + 2, len(PAPERS) + 2)
    files[CONTENTS] = _contents(summary, told, list(back), len(data))
    return files


def _contents(summary: Summary, told: list[tuple[str, str]], back: list[str], data: int) -> bytes:
    """What is in the pack, for the person who opens it. Notepad on Windows opens it as it should."""
    period = summary.period.chinese
    lines = [f"{summary.plan.title}　{period}会议材料", ""]
    lines += [f"{number}. {name}　{meaning}" for number, (name, meaning) in enumerate(told, start=1)]
    number = len(told) + 1
    if back:
        lines.append(f"{number}. {_BACK}　发回报送单位的审核意见和退回单，共 {len(back)} 个文件：")
        lines += [f"　　{name.replace(chr(92), '/').partition('/')[2]}" for name in back]
        number += 1
    lines.append(f"{number}. {_DATA}　供分析用的数据表，共 {data} 个文件，各列的含义见 dictionary.csv")
    lines += ["", summary.plan.says(_standing(summary.report))]
    if summary.revised is not None:
        where = "，见汇总表的“任务调整”表" if summary.revised.adjustments else ""
        lines.append(f"{summary.revised.lead}，{summary.revised.quotas}{where}。")
    if summary.corrections:
        lines.append(
            f"{summary.plan.says('已封账月份的更正')}{amount_of(summary.amendments)}，见汇总表的“更正”表。"
        )
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")


def _standing(report: Report) -> str:
    as_of = f"数据截至{day(report.as_of)}。" if report.as_of else ""
    return as_of + (
        "有单位没有可接收的报送表，其数沿用以前月份或空缺，已逐处注明。" if report.partial else ""
    )


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files as one zip, with Chinese names that every system reads; the same files give the same bytes."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = ZipInfo(name)
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, content)
    return target.getvalue()

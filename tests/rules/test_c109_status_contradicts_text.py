import pytest

from fuxi_cli.rules import c109_status_contradicts_text as rule
from support.builders import assert_clean, assert_finds, task_entry, workbook_case


def case(status: str | None, detail: str | None) -> object:
    return workbook_case(tasks=[task_entry(status=status, detail=detail)])


@pytest.mark.parametrize(
    ("detail", "phrase"),
    [
        ("尚未印发", "尚未印发"),
        ("办法初稿已完成，尚未印发。", "尚未印发"),
        ("正在征求各县意见", "正在征求各县意见"),
        ("目前推进中", "目前推进中"),
        ("因资金未到位，项目未能建成", "因资金未到位"),
        ("还没有出台；下月报审", "还没有出台"),
        ("文件起草中", "文件起草中"),
    ],
)
def test_done_but_the_text_says_not_yet(detail: str, phrase: str) -> None:
    (found,) = assert_finds(rule, case("已完成", detail), ["重点任务!F5"])
    assert f"I5却写着“{phrase}”" in found.message


@pytest.mark.parametrize(
    "detail",
    [
        "已于6月2日印发",
        "办法已由市政府印发，正在组织实施",
        "印发实施方案，各县正在落实",
        "已全部完成，无未完成事项",
        "没有尚未完成的内容",
        "前期未完成事项已全部整改到位",
        "检测平台正在运行",
        "未发现问题",
        "省级、国家级平台同步建设",
        "",
        None,
    ],
)
def test_done_and_the_text_agrees_or_says_nothing(detail: str | None) -> None:
    assert_clean(rule, case("已完成", detail))


@pytest.mark.parametrize(
    "detail",
    [
        "已完成",
        "办法已印发",
        "已于5月启动",
        "正在推进",
        "已初步形成方案",
        "已报市政府审议",
        "抓紧推进选址",
    ],
)
def test_not_begun_but_the_text_says_otherwise(detail: str) -> None:
    assert_finds(rule, case("未启动", detail), ["重点任务!F5"])


@pytest.mark.parametrize(
    "detail",
    [
        "尚未启动",
        "上级办法已印发，我县尚未启动",
        "待省里方案印发后推进",
        "计划7月启动",
        "正在等待上级文件",
        "正在谋划",
        "资金没有落实，暂无进展",
        None,
    ],
)
def test_not_begun_and_the_text_agrees_or_says_nothing(detail: str | None) -> None:
    assert_clean(rule, case("未启动", detail))


@pytest.mark.parametrize("status", ["推进中", None])
def test_under_way_contradicts_neither(status: str | None) -> None:
    assert_clean(rule, case(status, "部分已完成，部分尚未启动"))

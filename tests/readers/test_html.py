"""Web pages under the name .xls: every table a sheet with true coordinates, or the page refused with the reason."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuxi_cli.core.limits import Limits
from fuxi_cli.core.submission import Notice, Sheet, Workbook
from fuxi_cli.readers.spreadsheet import DEFAULT_LIMITS, read_workbook


def read(
    folder: Path, content: str | bytes, name: str = "示例.xls", limits: Limits = DEFAULT_LIMITS
) -> Workbook:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_workbook(str(path), limits)


def sheets(folder: Path, content: str | bytes) -> list[Sheet]:
    workbook = read(folder, content)
    assert [(n.kind, n.fact("readable")) for n in workbook.notices] == [("disguised", True)]
    assert workbook.format == "html"
    return workbook.sheets


def table(folder: Path, rows: str, before: str = "") -> Sheet:
    (only,) = sheets(folder, f"<html><head>{before}</head><body><table>{rows}</table></body></html>")
    return only


def refused(folder: Path, content: str | bytes, limits: Limits = DEFAULT_LIMITS) -> Notice:
    workbook = read(folder, content, limits=limits)
    assert workbook.sheets == []
    (notice,) = workbook.notices
    return notice


EXPORT = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><meta http-equiv=Content-Type content="text/html; charset={charset}">
<!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>进度&amp;表</x:Name>
</x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]-->
<style>.xl1 {{mso-number-format:"\\@";}} .gone {{ display : none }}</style><script>var t = "<table><tr><td>假</td>";</script>
</head><body><table border=1>
<tr><th rowspan=2>县区</th><th colspan="2">示范基地</th></tr>
<tr><td>任务</td><td>累计</td></tr>
<tr><td>示例县</td><td x:num="3.25">3.3</td><td class=xl1>007</td></tr>
<tr class=gone><td>藏</td><td>1<br>2</td><td>#REF!</td></tr>
</table></body></html>"""


@pytest.mark.parametrize(
    ("charset", "encoding"), [("gb2312", "gb18030"), ("utf-8", "utf-8"), ("gb2312", "utf-8")]
)
def test_what_a_web_system_exports(tmp_path: Path, charset: str, encoding: str) -> None:
    (found,) = sheets(tmp_path, EXPORT.format(charset=charset).encode(encoding))
    assert found.name == "进度&表"
    assert found.rows == [
        ["县区", "示范基地"],
        [None, "任务", "累计"],
        ["示例县", 3.25, "007"],
        ["藏", "1\n2", None],
    ]
    assert found.merged == ((1, 1, 2, 1), (1, 2, 1, 3))
    assert found.hidden_rows == {4}
    assert found.errors == {(4, 3): "#REF!"}


def test_other_encodings_by_mark_and_by_meta(tmp_path: Path) -> None:
    page = "<meta charset={}><table><tr><td>贛縣</table>"
    for content in (
        page.format("big5").encode("big5"),
        page.format("utf-8").encode("utf-16"),
        page.format("x").encode("gbk"),
    ):
        assert sheets(tmp_path, content)[0].rows == [["贛縣"]]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("<td>7", 7.0),
        ("<td> 7 </td>", 7.0),
        ("<td>1,200", "1,200"),
        ("<td>2022-06-03", date(2022, 6, 3)),
        ("<td>2022/6/3", date(2022, 6, 3)),
        ("<td>&nbsp;", None),
        ("<td></td>", None),
        ("<td>a &amp; b&nbsp;c", "a & b\xa0c"),
        ("<td>&lt;b&gt;", "<b>"),
        ("<td>完成率<50%", "完成率<50%"),
        ("<td>甲<!-- 乙 -->丙", "甲丙"),
        ("<td>甲<script>乙</script>丙<style>丁</style>", "甲丙"),
        ("<td>\n  甲\n  乙<br/>丙<p>丁</p>", "甲 乙\n丙\n丁"),
        ("<td><b>1</b><i>2</i>", 12.0),
        ("<TD X:NUM='1234.5'>1,234.5</TD>", 1234.5),
        ("<td x:num>7", 7.0),
        ("<td x:str>7", "7"),
        ("<td x:str='007'>7", "007"),
        ("<td style='mso-number-format:\"\\@\"'>7", "7"),
        ('<td style="vnd.ms-excel.numberformat:@;mso-number-format:\\@">7', "7"),
        ("<td>007", "007"),
        ('<td>="007"', "007"),
        ("<td>&#" + "9" * 5000 + ";", "\ufffd"),
        ("<td>&#0;&#xD800;&unknown;", "\ufffd\ufffd&unknown;"),
        ("<td title='a>b'>7", 7.0),
        ("<td title=a/b checked>7", 7.0),
        ("<td", None),
    ],
)
def test_cells(tmp_path: Path, cell: str, value: object) -> None:
    found = table(tmp_path, f"<tr><td>头{cell}</tr>")
    assert found.at(1, 2) == value
    assert type(found.at(1, 2)) is type(value)


def test_a_page_that_names_utf8_is_taken_at_its_word(tmp_path: Path) -> None:
    page = "<table><tr><td>5×8</table>"
    assert dict(refused(tmp_path, page).facts)["cause"] == "encoding"
    assert sheets(tmp_path, "<meta charset=utf-8>" + page)[0].rows == [["5×8"]]


def test_errors_and_formulas_that_excel_wrote_beside_the_text(tmp_path: Path) -> None:
    rows = "<tr><td x:err='#DIV/0!'>x<td x:num='2' x:fmla='=1+1'>2<td>#N/A"
    found = table(tmp_path, rows)
    assert found.errors == {(1, 1): "#DIV/0!", (1, 3): "#N/A"}
    assert found.formulas == {(1, 2)}
    workbook = read(tmp_path, "<table><tr><td x:fmla=\"=cmd|'/C calc'!A0\">1<td>=cmd|'/C calc'!A0</table>")
    assert [(n.kind, n.place.cell) for n in workbook.notices[1:]] == [("dde", "A1"), ("dde", "B1")]


class TestSpans:
    def test_true_coordinates(self, tmp_path: Path) -> None:
        found = table(
            tmp_path,
            "<tr><td>a<td rowspan=3 colspan=2>b<td>c<tr><td>d<td>e<tr><td>f<td>g<tr><td>h<td>i<td>j<td>k",
        )
        assert found.rows == [
            ["a", "b", None, "c"],
            ["d", None, None, "e"],
            ["f", None, None, "g"],
            ["h", "i", "j", "k"],
        ]
        assert found.merged == ((1, 2, 3, 3),)

    def test_a_span_ends_with_the_table(self, tmp_path: Path) -> None:
        for span in ("999999999", "0", "65536", "9" * 5000):
            assert table(tmp_path, f"<tr><td rowspan={span}>a<td>b<tr><td>c").merged == ((1, 1, 2, 1),)

    def test_odd_spans_are_one(self, tmp_path: Path) -> None:
        for span in ("-1", "x", "²十", "1.5", ""):
            assert table(tmp_path, f"<tr><td colspan='{span}'>a<td>b").rows == [["a", "b"]]

    def test_spans_that_are_only_for_show(self, tmp_path: Path) -> None:
        found = table(tmp_path, "<tr><td colspan=2 style='mso-ignore:colspan'>a<td>b")
        assert (found.merged, found.rows) == ((), [["a", None, "b"]])

    def test_hidden_columns_and_cells(self, tmp_path: Path) -> None:
        found = table(
            tmp_path,
            "<col><col span=2 style='display:none'><col><tr><td>a<td>b<td>c<td>d<td style='display:none'>e",
        )
        assert found.hidden_columns == {2, 3, 5}

    def test_hidden_groups_of_rows(self, tmp_path: Path) -> None:
        found = table(
            tmp_path,
            "<tr><td>a</tr><tbody hidden><tr><td>b</tr></tbody><tbody><tr style='visibility:collapse'><td>c<tr><td>d",
        )
        assert found.hidden_rows == {2, 3}


class TestPages:
    def test_every_table_is_a_sheet(self, tmp_path: Path) -> None:
        page = "<h1>题</h1><table><caption>甲表</caption><tr><td>1</table><table></table><table><tr><td>2</table><table><caption>甲表</caption><tr><td>3</table>"
        assert [(s.name, s.rows) for s in sheets(tmp_path, page)] == [
            ("甲表", [[1.0]]),
            ("表2", [[2.0]]),
            ("甲表（3）", [[3.0]]),
        ]

    def test_a_table_that_only_arranges_others_is_none(self, tmp_path: Path) -> None:
        page = "<table><tr><td><table><tr><td>甲</table><td><table><tr><td>乙</table></table>"
        assert [s.rows for s in sheets(tmp_path, page)] == [[["甲"]], [["乙"]]]

    def test_tables_within_tables_are_never_mixed(self, tmp_path: Path) -> None:
        notice = refused(tmp_path, "<table><tr><td>县<td><table><tr><td>甲</table></table>")
        assert dict(notice.facts)["cause"] == "nested-tables"

    def test_a_login_page(self, tmp_path: Path) -> None:
        notice = refused(
            tmp_path, "<!DOCTYPE html><html><head><title>统一登录\n平台</title></head><body><form>"
        )
        assert (
            notice.provided
            == "这是网页（标题：统一登录 平台），里面没有表格，可能是没有登录系统就下载的，请登录后重新导出"
        )
        assert "（标题" not in str(refused(tmp_path, "<html><body>").provided)

    def test_a_title_cannot_play_tricks(self, tmp_path: Path) -> None:
        notice = refused(tmp_path, "<html><title>\x1b[31m&#27;[red]\u202e" + "长" * 500 + "</title>")
        assert "\x1b" not in str(notice.provided)
        assert "\u202e" not in str(notice.provided)
        assert len(str(notice.provided)) < 120

    def test_an_empty_table_and_a_frame(self, tmp_path: Path) -> None:
        assert "里面的表格是空的" in str(refused(tmp_path, "<html><table><tr><td> </table>").provided)
        assert (
            dict(refused(tmp_path, "<html><frameset><frame src=a.htm></frameset>").facts)["cause"] == "frames"
        )

    @pytest.mark.parametrize(
        "head",
        [
            "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n<html>",
            "From: <示例>\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/related\n\n",
        ],
    )
    def test_a_page_saved_as_one_file(self, tmp_path: Path, head: str) -> None:
        assert "单个文件网页" in str(refused(tmp_path, head).provided)

    def test_cut_anywhere_inside_a_table_it_is_refused(self, tmp_path: Path) -> None:
        content = EXPORT.format(charset="gb2312").encode("gb18030")
        whole = content.index(b"</table>") + len("</table")
        for end in range(200, whole, 7):
            workbook = read(tmp_path, content[:end])
            assert (workbook.sheets, [n.kind for n in workbook.notices]) == ([], ["unreadable"]), end

    def test_a_page_under_its_own_name(self, tmp_path: Path) -> None:
        workbook = read(tmp_path, "<table><tr><td>1</table>", "示例.html")
        assert (workbook.notices, workbook.sheets[0].rows) == ([], [[1.0]])


class TestHostile:
    BIG = 60_000

    @pytest.mark.parametrize(
        "piece",
        ["<", "<a ", "<a b=", "<a b=\"'", "<!--", "<![", "<?", "</", "</td", "&#", "&", "&#x", "<title>", "<style>.a", "<td ", "<td>",
         "<tr>", " \n", "<br>", "<p>", "<b> ", "<col span=9>", "<table", "<caption>", "x:num='", "<script>", "</table>", "\ufffd", "<td rowspan=0>"],
    )  # fmt: skip
    def test_pieces_over_and_over_end(self, tmp_path: Path, piece: str) -> None:
        for content in (
            "<table><tr><td>" + piece * self.BIG,
            "<table><tr><td>" + piece * self.BIG + "</table>",
        ):
            workbook = read(tmp_path, content)
            assert workbook.sheets or workbook.notices

    def test_style_sheets_are_read_once(self, tmp_path: Path) -> None:
        for css in (".a" * 500_000, ".a{" * 300_000, ".a,.b{display:none}" * 100_000, "}" * 500_000):
            assert table(tmp_path, "<tr><td>x", f"<style>{css}</style>").rows == [["x"]]

    def test_spans_cannot_fill_the_memory(self, tmp_path: Path) -> None:
        limits = Limits(cells=1_000_000)
        for rows, what in (
            ("<tr><td colspan=999999999>x", "列数"),
            ("<tr>" + "<td colspan=16000>x" * 3, "列数"),
            ("<tr><td colspan=9000 rowspan=2>x<tr><td>" * 99, "内容范围"),
            ("<tr>" + "<td rowspan=99999>x" * 16_000 + "<tr><td>" * 1000, "内容范围"),
            ("<tr>" + "<td rowspan=99999>x" * 1000 + "<tr>" * 9 + "<tr><td>y" * 2000, "内容范围"),
            ("<col span=999999999 style='display:none'>" * 99 + "<tr><td>x", None),
        ):
            workbook = read(tmp_path, f"<table>{rows}</table>", limits=limits)
            assert [n.fact("what") for n in workbook.notices] == [what], rows[:40]

    def test_very_many_tags(self, tmp_path: Path) -> None:
        assert refused(tmp_path, "<table><tr><td>" + "<b>" * 3_000_000).fact("what") == "网页标记数"

    def test_depth_and_number_of_tables(self, tmp_path: Path) -> None:
        assert refused(tmp_path, "<table><tr><td>" * 100_000).fact("what") == "嵌套层数"
        assert refused(tmp_path, "<table><tr><td>x</table>" * 300).fact("what") == "表格数"

    def test_dde_is_sampled(self, tmp_path: Path) -> None:
        workbook = read(tmp_path, "<table>" + "<tr><td>=cmd|'/C calc'!A0" * 900 + "</table>")
        assert len(workbook.notices) == 1 + DEFAULT_LIMITS.samples


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(["<table>", "</table>", "<tr>", "<td>", "<td rowspan=2>", "<td colspan=3>", "甲", "7", "<br>", "<p>", "<caption>", "<tbody>",
    "</tr>", "</td>", "<!--", "-->", "<", ">", "&", "'", '"', "<style>", "</style>", "<col hidden>"]), max_size=25))  # fmt: skip
def test_no_page_makes_it_fail(tmp_path_factory: pytest.TempPathFactory, pieces: list[str]) -> None:
    workbook = read(tmp_path_factory.mktemp("page"), "<html>" + "".join(pieces))
    assert workbook.sheets or workbook.notices
    for found in workbook.sheets:
        taken = {(r, c) for top, left, bottom, right in found.merged for r in range(top, bottom + 1) for c in range(left, right + 1)
                 if (r, c) != (top, left)}  # fmt: skip
        assert all(found.at(*cell) is None for cell in taken)


def test_headings_over_tables_name_the_sheets_and_comments_are_no_text(tmp_path: Path) -> None:
    """As LibreOffice saves a workbook for the web: a heading over each table, a cell's comment inside it."""
    page = (
        "<h1>Overview</h1><a href='#table0'>封面</a><hr>"
        "<a name='table0'><h1>Sheet 1: <em>封面</em></h1></a><table><tr>"
        "<td><a class='comment-indicator'></a><comment>必填。</comment><b>填报人</b></td><td><comment>没有收尾<td>7</table>"
        "<h2>指标进度</h2><table><tr><td>1</table><table><tr><td>2</table>"
    )
    first, second, third = sheets(tmp_path, page)
    assert (first.name, first.rows) == ("封面", [["填报人", None, 7.0]])
    assert (second.name, third.name) == ("指标进度", "表3")

"""The circular: read as text in golden files, and read back from the document against the summary and its JSON."""

import json
import random
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given
from hypothesis import strategies as st

from exporters.goldens import assert_golden
from exporters.meetings import everything, large_plan, meeting, without_page_numbers
from fuxi_cli.core.duties import TASK_STATUSES
from fuxi_cli.core.period import Period
from fuxi_cli.core.plan import Leader, Reporter
from fuxi_cli.core.progress import STATUSES
from fuxi_cli.core.ranking import Ranked
from fuxi_cli.core.standing import REPORTING_STATUSES
from fuxi_cli.core.summary import Summary
from fuxi_cli.core.words import percent, plain
from fuxi_cli.exporters import export
from fuxi_cli.exporters.circular import page
from fuxi_cli.exporters.circular.annexes import MOST_ROWS
from fuxi_cli.exporters.circular.blocks import (
    Circular,
    Heading,
    Numbering,
    Paragraph,
    as_text,
    chinese_number,
)
from fuxi_cli.exporters.circular.paper import render
from fuxi_cli.exporters.circular.progress_table import ROOM
from fuxi_cli.exporters.circular.sections import circular, title
from fuxi_cli.pipeline.summarising import summarise
from support.builders import AREA, BASES, JIA, JUNE, PRODUCTS, YI, plan, task, task_entry
from support.corrected import FEW, forty
from support.safe import assert_docx
from support.samples import EXAMPLES

DECEMBER = Period(2022, 12)
PLAN = plan(office="市示例办公室", short_title="示例产业")
NOBODY = {JIA.id: "missing", YI.id: "missing", "shili": "missing"}
HALF = everything(PLAN, Decimal("0.5"))


@cache
def example(month: str = "2022-06") -> Summary:
    return summarise([str(EXAMPLES / "submissions" / month)])


def nobody() -> Summary:
    return meeting({}, PLAN, statuses=NOBODY)


def carried() -> Summary:
    return meeting(HALF, PLAN, statuses=NOBODY, earlier=[(HALF, {})])


def one_reporter() -> Summary:
    figures = {(JIA.id, "bases"): 1, (JIA.id, "products"): 6, (JIA.id, "area"): "0.55"}
    absent = {YI.id: "missing", "shili": "missing"}
    return meeting(figures, PLAN, statuses=absent, added={(JIA.id, "products"): 2})


def all_done() -> Summary:
    entries = {t.id: task_entry(t, "已完成", date(2022, 6, 20)) for t in PLAN.tasks}
    return meeting(everything(PLAN), PLAN, DECEMBER, added={(JIA.id, "bases"): 1}, entries=entries)


def december() -> Summary:
    figures = {
        **everything(PLAN),
        (JIA.id, "bases"): 1,
        (JIA.id, "area"): Decimal("0.6"),
        (YI.id, "products"): 5,
    }
    done = task_entry(PLAN.tasks[0], "已完成", date(2022, 12, 20))
    return meeting(figures, PLAN, DECEMBER, added={(YI.id, "products"): 1}, entries={"1": done})


def one_indicator() -> Summary:
    return meeting({("360001", "i1"): 3}, large_plan(1, 1), added={("360001", "i1"): 1})


def many() -> Summary:
    of = large_plan(100, 40)
    dice = random.Random(5)
    late = {f"36{n:04d}": "missing" for n in range(1, 31)}
    return meeting({at: dice.randint(0, 12) for at in everything(of)}, of, statuses=late)


EDGES = {
    "nobody": nobody,
    "carried": carried,
    "one-reporter": one_reporter,
    "all-done": all_done,
    "december": december,
    "one-indicator": one_indicator,
    "june": example,
    "corrected": lambda: meeting(HALF, PLAN)._replace(corrections=FEW),
    "forty-corrected": lambda: meeting(HALF, PLAN)._replace(corrections=forty(PLAN)),
}


@pytest.mark.parametrize("name", EDGES)
def test_it_reads_as_people_have_approved(name: str) -> None:
    assert_golden(f"circular-{name}.txt", as_text(circular(EDGES[name]())).encode())


# Words that no circular has


_ODD = (
    re.compile(r"(?<![\d.])0(个县|个设区市|家|项|处|位|天)"),
    re.compile(r"[，。；：、]{2}|[，。；：、]）|（[，。；：、）]"),
    re.compile(r"None|nan|Fraction|Decimal|\{|\}"),
    re.compile(r"[\u4e00-\u9fff] +[\d\u4e00-\u9fff]|\d +[\u4e00-\u9fff]"),
    re.compile(r"[０-９％]"),
)


def assert_reads_well(of: Circular) -> None:
    for block in of.body:
        if isinstance(block, Heading | Paragraph):
            text = block.text
            for pattern in _ODD:
                assert not pattern.search(text), text
        if isinstance(block, Paragraph):
            assert block.text.endswith(("。", "：", "】")), block.text
    for number in range(1, len(of.annexes) + 1):
        assert f"附件{number}" in as_text(of)


FIGURES = st.fixed_dictionaries(
    {},
    optional={
        (q.reporter, q.indicator): st.decimals(0, 20, places=1) | st.sampled_from([Decimal(0), q.value])
        for q in PLAN.quotas
    },
)
STATUSES_OF = st.fixed_dictionaries({r.id: st.sampled_from(list(REPORTING_STATUSES)) for r in PLAN.owing()})


@given(FIGURES, FIGURES, STATUSES_OF, STATUSES_OF, st.integers(2, 12))
def test_whatever_the_figures_it_reads_well(
    figures: Any, before: Any, statuses: Any, then: Any, month: int
) -> None:
    summary = meeting(figures, PLAN, Period(2022, month), statuses, added=figures, earlier=[(before, then)])
    assert_reads_well(circular(summary))


@pytest.mark.parametrize("name", EDGES)
def test_edge_months_read_well(name: str) -> None:
    assert_reads_well(circular(EDGES[name]()))


def test_parts_with_nothing_to_say_leave_no_hole_in_the_numbers() -> None:
    without_tasks = circular(one_indicator())
    heads = [b.label + b.text for b in without_tasks.body if isinstance(b, Heading) and b.level == 1]
    assert heads == [
        "一、总体情况",
        "二、各县（市、区）进展情况",
        "三、报送质量",
        "四、存在的困难问题",
        "五、下一步工作要求",
    ]
    assert [chinese_number(n) for n in (1, 10, 11, 20, 32)] == ["一", "十", "十一", "二十", "三十二"]
    numbering = Numbering()
    levels = [numbering.heading(level, "").label for level in (1, 2, 2, 1, 2)]
    assert levels == ["一、", "（一）", "（二）", "二、", "（一）"]


def test_titles_break_where_the_sense_allows() -> None:
    assert title(example()) == ("赣州市富硒产业发展办公室关于2022年6月", "富硒产业发展工作进展情况的通报")
    long = meeting({}, plan(office="示例市示例产业发展工作领导小组办公室", short_title="示例产业"))
    assert title(long) == ("示例市示例产业发展工作领导小组办公室", "关于2022年6月示例产业工作进展情况的通报")
    assert title(meeting({}))[-1] == "《示例方案》落实情况的通报"


def test_what_the_office_has_to_write_is_marked() -> None:
    todo = [b.text for b in circular(example()).body if isinstance(b, Paragraph) and "【待补" in b.text]
    assert len(todo) == 2
    assert todo[-1] == "【待补：下一步工作要求由赣州市富硒产业发展办公室根据会议议定事项填写】"
    document = opened(example())
    shown = [r.text for p in document.paragraphs for r in p.runs if r.font.highlight_color is not None]
    assert shown == ["【待补】", todo[-1]]


# The document


@cache
def rendered() -> bytes:
    return export(example(), "docx", "summary")


def opened(summary: Summary) -> Any:
    return Document(BytesIO(export(summary, "docx", "summary")))


def rows(table: Any) -> list[list[str]]:
    return [
        ["".join(t.text or "" for t in tc.iter(qn("w:t"))) for tc in tr.tc_lst] for tr in table._tbl.tr_lst
    ]


def by_name(of: list[list[str]], column: int = 0) -> dict[str, list[str]]:
    return {row[column]: row for row in of}


def after(document: Any, heading: str) -> Iterator[Any]:
    """The tables of the annex with that title."""
    found = False
    for element in document.element.body:
        text = "".join(t.text or "" for t in element.iter(qn("w:t")))
        if element.tag == qn("w:p") and text.startswith("附件") and found:
            return
        found = found or (element.tag == qn("w:p") and text == heading)
        if found and element.tag == qn("w:tbl"):
            yield next(t for t in document.tables if t._tbl is element)


def test_every_figure_is_the_one_of_the_json() -> None:
    report = json.loads(export(example().report, "json"), parse_float=Decimal)
    document = Document(BytesIO(rendered()))
    seen = set()
    for table in after(document, "各县（市、区）指标完成情况表"):
        upper, lower, *body = rows(table)
        assert lower.count("任务") == len(lower[1:-1]) / 4
        for nth, label in enumerate(upper[1:-1]):
            for row in body:
                seen.add((row[0], label, *row[1 + 4 * nth : 5 + 4 * nth]))
    names = {r.id: r.name for r in example().plan.reporters}
    expected = {
        (
            names[g["reporter"]],
            f"{short(g['indicator'])}（{g['unit']}）",
            str(g["quota"]),
            str(g["actual"]),
            share(g["rate"]),
            STATUSES[g["status"]],
        )
        for g in report["gaps"]
    }
    sums = {
        (
            "合计",
            f"{short(t['indicator'])}（个）",
            str(t["target"]),
            str(t["actual"]),
            share(t["rate"]),
            STATUSES[t["status"]],
        )
        for t in report["totals"]
        if t["actual"] is not None
    }
    assert seen == expected | sums


def short(indicator: str) -> str:
    found = example().plan.indicator(indicator)
    assert found is not None
    return found.short


def share(rate: Decimal | int | None) -> str:
    return percent(None if rate is None else Decimal(rate))


def test_tasks_reporting_and_gaps_are_those_of_the_json() -> None:
    report = json.loads(export(example().report, "json"), parse_float=Decimal)
    document = Document(BytesIO(rendered()))
    [table] = after(document, "重点任务进展情况表")
    found = by_name(rows(table)[1:])
    assert list(found) == [t["id"] for t in report["tasks"]]
    for t in report["tasks"]:
        row = found[t["id"]]
        assert (row[2], row[5]) == (t["lead"], TASK_STATUSES[t["status"]])
        assert row[7] == (
            "—" if t["days_left"] is None else str(t["days_left"]) if t["days_left"] else "已到期"
        )
    [table] = after(document, "2022年6月报送情况表")
    names = {r.id: r.name for r in example().plan.reporters}
    found = by_name(rows(table)[1:], 1)
    assert {n: (row[2], row[3]) for n, row in found.items()} == {
        names[r["reporter"]]: (r["received"] or "—", REPORTING_STATUSES[r["status"]])
        for r in report["reporting"]
    }
    errors = sum(f["severity"] == "error" for f in report["findings"])
    assert sum(int(row[4]) for row in found.values() if row[4] != "—") == errors
    [table] = after(document, "滞后和到期未完成任务清单")
    listed = {(r[1], r[2], r[3], r[4].rstrip("*"), r[6], r[7]) for r in rows(table)[1:]}
    assert listed == {
        (
            names[g["reporter"]],
            f"{short(g['indicator'])}（{g['unit']}）",
            *(str(g[k]) for k in ("quota", "actual", "gap")),
            share(g["rate"]),
        )
        for g in report["gaps"]
        if g["status"] in ("behind", "far_behind", "unmet")
    }


def test_the_table_in_the_letter_is_the_ranking() -> None:
    found = rows(Document(BytesIO(rendered())).tables[0])[2:]

    def said(one: Ranked) -> list[str]:
        moved = one.climbed or 0
        return [
            str(one.rank),
            one.reporter.name,
            percent(one.score),
            f"↑{moved}" if moved > 0 else f"↓{-moved}" if moved else "持平",
        ]

    assert [row[:4] for row in found] == [said(one) for one in example().ranking]
    assert all(sum(map(int, row[4:7])) == 6 for row in found)
    assert {row[1] for row in found if row[7] == "沿用上月数"} == {
        g.reporter.name for g in example().report.gaps if g.carried_forward
    }


def test_missing_figures_are_never_0_or_blank() -> None:
    document = opened(one_reporter())
    [table] = after(document, "各县（市、区）指标完成情况表")
    row = by_name(rows(table))["乙县"]
    assert row[1:5] == ["1", "未报", "—", "未报"]
    assert row[9:13] == ["—"] * 4, "乙县 owes no area"
    assert row[-1] == "未报"


# Its layout, as GB/T 9704 has it


def test_paper_margins_and_grid() -> None:
    section = Document(BytesIO(rendered())).sections[0]
    measures = (
        (section.page_width, 210),
        (section.page_height, 297),
        (section.top_margin, 37),
        (section.bottom_margin, 35),
        (section.left_margin, 28),
        (section.right_margin, 26),
    )
    for measured, millimetres in measures:
        assert abs(measured - Mm(millimetres)) < Mm(0.1)
    grid = section._sectPr.find(qn("w:docGrid"))
    pitch, narrowed = int(grid.get(qn("w:linePitch"))), int(grid.get(qn("w:charSpace")))
    assert grid.get(qn("w:type")) == "linesAndChars"
    twips = 1440 / 25.4
    assert 22 <= 225 * twips / pitch < 22.1
    assert 27.9 < 156 * twips / (20 * (16 + narrowed / 4096)) < 28.1


@pytest.mark.parametrize(
    ("style", "font", "half_points"),
    [
        ("Normal", "仿宋_GB2312", 32),
        ("Title", "方正小标宋简体", 44),
        ("Heading1", "黑体", None),
        ("Heading2", "楷体_GB2312", None),
        ("Mark", "黑体", None),
        ("PageNumber", "宋体", 28),
    ],
)
def test_fonts_are_set_for_chinese_as_well_as_for_figures(
    style: str, font: str, half_points: int | None
) -> None:
    styles = {s.get(qn("w:styleId")): s for s in Document(BytesIO(rendered())).styles.element.style_lst}
    properties = styles[style].find(qn("w:rPr"))
    fonts = properties.find(qn("w:rFonts"))
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {font}
    size = properties.find(qn("w:sz"))
    assert (None if size is None else int(size.get(qn("w:val")))) == half_points


def test_levels_have_their_fonts_and_third_level_headings_are_bold() -> None:
    document = Document(BytesIO(rendered()))
    styled = [(p.style.style_id, p.text) for p in document.paragraphs if p.text]
    assert styled[0] == ("Mark", "代拟稿")
    assert styled[1] == ("Centred", "〔　　　　〕　　号")
    assert [style for style, _ in styled[2:5]] == ["Title", "Title", "Recipients"]
    for style, text in styled:
        assert (style == "Heading1") == bool(re.match(r"[一二三四五六七八九十]+、", text)), text
        assert (style == "Heading2") == bool(re.match(r"（[一二三四五六七八九十]+）", text)), text
    leads = [p for p in document.paragraphs if re.match(r"\d\.\S+。", p.text) and p.style.style_id == "Body"]
    assert [p.runs[0].text for p in leads] == ["1.示范基地。", "2.富硒产品。", "3.龙头企业。"]
    assert all(p.runs[0].bold and not p.runs[1].bold for p in leads)


_ORDER = {
    "pPr": "pStyle keepNext pageBreakBefore widowControl autoSpaceDE autoSpaceDN snapToGrid spacing ind jc outlineLvl",
    "rPr": "rFonts b snapToGrid spacing sz szCs highlight lang",
    "tcPr": "tcW gridSpan vMerge shd vAlign",
    "tblPr": "tblW jc tblInd tblBorders tblLayout tblCellMar",
    "style": "name basedOn qFormat pPr rPr tblPr",
}
"""Word refuses a document whose properties stand in another order than the standard's schema has."""


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/styles.xml", "word/footer1.xml", "word/footer2.xml"]
)
def test_properties_stand_in_the_order_that_word_asks_for(part: str) -> None:
    with ZipFile(BytesIO(rendered())) as package:
        root = ElementTree.fromstring(package.read(part))
    for element in root.iter():
        order = _ORDER.get(str(element.tag).rpartition("}")[2])
        if order:
            found = [str(child.tag).rpartition("}")[2] for child in element]
            assert found == sorted(found, key=order.split().index), found


def test_the_document_does_not_end_in_a_table() -> None:
    *_, last, section = Document(BytesIO(rendered())).element.body
    assert (last.tag, section.tag) == (qn("w:p"), qn("w:sectPr"))


def test_page_numbers_stand_outside() -> None:
    document = Document(BytesIO(rendered()))
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        [paragraph] = footer.paragraphs
        xml = paragraph._p
        assert xml.pPr.find(qn("w:jc")).get(qn("w:val")) == side
        assert xml.pPr.find(qn("w:ind")).get(qn(f"w:{side}Chars")) == "100"
        assert "".join(t.text or "" for t in xml.iter(qn("w:t"))) == "— 1 —"
        assert [f.get(qn("w:instr")).strip() for f in xml.iter(qn("w:fldSimple"))] == ["PAGE"]


@pytest.mark.parametrize("name", [*EDGES, "many"])
def test_tables_fit_the_page_and_repeat_their_headers(name: str) -> None:
    document = opened({**EDGES, "many": many}[name]())
    assert document.tables
    for table in document.tables:
        grid = [int(c.get(qn("w:w"))) for c in table._tbl.tblGrid.iter(qn("w:gridCol"))]
        assert sum(grid) == page.TEXT_TWIPS
        assert min(grid) > 380
        first, *rest = table._tbl.tr_lst
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert rest[-1].trPr.find(qn("w:tblHeader")) is None
        for row in table._tbl.tr_lst:
            assert row.trPr.find(qn("w:cantSplit")) is not None
            spans = [tc.tcPr.find(qn("w:gridSpan")) for tc in row.tc_lst]
            assert sum(1 if s is None else int(s.get(qn("w:val"))) for s in spans) == len(grid)


def test_annexes_begin_pages_of_their_own() -> None:
    document = Document(BytesIO(rendered()))
    marks = [p for p in document.paragraphs if re.fullmatch(r"附件\d", p.text)]
    assert [p.text for p in marks] == ["附件1", "附件2", "附件3", "附件4"]
    assert all(p.paragraph_format.page_break_before for p in marks)
    listed = [p.text for p in document.paragraphs if re.match(r"(附件：)?\d\.\S+表$|\d\.\S+清单$", p.text)]
    assert listed == [
        "附件：1.各县（市、区）指标完成情况表",
        "2.重点任务进展情况表",
        "3.滞后和到期未完成任务清单",
        "4.2022年6月报送情况表",
    ]


# A large plan


def test_a_large_plan_has_headline_tables_and_says_where_the_rest_is() -> None:
    summary = many()
    made = circular(summary)
    assert_reads_well(made)
    assert not [block for block in made.body if not isinstance(block, Heading | Paragraph)]
    titles = [annex.title for annex in made.annexes]
    assert titles == [
        "各县（市、区）综合完成情况表",
        "各项指标完成情况表",
        "滞后和到期未完成任务清单",
        "2022年6月报送情况表",
    ]
    standing, indicators, lagging = (annex.tables[0] for annex in made.annexes[:3])
    assert len(standing.rows) == 100
    for row, total in zip(indicators.rows, summary.report.totals, strict=True):
        assert total.actual is not None
        assert row[3:5] == (plain(total.actual), percent(total.rate))
    behind = sum(g.status in ("behind", "far_behind") for g in summary.report.gaps)
    assert behind > len(lagging.rows) == MOST_ROWS
    assert f"共{behind}项，这里列差距最大的{MOST_ROWS}项" in lagging.notes[0]
    assert sum(len(b.text) for b in made.body if isinstance(b, Paragraph)) < 3500


def test_a_plan_without_quotas_has_a_letter_on_its_tasks() -> None:
    made = circular(meeting({}, plan(quotas=(), targets=())))
    assert_reads_well(made)
    assert [b.text for b in made.body if isinstance(b, Heading) and b.level == 1][:2] == [
        "总体情况",
        "重点任务进展情况",
    ]
    assert [annex.title for annex in made.annexes] == ["重点任务进展情况表", "2022年6月报送情况表"]


def test_two_indicators_with_one_short_name_are_both_told() -> None:
    of = plan(indicators=(BASES, PRODUCTS._replace(short=BASES.short), AREA))
    lag = meeting({(JIA.id, "bases"): 0, (JIA.id, "products"): 1}, of)
    leads = [b.lead for b in circular(lag).body if isinstance(b, Paragraph) and b.lead[:2] in ("1.", "2.")]
    assert leads == ["1.基地。", "2.基地。"]


def test_indicators_of_a_middling_plan_stand_in_several_tables() -> None:
    of = large_plan(3, 12, value=12345)
    made = circular(meeting(everything(of, Decimal("0.5")), of))
    tables = made.annexes[0].tables
    groups = [list(dict.fromkeys(c.group for c in table.columns if c.group)) for table in tables]
    assert [one for group in groups for one in group] == [f"示例{n}号（个）" for n in range(1, 13)]
    assert len(tables) > 2
    assert all(sum(c.width for c in table.columns) <= ROOM for table in tables)


# Bytes


def test_the_same_summary_gives_the_same_bytes() -> None:
    again = summarise([str(EXAMPLES / "submissions" / "2022-06")])
    assert export(again, "docx", "summary") == rendered()


def test_nothing_of_the_template_or_the_clock_is_left() -> None:
    with ZipFile(BytesIO(rendered())) as package:
        names = package.namelist()
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not re.search(r"thumbnail|customXml|stylesWithEffects", " ".join(names))
        assert b"python-docx" not in b"".join(package.read(name) for name in names)
    properties = Document(BytesIO(rendered())).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.title == "".join(title(example()))
    assert properties.created.year == 2022
    assert len(rendered()) < 60_000


def test_what_a_workbook_or_a_plan_says_stays_words() -> None:
    evil = '</w:t></w:r><w:fldSimple w:instr="DDEAUTO"/>\u202e\x07&amp;\ud800\uffff'
    who = Reporter(JIA.id, evil, "county")
    of = plan(
        title=evil,
        office=evil,
        short_title=evil,
        region=evil,
        reporters=(who, YI),
        indicators=(BASES._replace(name=evil, short=evil, unit=evil), PRODUCTS, AREA),
        tasks=(
            task(
                units=(who.name,),
                short=evil,
                due=date(2022, 3, 1),
                due_text=evil,
                leaders=(Leader(evil, evil),),
            ),
        ),
    )
    summary = meeting(
        {(JIA.id, "bases"): 0, (JIA.id, "products"): 1},
        of,
        statuses={YI.id: "returned"},
        problems=[(who, evil, evil)],
    )
    text = assert_docx(without_page_numbers(export(summary, "docx", "summary")))
    assert '<w:fldSimple w:instr="DDEAUTO"/>' in text
    assert "�" in text


def test_a_very_long_text_is_printed_whole() -> None:
    said = "困难" * 3000
    document = opened(meeting({}, PLAN, problems=[(JIA, said, None)]))
    assert any(said in p.text for p in document.paragraphs)


def test_many_difficulties_stand_in_an_annex() -> None:
    told = [(JIA, f"第{n}个困难", None) for n in range(12)]
    made = circular(meeting({}, PLAN, problems=told))
    assert made.annexes[-1].title == "困难问题汇总表"
    assert len(made.annexes[-1].tables[0].rows) == 12
    assert any(
        isinstance(b, Paragraph) and b.text == f"其余4个见附件{len(made.annexes)}。" for b in made.body
    )


def test_an_empty_letter_is_a_document_too() -> None:
    empty = Circular("", ("通报",), "：", (), (), "示例办公室", "　　年", "")
    assert Document(BytesIO(render(empty, JUNE))).paragraphs

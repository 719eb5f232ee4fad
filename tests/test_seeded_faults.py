"""Small changes to a clean workbook, each found at its sheet and cell and nowhere else; clean workbooks find nothing."""

import copy
from datetime import date
from random import Random

import pytest
import six_months
import story
from hypothesis import given, settings
from hypothesis import strategies as st

from fuxi_cli.core.period import Period
from fuxi_cli.core.submission import Sheet, Workbook
from fuxi_cli.exporters.template import render
from support.changed import replace
from support.faults import Change, both, check, clean, found, position, put, read, sheet
from support.samples import ganzhou

C, P, T = "封面", "指标进度", "重点任务"
BASE, PRODUCT, LEADING, PROCESSING = "台账-示范基地", "台账-富硒产品", "台账-龙头企业", "台账-精深加工企业"
AREA, PARK = "台账-康养区", "台账-产业园区"
GOOD_USCC = "91360731MA007617X"


def page(name: str, **changes: object) -> Change:
    """Change what a sheet's values do not show: hidden rows, merged ranges, errors …"""

    def change(book: Workbook) -> None:
        for field, value in changes.items():
            setattr(sheet(book, name), field, value)

    return change


def without(name: str) -> Change:
    def change(book: Workbook) -> None:
        book.sheets.remove(sheet(book, name))

    return change


def added(name: str, copy_of: str | None = None) -> Change:
    def change(book: Workbook) -> None:
        rows = copy.deepcopy(sheet(book, copy_of).rows) if copy_of else [["随手记", 3.0]]
        book.sheets.append(Sheet(name, rows))

    return change


def without_column(name: str, letter: str) -> Change:
    def change(book: Workbook) -> None:
        column = position(f"{letter}1")[1]
        for row in sheet(book, name).rows:
            if len(row) >= column:
                row[column - 1] = None

    return change


def without_row(name: str, row: int) -> Change:
    def change(book: Workbook) -> None:
        sheet(book, name).rows[row - 1] = []

    return change


def formula_gone(name: str, address: str) -> Change:
    def change(book: Workbook) -> None:
        target = sheet(book, name)
        target.formulas = frozenset(target.formulas) - {position(address)}

    return change


def done(row: int, day: object = date(2022, 6, 20), document: object = "示例办字〔2022〕9号") -> Change:
    detail = put(T, f"I{row}", "任务全部办结（示例）")
    return both(put(T, f"F{row}", "已完成"), put(T, f"G{row}", day), put(T, f"H{row}", document), detail)


def prop(name: str, value: str) -> Change:
    def change(book: Workbook) -> None:
        book.properties[name] = value
        for row in sheet(book, "_fuxi").rows:
            if row[0] == name:
                row[1] = value

    return change


RECOGNISED = both(
    put(PROCESSING, "I5", "已认定"),
    put(PROCESSING, "G5", "示例办字〔2022〕9号"),
    put(PROCESSING, "H5", date(2022, 6, 9)),
    put(P, "E8", 1),
    put(P, "F8", 1),
    put(P, "G8", 1),
    put(P, "H8", 0),
)
"""One processing enterprise, recognised in June and counted."""
CALCULATED = both(*(put(P, f"{column}{row}", None) for column in "GH" for row in (5, 6)))
"""The formulas that would follow are left out of it."""


WORKBOOK_FAULTS: list[tuple[str, Change, str, str]] = [
    # cover
    *[
        (f"cover {a} blank", put(C, a, None), "S210", f"{C}!{a}")
        for a in ("B5", "B8", "B9", "B10", "B11", "B12")
    ],
    ("cover names another county", put(C, "B6", "赣县区"), "S207", f"{C}!B6"),
    ("cover names nobody known", put(C, "B6", "于督县"), "S206", f"{C}!B6"),
    ("cover names another month", put(C, "B7", "2022年5月"), "S208", f"{C}!B7"),
    ("cover names another plan", put(C, "B4", "2021年示例方案"), "S202", f"{C}!B4"),
    ("phone is words", put(C, "B9", "办公室"), "T116", f"{C}!B9"),
    ("report day is no day", put(C, "B11", "2022年2月30日"), "T105", f"{C}!B11"),
    ("report day is ambiguous", put(C, "B11", "3/7/2022"), "T115", f"{C}!B11"),
    ("nil choice is neither", put(C, "B12", "也许"), "T108", f"{C}!B12"),
    ("nil return with figures", put(C, "B12", "无"), "C110", f"{C}!B12"),
    ("report day before the plan", put(C, "B11", date(2021, 7, 3)), "T107", f"{C}!B11"),
    ("old template", prop("fuxi_template", "0"), "S204", ""),
    ("other revision", prop("fuxi_revision", "2021-01-24"), "S203", ""),
    # sheets, columns, rows
    *[
        (f"{name} missing", without(name), "S301", "")
        for name in (P, T, BASE, PRODUCT, PARK, "困难问题", "核实说明")
    ],
    ("cover missing", without(C), "S301", ""),
    ("sheet doubled", added("指标进度表", P), "S302", "指标进度表"),
    ("sheet unknown", added("随手记"), "S303", "随手记"),
    ("sheet hidden", both(added("底稿"), page("底稿", visible=False)), "S403", "底稿"),
    *[(f"column {c} gone", without_column(P, c), "S304", P) for c in "DEFGH"],
    ("task status column gone", without_column(T, "F"), "S304", T),
    ("column doubled", put(P, "J4", "本月新增"), "S305", f"{P}!J4"),
    ("column unknown", both(put(P, "J4", "心情"), put(P, "J5", "好")), "S306", f"{P}!J4"),
    ("indicator row gone", without_row(P, 7), "S307", P),
    ("task row gone", without_row(T, 6), "S307", T),
    (
        "task row doubled",
        both(put(T, "A8", "6"), put(T, "B8", "抓好示范基地建设"), put(T, "F8", "推进中")),
        "S308",
        f"{T}!A8",
    ),
    ("indicator renamed", put(P, "B7", "培育示例企业"), "S307", f"{P}!B7"),
    ("indicator row unknown", both(put(P, "B11", "种植面积"), put(P, "F11", 3)), "S309", f"{P}!B11"),
    # what values do not show
    ("row hidden", page(P, hidden_rows=frozenset({6})), "S401", f"{P}!A6"),
    ("rows hidden in a ledger", page(BASE, hidden_rows=frozenset({6, 7})), "S401", f"{BASE}!A6"),
    ("column hidden", page(P, hidden_columns=frozenset({6})), "S402", f"{P}!F4"),
    ("cells merged", page(P, merged=((5, 9, 6, 9),)), "S404", f"{P}!I5"),
    ("number beside the table", put(P, "L6", 9), "S405", f"{P}!L6"),
    ("number below the table", both(put(P, "A15", "填报人：张示例"), put(P, "I17", 12)), "S405", f"{P}!I17"),
    ("figure without an indicator", put(P, "F15", 12), "T101", f"{P}!B15"),
    ("formula without value", page(P, uncalculated=frozenset({(5, 7)})), "S406", f"{P}!G5"),
    *[
        (f"error cell {e}", page(P, errors={(6, 6): e}), "S407", f"{P}!F6")
        for e in ("#REF!", "#N/A", "#DIV/0!")
    ],
    ("error cell in a ledger", page(BASE, errors={(5, 5): "#VALUE!"}), "S407", f"{BASE}!E5"),
    ("rate typed over", formula_gone(P, "G5"), "S408", f"{P}!G5"),
    ("gap typed over", formula_gone(P, "H6"), "S408", f"{P}!H6"),
    # cells
    ("month blank", put(P, "E9", None), "T101", f"{P}!E9"),
    ("cumulative blank", put(P, "F9", None), "T101", f"{P}!F9"),
    ("status blank", put(T, "F6", None), "T101", f"{T}!F6"),
    ("base without a name", put(BASE, "B9", None), "T101", f"{BASE}!B9"),
    ("base without a township", put(BASE, "C6", None), "T101", f"{BASE}!C6"),
    ("product without an enterprise", put(PRODUCT, "C6", None), "T101", f"{PRODUCT}!C6"),
    ("recognised without a document", put(BASE, "G6", None), "T101", f"{BASE}!G6"),
    *[(f"month is {w}", put(P, "E9", w), "T102", f"{P}!E9") for w in ("若干", "无", "—", "约1", "1+", "1e1")],
    ("area is words", put(BASE, "E6", "很大"), "T102", f"{BASE}!E6"),
    ("half an object", put(P, "E9", 0.5), "T103", f"{P}!E9"),
    ("fewer than none", put(P, "E9", -1), "T104", f"{P}!E9"),
    ("area below nothing", put(BASE, "E6", -5), "T104", f"{BASE}!E6"),
    ("no such day", put(BASE, "H9", "2022年2月30日"), "T105", f"{BASE}!H9"),
    ("no year", put(PRODUCT, "H6", "6月3日"), "T105", f"{PRODUCT}!H6"),
    ("task done before the plan", done(5, date(2021, 12, 1)), "T107", f"{T}!G5"),
    ("not a status", put(T, "F6", "快了"), "T108", f"{T}!F6"),
    ("not one of the five", put(BASE, "D6", "富硒西瓜"), "T108", f"{BASE}!D6"),
    ("not a stage", put(BASE, "I9", "准备中"), "T108", f"{BASE}!I9"),
    ("not a level", put(PARK, "D5", "省级"), "T108", f"{PARK}!D5"),
    ("objects in mu", put(P, "E9", "0亩"), "T109", f"{P}!E9"),
    ("investment in mu", put(PROCESSING, "E5", "6000亩"), "T109", f"{PROCESSING}!E5"),
    ("rate written as 57.1", put(P, "G5", 57.1), "T111", f"{P}!G5"),
    ("digit of a code wrong", put(LEADING, "C6", "91360731MA01850031"), "T112", f"{LEADING}!C6"),
    ("code too short", put(PRODUCT, "D6", GOOD_USCC), "T112", f"{PRODUCT}!D6"),
    ("right-to-left override", put(BASE, "F6", "示例\u202e公司"), "T113", f"{BASE}!F6"),
    ("number as text", put(P, "E9", "０"), "T114", f"{P}!E9"),
    ("number with a unit", put(P, "F5", "4个"), "T114", f"{P}!F5"),
    ("Chinese number", put(P, "F5", "四"), "T114", f"{P}!F5"),
    ("date as text", put(BASE, "H5", "2022.2.7"), "T114", f"{BASE}!H5"),
    ("ambiguous day", put(PRODUCT, "H6", "3/2/2025"), "T115", f"{PRODUCT}!H6"),
    # consistency
    ("rate left over", put(P, "G6", 0.5), "C103", f"{P}!G6"),
    ("gap left over", put(P, "H6", 7), "C104", f"{P}!H6"),
    ("total added up wrongly", both(put(P, "B11", "合计"), put(P, "F11", 14)), "C105", f"{P}!F11"),
    ("done without a day", done(5, None), "C106", f"{T}!G5"),
    ("done without a document", done(5, document=None), "C107", f"{T}!H5"),
    ("done after the report", done(5, date(2022, 7, 9)), "C108", f"{T}!G5"),
    (
        "not begun, yet finished",
        both(put(T, "F6", "未启动"), put(T, "I6", "文件已印发，任务已完成")),
        "C109",
        f"{T}!F6",
    ),
    ("day without done", put(T, "G6", date(2022, 6, 2)), "C111", f"{T}!G6"),
    # quota
    ("quota raised", put(P, "D9", 2), "Q101", f"{P}!D9"),
    # evidence
    ("one more than the ledger", put(P, "F5", 5), "E101", f"{P}!F5"),
    ("one less than the ledger", put(P, "F6", 7), "E101", f"{P}!F6"),
    ("stage not reached", both(put(BASE, "I5", "申报中")), "E101", f"{P}!F5"),
    ("recognised after the month", put(BASE, "H5", date(2022, 7, 1)), "E101", f"{P}!F5"),
    ("month differs from the ledger", put(P, "E5", 2), "E102", f"{P}!E5"),
    ("base twice", put(BASE, "B9", "于都富硒蔬菜示范基地1号（示例）"), "E103", f"{BASE}!B9"),
    ("certificate twice", put(PRODUCT, "E6", "SL-360731-2022-001"), "E103", f"{PRODUCT}!E6"),
    ("certificate expired", put(PRODUCT, "H5", date(2022, 6, 1)), "E106", f"{PRODUCT}!H5"),
    ("place of another county", put(BASE, "C5", "兴国县示例镇"), "E108", f"{BASE}!C5"),
    ("too small an investment", both(RECOGNISED, put(PROCESSING, "E5", 4000)), "E104", f"{PROCESSING}!E5"),
    ("investment in yuan", both(RECOGNISED, put(PROCESSING, "E5", 106000000)), "E105", f"{PROCESSING}!E5"),
    ("recognised before the plan", put(BASE, "H5", date(2021, 11, 1)), "E107", f"{BASE}!H5"),
    ("recognised after the report", put(BASE, "H8", date(2022, 7, 20)), "T106", f"{BASE}!H8"),
    ("too many to be true", both(put(P, "F6", 8000), CALCULATED), "T110", f"{P}!F6"),
    ("far beyond the quota", both(put(P, "F5", 20), CALCULATED), "Q105", f"{P}!F5"),
    ("document malformed", put(BASE, "G5", "示例办字第11号"), "E109", f"{BASE}!G5"),
]


@pytest.mark.parametrize(
    ("change", "code", "place"), [case[1:] for case in WORKBOOK_FAULTS], ids=[c[0] for c in WORKBOOK_FAULTS]
)
def test_a_seeded_fault_is_found_at_its_place(change: Change, code: str, place: str) -> None:
    book = clean()
    change(book)
    assert (code, place) in found(check(book))


@pytest.mark.parametrize(
    ("name", "change"), [case[:2] for case in WORKBOOK_FAULTS], ids=[c[0] for c in WORKBOOK_FAULTS]
)
def test_one_cause_gives_few_findings(name: str, change: Change) -> None:
    """A seeded fault says one thing; a few contradict two rules at once, none more than three."""
    book = clean()
    change(book)
    assert len(found(check(book))) <= 3, (name, found(check(book)))


HISTORY_FAULTS: list[tuple[str, Change, str, str]] = [
    ("cumulative fell", both(put(P, "F6", 5), put(P, "E6", 0)), "H101", f"{P}!F6"),
    (
        "cumulative fell, with a reason",
        both(put(P, "F6", 5), put(P, "I6", "1张证书被撤销")),
        "H102",
        f"{P}!F6",
    ),
    ("last month and this do not add up", put(P, "E6", 1), "H103", f"{P}!F6"),
    ("a base is gone", put(BASE, "B5", "于都示例另一基地（示例）"), "H104", BASE),
    ("a base's area changed", put(BASE, "E5", 1737.0), "H105", f"{BASE}!E5"),
    ("a base's document changed", put(BASE, "G5", "示例办字〔2022〕99号"), "H105", f"{BASE}!G5"),
    ("a task went back", put(T, "F5", "未启动"), "H106", f"{T}!F5"),
    ("a jump out of line", both(put(P, "E6", 12), put(P, "F6", 18), CALCULATED), "H110", f"{P}!E6"),
    ("rate left over from last month", put(P, "G6", 6 / 14), "C103", f"{P}!G6"),
]
"""Against the clean months before June."""


def earlier(county: str = "于都县") -> tuple[Workbook, ...]:
    return tuple(clean(county, Period(2022, month)) for month in range(5, 0, -1))


@pytest.mark.parametrize(
    ("change", "code", "place"), [c[1:] for c in HISTORY_FAULTS], ids=[c[0] for c in HISTORY_FAULTS]
)
def test_a_fault_against_history_is_found_at_its_place(change: Change, code: str, place: str) -> None:
    book = clean()
    change(book)
    assert (code, place) in found(check(book, history=earlier()))


def test_a_clean_month_after_clean_months_has_no_finding() -> None:
    assert found(check(clean(), history=earlier())) == []


def test_last_months_workbook_sent_again_is_found() -> None:
    book = clean(period=Period(2022, 5))
    both(put(C, "B7", "2022年6月"), put(C, "B11", date(2022, 7, 3)), prop("fuxi_period", "2022-06"))(book)
    book.path = "于都县.xlsx"
    assert "H109" in {code for code, _ in found(check(book, history=earlier()))}


def test_a_missing_month_is_said_and_the_comparison_goes_back() -> None:
    report = check(clean(), history=earlier()[1:])
    assert [code for code, _ in found(report)] == ["H108"]


OFFICE_FAULTS: list[tuple[str, Change, str, str]] = [
    ("a certificate of another county", put(PRODUCT, "E5", "SL-360732-2022-001"), "X101", f"{PRODUCT}!E5"),
    (
        "a certificate of another county, written otherwise",
        put(PRODUCT, "E5", "ＳＬ-360732-2022-001"),
        "X101",
        f"{PRODUCT}!E5",
    ),
    (
        "a base named as another county's",
        put(BASE, "B5", "兴国富硒蔬菜示范基地1号(示例)"),
        "X101",
        f"{BASE}!B5",
    ),
    (
        "a base named nearly so",
        put(BASE, "B5", "兴国富硒蔬菜示范基地1号（示例）合作社"),
        "X102",
        f"{BASE}!B5",
    ),
    ("an enterprise of another county", put(PRODUCT, "D5", "91360732MA0076901T"), "X103", f"{PRODUCT}!C5"),
]
"""Against 兴国县's clean workbook of the same month."""


@pytest.mark.parametrize(
    ("change", "code", "place"), [c[1:] for c in OFFICE_FAULTS], ids=[c[0] for c in OFFICE_FAULTS]
)
def test_a_fault_between_reporters_is_found_at_its_place(change: Change, code: str, place: str) -> None:
    book = clean()
    change(book)
    assert (code, place) in found(check(book, clean("兴国县"), office=True))


def test_clean_reporters_have_nothing_between_them() -> None:
    assert found(check(*(clean(name) for name in COUNTIES), office=True)) == []


def test_two_files_of_one_reporter_are_found() -> None:
    again = clean()
    again.path = "于都县最终版2.xlsx"
    codes = {code for code, _ in found(check(clean(), again, office=True))}
    assert codes & {"X104", "X105"}


def test_there_are_enough_of_them() -> None:
    assert len(WORKBOOK_FAULTS) + len(HISTORY_FAULTS) + len(OFFICE_FAULTS) >= 100
    assert {case[2][0] for case in (*WORKBOOK_FAULTS, *HISTORY_FAULTS, *OFFICE_FAULTS)} == set("STCQEHX")


COUNTIES = [r.name for r in ganzhou().reporters if r.kind == "county"]


@settings(max_examples=200)
@given(st.sampled_from(COUNTIES), st.integers(1, 12), st.integers(0, 10**6))
def test_clean_workbooks_of_random_content_have_no_finding(county: str, month: int, seed: int) -> None:
    """Lawful content of any county and month: other words, areas, statuses and remarks, and figures as they follow."""
    plan, period = ganzhou(), Period(2022, month)
    reporter = plan.reporter(county)
    assert reporter is not None
    random = Random(seed)
    prefill = story.submission(plan, reporter, period)
    ledgers = {id: [_varied(row, random) for row in rows] for id, rows in prefill.ledgers.items()}
    entries = [{"status": "未启动"}, {"status": "推进中", "detail": "正在推进（示例）"}, {"status": "推进中"}]
    tasks = {id: random.choice(entries) for id in prefill.tasks}
    book = read(
        render(plan, reporter, period, replace(prefill, ledgers=ledgers, tasks=tasks)), county, period
    )
    assert found(check(book, period=period)) == []


def _varied(row: dict, random: Random) -> dict:
    changed = dict(row)
    if "area" in row:
        changed["area"] = random.choice([1, 12.5, 820, 12345.67])
    if "township" in row:
        changed["township"] = random.choice(["示例镇", "示例乡", "示例街道", "示例工业园"])
    if "investment" in row:
        changed["investment"] = random.choice([5000, 5000.5, 98000])
    return changed


def test_of_two_files_the_accepted_one_counts_and_the_other_is_told_so() -> None:
    """The later one has a blocking fault: the earlier, accepted one counts."""
    later = clean()
    both(put(C, "B11", date(2022, 7, 5)), put(P, "F5", "若干"))(later)
    later.path, later.sha256 = "于都县更正.xlsx", "1" * 64
    report = check(clean(), later, office=True)
    told = [(f.rule.code, f.path) for f in report.findings if f.rule.code == "X104"]
    assert [path for _, path in told] == ["于都县更正.xlsx"]
    gap = next(g for g in report.gaps if g.reporter.name == "于都县" and g.indicator.id == "base")
    assert gap.actual == 4


def department() -> Workbook:
    reporter = ganzhou().reporter("市农业农村局")
    assert reporter is not None
    prefill = six_months.workbook(ganzhou(), reporter, Period(2022, 6))
    assert prefill is not None
    return read(render(ganzhou(), reporter, Period(2022, 6), prefill), reporter.name)


def test_a_missed_meeting_and_a_task_finished_late_are_found() -> None:
    book = department()
    rows = {row[0]: number for number, row in enumerate(sheet(book, T).rows, start=1) if row}
    meeting, forum = rows["r1"], rows["18"]
    both(put(T, f"F{meeting}", "推进中"), put(T, f"G{meeting}", None), put(T, f"G{forum}", date(2022, 7, 2)))(
        book
    )
    told = {(f.rule.code, f.place.cell) for f in check(book, office=True).findings}
    assert {("D106", f"F{meeting}"), ("D105", f"G{forum}")} <= told
    assert not {"D105", "D106"} & {f.rule.code for f in check(department(), office=True).findings}


def test_a_quota_unmet_in_december_is_found() -> None:
    book = clean(period=Period(2022, 12))
    put(P, "F10", 0)(book)
    told = {(f.rule.code, f.place.cell) for f in check(book, period=Period(2022, 12)).findings}
    assert ("Q104", "F10") in told


def test_januarys_month_is_its_cumulative_figure() -> None:
    book = clean(period=Period(2022, 1))
    put(P, "E6", 0)(book)
    assert "C102" in {code for code, _ in found(check(book, period=Period(2022, 1)))}


def test_an_object_taken_over_from_another_county_is_questioned() -> None:
    """兴国县 counted the certificate in May and has dropped it in June; 于都县 counts it now."""
    taken, left = clean(), clean("兴国县")
    put(PRODUCT, "E5", "SL-360732-2022-001")(taken)
    put(PRODUCT, "E5", "SL-360732-2022-901")(left)
    report = check(taken, left, history=earlier("兴国县"), office=True)
    assert ("X106", f"{PRODUCT}!E5") in found(report)

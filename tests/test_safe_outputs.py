"""No text of a workbook, a plan or a file name can act in anything that is shown or written."""

import io
import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.period import Period
from fuxi_cli.core.report import Checked, Report
from fuxi_cli.exporters import View, export, formats
from fuxi_cli.exporters.marked_copy import render
from fuxi_cli.exporters.plain_formula import is_plain
from fuxi_cli.exporters.safe_names import plain_name, same_file
from fuxi_cli.pipeline import (
    Options,
    annotate,
    available_plans,
    check,
    lint,
    open_plan,
    templates,
    write_file,
)
from support import hostile_texts, safe
from support.command import fuxi
from support.hostile_texts import ACTING, TEXTS, acting_form, marked_form, sheet_name, with_text
from support.plan_folder import edit, write_plan

pytestmark = pytest.mark.filterwarnings("ignore:Title is more than 31 characters")
JUNE = Period(2022, 6)
WIDTHS = (20, 60, 79, 100, 200)
TASKS = """\
id,number,category,name,short,units,leaders,due,due_text,recurrence,clause
1,1,组织,开好会议,会议,甲县；市甲局,张示例（甲县）,2022-06-30,6月底,,
"""


@dataclass(frozen=True)
class Run:
    """One check of a workbook for every hostile text, and what was written to send back."""

    root: Path
    before: frozenset[Path]
    report: Report
    written: dict[str, Path]
    own: frozenset[str]
    """The formulas of the form itself."""

    def of(self, key: str, ending: str) -> bytes:
        return self.written[f"{key}{ending}"].read_bytes()


def make_plan(folder: Path) -> str:
    return str(write_plan(folder / "plan", tasks=TASKS))


def form(plan: str, reporter: str = "甲县") -> bytes:
    return templates([reporter], JUNE, plan)[0][1]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    root = tmp_path_factory.mktemp("hostile")
    plan = make_plan(root)
    blank = form(plan)
    marked = marked_form(blank)
    received = root / "2022-06"
    received.mkdir()
    for key, text in TEXTS.items():
        (received / f"{key}.xlsx").write_bytes(with_text(marked, text, sheet_name(text)))
        if sheet_name(text) != text:
            (received / f"{key}-sheet.xlsx").write_bytes(with_text(marked, text, text))
    (received / "acting.xlsx").write_bytes(acting_form(blank))
    before = frozenset(safe.tree(root))
    report = check([str(received)], Options(plan=plan))
    written = [Path(path) for path in annotate(report, str(root / "退回"))]
    by_path = iter(written)
    named: dict[str, Path] = {}
    for checked in report.workbooks:
        key = Path(checked.path).stem
        # A sheet whose name no spreadsheet program takes cannot be saved again: there is a slip only.
        for ending in (".docx",) if key.endswith("-sheet") else (".xlsx", ".docx"):
            named[f"{key}{ending}"] = next(by_path)
    return Run(root, before, report, named, frozenset(safe.formulas(blank)))


def test_every_workbook_was_read_and_gets_both_papers(run: Run) -> None:
    assert {checked.status for checked in run.report.workbooks} == {"returned"}
    odd = sum(1 for text in TEXTS.values() if sheet_name(text) != text)
    assert odd > 10
    assert len(run.report.workbooks) == len(TEXTS) + odd + 1
    assert len(run.written) == 2 * len(run.report.workbooks) - odd
    assert all(
        path.stem.endswith(("审核意见", "退回单")) or "_" in path.stem for path in run.written.values()
    )


def test_the_texts_do_reach_the_findings(run: Run) -> None:
    """Otherwise nothing here is tested."""
    told = {str(finding.provided) for finding in run.report.findings}
    missing = [
        key for key in ("dde", "markup", "override", "escape", "script", "nul") if TEXTS[key] not in told
    ]
    assert missing == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_terminal_shows_text_and_nothing_else(run: Run, width: int) -> None:
    plain = export(run.report, "text", view=View(width))
    text = safe.assert_terminal(plain, export(run.report, "text", view=View(width, colour=True)))
    for literal in ("[red]甲[/]", "<script>", ":smile:"):
        assert literal in re.sub(r"\n *", "", text)
    assert b"\x1b" in export(run.report, "text", view=View(width, colour=True))
    safe.assert_terminal(export(run.report, "text", view=View(width, quiet=True)))


def test_no_text_makes_a_line_of_its_own(run: Run) -> None:
    """A cell that holds a line break and a verdict must not look like the verdict."""
    text = export(run.report, "text").decode()
    assert len(re.findall(r"(?m)^结论：", text)) == 1


def test_json_is_strict_and_gives_texts_back_unchanged(run: Run) -> None:
    told = safe.assert_json(export(run.report, "json"))
    provided = {finding["provided"] for finding in told["findings"]}
    assert {TEXTS[key] for key in ("escape", "override", "nul", "zero-width", "dde")} <= provided


def test_csv_holds_no_formula(run: Run) -> None:
    rows = safe.assert_csv(export(run.report, "csv"))
    assert len(rows) == len(run.report.findings) + 1


@pytest.mark.parametrize("key", [*TEXTS, "acting"])
def test_a_marked_copy_holds_no_formula_but_the_forms_own(run: Run, key: str) -> None:
    own = run.own | ({"SUM(E5:F5)+1"} if key == "acting" else set())
    safe.assert_xlsx(run.of(key, ".xlsx"), own)
    assert safe.formulas(run.of(key, ".xlsx")) == own


@pytest.mark.parametrize("key", [*TEXTS, "acting"])
def test_a_slip_is_text_only(run: Run, key: str) -> None:
    assert "甲县" in safe.assert_docx(run.of(key, ".docx"))


def test_what_acted_in_the_original_is_shown_as_text_in_the_copy(run: Run) -> None:
    sheet = load_workbook(io.BytesIO(run.of("acting", ".xlsx")))["指标进度"]
    shown = [sheet[f"B{row}"] for row in range(20, 20 + len(ACTING))]
    assert [cell.value for cell in shown] == list(ACTING)
    assert {cell.data_type for cell in shown} == {"s"}
    assert (sheet["B28"].value, sheet["B28"].data_type) == ("=外部2", "s")
    assert not [c for c in sheet.data_validations.dataValidation if "B30" in c.sqref]
    assert not [area for area in sheet.conditional_formatting if "B30" in str(area.sqref)]
    assert not load_workbook(io.BytesIO(run.of("acting", ".xlsx"))).defined_names


def test_a_formula_that_cannot_stay_keeps_the_value_that_it_had(tmp_path: Path) -> None:
    plan = make_plan(tmp_path)
    cell = b'<c r="B%d"%b><f>%b</f><v>%b</v></c>'
    acting = "[1]甲!A1".encode()
    rows = (b'<row r="20">', cell % (20, b"", acting, b"7"), b'</row><row r="21">',
            cell % (21, b' t="str"', acting, b"=1+1"), b'</row><row r="22">',
            cell % (22, b' t="e"', acting, b"#REF!"), b"</row></sheetData>")  # fmt: skip

    def change(name: str, part: bytes) -> bytes:
        return part.replace(b"</sheetData>", b"".join(rows)) if name == "xl/worksheets/sheet2.xml" else part

    (tmp_path / "甲县.xlsx").write_bytes(hostile_texts.rewritten(form(plan), change))
    report = check([str(tmp_path / "甲县.xlsx")], Options(plan=plan))
    copy = Path(annotate(report, str(tmp_path / "退回"))[0]).read_bytes()
    sheet = load_workbook(io.BytesIO(copy))["指标进度"]
    assert [(sheet[f"B{row}"].value, sheet[f"B{row}"].data_type) for row in (20, 21, 22)] == [
        (7, "n"), ("=1+1", "s"), ("#REF!", "e"),
    ]  # fmt: skip


def test_written_files_stand_in_their_folder_and_nothing_else_changed(run: Run) -> None:
    safe.assert_names(list(run.written.values()), run.root / "退回")
    assert safe.tree(run.root) - run.before == {run.root / "退回", *run.written.values()}


@pytest.mark.parametrize(
    ("formula", "plain"),
    [
        ("=SUM(A1:A3)+1", True),
        ("=IF(AND(COUNT(D5,F5)=2,D5>0),F5/D5,\"\")", True),
        ("='指标进度'!E5", True),
        ("=指标进度!E5*2", True),
        ("=_xlfn.IFS(A1>0,\"甲|[乙]\",TRUE,\"丙\")", True),
        ("=#REF!+A1", True),
        ("=SUM( A1 )", True),
        ("=其他!A1", False),
        ("='其他'!A1", False),
        ("=[1]指标进度!A1", False),
        ("='[1]指标进度'!A1", False),
        ("=cmd|'/C calc'!A0", False),
        ("=WEBSERVICE (\"x\")", False),
        ("=_xlfn.WEBSERVICE(\"x\")", False),
        ("=SUM(HYPERLINK(\"x\"))", False),
        ("=hyperlink(\"x\")", False),
        ("=未知函数(A1)", False),
        ("=甲.乙(A1)", False),
        ("=removed+1", False),
        ("={甲}!A1", False),
        ("=\"a", False),
        ("='a", False),
        ("=A1&http://x", False),
        ("=" + "1+" * 5000 + "1", False),
    ],
)  # fmt: skip
def test_which_formulas_live_on(formula: str, plain: bool) -> None:
    assert is_plain(formula, {"指标进度"}, {"removed"}) is plain


# File names, and what is said on stderr


def small() -> bytes:
    """A workbook that nobody can tell the meaning of."""
    book = Workbook()
    book.active["A1"] = "示例"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_hostile_file_and_folder_names(tmp_path: Path) -> None:
    plan, out = make_plan(tmp_path), tmp_path / "退回"
    names = [name for _, name in hostile_texts.file_names(tmp_path) if not name.startswith(".")]
    assert len(names) > 25
    for name in names:
        (tmp_path / "in" / name).mkdir(parents=True)
        (tmp_path / "in" / name / f"{name}.xlsx").write_bytes(small())
    before = safe.tree(tmp_path)
    result = fuxi("check", tmp_path / "in", "--plan", plan, "--annotate", out)
    assert result.code == 1
    safe.assert_terminal(result.out.encode())
    safe.assert_terminal(result.err.encode())
    written = safe.tree(tmp_path) - before - {out}
    assert result.err.count("已写入") == len(written) == 2 * len(names)
    safe.assert_names(written, out)
    for path in written:
        if path.suffix == ".xlsx":
            safe.assert_xlsx(path.read_bytes())
        else:
            safe.assert_docx(path.read_bytes())
    told = safe.assert_json(fuxi("check", tmp_path / "in", "--plan", plan, "-f", "json").out.encode())
    assert {Path(one["path"]).stem for one in told["workbooks"]} == set(names)
    safe.assert_csv(fuxi("check", tmp_path / "in", "--plan", plan, "-f", "csv").out.encode())


@pytest.mark.parametrize(
    "key", [key for key, text in TEXTS.items() if "\x00" not in text and "\ud800" not in text]
)
def test_messages_show_no_hidden_characters(key: str, tmp_path: Path) -> None:
    """Whatever is typed or named on the command line comes back cleaned, in one message."""
    text = TEXTS[key]
    absent = os.path.join(str(tmp_path), text)
    for arguments in (
        ("check", absent),
        ("check", tmp_path, "--plan", text),
        ("check", tmp_path, "--period", text),
        ("check", tmp_path, "--as-of", text),
        ("check", tmp_path, "--format", text),
        ("check", tmp_path, "--select", text),
        ("check", tmp_path, "--targets", absent),
        ("template", text, "--period", "2022-06", "--plan", "ganzhou-selenium-2022"),
        ("targets", "show", text),
        ("rules", text),
        (f"x{text}",),
        ("check", tmp_path, f"--x{text}"),
    ):
        result = fuxi(*arguments)
        assert result.code == 2, arguments
        safe.assert_terminal(result.out.encode())
        safe.assert_terminal(result.err.encode())
        if key == "newlines":
            assert not re.search(r"(?m)^结论：", result.err), arguments


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("../../x", "x"),
        ("..\\..\\x", "x"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("COM¹", "_COM¹"),
        ("conin$", "conin"),
        ("a:b", "ab"),
        ("甲...", "甲"),
        ("甲. .", "甲"),
        ("", "未命名"),
        ("...", "未命名"),
        ("\x00\x1b\u202e\ud800\ufffe", "未命名"),
        ("长" * 300, "长" * 60),
        ("😀" * 300, "😀" * 45),
        ("a" * 179 + "长", "a" * 179),
    ],
)
def test_names_made_from_data(name: str, wanted: str) -> None:
    assert plain_name(name) == wanted


def test_names_that_some_system_takes_for_one() -> None:
    assert same_file("A.xlsx") == same_file("a.xlsx")
    assert same_file("é.xlsx") == same_file("e\u0301.xlsx")
    assert same_file("甲.xlsx") != same_file("乙.xlsx")


def test_reports_never_collide(tmp_path: Path) -> None:
    """Workbooks named alike but for case, and a file that stands there already under another case."""
    plan = make_plan(tmp_path)
    received = tmp_path / "2022-06"
    for name in ("a/A.xlsx", "b/a.xlsx", "c/A.XLSX"):
        (received / name).parent.mkdir(parents=True)
        (received / name).write_bytes(form(plan))
    written = [Path(p) for p in annotate(check([str(received)], Options(plan=plan)), str(tmp_path / "退回"))]
    assert len(written) == 6
    safe.assert_names(written, tmp_path / "退回")


def test_a_link_in_the_folder_is_replaced_and_not_followed(tmp_path: Path) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text("原来的内容", encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    for name in ("结果.json", f".fuxi-{os.getpid()}.tmp"):
        (out / name).symlink_to(kept)
    write_file(str(out / "结果.json"), b"{}")
    assert kept.read_text(encoding="utf-8") == "原来的内容"
    assert (out / "结果.json").read_bytes() == b"{}"
    assert not (out / "结果.json").is_symlink()
    assert [path.name for path in out.iterdir()] == ["结果.json"]


# Plans are data too


VISIBLE = [key for key, text in TEXTS.items() if not safe.invisible(text, "\n\r\t\ue000") and key != "long"]


OWN = {
    one
    for row in (5, 6)
    for one in (
        f'IF(AND(COUNT(D{row},F{row})=2,D{row}>0),F{row}/D{row},"")',
        f'IF(COUNT(D{row},F{row})=2,MAX(D{row}-F{row},0),"")',
    )
}
"""The formulas of the tiny plan's form."""


def hostile_plan(folder: Path, text: str) -> Path:
    """The tiny plan with that text as title, office, names, ledger fields, choices, tasks and leaders."""
    quoted = json.dumps(text, ensure_ascii=False)
    write_plan(folder, tasks=TASKS)
    edit(folder, "plan.yaml", "title: 示例方案", f"title: {quoted}")
    edit(folder, "plan.yaml", "office: 示例办公室", f"office: {quoted}")
    edit(folder, "plan.yaml", "number: 示例〔2022〕1号", f"number: {quoted}")
    edit(folder, "plan.yaml", "issuer: 示例办公室", f"issuer: {quoted}")
    edit(folder, "plan.yaml", "short: 示范基地", f"short: {quoted}")
    edit(folder, "plan.yaml", "title: 面积", f"title: {quoted}")
    edit(folder, "plan.yaml", "values: [申报中, 已认定]", f"values: [申报中, 已认定, {quoted}]")
    edit(folder, "plan.yaml", "stage: 已认定\n    conditions", f"stage: {quoted}\n    conditions")
    edit(folder, "plan.yaml", "when: {stage: 已认定}", f"when: {{stage: {quoted}}}")
    edit(folder, "plan.yaml", "{id: base, name: 示范基地,", f"{{id: base, name: {quoted},")
    cell = '"' + text.replace('"', '""') + '"'
    edit(folder, "tasks.csv", "开好会议,会议", f"{cell},{cell}")
    edit(folder, "tasks.csv", "6月底", cell)
    edit(folder, "tasks.csv", "组织", cell)
    return folder


@pytest.mark.parametrize("key", VISIBLE)
def test_templates_of_a_hostile_plan(key: str, tmp_path: Path) -> None:
    folder = str(hostile_plan(tmp_path / "plan", TEXTS[key]))
    made = templates([], JUNE, folder)
    safe.assert_names([tmp_path / name for name, _ in made], tmp_path)
    for _, content in made:
        safe.assert_xlsx(content, OWN)
    plan = open_plan(folder)
    for of, data in (
        ("targets", plan),
        ("targets_list", available_plans((str(tmp_path / "plan"),))),
        ("targets_lint", [(plan, lint(folder)[1])]),
    ):
        assert {"text", "json", "csv"} <= set(formats(of))
        for width in WIDTHS:
            view = View(width)
            safe.assert_terminal(export(data, "text", of, view), export(data, "text", of, View(width, True)))
        safe.assert_json(export(data, "json", of))
        safe.assert_csv(export(data, "csv", of))


@pytest.mark.parametrize(
    "key", ["dde", "webservice", "quotes", "script", "markup", "climb", "separator", "image"]
)
def test_papers_of_a_hostile_plan(key: str, tmp_path: Path) -> None:
    folder = str(hostile_plan(tmp_path / "plan", TEXTS[key]))
    path = tmp_path / "甲县.xlsx"
    path.write_bytes(form(folder))
    report = check([str(path)], Options(plan=folder))
    copy, slip = (Path(p).read_bytes() for p in annotate(report, str(tmp_path / "退回")))
    safe.assert_xlsx(copy, safe.formulas(path.read_bytes()))
    safe.assert_docx(slip)
    safe.assert_terminal(export(report, "text"), export(report, "text", view=View(colour=True)))
    safe.assert_json(export(report, "json"))
    safe.assert_csv(export(report, "csv"))


def test_a_condition_in_a_plan_stays_a_text_in_the_forms_formula(tmp_path: Path) -> None:
    folder = hostile_plan(tmp_path / "plan", '甲",WEBSERVICE("http://example.invalid"),"')
    with ZipFile(io.BytesIO(form(str(folder)))) as package:
        sheets = b"".join(package.read(n) for n in package.namelist() if "worksheets/sheet" in n).decode()
    conditions = [
        found for found in re.findall("<formula>([^<]*)</formula>", sheets) if "WEBSERVICE" in found
    ]
    assert conditions
    for condition in conditions:
        assert "WEBSERVICE" not in re.sub('"(?:[^"]|"")*"', "", condition.replace("&quot;", '"'))


@pytest.mark.parametrize("name", ["../x", "a:b", "[甲]", "甲" * 40, "'甲'"])
def test_a_ledger_name_that_no_sheet_can_bear_is_said(name: str, tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "plan")
    edit(folder, "plan.yaml", "    name: 示范基地\n", f'    name: "{name}"\n')
    with pytest.raises(FuxiError, match=r"plan\.yaml 第28行"):
        form(str(folder))


@pytest.mark.parametrize("escape", ["\\0", "\\e[31m", "\\u202e", "\\u200b", "\\uFFFE"])
def test_a_plan_with_hidden_characters_is_refused(escape: str, tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "plan")
    edit(folder, "plan.yaml", "office: 示例办公室", f'office: "示例{escape}办公室"')
    with pytest.raises(FuxiError, match=r"plan.yaml 第6行：有看不见的字符（U\+"):
        open_plan(str(folder))


def test_a_plans_table_with_hidden_characters_is_refused(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "plan")
    edit(folder, "reporters.csv", "100002,乙县", "100002,乙\u200b县")
    with pytest.raises(FuxiError, match=r"reporters.csv!B3（第3行“name”）：有看不见的字符（U\+200B）"):
        open_plan(str(folder))


# Workbooks that openpyxl must not be given


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("xl/worksheets/sheet2.xml", b"</worksheet>", b"<!-- <c a> --></worksheet>"),
        ("xl/theme/theme1.xml", b"<a:theme", b'<!DOCTYPE x [<!ENTITY a "b">]><a:theme'),
        ("xl/worksheets/sheet2.xml", b"<mergeCell ", b'<mergeCell ref="A60:XFD900000"/><mergeCell '),
    ],
)  # fmt: skip
def test_a_workbook_that_would_take_gigabytes_gets_a_slip_alone(
    name: str, old: bytes, new: bytes, tmp_path: Path
) -> None:

    content = form(make_plan(tmp_path))
    checked = Checked("甲县.xlsx", "0" * 64, "xlsx", "official", None, None, "returned", ())
    assert render(content, checked, None) is not None
    spoilt = hostile_texts.rewritten(
        content, lambda part, xml: xml.replace(old, new, 1) if part == name else xml
    )
    assert spoilt != content
    assert render(spoilt, checked, None) is None


# The measures themselves


@pytest.mark.parametrize(
    ("measure", "content"),
    [
        (safe.assert_html, "<p>甲</p><script>1</script>"),
        (safe.assert_html, '<p onclick="x()">甲</p>'),
        (safe.assert_html, '<a href="javascript:x()">甲</a>'),
        (safe.assert_html, '<img src="http://example.invalid/x.png">'),
        (safe.assert_html, '<p style="background:url(//x)">甲</p>'),
        (safe.assert_html, "<p>甲\u202e</p>"),
        (safe.assert_markdown, "<b>甲</b>"),
        (safe.assert_markdown, "[甲](http://example.invalid)"),
        (safe.assert_markdown, "| 甲 | 乙 |\n|---|---|\n| 甲|甲 | 乙 |"),
        (safe.assert_csv, "\ufeff甲\r\n=1+1\r\n"),
        (safe.assert_csv, "\ufeff甲\r\n乙;=1+1\r\n"),
        (safe.assert_csv, "\ufeff甲,乙\r\n丙\r\n"),
        (safe.assert_json, '{"a": NaN}'),
        (safe.assert_json, '{"a": 1, "a": 2}'),
        (safe.assert_json, '"\u202e"'),
        (safe.assert_terminal, "甲\x1b[31m"),
        (safe.assert_terminal, "甲\r乙"),
    ],
)
def test_a_measure_fails_on_what_can_act(measure: Callable[[bytes], object], content: str) -> None:
    with pytest.raises(AssertionError):
        measure(content.encode())


def test_a_measure_lets_text_pass() -> None:
    assert safe.assert_html(b"<p>&lt;script&gt; &amp; [red]</p>") == "<script> & [red]"
    safe.assert_markdown("| 甲 | 乙 |\n|---|---|\n| \\<b> \\| | \\[甲\\](x) |\n".encode())
    assert safe.assert_csv("\ufeff甲\r\n'=1+1\r\n-3.5\r\n".encode()) == [["甲"], ["'=1+1"], ["-3.5"]]
    assert safe.assert_json(b'{"a": 1.5}') == {"a": 1.5}


def test_an_xlsx_that_can_act_fails(tmp_path: Path) -> None:
    blank = form(make_plan(tmp_path))
    with pytest.raises(AssertionError):
        safe.assert_xlsx(acting_form(blank), OWN)
    with pytest.raises(AssertionError):
        safe.assert_xlsx(blank)
    safe.assert_xlsx(blank, OWN)


def test_names_that_cannot_stand_fail(tmp_path: Path) -> None:
    for name in ("CON.xlsx", "a:b", "甲.", ".x", "甲\u202e", "~$甲.xlsx", "长" * 90):
        with pytest.raises(AssertionError):
            safe.assert_names([tmp_path / name], tmp_path)
    with pytest.raises(AssertionError):
        safe.assert_names([tmp_path / "A", tmp_path / "a"], tmp_path)
    with pytest.raises(AssertionError):
        safe.assert_names([tmp_path / "sub" / "A"], tmp_path)

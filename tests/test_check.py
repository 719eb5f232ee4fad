"""``fuxi check`` as its users meet it: clean and faulty workbooks, bad input, formats, exit codes."""

import csv
import io
import shutil
from pathlib import Path

import pytest
import story
import xlsxwriter

from fuxi_cli.core.period import Period
from fuxi_cli.pipeline import opening
from support.changed import replace
from support.command import found, fuxi
from support.packages import MAIN, OFFICE, XLSM_TYPE, relations, save, worksheet
from support.samples import EXAMPLES, ROOT, filled, ganzhou, write

PLAN_FOLDER = ROOT / "data/targets/ganzhou-selenium-2022"


@pytest.mark.parametrize("county", [r.name for r in ganzhou().reporters if r.kind == "county"])
def test_clean_workbook_has_no_finding(county: str, tmp_path: Path) -> None:
    result = fuxi("check", write(tmp_path, county), "-f", "json")
    assert (result.code, found(result)) == (0, [])


def test_untouched_template_only_lacks_what_is_to_be_filled_in(tmp_path: Path) -> None:
    assert fuxi("template", "瑞金市", "--period", "2022-06", "-o", tmp_path).code == 0
    result = fuxi("check", *tmp_path.iterdir(), "-f", "json")
    assert result.code == 1
    assert {code for code, _ in found(result)} == {"S210", "T101"}


def test_rules_that_had_nothing_to_compare_with_say_so(tmp_path: Path) -> None:
    june = write(tmp_path / "2022-06")
    alone = {r["code"]: r for r in fuxi("check", june, "-f", "json").json["rules"]}
    assert alone["H101"]["status"] == "skipped"
    assert "以前月份" in alone["H101"]["reason"]
    write(tmp_path / "2022-05", period=Period(2022, 5))
    after = {r["code"]: r for r in fuxi("check", june, "-f", "json").json["rules"]}
    assert after["H101"] == {"code": "H101", "status": "ran", "reason": None}


def test_no_such_path() -> None:
    result = fuxi("check", "没有的文件.xlsx")
    assert (result.code, result.out) == (2, "")
    assert "没有的文件.xlsx" in result.err


def test_empty_folder(tmp_path: Path) -> None:
    result = fuxi("check", tmp_path)
    assert result.code == 2
    assert "没有可检查的报送表" in result.err


def test_text_file_named_xlsx(tmp_path: Path) -> None:
    path = tmp_path / "于都县.xlsx"
    path.write_text("这不是工作簿", encoding="utf-8")
    result = fuxi("check", path, "-f", "json")
    assert (result.code, [code for code, _ in found(result)]) == (1, ["S110"])


def package(folder: Path, **options: object) -> Path:
    """A small workbook put together by hand, with what the options add."""
    return Path(save(folder, {"表": worksheet('<row r="1"><c r="A1"><v>1</v></c></row>')}, **options))


LINK = f'<externalLink xmlns="{MAIN}"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
LINKED = {"links": (("l", "externalLink", "externalLinks/externalLink1.xml"),)}
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "EncryptedPackage\0".encode("utf-16-le") + bytes(600)


def test_what_a_file_holds_beside_its_cells_is_said(tmp_path: Path) -> None:
    """Each of these is one file of a batch; each gets its own finding, and none is run or fetched."""
    package(tmp_path, name="宏.xlsm", content_type=XLSM_TYPE, extra={"xl/vbaProject.bin": b"x"})
    package(tmp_path, name="链接.xlsx", **LINKED, extra={"xl/externalLinks/externalLink1.xml": LINK})
    (tmp_path / "密码.xlsx").write_bytes(OLE)
    (tmp_path / "~$于都县.xlsx").write_bytes(b"lock")
    write(tmp_path, "瑞金市").rename(tmp_path / "360781_瑞金市_2022-06.xls")
    result = fuxi("check", tmp_path, "-f", "json")
    by_file: dict[str, set[str]] = {}
    for finding in result.json["findings"]:
        if finding["path"]:
            by_file.setdefault(Path(finding["path"]).name, set()).add(finding["code"])
    assert "S107" in by_file["宏.xlsm"]
    assert "S109" in by_file["链接.xlsx"]
    assert by_file["密码.xlsx"] == {"S102"}
    assert by_file["~$于都县.xlsx"] == {"S106"}
    assert by_file["360781_瑞金市_2022-06.xls"] == {"S103"}
    statuses = {Path(w["path"]).name: w["status"] for w in result.json["workbooks"]}
    assert statuses["360781_瑞金市_2022-06.xls"] == "accepted"
    assert statuses["~$于都县.xlsx"] == "skipped"


def test_a_shopping_list_and_a_table_without_a_month_are_not_guessed_at(tmp_path: Path) -> None:
    shopping = tmp_path / "清单.xlsx"
    with xlsxwriter.Workbook(shopping) as book:
        book.add_worksheet("清单").write_row(0, 0, ["苹果", 3])
    assert [code for code, _ in found(fuxi("check", shopping, "-f", "json"))] == ["S201"]
    table = tmp_path / "进度.xlsx"
    with xlsxwriter.Workbook(table) as book:
        page = book.add_worksheet("进度")
        page.write(0, 0, "累计完成情况（示例）")
        page.write_row(1, 0, ["县区", "示范基地", "富硒产品"])
        for row, name in enumerate(("于都县", "兴国县"), start=2):
            page.write_row(row, 0, [name, 1, 2])
    assert "S209" in {code for code, _ in found(fuxi("check", table, "-f", "json"))}


def test_links_to_other_files_are_said(tmp_path: Path) -> None:
    xml = f'<externalLink xmlns="{MAIN}" xmlns:r="{OFFICE}"><externalBook r:id="r"><sheetNames/></externalBook></externalLink>'
    target = relations(("r", "externalLinkPath", "file:///D:/示例/上月.xlsx"))
    extra = {
        "xl/externalLinks/externalLink1.xml": xml,
        "xl/externalLinks/_rels/externalLink1.xml.rels": target,
    }
    result = fuxi("check", package(tmp_path, **LINKED, extra=extra), "-f", "json")
    assert "S108" in {code for code, _ in found(result)}


def test_a_sheet_that_reaches_too_far_is_oversized(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    path = save(tmp_path, {"表": worksheet(rows)})
    assert [code for code, _ in found(fuxi("check", path, "-f", "json"))] == ["S104"]


@pytest.mark.parametrize("share", [0.0, 0.3, 0.7, 0.99])
def test_truncated_workbook(share: float, tmp_path: Path) -> None:
    path = write(tmp_path)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    result = fuxi("check", path, "-f", "json")
    assert (result.code, [code for code, _ in found(result)]) == (1, ["S101"])
    assert result.json["workbooks"][0]["status"] == "unreadable"


def test_county_that_is_not_in_the_plan(tmp_path: Path) -> None:
    prefill = filled()
    path = write(tmp_path, prefill=replace(prefill, cover={**prefill.cover, "reporter": "于都示例县"}))
    result = fuxi("check", path, "-f", "json")
    assert ("S206", "封面!B6") in found(result)
    finding = next(f for f in result.json["findings"] if f["code"] == "S206")
    assert "于都县" in finding["message"] + finding["remedy"]


def test_workbook_of_another_plan(tmp_path: Path) -> None:
    """A second plan in a folder of its own; its template is checked against the first."""
    other = tmp_path / "targets" / "other-plan" / "2022-01-24"
    shutil.copytree(PLAN_FOLDER / "2022-01-24", other)
    text = (other / "plan.yaml").read_text(encoding="utf-8")
    text = text.replace("id: ganzhou-selenium-2022", "id: other-plan").replace(
        "赣市府办字〔2022〕5号", "示例字〔2022〕1号"
    )
    text = text.replace("title: 2022年赣州市富硒产业发展工作方案", "title: 示例方案")
    (other / "plan.yaml").write_text(text, encoding="utf-8")
    made = fuxi(
        "template",
        "瑞金市",
        "--period",
        "2022-06",
        "--plan",
        "other-plan",
        "--targets",
        tmp_path / "targets",
        "-o",
        tmp_path,
    )
    assert made.code == 0, made.err
    path = made.out.strip()
    both = fuxi(
        "check", path, "--plan", "ganzhou-selenium-2022", "--targets", tmp_path / "targets", "-f", "json"
    )
    assert (both.code, {code for code, _ in found(both)}) == (1, {"S202"})
    unknown = fuxi("check", path, "-f", "json")
    assert (unknown.code, {code for code, _ in found(unknown)}) == (1, {"S205"})


def test_missing_sheet(tmp_path: Path) -> None:
    """One finding for the sheet; its columns and cells are not complained of as well."""
    openpyxl = pytest.importorskip("openpyxl")
    path = write(tmp_path)
    book = openpyxl.load_workbook(path, data_only=True)
    del book["重点任务"]
    book.save(path)
    result = fuxi("check", path, "-f", "json", "--ignore", "S408")
    assert (result.code, found(result)) == (1, [("S301", None)])


def test_broken_plan_names_file_line_and_key(tmp_path: Path) -> None:
    folder = tmp_path / "targets" / "ganzhou-selenium-2022" / "2022-01-24"
    shutil.copytree(PLAN_FOLDER / "2022-01-24", folder)
    path = folder / "plan.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    number = next(i for i, line in enumerate(lines) if line.strip() == "operator: at_least")
    lines[number] = lines[number].replace("at_least", "at_most")
    path.write_text("\n".join(lines), encoding="utf-8")
    result = fuxi("check", write(tmp_path), "--targets", tmp_path / "targets")
    assert result.code == 2
    for part in ("plan.yaml", f"第{number + 1}行", "operator", "at_most", "at_least"):
        assert part in result.err


def test_the_rest_of_a_folder_is_still_checked(tmp_path: Path) -> None:
    good = [write(tmp_path / "2022-06", name) for name in ("瑞金市", "龙南市")]
    (tmp_path / "2022-06" / "坏文件.xlsx").write_bytes(good[0].read_bytes()[:5000])
    (tmp_path / "2022-06" / "文本.xlsx").write_text("不是工作簿", encoding="utf-8")
    result = fuxi("check", tmp_path / "2022-06", "-f", "json")
    statuses = {Path(w["path"]).name: w["status"] for w in result.json["workbooks"]}
    assert statuses == {
        good[0].name: "accepted",
        good[1].name: "accepted",
        "坏文件.xlsx": "unreadable",
        "文本.xlsx": "unreadable",
    }
    assert result.code == 1
    missing = [r for r in result.json["reporting"] if r["status"] == "missing"]
    assert len(missing) == 18 + 7 - 2
    assert result.json["partial"] is True


@pytest.mark.parametrize("step", ["read_workbook", "understand"])
@pytest.mark.parametrize("error", [MemoryError(), RuntimeError("示例")])
def test_a_file_that_our_reading_dies_on_is_one_finding(
    step: str, error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = (write(tmp_path / "2022-06", name) for name in ("瑞金市", "龙南市"))
    real = getattr(opening, step)

    def dies(target: object, *rest: object) -> object:
        if str(getattr(target, "path", target)) == str(bad):
            raise error
        return real(target, *rest)

    monkeypatch.setattr(opening, step, dies)
    result = fuxi("check", good, bad, "-f", "json")
    assert (result.code, found(result)) == (1, [("S105", None)])
    assert [w["status"] for w in result.json["workbooks"]] == ["accepted", "unreadable"]


def test_returned_and_missing_figures_are_not_zero(tmp_path: Path) -> None:
    write(tmp_path / "2022-06", "瑞金市")
    write(
        tmp_path / "2022-06",
        "龙南市",
        prefill=story.with_figure(filled("龙南市"), "base", {"cumulative": "若干"}),
    )
    result = fuxi("check", tmp_path / "2022-06", "-f", "json").json
    by_name = {(g["reporter"], g["indicator"]): g for g in result["gaps"]}
    assert by_name["360781", "base"]["actual"] == 1
    assert (by_name["360783", "base"]["actual"], by_name["360783", "base"]["status"]) == (None, "returned")
    assert (by_name["360731", "base"]["actual"], by_name["360731", "base"]["status"]) == (
        None,
        "not_reported",
    )
    assert len(result["gaps"]) == 108


def test_fail_on(tmp_path: Path) -> None:
    behind = write(tmp_path, "宁都县")
    assert fuxi("check", behind).code == 0
    assert fuxi("check", behind, "--fail-on", "behind").code == 1
    assert fuxi("check", behind, "--fail-on", "overdue").code == 0
    assert fuxi("check", behind, "--fail-on", "overdue", "--as-of", "2022-12-31").code == 1
    faulty = EXAMPLES / "progress.xlsx"
    assert fuxi("check", faulty).code == 1
    assert fuxi("check", faulty, "--fail-on", "never").code == 0


def test_select_and_ignore() -> None:
    faulty = EXAMPLES / "progress.xlsx"
    assert {c for c, _ in found(fuxi("check", faulty, "-f", "json", "--select", "C"))} == {
        "C101",
        "C103",
        "C107",
    }
    left = fuxi("check", faulty, "-f", "json", "--ignore", "C,T114")
    assert {c[0] for c, _ in found(left)} == {"S", "T", "Q"}
    rules = {r["code"]: r for r in left.json["rules"]}
    assert rules["C103"]["status"] == "skipped"
    assert rules["C103"]["reason"]
    assert rules["T102"] == {"code": "T102", "status": "ran", "reason": None}
    assert fuxi("check", faulty, "--select", "Z9").code == 2


@pytest.mark.parametrize(
    "arguments",
    [["--format", "doc"], ["--fail-on", "x"], ["--period", "2022-13"], ["--as-of", "6月30日"], ["--plan", "没有"],
     ["--nonsense"], ["--targets", "没有的文件夹"]],
)  # fmt: skip
def test_usage_errors_are_chinese_and_exit_with_2(arguments: list[str]) -> None:
    result = fuxi("check", EXAMPLES / "progress.xlsx", *arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("错误：")
    assert not any(word in result.err for word in ("Error", "Invalid", "No such", "Traceback"))


def test_output_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "结果" / "报告.json"
    result = fuxi("check", EXAMPLES / "progress.xlsx", "-f", "json", "-o", target)
    assert (result.code, result.out) == (1, "")
    assert target.read_text(encoding="utf-8").endswith("}\n")
    assert [p.name for p in target.parent.iterdir()] == ["报告.json"]
    blocked = fuxi("check", EXAMPLES / "progress.xlsx", "-o", EXAMPLES)
    assert blocked.code == 2
    assert "写不了" in blocked.err


def test_csv_opens_in_excel() -> None:
    result = fuxi("check", EXAMPLES / "progress.xlsx", "-f", "csv")
    assert result.out.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(result.out[1:])))
    assert len(rows) > 5
    assert all(len(row) == len(rows[0]) for row in rows)


def test_quiet_is_one_verdict() -> None:
    out = fuxi("check", EXAMPLES / "progress.xlsx", "--quiet").out
    assert out.startswith("结论：")
    assert "强制 7 处" in out


def test_no_colour_in_a_pipe() -> None:
    assert "\x1b" not in fuxi("check", EXAMPLES / "progress.xlsx").out

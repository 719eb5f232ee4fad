"""Content decides what a file is; its name only whether it says so."""

import pytest

from fuxi_cli.readers.signature import recognise

TABLE = "单位,数量\n示例县,1\n示例市,2\n"


@pytest.mark.parametrize(
    ("name", "content", "kind", "agrees"),
    [
        ("a.csv", TABLE, "csv", True),
        ("a.CSV", TABLE, "csv", True),
        ("a.tsv", TABLE.replace(",", "\t"), "csv", True),
        ("a.txt", TABLE.replace(",", "\t"), "csv", True),
        ("a.xls", TABLE, "csv", False),
        ("a.xlsx", TABLE, "csv", False),
        ("a.et", TABLE.replace(",", "\t"), "csv", False),
        ("a", TABLE, "csv", False),
        ("a.csv", "一列\n二\n", "csv", True),
        ("a.csv", "<5,说明\n<6,无\n", "csv", True),
        ("a.csv", "<说明>,数量\n甲,1\n", "csv", True),
        ("a.csv", "标签,说明\n<table>,一种标签\n", "csv", True),
        ("a.xls", "<5,说明\n<6,无\n", "csv", False),
        ("a.txt", "各县：\n请于本月底前报送，谢谢。\n市富硒办（示例）\n", "text", True),
        ("a.txt", "Dear all, see below,\nthe form is attached.\nThanks, A, B\n", "text", True),
        ("a.md", "| a | b |\n| c | d |\n", "text", True),
        ("a.json", '{"a": 1,\n"b": 2,\n"c": 3}\n', "text", True),
        ("a.xls", "说明文字\n没有表格\n", "text", False),
        ("a.xls", "<html><body><table><tr><td>1", "html", False),
        ("a.html", "<!DOCTYPE html><p>", "html", True),
        ("a.xls", "\ufeff\r\n  <TABLE border=1><TR><TD>1", "html", False),
        ("a.xls", "Notice: something\n<br/><table><tr><td>1", "html", False),
        ("a.xls", '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><table>', "html", False),
        ("a.xls", '<html xmlns="urn:schemas-microsoft-com:office:spreadsheet"><table>', "html", False),
        ("a.mht", "MIME-Version: 1.0\nX: y\n", "html", True),
        ("a.xls", '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook>', "xml", False),
        ("a.xml", '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "xml", True),
        ("a.xml", '<?xml version="1.0"?><note/>', "text", True),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_text_by_its_content(name: str, content: str, kind: str, agrees: bool, encoding: str) -> None:
    if encoding == "gb18030":
        content = content.lstrip("\ufeff")
    signature = recognise(name, content.encode(encoding))
    assert (signature.kind, signature.agrees) == (kind, agrees)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_sample_that_ends_inside_a_character(encoding: str) -> None:
    for length in range(64 * 1024 - 4, 64 * 1024 + 5):
        head = "x," * (length % 5) + "\n"
        content = (head + "示例县,七\n" * 9000).encode(encoding)
        assert recognise("a.csv", content).kind == "csv"
        assert recognise("a.csv", content[:length]).kind == "csv"


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"", "empty"), (bytes(99), "zeros"), (b"a,b\0c\n", "unknown"), (b"\x62\x14\x23\x65\x01\x02\x03" * 99, "unknown"),
     (bytes(range(128, 256)) * 50, "unknown")],
)  # fmt: skip
def test_what_is_no_text(content: bytes, kind: str) -> None:
    assert recognise("a.csv", content).kind == kind

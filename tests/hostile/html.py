"""Web pages saved as .xls, with spans, tags and scripts that a browser would choke on."""

from pathlib import Path

from hostile import pages
from hostile.kinds import Kind, kind
from support.in_formats import Raw, html


def _save(folder: Path, content: bytes | str) -> Path:
    return pages.save(folder, content, ".xls")


def _form(before: str) -> str:
    """The good page with something in front of its first table."""
    return html(pages.pages()).replace("<body>", "<body>" + before, 1)


def _cut(percent: int) -> Kind:
    def make(folder: Path) -> Path:
        content = html({pages.PROGRESS: pages.progress()}).encode()
        return _save(folder, content[: len(content) * percent // 100])

    make.__doc__ = f"The first {percent} % of a page with one table."
    return Kind(f"html_cut_at_{percent}", make, frozenset({"S101"}), together=True)


CUT = tuple(_cut(percent) for percent in (30, 60, 90))


@kind("S103", actual=1)
def html_sound(folder: Path) -> Path:
    """The form as a page: read, and its false name said."""
    return _save(folder, html(pages.pages()))


@kind("S103", together=True)
def html_stamp_of_numbers(folder: Path) -> Path:
    """The form's own stamp on a page, where codes and versions look like numbers: it is still this form."""
    assert pages.stamp()
    return _save(folder, html({**pages.pages(), **pages.stamp()}))


@kind("S104")
def html_colspan_a_thousand_million(folder: Path) -> Path:
    """A cell that spans a thousand million columns."""
    return _save(folder, _form("<table><tr><td colspan=999999999>x</table>"))


@kind("S104")
def html_spans_that_multiply(folder: Path) -> Path:
    """Sixteen thousand cells that each span all rows, and a thousand rows."""
    return _save(
        folder, _form("<table><tr>" + "<td rowspan=99999>x" * 16_000 + "<tr><td>" * 1000 + "</table>")
    )


@kind("S104")
def html_tags_without_end(folder: Path) -> Path:
    """Three million tags that are never closed."""
    return _save(folder, _form("<table><tr><td>" + "<b>" * 3_000_000))


@kind("S104")
def html_tables_100_000_deep(folder: Path) -> Path:
    """Tables in tables."""
    return _save(folder, _form("<table><tr><td>" * 100_000))


@kind("S104")
def html_tables_10_000(folder: Path) -> Path:
    """Ten thousand tables, one behind the other."""
    return _save(folder, html({f"表{n}": [[1.0]] for n in range(10_000)}))


@kind("S101", together=True)
def html_table_in_a_cell(folder: Path) -> Path:
    """Which cells belong to which table cannot be told."""
    return _save(folder, html(pages.with_cell(Raw(lambda *_: "<td>1<table><tr><td>2</table></td>"))))


@kind("S103")
def html_style_sheet_without_end(folder: Path) -> Path:
    """A style sheet of a million rules that hide nothing."""
    return _save(
        folder, html(pages.pages(), head='<meta charset="utf-8"><style>' + ".a{" * 1_000_000 + "</style>")
    )


@kind("S103")
def html_comments_and_quotes_without_end(folder: Path) -> Path:
    """Comments, attributes and entities by the hundred thousand, before a sound form."""
    noise = "<!--x-->" * 100_000 + "<p a='" + '"' * 100_000 + "'>" + "&#x" * 100_000 + "</p>"
    return _save(folder, _form(noise))


@kind("S101", odd_text=True, together=True)
def html_login_page(folder: Path) -> Path:
    """What a web system gives to somebody who is not logged in, its title full of terminal controls."""
    return _save(
        folder,
        "<!DOCTYPE html><html><head><title>\x1b[31m[red]登录\u202e</title></head><body><form></form></body></html>",
    )


@kind("S101", together=True)
def html_frames(folder: Path) -> Path:
    """A page whose data lie in files beside it."""
    return _save(folder, "<html><frameset><frame src=sheet001.htm></frameset></html>")


@kind("S101", together=True)
def html_in_one_file_with_others(folder: Path) -> Path:
    """A page saved as .mht."""
    head = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
    return _save(folder, head + html(pages.pages()))


@kind("S101", together=True)
def html_false_encoding(folder: Path) -> Path:
    """A page that says GB2312 and is broken UTF-8."""
    content = bytearray(html(pages.pages(), head='<meta charset="gb2312">').encode())
    content[len(content) // 2] = 0xFF
    return _save(folder, bytes(content))


@kind("S103", actual=1)
def html_script_that_writes_a_table(folder: Path) -> Path:
    """What a script would write is no cell, and nothing runs."""
    return _save(folder, _form("<script>document.write('<table><tr><td>累计完成<td>99</table>')</script>"))


@kind("S103 S109", cell="I7", odd_text=True, together=True)
def html_dde(folder: Path) -> Path:
    """A formula that starts a program, beside the text of its cell."""
    cell = Raw(lambda *_: "<td x:fmla=\"=cmd|'/C calc'!A0\">[red]</td>")
    return _save(folder, html(pages.with_cell(cell, "I7")))


@kind("S103 S407", cell=pages.COUNTED, together=True)
def html_error(folder: Path) -> Path:
    """#REF! where a figure belongs."""
    return _save(folder, html(pages.with_cell("#REF!")))


@kind("S103 S401", together=True)
def html_hidden_row(folder: Path) -> Path:
    """A row of figures that the page does not show."""
    page = html(pages.pages())
    assert "<tr><td>3</td><td>培育" in page
    return _save(
        folder, page.replace("<tr><td>3</td><td>培育", "<tr style='display:none'><td>3</td><td>培育")
    )


@kind("S103 T113", odd_text=True, together=True)
def html_odd_remarks(folder: Path) -> Path:
    """Remarks that command a terminal or a browser."""
    return _save(folder, html(pages.with_odd_remarks("escape", "nul", more=("\x1b[31m红\x1b[0m",))))

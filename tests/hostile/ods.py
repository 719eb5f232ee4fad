"""OpenDocument spreadsheets that repeat without end, reach out of themselves, or hide what they count."""

from pathlib import Path

from hostile import pages
from hostile.kinds import Kind, kind
from hostile.texts import BAD
from support import opendocuments as made
from support.in_formats import Raw, ods, tables
from support.opendocuments import blank, cell, number, row, table, text
from support.packages import pack


def _save(folder: Path, content: bytes) -> Path:
    return pages.save(folder, content, ".ods")


def _tables(*several: str) -> bytes:
    return pack(made.parts(made.content(*several)))


def _cut(percent: int) -> Kind:
    def make(folder: Path) -> Path:
        content = ods(pages.pages())
        return _save(folder, content[: len(content) * percent // 100])

    make.__doc__ = f"The first {percent} % of the file."
    return Kind(f"ods_cut_at_{percent}", make, frozenset({"S101"}), together=True)


CUT = tuple(_cut(percent) for percent in (30, 60, 90))


@kind("S101", together=True)
def ods_content_cut_off(folder: Path) -> Path:
    """Half of the content, in a sound package."""
    content = made.content(table(row(number(1))))
    return _save(folder, pack(made.parts(content[: len(content) * 9 // 10])))


@kind("S104")
def ods_everything_repeated(folder: Path) -> Path:
    """One number, repeated over all columns and a million rows."""
    cells = number(1, number_columns_repeated=16_384)
    return _save(folder, _tables(table(row(cells, repeat=1_000_000))))


@kind("S104")
def ods_long_text_repeated(folder: Path) -> Path:
    """A text of 3,000 letters, repeated over a million cells."""
    cells = text("长" * 3000, number_columns_repeated=1000)
    return _save(folder, _tables(table(row(cells, repeat=1000))))


@kind("S104")
def ods_formula_repeated(folder: Path) -> Path:
    """A formula without a result, repeated over nine million cells."""
    cells = cell(formula="of:=1", number_columns_repeated=1000)
    return _save(folder, _tables(table(row(cells, repeat=9000))))


@kind("S104")
def ods_text_of_a_thousand_million_blanks(folder: Path) -> Path:
    """A text that asks for so many blanks."""
    return _save(folder, _tables(table(row(cell(made.p('<text:s text:c="999999999"/>'))))))


@kind("S101")
def ods_repeat_of_5_000_digits(folder: Path) -> Path:
    """A count longer than Python converts."""
    return _save(folder, _tables(table(row(number(1, number_columns_repeated="9" * 5000)))))


@kind("")
def ods_blank_to_the_end(folder: Path) -> Path:
    """Formatting down to the last row and column, as LibreOffice writes it: the form is read as it stands."""
    filler = row(blank(16_384), repeat=1_048_000) + "</table:table>"
    filled = [one.replace("</table:table>", filler) for one in tables(pages.pages())]
    return _save(folder, _tables(*filled))


@kind("S101")
def ods_entity_bomb(folder: Path) -> Path:
    """Entities that grow tenfold at each of ten steps."""
    steps = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE x [<!ENTITY e0 "长">{steps}]><office:document-content'
    content = made.content(table(row(cell(made.p("&e9;"), office__value_type="string"))))
    return _save(folder, pack(made.parts(content.replace("<office:document-content", bomb, 1))))


@kind("S101")
def ods_external_entity(folder: Path) -> Path:
    """A text that asks for a file of the computer that reads it."""
    doctype = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><office:document-content'
    content = made.content(table(row(cell(made.p("&f;"), office__value_type="string"))))
    return _save(folder, pack(made.parts(content.replace("<office:document-content", doctype, 1))))


@kind("S101")
def ods_text_5_000_deep(folder: Path) -> Path:
    """A text in five thousand layers."""
    deep = "<text:span>" * 5000 + "</text:span>" * 5000
    return _save(folder, _tables(table(row(cell(made.p(deep))))))


@kind("S104")
def ods_sheets_10_000(folder: Path) -> Path:
    """Ten thousand sheets with a number each."""
    return _save(folder, _tables(*(table(row(number(1)), name=f"表{n}") for n in range(10_000))))


@kind("S102", together=True)
def ods_encrypted(folder: Path) -> Path:
    """A password is set: the content is noise."""
    locked = made.manifest("<manifest:encryption-data/>")
    extra: dict[str, str | bytes] = {"META-INF/manifest.xml": locked, "content.xml": b"\x8a\x01\xff" * 900}
    return _save(folder, ods(pages.pages(), extra=extra))


@kind("S107", together=True)
def ods_macros(folder: Path) -> Path:
    """A macro in Basic."""
    return _save(folder, ods(pages.pages(), extra={"Basic/Standard/Module1.xml": "<x/>"}))


@kind("S109", together=True)
def ods_dde(folder: Path) -> Path:
    """A DDE source."""
    source = (
        '<office:dde-source office:dde-application="cmd" office:dde-topic="/C calc" office:dde-item="x"/>'
    )
    links = (
        f"<table:dde-links><table:dde-link>{source}{table(row(number(3)))}</table:dde-link></table:dde-links>"
    )
    return _save(folder, ods(pages.pages(), after=links))


@kind("S109", cell="I5", together=True)
def ods_webservice(folder: Path) -> Path:
    """A formula that fetches from the network."""
    formula = 'of:=COM.MICROSOFT.WEBSERVICE("http://example.invalid/")'
    return _save(folder, ods(pages.with_cell(Raw(lambda *_: text("x", formula=formula)), "I5")))


@kind("S108", together=True)
def ods_external_link(folder: Path) -> Path:
    """A figure from another file."""
    linked = Raw(lambda *_: number(1, formula="of:=['file:///c:/上月.xlsx'#$S1.A1]"))
    return _save(folder, ods(pages.with_cell(linked)))


@kind("S407", cell=pages.COUNTED, together=True)
def ods_error_cell(folder: Path) -> Path:
    """#REF! where a figure belongs."""
    return _save(folder, ods(pages.with_cell(Raw(lambda *_: made.error("#REF!")))))


@kind("S406", cell=pages.COUNTED, together=True)
def ods_formula_without_value(folder: Path) -> Path:
    """A formula that nobody has calculated."""
    return _save(folder, ods(pages.with_cell(Raw(lambda *_: cell(formula="of:=1+1")))))


@kind("T113", odd_text=True, together=True)
def ods_odd_remarks(folder: Path) -> Path:
    """Remarks that command a terminal or a browser, as far as XML holds them."""
    return _save(folder, ods(pages.with_odd_remarks("escape", "nul")))


def _named(name: str) -> Kind:
    def make(folder: Path) -> Path:
        return _save(folder, ods(pages.with_sheet_called(BAD[name])))

    make.__doc__ = f"A sheet called: {name}."
    return Kind(f"ods_sheet_{name}", make, frozenset({"S301", "S303"}), odd_text=True, together=True)


NAMES = tuple(_named(name) for name in ("red", "bidi", "up"))

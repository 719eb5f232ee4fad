"""OpenDocument spreadsheets made element by element, so that a test says exactly what stands in them."""

from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from support.packages import Content, Parts, pack

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMES = {
    **{
        name: f"{_OASIS}{name}:1.0"
        for name in ("office", "table", "text", "style", "meta", "script", "manifest")
    },
    "draw": f"{_OASIS}drawing:1.0",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
NAMESPACES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMES.items())


def p(*lines: str) -> str:
    """Text, a paragraph for each line; markup in it stays markup."""
    return "".join(f"<text:p>{line}</text:p>" for line in lines)


def cell(inside: str = "", **attributes: object) -> str:
    """A cell: ``number_columns_repeated=3`` is of the namespace ``table``, other names bring their own."""
    said = ""
    for name, value in attributes.items():
        prefix, _, rest = name.partition("__")
        full = f"{prefix}:{rest}" if rest else f"table:{name}"
        said += f" {full.replace('_', '-')}={quoteattr(str(value))}"
    return f"<table:table-cell{said}>{inside}</table:table-cell>"


def text(value: str, **attributes: object) -> str:
    return cell(p(escape(value)), office__value_type="string", calcext__value_type="string", **attributes)


def number(value: object, kind: str = "float", **attributes: object) -> str:
    return cell(p(str(value)), office__value_type=kind, office__value=value, **attributes)


def dated(value: str) -> str:
    return cell(p(value), office__value_type="date", office__date_value=value)


def timed(value: str) -> str:
    return cell(p(value), office__value_type="time", office__time_value=value)


def error(shown: str, **attributes: object) -> str:
    return cell(
        p(shown),
        office__value_type="string",
        office__string_value="",
        calcext__value_type="error",
        **attributes,
    )


def blank(repeat: int = 1) -> str:
    return f'<table:table-cell table:number-columns-repeated="{repeat}"/>'


def row(*cells: str, repeat: int = 1, visibility: str = "", style: str = "") -> str:
    said = f' table:number-rows-repeated="{repeat}"' if repeat > 1 else ""
    said += f' table:visibility="{visibility}"' if visibility else ""
    said += f' table:style-name="{style}"' if style else ""
    return f"<table:table-row{said}>{''.join(cells)}</table:table-row>"


def table(*rows: str, name: str = "表", style: str = "") -> str:
    said = f' table:style-name="{style}"' if style else ""
    return f"<table:table table:name={quoteattr(name)}{said}>{''.join(rows)}</table:table>"


def content(*tables: str, styles: str = "", before: str = "", after: str = "") -> str:
    """The content part with those tables; ``before`` and ``after`` stand beside them."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
        f"{before}{''.join(tables)}{after}</office:spreadsheet></office:body></office:document-content>"
    )


def manifest(entry: str = "") -> str:
    return (
        f'<manifest:manifest {NAMESPACES}><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{MIMETYPE}"/><manifest:file-entry manifest:full-path="content.xml" '
        f'manifest:media-type="text/xml">{entry}</manifest:file-entry></manifest:manifest>'
    )


def parts(content: Content, **extra: Content) -> Parts:
    return {"mimetype": MIMETYPE, "content.xml": content, "META-INF/manifest.xml": manifest(), **extra}


def save(
    folder: Path, *tables: str, name: str = "示例.ods", extra: Mapping[str, Content] = {}, **around: str
) -> str:
    """A file with those tables; its path."""
    path = folder / name
    path.write_bytes(pack({**parts(content(*tables, **around)), **extra}))
    return str(path)

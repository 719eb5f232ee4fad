"""Workbook files made part by part, so that a test says exactly what stands in them."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
XLSM_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"

Content = str | bytes
Parts = dict[str, Content]


def worksheet(rows: str = "", before: str = "", after: str = "") -> str:
    """A worksheet part as Excel writes it."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def relations(*targets: tuple[str, str, str], office: str = OFFICE) -> str:
    """A relationship part of (id, kind, target); a target with a colon is external."""
    listed = ""
    for id, kind, target in targets:
        mode = ' TargetMode="External"' if ":" in target else ""
        listed += f'<Relationship Id="{id}" Type="{office}/{kind}" Target={quoteattr(target)}{mode}/>'
    return f'<Relationships xmlns="{PACKAGE}">{listed}</Relationships>'


def parts(
    sheets: Mapping[str, Content],
    *,
    strings: Content | None = None,
    styles: Content | None = None,
    content_type: str = XLSX_TYPE,
    settings: str = "",
    after_sheets: str = "",
    links: tuple[tuple[str, str, str], ...] = (),
    extra: Mapping[str, Content] = {},
) -> Parts:
    """Every part of a workbook with those sheets (name → worksheet part), to be changed at will and then packed."""
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="s{n}"/>' for n, name in enumerate(sheets, start=1)
    )
    targets = [(f"s{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
    result: Parts = {
        "[Content_Types].xml": f'<Types xmlns="t"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{content_type}"/></Types>',
        "_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{settings}<sheets>{listed}</sheets>'
        f"{after_sheets}</workbook>",
    }
    for part, kind, content in (
        ("sharedStrings.xml", "sharedStrings", strings),
        ("styles.xml", "styles", styles),
    ):
        if content is not None:
            targets.append((kind, kind, part))
            result[f"xl/{part}"] = content
    result["xl/_rels/workbook.xml.rels"] = relations(*targets, *links)
    for n, content in enumerate(sheets.values(), start=1):
        result[f"xl/worksheets/sheet{n}.xml"] = content
    return {**result, **extra}


def pack(parts: Mapping[str, Content], compression: int = ZIP_DEFLATED) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def save(folder: Path, sheets: Mapping[str, Content], name: str = "示例.xlsx", **options: object) -> str:
    """A workbook file with those sheets; its path."""
    path = folder / name
    path.write_bytes(pack(parts(sheets, **options)))  # type: ignore[arg-type]
    return str(path)

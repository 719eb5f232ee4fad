"""Which program's file a zip is, told by its parts and not by its name."""

from fuxi_cli.readers.refusal import unreadable
from fuxi_cli.readers.zips.markup import Attributes, local, parse
from fuxi_cli.readers.zips.package import Package
from fuxi_cli.readers.zips.remembered import remembered

_CONTENT_TYPES = "[Content_Types].xml"
_MANIFEST = "META-INF/manifest.xml"
_KINDS = (
    ("sheet.binary", "xlsb"),
    ("ms-excel.sheet.macroenabled", "xlsm"),
    ("ms-excel.template.macroenabled", "xlsm"),
    ("ms-excel.addin.macroenabled", "xlsm"),
    ("spreadsheetml", "xlsx"),
    ("wordprocessingml", "word"),
    ("ms-word", "word"),
    ("presentationml", "powerpoint"),
    ("ms-powerpoint", "powerpoint"),
)
"""A piece of the main part's content type, in lower case → kind."""


def office_kind(package: Package) -> tuple[str, str]:
    """(kind, main part): a key of ``signature.NAMES``, and the part that lists the sheets of a workbook."""
    if _CONTENT_TYPES not in package:
        if "xl/workbook.xml" in package:
            raise unreadable("missing-part", "文件内部不完整，缺少内容类型表")
        return _other_zip(package), ""
    main = next((r.target for r in package.relations("").values() if r.kind == "officeDocument"), "")
    if main not in package:
        raise unreadable("missing-part", "文件内部不完整，缺少工作簿目录")
    content_type = _content_type(package, main).lower()
    kind = next((kind for piece, kind in _KINDS if piece in content_type), None)
    if kind is None:
        raise unreadable("unknown", "文件内容不是 Excel 工作簿")
    return kind, main


def _other_zip(package: Package) -> str:
    """An OpenDocument file says what it is in an entry of its own, or in its list of parts; all else is an archive."""
    if "mimetype" in package:
        said = package.metadata("mimetype")
        if b"opendocument.spreadsheet" in said:
            return "ods"
        if b"opendocument.text" in said:
            return "word"
    if _MANIFEST in package and b"opendocument.spreadsheet" in package.metadata(_MANIFEST):
        return "ods"
    return "archive"


def _content_type(package: Package, part: str) -> str:
    """What the package declares that part to be: by its name, else by its extension."""
    by_name, by_extension = _declared(package.metadata(_CONTENT_TYPES))
    return by_name.get(part.lower()) or by_extension.get(part.rpartition(".")[2].lower(), "")


@remembered
def _declared(xml: bytes) -> tuple[dict[str, str], dict[str, str]]:
    """Content types by part, and by extension."""
    by_name: dict[str, str] = {}
    by_extension: dict[str, str] = {}

    def start(tag: str, attributes: Attributes) -> None:
        said = attributes.get("ContentType", "")
        if local(tag) == "Override":
            by_name[attributes.get("PartName", "").lstrip("/").lower()] = said
        elif local(tag) == "Default":
            by_extension[attributes.get("Extension", "").lower()] = said

    parse(xml, "文件目录", start)
    return by_name, by_extension

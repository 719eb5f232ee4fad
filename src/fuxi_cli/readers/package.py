"""The zip that a workbook is: its entries vetted, its parts inflated within bounds, its relations followed."""

import zlib
from dataclasses import dataclass, field
from io import BytesIO
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from fuxi_cli.core.limits import Limits
from fuxi_cli.readers.markup import Attributes, local, parse, utf8
from fuxi_cli.readers.refusal import damaged, encrypted, megabytes, oversized, unreadable

_ENTRY = b"PK\x01\x02"
_END = b"PK\x05\x06"
_METADATA_BYTES = 32 * 1024 * 1024
"""Parts that are parsed in full here (styles, lists of parts) are far smaller than sheets."""


class Relation(NamedTuple):
    """What one part says of another. ``kind`` is the last word of its type; ``target`` a part's full name,
    or, when ``external``, whatever stands there."""

    kind: str
    target: str
    external: bool


Relations = dict[str, Relation]
"""By relation id."""


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class Package:
    """An opened zip. Part names are compared in lower case with forward slashes."""

    limits: Limits
    _zip: ZipFile
    _entries: dict[str, ZipInfo] = field(default_factory=dict)
    _inflated: int = 0

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._entries

    def names(self) -> list[str]:
        """Every part, in the order of the zip, as compared."""
        return list(self._entries)

    def read(self, part: str) -> bytes:
        """One XML part as UTF-8, however large within the limits. Refuses when it is missing."""
        entry = self._entries.get(part.lower())
        if entry is None:
            raise unreadable("missing-part", f"文件里缺少必需的部件 {part[-40:]}")
        self._check_size(entry)
        return utf8(self._inflate(entry), f"部件 {part[-40:]} ")

    def metadata(self, part: str) -> bytes:
        """One part that is to be parsed in full: small in every real file."""
        entry = self._entries.get(part.lower())
        if entry is not None and entry.file_size > _METADATA_BYTES:
            raise oversized("目录和格式信息", megabytes(entry.file_size), megabytes(_METADATA_BYTES))
        return self.read(part)

    def relations(self, part: str) -> Relations:
        """The relations of a part (of the package itself: ""), by id; empty when it has none."""
        folder, _, name = part.rpartition("/")
        listing = f"{folder}/_rels/{name}.rels".lstrip("/")
        found: Relations = {}
        if listing not in self:
            return found

        def start(tag: str, attributes: Attributes) -> None:
            if local(tag) == "Relationship":
                external = attributes.get("TargetMode") == "External"
                target = attributes.get("Target", "")
                kind = attributes.get("Type", "").rpartition("/")[2]
                found[attributes.get("Id", "")] = Relation(
                    kind, target if external else _resolve(folder, target), external
                )

        parse(self.metadata(listing), f"部件 {listing[-40:]} ", start)
        return found

    def _check_size(self, entry: ZipInfo) -> None:
        size, limits = entry.file_size, self.limits
        if size > limits.part_bytes:
            raise oversized("解压后大小", megabytes(size), megabytes(limits.part_bytes))
        ratio = size // max(entry.compress_size, 1)
        if size > limits.bomb_bytes and ratio > limits.bomb_ratio:
            raise oversized("压缩倍数", ratio, limits.bomb_ratio)
        self._inflated += size
        if self._inflated > limits.total_bytes:
            raise oversized("解压后总大小", megabytes(self._inflated), megabytes(limits.total_bytes))

    def _inflate(self, entry: ZipInfo) -> bytes:
        """At most as many bytes as the zip declares, which has been checked against the limits."""
        try:
            with self._zip.open(entry) as stream:
                data = stream.read()
        except (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
            raise damaged("文件内容") from None
        if len(data) != entry.file_size:
            raise damaged("文件内容")
        return data


def related(relations: Relations, kind: str) -> str | None:
    """The part that the workbook relates to in that way, if any."""
    return next((r.target for r in relations.values() if r.kind == kind and not r.external), None)


def open_package(data: bytes, limits: Limits) -> Package:
    """Open the zip in memory and vet its list of entries; nothing is inflated yet."""
    if _END not in data[-66_000:]:
        raise unreadable("truncated", "文件不完整，可能没有下载完或没有复制完")
    entries = data.count(_ENTRY)
    if entries > limits.entries:
        raise oversized("压缩包内文件数", entries, limits.entries)
    try:
        archive = ZipFile(BytesIO(data))
    except Exception:  # zipfile raises anything from struct.error to UnicodeDecodeError on a damaged list
        raise damaged("文件目录") from None
    package = Package(limits, archive)
    for entry in archive.infolist():
        _admit(package, entry)
    return package


def _admit(package: Package, entry: ZipInfo) -> None:
    if entry.flag_bits & 1:
        raise encrypted()
    name = entry.filename.replace("\\", "/").lower()
    if name.endswith("/"):
        return
    if name in package._entries:
        raise unreadable("duplicate-part", "文件内部有重名的部件，不是正常保存的工作簿")
    if name.startswith("/") or ":" in name or ".." in name.split("/"):
        raise unreadable("escaping-part", "文件内部有指向文件以外的路径，不是正常保存的工作簿")
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise unreadable("compression", "文件用了 Excel 不用的压缩方式，请重新另存为 .xlsx")
    package._entries[name] = entry


def _resolve(folder: str, target: str) -> str:
    """A relation's target as a full part name: from the root, or relative to the part's folder."""
    target = target.replace("\\", "/")
    steps = [] if target.startswith("/") else [step for step in folder.split("/") if step]
    for step in target.split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)

"""The zip that a workbook is: its entries vetted, its parts inflated within bounds, its relations followed."""

from dataclasses import dataclass, field
from typing import NamedTuple

from fuxi_cli.core.limits import Limits
from fuxi_cli.readers.refusal import damaged, encrypted, megabytes, oversized, unreadable
from fuxi_cli.readers.zips.archive import DEFLATED, STORED, Entry, inflate, list_entries, ordinary_entries
from fuxi_cli.readers.zips.markup import Attributes, local, parse, utf8
from fuxi_cli.readers.zips.remembered import remembered

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
    _data: bytes
    _entries: dict[str, Entry] = field(default_factory=dict)
    _inflated: int = 0

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._entries

    def names(self) -> list[str]:
        """Every part, in the order of the zip, as compared."""
        return list(self._entries)

    def read(self, part: str) -> bytes:
        """One XML part as UTF-8, however large within the limits. Refuses when it is missing."""
        return utf8(self.binary(part), f"部件 {part[-40:]} ")

    def binary(self, part: str) -> bytes:
        """One part as it stands, within the same limits."""
        entry = self._entries.get(part.lower())
        if entry is None:
            raise unreadable("missing-part", f"文件里缺少必需的部件 {part[-40:]}")
        self._check_size(entry)
        return self._inflate(entry)

    def metadata(self, part: str) -> bytes:
        """One part that is to be parsed in full: small in every real file."""
        entry = self._entries.get(part.lower())
        if entry is not None and entry.size > _METADATA_BYTES:
            raise oversized("目录和格式信息", megabytes(entry.size), megabytes(_METADATA_BYTES))
        return self.read(part)

    def relations(self, part: str) -> Relations:
        """The relations of a part (of the package itself: ""), by id; empty when it has none."""
        folder, _, name = part.rpartition("/")
        listing = f"{folder}/_rels/{name}.rels".lstrip("/")
        if listing not in self:
            return {}
        return {
            id: Relation(kind, target if external else _resolve(folder, target), external)
            for id, (kind, target, external) in _listed_relations(self.metadata(listing)).items()
        }

    def _check_size(self, entry: Entry) -> None:
        size, limits = entry.size, self.limits
        if size > limits.part_bytes:
            raise oversized("解压后大小", megabytes(size), megabytes(limits.part_bytes))
        ratio = size // max(entry.compressed, 1)
        if size > limits.bomb_bytes and ratio > limits.bomb_ratio:
            raise oversized("压缩倍数", ratio, limits.bomb_ratio)
        self._inflated += size
        if self._inflated > limits.total_bytes:
            raise oversized("解压后总大小", megabytes(self._inflated), megabytes(limits.total_bytes))

    def _inflate(self, entry: Entry) -> bytes:
        """Exactly as many bytes as the zip declares, which has been checked against the limits."""
        data = inflate(self._data, entry)
        if data is None:
            raise damaged("文件内容")
        return data


@remembered
def _listed_relations(xml: bytes) -> Relations:
    """As they are written: a target is relative to the folder of the part that they belong to."""
    found: Relations = {}

    def start(tag: str, attributes: Attributes) -> None:
        if local(tag) == "Relationship":
            kind = attributes.get("Type", "").rpartition("/")[2]
            external = attributes.get("TargetMode") == "External"
            found[attributes.get("Id", "")] = Relation(kind, attributes.get("Target", ""), external)

    parse(xml, "部件关系表", start)
    return found


def related(relations: Relations, kind: str) -> str | None:
    """The part that the workbook relates to in that way, if any."""
    return next((r.target for r in relations.values() if r.kind == kind and not r.external), None)


def open_package(data: bytes, limits: Limits) -> Package:
    """Open the zip in memory and vet its list of entries; nothing is inflated yet."""
    package = Package(limits, data)
    listed = ordinary_entries(data, limits.entries)
    if listed is not None and _all_sound(listed):
        package._entries = {entry.name.lower(): entry for entry in listed}
    else:
        for entry in _any_entries(data, limits) if listed is None else listed:
            _admit(package, entry)
    return package


def _all_sound(listed: list[Entry]) -> bool:
    """Whether there is nothing in those entries that a closer look could object to (see ``_admit``)."""
    names = [entry.name.lower() for entry in listed]
    joined = "\n".join(names)
    return (
        len(set(names)) == len(names)
        and {STORED, DEFLATED}.issuperset([entry.method for entry in listed])
        and not joined.startswith("/")
        and not any(odd in joined for odd in ("\\", ":", "..", "\n/", "/\n"))
        and not joined.endswith("/")
    )


def _any_entries(data: bytes, limits: Limits) -> list[Entry]:
    if _END not in data[-66_000:]:
        raise unreadable("truncated", "文件不完整，可能没有下载完或没有复制完")
    entries = data.count(_ENTRY)
    if entries > limits.entries:
        raise oversized("压缩包内文件数", entries, limits.entries)
    try:
        return list_entries(data)
    except Exception:  # zipfile raises anything from struct.error to UnicodeDecodeError on a damaged list
        raise damaged("文件目录") from None


def _admit(package: Package, entry: Entry) -> None:
    if entry.flags & 1:
        raise encrypted()
    name = entry.name.replace("\\", "/").lower()
    if name.endswith("/"):
        return
    if name in package._entries:
        raise unreadable("duplicate-part", "文件内部有重名的部件，不是正常保存的工作簿")
    if name.startswith("/") or ":" in name or ".." in name.split("/"):
        raise unreadable("escaping-part", "文件内部有指向文件以外的路径，不是正常保存的工作簿")
    if entry.method not in (STORED, DEFLATED):
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

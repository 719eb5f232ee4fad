"""Every bound on what fuxi is ready to open, in one place.

They stand far above any workbook that a county fills in, and far below what would exhaust an office computer.
What exceeds one becomes an ``oversized`` notice (S104), time and memory ``reader-died`` (S105); nothing is ever read in
part. An office sets its own in ``fuxi.toml``, section ``[limits]`` (sizes there in MB).
"""

from typing import NamedTuple

MIB = 1024 * 1024


class Limits(NamedTuple):
    """Bounds on one workbook file. Sizes are bytes, the rest are counts."""

    file_bytes: int = 100 * MIB
    """文件大小：the file as it lies on disk; photographs pasted in as evidence make it large."""
    entries: int = 4096
    """压缩包内文件数：an .xlsx is a zip; real ones hold up to about a thousand entries."""
    part_bytes: int = 160 * MIB
    """单个部件解压后大小：one sheet's XML, inflated."""
    total_bytes: int = 200 * MIB
    """解压后总大小：all parts that are read, inflated; the largest real workbook seen had 114 MB."""
    bomb_bytes: int = 32 * MIB
    """A part above this size that also inflates more than ``bomb_ratio``-fold is no spreadsheet."""
    bomb_ratio: int = 400
    """解压倍数：judged only above ``bomb_bytes``: small parts and formatted empty rows compress very well."""
    sheets: int = 256
    """工作表数：of one workbook."""
    cells: int = 10_000_000
    """单元格范围：rows × columns up to the last cell with content, over all sheets; the parser needs memory
    for every place in that rectangle, filled or not."""
    strings: int = 3_000_000
    """共享文本数：distinct texts, as declared and as counted."""
    text_bytes: int = 512 * MIB
    """文本总量：texts as often as cells refer to them; a file holds a text once, the parser copies it for each."""
    merged: int = 100_000
    """合并区域数：of one sheet."""
    samples: int = 50
    """How many notices of one kind (links, DDE formulas) one workbook may give."""
    seconds: int = 15
    """读取时间：processor time for one file, from its first byte to its last figure; a large ledger takes two or
    three. Where the system cannot bound that (Windows), wall time."""
    memory_bytes: int = 800 * MIB
    """读取内存：what the process that reads a file may take, where the system can bound it."""

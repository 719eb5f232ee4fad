"""One module per kind of file, named as ``signature`` names the kind: its bytes → the workbook's sheets.

Each has ``read(workbook, source, limits)``: it fills ``workbook.sheets`` (and properties and notices), or raises
Refusal. What a format cannot show is seen by another route, or the file is refused: an error cell is never a blank.
"""

from typing import NamedTuple

from fuxi_cli.readers.zips.package import Package


class Source(NamedTuple):
    """One file in memory. ``package`` and ``main`` (the part that lists the sheets) only for zips."""

    data: bytes
    extension: str
    package: Package | None = None
    main: str = ""

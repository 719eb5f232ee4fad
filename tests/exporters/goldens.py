"""Golden files: what an exporter is expected to write, to be read by people.

After a change that is meant, write them anew with ``FUXI_WRITE_GOLDEN=1 pytest tests/exporters`` and read the diff.
"""

import os
from pathlib import Path

from fuxi_cli import __version__

FOLDER = Path(__file__).parent / "golden"


def assert_golden(name: str, rendered: bytes) -> None:
    """The bytes are those of the golden file, but for fuxi's own version."""
    assert_golden_in(
        FOLDER, name, rendered.replace(f'"version": "{__version__}"'.encode(), b'"version": "0"')
    )


def assert_golden_in(folder: Path, name: str, rendered: bytes) -> None:
    path = folder / name
    if os.environ.get("FUXI_WRITE_GOLDEN"):
        path.write_bytes(rendered)
    assert rendered.decode() == path.read_bytes().decode(), f"{name} differs; see tests/exporters/goldens.py"

"""Builds fuxi as one file that needs no Python: ``python packaging/single_file.py dist``, then tries it (packaging/smoke.py).

For the system that it is run on: fuxi.exe is built on Windows. Needs ``pip install ".[single-file]"``: the file holds the
libraries of that environment, and not what is only used on request (Parquet, PostgreSQL, clusters).
"""

import os
import sys
import tempfile
from pathlib import Path

import PyInstaller.__main__
import smoke

HERE = Path(__file__).resolve().parent
BY_NAME = (
    "chinese_calendar",
    "stdnum.cn.uscc",
    "shellingham",
    "alembic.command",
    "sqlalchemy.dialects.sqlite",
)
"""Libraries that fuxi loads by name, which nobody can see from outside."""
STANDARD = ("ctypes", "logging.config", "tomllib", "zipfile", "winreg" if os.name == "nt" else "resource")
ON_REQUEST = ("pyarrow", "psycopg", "distributed", "dask", "fsspec")
STRAY = ("tkinter", "IPython", "matplotlib", "pytest", "setuptools", "pip", "hypothesis", "PIL")
"""What libraries would use if it were there."""


def main(target: str) -> int:
    with tempfile.TemporaryDirectory() as work:
        PyInstaller.__main__.run(
            [
                "--onefile",
                "--noconfirm",
                *("--log-level", "WARN"),
                *("--name", "fuxi"),
                *("--distpath", target),
                *("--workpath", work),
                *("--specpath", work),
                # In UTF-8 whatever the system's language: it could not start itself anew with that option.
                *("--python-option", "X utf8"),
                *("--collect-all", "fuxi_cli"),
                *("--collect-all", "docx"),  # with its folders, through which it looks for its templates
                *("--recursive-copy-metadata", "fuxi-cli"),
                *(f"--hidden-import={name}" for name in (*BY_NAME, *STANDARD)),
                *(f"--exclude-module={name}" for name in (*ON_REQUEST, *STRAY)),
                str(HERE / "start.py"),
            ]
        )
    built = Path(target, "fuxi.exe" if os.name == "nt" else "fuxi").resolve()
    print(f"{built.name}: {built.stat().st_size / 1e6:.0f} MB")
    return smoke.main([str(built)])


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    sys.exit(main(sys.argv[1]))

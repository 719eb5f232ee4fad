"""On a system whose language is not UTF-8, names of files are UTF-8 all the same."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.samples import EXAMPLES

SRC = Path(__file__).parent.parent / "src"


@pytest.mark.skipif(os.name != "posix", reason="Windows has file names in Unicode")
@pytest.mark.parametrize("asked_for", [{}, {"PYTHONUTF8": "1"}], ids=["left alone", "asked for"])
def test_files_with_chinese_names_are_written_in_utf8(tmp_path: Path, asked_for: dict[str, str]) -> None:
    plain = {"PATH": os.environ["PATH"], "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    environment = {**plain, **asked_for, "PYTHONPATH": str(SRC)}
    told = subprocess.run(
        [sys.executable, "-c", "import sys; print(sys.getfilesystemencoding())"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    assert (told == "utf-8") == bool(asked_for), "the case is not what it is called"
    arguments = ["-m", "fuxi_cli", "check", str(EXAMPLES / "progress.xlsx"), "--annotate", "退回"]
    done = subprocess.run([sys.executable, *arguments], cwd=tmp_path, env=environment, capture_output=True)
    assert done.returncode == 1, done.stderr.decode(errors="replace")
    assert "结论".encode() in done.stdout
    names = sorted(os.listdir(os.fsencode(tmp_path / "退回")))
    assert names == sorted(["progress_审核意见.xlsx".encode(), "赣县区_退回单.docx".encode()])

"""Makes the pictures of the README from the sample month: ``python docs/make_pictures.py``.

Needs LibreOffice, poppler-utils and Chromium; fonts decide how the pictures look, so they are not compared in tests.
"""

import html
import os
import re
import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parent.parent
PICTURES = Path(__file__).parent / "pictures"
JUNE = "examples/submissions/2022-06"
COLUMNS, LINES = 100, 46


def fuxi(*arguments: str, colour: bool = False) -> str:
    """The output of a command as a terminal of 100 columns shows it."""
    command = [sys.executable, "-c", _COLOURED if colour else _PLAIN, *arguments]
    environment = {**os.environ, "COLUMNS": str(COLUMNS), "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    ).stdout


_PLAIN = "import sys; from fuxi_cli.cli import main; main(sys.argv[1:])"
_COLOURED = (
    "import sys, fuxi_cli.cli.output as o; o.colour = lambda no: True\n"
    "from fuxi_cli.cli import main; main(sys.argv[1:])"
)


def terminal(path: Path) -> None:
    """The report of one workbook as an SVG of a terminal."""
    console = Console(width=COLUMNS, record=True, file=StringIO())
    lines = fuxi("check", "examples/progress.xlsx", colour=True).splitlines()[:LINES]
    console.print(Text.from_ansi("\n".join(["$ fuxi check examples/progress.xlsx", *lines])))
    drawn = console.export_svg(title="fuxi check", unique_id="fuxi")
    path.write_text(_LENGTH.sub(_true_length, drawn), encoding="utf-8")


_LENGTH = re.compile(r'textLength="([0-9.]+)"([^>]*)>([^<]*)<')


def _true_length(found: re.Match[str]) -> str:
    """The width of a text in cells: rich counts a Chinese character as one there, and it takes two."""
    length, rest, content = found.groups()
    plain = html.unescape(content)
    cell = float(length) / max(len(plain), 1)
    return f'textLength="{cell * cell_len(plain):g}"{rest}>{content}<'


def pages(document: Path, target: Path, *, first: int = 1, dots: int = 60) -> None:
    """One page of an office document as a PNG."""
    folder = document.parent
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, document],
        check=True,
        capture_output=True,
    )
    subprocess.run(
        [
            "pdftoppm", "-png", "-singlefile", "-r", str(dots), "-f", str(first),
            document.with_suffix(".pdf"), target.with_suffix(""),
        ],
        check=True,
    )  # fmt: skip


def screenshot(page: Path, target: Path) -> None:
    """The page as a browser shows it."""
    subprocess.run(
        [
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            "--window-size=1280,1500", f"--screenshot={target}", page.as_uri(),
        ],
        check=True,
        capture_output=True,
    )  # fmt: skip


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    terminal(PICTURES / "check.svg")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in ("summary.xlsx", "page.html", "circular.docx"):
            fuxi("summary", JUNE, "-o", str(folder / file))
        pages(folder / "summary.xlsx", PICTURES / "summary.png")
        pages(folder / "circular.docx", PICTURES / "circular.png")
        screenshot(folder / "page.html", PICTURES / "page.png")


if __name__ == "__main__":
    main()

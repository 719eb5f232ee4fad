"""Makes the pictures of the README from the sample month: ``python docs/make_pictures.py``.

Needs LibreOffice, poppler-utils and Chromium. With ``--compare`` the pictures are made elsewhere and compared with those
that are there: the terminal's exactly, the others by what can be seen from afar, since fonts differ a little from one
computer to the next (needs Pillow). Ends with 1 when one of them is out of date.
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
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr)
    return done.stdout


_PLAIN = "import sys; from fuxi_cli.cli import main; main(sys.argv[1:])"
_COLOURED = (
    "import sys, fuxi_cli.cli.output as o; o.colour = lambda no: True\n"
    "from fuxi_cli.cli import main; main(sys.argv[1:])"
)


def terminal(path: Path) -> None:
    """The report of one workbook as an SVG of a terminal."""
    console = Console(width=COLUMNS, record=True, file=StringIO())
    report = fuxi("check", "examples/progress.xlsx", colour=True)
    # Without the last lines, which count the rules: a new rule is no reason for another picture.
    lines = report.partition("本次运行规则")[0].rstrip(_ESCAPE).splitlines()[:LINES]
    console.print(Text.from_ansi("\n".join(["$ fuxi check examples/progress.xlsx", *lines])))
    drawn = console.export_svg(title="fuxi check", unique_id="fuxi")
    path.write_text(_LENGTH.sub(_true_length, drawn), encoding="utf-8")


_ESCAPE = "\n\x1b[0123456789;m"
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
        [
            "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless", "--convert-to", "pdf", "--outdir", folder, document,
        ],
        check=True,
        capture_output=True,
    )  # fmt: skip
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


def make(pictures: Path) -> None:
    pictures.mkdir(exist_ok=True)
    terminal(pictures / "check.svg")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in ("summary.xlsx", "page.html", "circular.docx"):
            fuxi("summary", JUNE, "-o", str(folder / file))
        pages(folder / "summary.xlsx", pictures / "summary.png")
        pages(folder / "circular.docx", pictures / "circular.png")
        screenshot(folder / "page.html", pictures / "page.png")


COARSE = 8
"""Pixels that are looked at together."""
SEEN, SHARE = 48, 0.02
"""A difference of so many shades of 255 is seen; so large a share of such places makes another picture."""


def differs(old: Path, new: Path) -> str | None:
    """How a picture that was made anew differs from the one that is there."""
    if new.suffix == ".svg":
        return None if old.read_bytes() == new.read_bytes() else "another text"
    from PIL import Image, ImageChops  # noqa: PLC0415 - only where pictures are compared

    images = [Image.open(path).convert("L") for path in (old, new)]
    if images[0].size != images[1].size:
        return f"{images[1].size} instead of {images[0].size} pixels"
    small = [image.reduce(COARSE) for image in images]
    shades = ImageChops.difference(*small).histogram()
    share = sum(shades[SEEN:]) / sum(shades)
    return f"{share:.1%} of it looks different" if share > SHARE else None


def compare() -> int:
    with tempfile.TemporaryDirectory() as name:
        make(Path(name))
        found = {path.name: differs(PICTURES / path.name, path) for path in sorted(Path(name).iterdir())}
    for picture, difference in found.items():
        print(f"{picture}: {difference or 'as it is made'}")
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    if sys.argv[1:] == ["--compare"]:
        sys.exit(compare())
    make(PICTURES)

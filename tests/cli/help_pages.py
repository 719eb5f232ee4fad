"""Every help page at 80 columns. ``python tests/cli/help_pages.py`` writes them anew into ``tests/cli/help``; read the
difference before committing it."""

import io
import os
import sys
from contextlib import redirect_stdout, suppress
from pathlib import Path

import typer

from fuxi_cli import cli

FOLDER = Path(__file__).parent / "help"


def pages() -> list[tuple[str, ...]]:
    """Every command and group, as it is typed after ``fuxi``."""
    root = typer.main.get_command(cli.app)
    found: list[tuple[str, ...]] = [()]
    for name in cli.COMMANDS:
        command = root.get_command(None, name)  # type: ignore[attr-defined]
        found.append((name,))
        found += [(name, inner) for inner in getattr(command, "commands", ())]
    return found


def golden(page: tuple[str, ...]) -> Path:
    return FOLDER / f"{'-'.join(('fuxi', *page))}.txt"


def main() -> None:
    os.environ["COLUMNS"] = "80"
    for old in FOLDER.glob("*.txt"):
        old.unlink()
    for page in pages():
        with redirect_stdout(io.StringIO()) as out, suppress(SystemExit):
            cli.main([*page, "--help"])
        golden(page).write_text(out.getvalue(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())

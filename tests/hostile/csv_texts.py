"""Text tables without end, in the wrong encoding, out of joint, or full of commands."""

from pathlib import Path

from hostile import pages
from hostile.kinds import kind
from support.in_formats import Raw, Rows, csv

_HEADER = 4
"""The header's row on the progress sheet."""


def _save(folder: Path, content: bytes | str) -> Path:
    return pages.save(folder, content, ".csv")


def _with(value: object, row: int = 7, column: int = 6) -> Rows:
    rows = pages.progress()
    rows[row - 1][column - 1] = value
    return rows


@kind("", actual=1)
def csv_sound(folder: Path) -> Path:
    """The sheet of the figures alone is read, so that what follows is refused for its faults."""
    return _save(folder, csv(pages.progress()).encode("gb18030"))


@kind("S101", together=True)
def csv_cut_inside_a_character(folder: Path) -> Path:
    """The file ends in the middle of a character."""
    content = csv(pages.progress()).encode()
    return _save(folder, content[: content.rindex("园".encode()) + 1])


@kind("S101", together=True)
def csv_cut_inside_quotes(folder: Path) -> Path:
    """The file ends in the middle of a cell."""
    content = csv(pages.progress())
    return _save(folder, content[: content.rindex("园")])


@kind("S101", together=True)
def csv_open_quote(folder: Path) -> Path:
    """A quotation mark that is never closed swallows the rows below."""
    return _save(folder, csv(_with(Raw(lambda *_: '"1'))))


@kind("S101")
def csv_quotes_without_end(folder: Path) -> Path:
    """A million of them."""
    return _save(folder, csv(pages.progress()) + '"' * 999_999)


@kind("S101")
def csv_line_of_20_mb(folder: Path) -> Path:
    """One line without end."""
    return _save(folder, csv(pages.progress()) + "长" * 7_000_000)


@kind("S104")
def csv_columns_without_end(folder: Path) -> Path:
    """A line of a million cells."""
    return _save(folder, csv(pages.progress()) + "1," * 1_000_000)


@kind("S104")
def csv_rows_without_end(folder: Path) -> Path:
    """More lines than Excel has rows, and something below them."""
    return _save(folder, csv(pages.progress()) + "\n" * 1_100_000 + "1,2\n")


@kind("S104")
def csv_cells_without_end(folder: Path) -> Path:
    """Ten million empty cells."""
    return _save(folder, csv(pages.progress()) + (("," * 10_000) + "\n") * 1100)


@kind("S101", together=True)
def csv_empty_character(folder: Path) -> Path:
    """A NUL far down, where nobody looks for one."""
    return _save(folder, csv(pages.progress()) + "县,1\n" * 20_000 + "于都\0县,1\n")


@kind("S101", together=True)
def csv_number_in_two_cells(folder: Path) -> Path:
    """1,200 without quotes shifts all that stands right of it."""
    return _save(folder, csv(_with(Raw(lambda *_: "1,200"))))


@kind("S101", together=True)
def csv_two_encodings(folder: Path) -> Path:
    """Half of it in UTF-8, half in GB18030."""
    rows = pages.progress()
    return _save(folder, csv(rows[:7]).encode() + csv(rows[7:]).encode("gb18030"))


@kind("S101", together=True)
def csv_utf_16_without_mark(folder: Path) -> Path:
    """Two bytes for each character, and nothing that says so."""
    return _save(folder, csv(pages.progress()).encode("utf-16-le"))


@kind("S101", together=True)
def csv_two_delimiters(folder: Path) -> Path:
    """Commas and semicolons alike: it cannot be told which of them cuts the cells."""
    return _save(folder, "县区,任务;完成\n于都县,3;1\n瑞金市,4;2\n宁都县,5;3\n")


@kind("S109", cell="I7", odd_text=True, together=True)
def csv_dde(folder: Path) -> Path:
    """A formula that starts a program."""
    return _save(folder, csv(_with("=cmd|'/C calc'!A0", column=9)))


@kind("S407", cell="F7", together=True)
def csv_error(folder: Path) -> Path:
    """#REF! where a figure belongs."""
    return _save(folder, csv(_with("#REF!")))


@kind("T113", odd_text=True, together=True)
def csv_odd_remarks(folder: Path) -> Path:
    """Remarks that command a terminal or a browser."""
    return _save(
        folder, csv(pages.with_odd_remarks("escape", "nul", more=("\x1b[31m红\x1b[0m",))[pages.PROGRESS])
    )


@kind("S101", odd_text=True, together=True)
def csv_with_bells(folder: Path) -> Path:
    """Characters that no text has: it is taken for no table at all."""
    return _save(folder, csv(_with("\x07\x08于都", column=9)))


@kind("S304 S306", odd_text=True, together=True)
def csv_odd_heading(folder: Path) -> Path:
    """A heading that does."""
    return _save(folder, csv(_with("[red]\x1b[31m<script>", row=_HEADER)))

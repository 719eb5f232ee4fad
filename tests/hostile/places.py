"""What lies in a folder and is no workbook: links, pipes, devices, locks, and names that no one can type."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

from hostile.base import NAME, good, put
from hostile.kinds import Kind, kind

Place = Callable[[Path], Path]


@kind("S106")
def lock_file(folder: Path) -> Path:
    """What Excel lays beside an open workbook."""
    return put(folder, b"\x07Zhang" + bytes(159), f"~${NAME}")


@kind("S106")
def lock_file_of_libreoffice(folder: Path) -> Path:
    """What LibreOffice lays beside one, when somebody names it."""
    return put(folder, b",zhang,host,;", f".~lock.{NAME}#")


@kind("S106")
def lock_files_1_000(folder: Path) -> Path:
    """A thousand of them."""
    for n in range(999):
        put(folder, b"x", f"~${n}{NAME}")
    return put(folder, b"x", f"~${NAME}")


@kind("S106")
def lock_file_that_is_a_workbook(folder: Path) -> Path:
    """A sound workbook under a lock file's name: not looked into."""
    return put(folder, good(), f"~${NAME}")


@kind("S101")
def pipe(folder: Path) -> Path:
    """A FIFO: whoever opens it waits for ever."""
    os.mkfifo(folder / NAME)
    return folder / NAME


@kind("S101")
def unix_socket(folder: Path) -> Path:
    """A socket."""
    here = os.getcwd()
    os.chdir(folder)  # its name may only be short
    try:
        socket.socket(socket.AF_UNIX).bind("s.xlsx")
    finally:
        os.chdir(here)
    return folder / "s.xlsx"


def _link(name: str, target: str, about: str, codes: str = "S101") -> Kind:
    def make(folder: Path) -> Path:
        (folder / NAME).symlink_to(target)
        return folder / NAME

    make.__doc__ = about
    return Kind(f"link_{name}", make, frozenset(codes.split()))


LINKS = (
    _link("to_itself", NAME, "A link that points to itself."),
    _link("to_nothing", "没有.xlsx", "A link to a file that is not there."),
    _link("to_zeros", "/dev/zero", "A link to a device that never ends."),
    _link("to_nowhere", "/dev/null", "A link to a device that holds nothing."),
    _link("to_noise", "/dev/urandom", "A link to a device of noise."),
    _link("to_the_terminal", "/dev/tty", "A link to the terminal."),
    _link("to_standard_input", "/dev/stdin", "A link to standard input."),
    _link("to_a_system_file", "/proc/self/environ", "A link to what the system tells of the process."),
    _link("to_endless_memory", "/proc/self/mem", "A link to the process's own memory."),
)


@kind("S101")
def links_in_a_circle(folder: Path) -> Path:
    """Two links that point to each other."""
    (folder / NAME).symlink_to("b.xlsx")
    (folder / "b.xlsx").symlink_to(NAME)
    return folder / NAME


@kind("")
def folder_in_a_circle(folder: Path) -> Path:
    """A subfolder that is a link to its own parent, beside a good workbook."""
    (folder / "下级").mkdir()
    (folder / "下级" / "回来").symlink_to(folder)
    return put(folder, good())


@kind("")
def folder_called_xlsx(folder: Path) -> Path:
    """A folder with a workbook's name, beside a good workbook."""
    (folder / "x.xlsx").mkdir()
    return put(folder, good())


@kind("")
def link_to_a_folder(folder: Path) -> Path:
    """A link with a workbook's name to a folder, beside a good workbook."""
    (folder / "x.xlsx").symlink_to("/")
    return put(folder, good())


@kind("")
def far_below(folder: Path) -> Path:
    """A workbook sixty folders down."""
    for n in range(60):
        folder = folder / f"第{n}层"
    folder.mkdir(parents=True)
    return put(folder, good())


@kind("S101")
def no_permission(folder: Path) -> Path:
    """A file that may not be read."""
    path = put(folder, good())
    path.chmod(0)
    return path


@kind("S104")
def sparse_8_gb(folder: Path) -> Path:
    """Eight gigabytes that take no room on the disk."""
    with open(folder / NAME, "wb") as file:
        file.truncate(8 << 30)
    return folder / NAME


@kind("S104")
def good_with_8_gb_behind(folder: Path) -> Path:
    """A good workbook, and eight gigabytes of nothing after it."""
    path = put(folder, good())
    os.truncate(path, 8 << 30)
    return path


@kind("S101")
def empty(folder: Path) -> Path:
    """A file of no bytes."""
    return put(folder, b"")


@kind("S101")
def zeros_only(folder: Path) -> Path:
    """A file of zeros: a copy that never arrived."""
    return put(folder, bytes(100_000))


def _named(name: str, file_name: str, about: str) -> Kind:
    def make(folder: Path) -> Path:
        return put(folder, good(), file_name)

    make.__doc__ = about
    return Kind(f"named_{name}", make, frozenset(), odd_text=True)


NAMES = (
    _named("255_bytes", "示" * 83 + "x.xlsx", "The longest name that a disk takes."),
    _named(
        "gbk",
        os.fsdecode("于都县".encode("gb18030") + b".xlsx"),
        "A name in the encoding of Chinese Windows.",
    ),
    _named("no_text", os.fsdecode(b"\xff\xfe\x80.xlsx"), "A name that is text in no encoding."),
    _named("dash", "--help.xlsx", "A name like an option."),
    _named("device", "CON.xlsx", "A name that is a device on Windows."),
    _named("blank", " .xlsx", "A name that is a blank."),
    _named("many_dots", "于都县.xls.csv.pdf....xlsx", "A name with many endings."),
    _named("capitals", "于都县.XLSX", "An ending in capitals."),
    _named("many_counties", "于都县瑞金市会昌县2022-06.xlsx", "A name of three counties."),
    _named("glob", "*?[a]{b}$(x)`y`;&|.xlsx", "A name that a shell would run."),
)

"""The files of a plan folder as text and rows: what stands in them, not yet what it means."""

import os
import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from stat import S_ISDIR, S_ISREG
from typing import NamedTuple

from fuxi_cli.core.limits import MIB
from fuxi_cli.core.nearest import nearest
from fuxi_cli.readers.digest import sha256
from fuxi_cli.readers.plans.faults import Faults

PLAN, QUOTAS, TASKS, REPORTERS = FILES = ("plan.yaml", "quotas.csv", "tasks.csv", "reporters.csv")
BASELINES = "baselines.csv"
LARGEST = 16 * MIB
"""Bytes of one file."""
OPTIONAL = (BASELINES,)
"""Files that a plan may do without."""

Row = tuple[str, ...]

# Excel turns 2022-12-31 into 2022/12/31 when a clerk saves the CSV.
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|年(\d{1,2})月(\d{1,2})日)")
_LONGEST_NUMBER = 30
_SERIAL = re.compile(r"[34][0-9]{4}")
_FIRST_SERIAL = date(1899, 12, 30)
_NO_YEAR = re.compile(r"[0-9]{1,2}月([0-9]{1,2}日|底)?|[0-9]{1,2}[-/][0-9]{1,2}")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?")
_DATE_LIKE = re.compile(
    r"[0-9]{1,2}月[0-9]{1,2}日|([0-9]{4}[-/])?[0-9]{1,2}[-/][0-9]{1,2}|[0-9]{1,2}-[A-Z][a-z]{2}"
)
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def parse_date(text: str) -> date | None:
    """``2022-12-31``, ``2022/12/31`` or ``2022年12月31日``; None for anything else."""
    match = _DATE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        return None
    year, month, day = (int(part) for part in match.groups() if part is not None)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def about_date(text: str) -> str:
    """What can be said of a text that is no date; begins with a comma, empty when there is nothing to say."""
    if _SERIAL.fullmatch(text):
        day = _FIRST_SERIAL + timedelta(days=int(text))
        return f"，是 Excel 的日期序号（{day.isoformat()}）"
    return "，没有写年份" if _NO_YEAR.fullmatch(text) else ""


def about_number(text: str) -> str:
    """The same of a text that is no number."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if _GROUPED.fullmatch(plain):
        return f"，千分位的逗号要去掉（{plain.replace(',', '')}）"
    if _DATE_LIKE.fullmatch(plain):
        return "，多半是 Excel 把 1-2 这样的数变成了日期"
    return ""


def parse_number(text: str) -> Decimal | None:
    """A plain decimal number, exactly as written; None for anything else."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if len(plain) > _LONGEST_NUMBER:
        return None
    try:
        return Decimal(plain) if _NUMBER.fullmatch(plain) else None
    except InvalidOperation:
        return None


def parse_share(text: str) -> Fraction | None:
    """``0.5`` or ``50%``, exactly as written; None for anything else, also below 0 and above 1."""
    number = parse_number(text.removesuffix("%"))
    if number is None:
        return None
    share = Fraction(number) / (100 if text.endswith("%") else 1)
    return share if 0 <= share <= 1 else None


def decode(content: bytes) -> str | None:
    """UTF-8 with or without BOM, else GB18030 (what Excel writes as CSV in China); None for anything else."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding).lstrip("\ufeff")
        except UnicodeDecodeError:
            continue
    return None


def not_text(name: str, content: bytes) -> str:
    """What a file is that no clerk meant to put there, and what to do; for content that ``decode`` cannot take."""
    kind = "“CSV UTF-8（逗号分隔）”" if name.endswith(".csv") else " UTF-8 编码"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return f"文字编码是 UTF-16（“Unicode 文本”）；请另存为{kind}。"
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return f"是 Office 文件改了名字，不是文本；请用原来的程序打开，另存为{kind}。"
    return "文字编码既不是 UTF-8 也不是 GB18030；请另存为 UTF-8 编码。"


class Files(NamedTuple):
    """The files of one plan folder, read once. ``texts`` holds of the optional ones those that there are."""

    folder: str
    texts: dict[str, str]
    sha256: str
    faults: Faults


def read_files(folder: str) -> Files:
    """Read a plan folder. Raises FuxiError naming each file that is missing or is not text."""
    faults = Faults(folder)
    texts = {}
    digest = sha256()
    for name in (*FILES, *OPTIONAL):
        if name in OPTIONAL and not os.path.lexists(os.path.join(folder, name)):
            continue
        path = os.path.join(folder, name)
        try:
            if (status := os.stat(path)).st_size > LARGEST or not S_ISREG(status.st_mode):
                faults.add(name, _no_plan_file(status))
                continue
            with open(path, "rb") as file:
                content = file.read()
        except OSError:
            faults.add(name, _missing(folder, name))
            continue
        digest.update(f"{name} {len(content)}\n".encode() + content)
        text = decode(content)
        if text is None:
            faults.add(name, not_text(name, content))
        texts[name] = text or ""
    faults.settle()
    return Files(folder, texts, digest.hexdigest(), faults)


def _no_plan_file(status: os.stat_result) -> str:
    """Why something of that name is not even opened: a pipe would wait for ever."""
    if S_ISDIR(status.st_mode):
        return "是一个文件夹，应为文件；请移走或改名。"
    if not S_ISREG(status.st_mode):
        return "不是普通文件。"
    size = -(-status.st_size * 10 // MIB) / 10
    return f"有 {size:g} MB，最多 {LARGEST // MIB} MB；请检查是不是放错了文件。"


def _missing(folder: str, name: str) -> str:
    if not os.path.isdir(folder):
        return "没有这个文件夹。"
    if os.path.exists(os.path.join(folder, name)):
        return "打不开；请检查文件是否被占用、是否有读取权限。"
    others = [other for other in os.listdir(folder) if other not in FILES]
    like = nearest(name, others)
    hint = (
        f"，是不是“{like}”？请改成这个名字"
        if like
        else "；没有内容的表也要有一个只含表头的文件"
        if name != PLAN
        else ""
    )
    return f"没有这个文件{hint}。"

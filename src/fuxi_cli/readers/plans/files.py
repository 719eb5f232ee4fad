"""The files of a plan folder as text and rows: what stands in them, not yet what it means."""

import os
import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import NamedTuple

from fuxi_cli.readers.digest import sha256
from fuxi_cli.readers.plans.faults import Faults, nearest

PLAN, QUOTAS, TASKS, REPORTERS = FILES = ("plan.yaml", "quotas.csv", "tasks.csv", "reporters.csv")

Row = tuple[str, ...]

# Excel turns 2022-12-31 into 2022/12/31 when a clerk saves the CSV.
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|年(\d{1,2})月(\d{1,2})日)")
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


def parse_number(text: str) -> Decimal | None:
    """A plain decimal number, exactly as written; None for anything else."""
    plain = unicodedata.normalize("NFKC", text).strip()
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
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


class Files(NamedTuple):
    """The four files of one plan folder, read once."""

    folder: str
    texts: dict[str, str]
    sha256: str
    faults: Faults


def read_files(folder: str) -> Files:
    """Read a plan folder. Raises FuxiError naming each file that is missing or is not text."""
    faults = Faults(folder)
    texts = {}
    digest = sha256()
    for name in FILES:
        try:
            with open(os.path.join(folder, name), "rb") as file:
                content = file.read()
        except OSError:
            faults.add(name, _missing(folder, name))
            continue
        digest.update(f"{name} {len(content)}\n".encode() + content)
        text = decode(content)
        if text is None:
            faults.add(name, "文字编码既不是 UTF-8 也不是 GB18030；请另存为 UTF-8 编码。")
        texts[name] = text or ""
    faults.settle()
    return Files(folder, texts, digest.hexdigest(), faults)


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

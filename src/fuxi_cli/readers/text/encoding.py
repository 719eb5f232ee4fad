"""The text of a file, by evidence: byte order mark, strict UTF-8, else GB18030. Never with characters replaced."""

import re

from fuxi_cli.readers.refusal import Refusal, unreadable

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_UTF8_MARK = b"\xef\xbb\xbf"
_MANY_BYTES = re.compile(rb"[\xe3-\xe9][\x80-\xbf]{2}")
_SAMPLE = 1024 * 1024
_BEYOND_TWO_BYTES = re.compile("[\u0800-\U0010ffff]")
"""Characters of two bytes alone (×, °, é) may as well be Chinese ones of GB18030: no other is there to tell."""
_CUT = "unexpected end of data"


def decode(data: bytes, declared: str | None = None) -> str:
    """The whole file as text. ``declared``: what the file itself says it is in. Raises Refusal."""
    if data.startswith(_UTF16):
        return _strict(data, "utf-16").removeprefix("\ufeff")
    if data.startswith(_UTF8_MARK):
        return _strict(data[3:], "utf-8")
    other = "gb18030" if declared in (None, "utf-8") else str(declared)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == _CUT or _is_damaged_utf8(data, error.start):
            raise _broken(data, error) from None
        return _strict(data, other)
    if (
        declared != "utf-8"
        and not text.isascii()
        and _BEYOND_TWO_BYTES.search(text) is None
        and _reads_as(data, other)
    ):
        raise unreadable("encoding", "分不清文件的编码是 UTF-8 还是 GB18030，两种读法的字不一样")
    return text


def _is_damaged_utf8(data: bytes, start: int) -> bool:
    """Text in UTF-8 with a break in it reads as some GB18030 nonsense without complaint: it must not come to that.

    Characters of three bytes show which it is: GB18030 text has next to none that are sound as UTF-8.
    """
    if _MANY_BYTES.search(data, 0, start) is None and start + 4 < len(data):
        return False
    text = data[: start + _SAMPLE].decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(1 for char in text if char > "\u07ff") - broken
    return sound >= max(broken, 1)


def _reads_as(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _broken(data, error) from None


def _broken(data: bytes, error: UnicodeDecodeError) -> Refusal:
    if error.start >= len(data) - 4:
        return unreadable("truncated", "文件在一个字的中间断开，可能没有下载完或没有复制完")
    line = data.count(b"\n", 0, error.start) + 1
    reason = f"第 {line} 行有认不出的字符，文件的编码不是 UTF-8 也不是 GB18030，或者文件已损坏"
    return unreadable("encoding", reason)

"""How people write numbers and days: the other direction of the readers, for tests that read back what was written."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

DIGITS = "零一二三四五六七八九"
FULL_WIDTH = str.maketrans("0123456789,.-+%/:", "０１２３４５６７８９，．－＋％／：")
FINANCIAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


def _below_ten_thousand(number: int) -> str:
    text, skipped = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            text += ("零" if skipped and text else "") + DIGITS[digit] + name
        skipped = not digit
    return text


def chinese(number: int) -> str:
    """A whole number below 10**16 in Chinese: 12000 → 一万二千, 100005000 → 一亿零五千."""
    if number == 0:
        return DIGITS[0]
    text, skipped = "", False
    for size, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part, number = divmod(number, size)
        if part:
            written = chinese(part) if part >= 10**4 else _below_ten_thousand(part)
            text += ("零" if text and (skipped or part < 10**3) else "") + written + name
        skipped = not part
    return text.removeprefix("一") if text.startswith("一十") else text


def chinese_decimal(number: Decimal) -> str:
    whole, _, fraction = f"{number:f}".partition(".")
    text = chinese(int(whole))
    return text + ("点" + "".join(DIGITS[int(digit)] for digit in fraction) if fraction else "")


def grouped(number: Decimal) -> str:
    return f"{number:,f}"


NUMBER_FORMS: dict[str, Callable[[Decimal], str]] = {
    "plain": lambda n: f"{n:f}",
    "full width": lambda n: f"{n:f}".translate(FULL_WIDTH),
    "grouped": grouped,
    "grouped, full width": lambda n: grouped(n).translate(FULL_WIDTH),
    "plus": lambda n: f"+{n:f}",
    "spaces around": lambda n: f" \u3000{n:f}\xa0",
    "classifier": lambda n: f"{n:f}个",
    "spaced classifier": lambda n: f"{n:f} 家",
    "Chinese": chinese_decimal,
    "Chinese with classifier": lambda n: chinese_decimal(n) + "个",
    "financial": lambda n: chinese_decimal(n).translate(FINANCIAL),
    "〇": lambda n: chinese_decimal(n).replace("零", "〇"),
}

MARKED: dict[str, Callable[[str], str]] = {
    "as it is": lambda t: t,
    "spaced": lambda t: f" {t}\u3000",
    "minus": lambda t: f"-{t}",
    "full-width minus": lambda t: f"－{t}",
    "true minus": lambda t: f"−{t}",
    "负": lambda t: f"负{t}",
    "brackets": lambda t: f"({t})",
    "full-width brackets": lambda t: f"（{t}）",
    "about": lambda t: f"约{t}",
    "more": lambda t: f"{t}多",
    "plus": lambda t: f"{t}+",
    "at least": lambda t: f"≥{t}",
}
"""What people put around a number. The last four say that it is not quite that number."""
NEGATIVE = frozenset(("minus", "full-width minus", "true minus", "负", "brackets", "full-width brackets"))
VAGUE = frozenset(("about", "more", "plus", "at least"))

WEEKDAYS = "一二三四五六日"


def _digits(number: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))


DATE_FORMS: dict[str, Callable[[date], str]] = {
    "ISO": date.isoformat,
    "ISO, full width": lambda d: d.isoformat().translate(FULL_WIDTH),
    "points": lambda d: f"{d.year}.{d.month}.{d.day}",
    "padded points": lambda d: f"{d.year}.{d.month:02}.{d.day:02}",
    "slashes": lambda d: f"{d.year}/{d.month}/{d.day}",
    "slashes and time": lambda d: f"{d.year}/{d.month}/{d.day} 9:05",
    "ISO and time": lambda d: f"{d.isoformat()}T23:59:59",
    "年月日": lambda d: f"{d.year}年{d.month}月{d.day}日",
    "年月号": lambda d: f"{d.year}年{d.month:02}月{d.day:02}号",
    "年月日 spaced": lambda d: f"{d.year} 年 {d.month} 月 {d.day} 日",
    "年月日 full width": lambda d: f"{d.year}年{d.month}月{d.day}日".translate(FULL_WIDTH),
    "weekday": lambda d: f"{d.year}年{d.month}月{d.day}日（星期{WEEKDAYS[d.weekday()]}）",
    "Chinese": lambda d: f"{_digits(d.year)}年{chinese(d.month)}月{chinese(d.day)}日",
    "Chinese, ○": lambda d: f"{_digits(d.year)}年{chinese(d.month)}月{chinese(d.day)}日".replace("〇", "○"),
    "eight digits": lambda d: f"{d:%Y%m%d}",
}

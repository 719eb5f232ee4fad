"""Numbers and days at every edge."""

from pathlib import Path

from hostile.base import number, put, text, with_cell
from hostile.kinds import Kind

_COUNTED = "指标进度", "F7"  # 累计完成 of the leading enterprises: 1
_DAY = "台账-示范基地", "H5"  # 认定日期: 2022-02-07


def _is_short(value: str, actual: float | None) -> bool:
    """Not about time; and what is counted can only be looked at where one file of the reporter is read."""
    return len(value) < 100 and actual is None


def _figure(name: str, value: str, codes: str, actual: float | None = None) -> Kind:
    def make(folder: Path) -> Path:
        return put(folder, with_cell(*_COUNTED, *number(value)))

    make.__doc__ = f"A count of {value[:40]}."
    cell = "F7" if codes else None
    return Kind(
        f"count_{name}",
        make,
        frozenset(codes.split()),
        cell=cell,
        actual=actual,
        together=_is_short(value, actual),
    )


def _written(name: str, value: str, codes: str, actual: float | None = None) -> Kind:
    def make(folder: Path) -> Path:
        return put(folder, with_cell(*_COUNTED, *text(value)))

    make.__doc__ = f"A count as text: {value[:40]}."
    cell = "F7" if codes else None
    return Kind(
        f"written_{name}",
        make,
        frozenset(codes.split()),
        cell=cell,
        actual=actual,
        odd_text=True,
        together=_is_short(value, actual),
    )


def _day(name: str, value: str, codes: str) -> Kind:
    def make(folder: Path) -> Path:
        return put(folder, with_cell(*_DAY, *number(value)))

    make.__doc__ = f"A day with the serial number {value[:40]}."
    return Kind(f"day_{name}", make, frozenset(codes.split()), cell="H5" if codes else None, together=True)


def _written_day(name: str, value: str, codes: str) -> Kind:
    def make(folder: Path) -> Path:
        return put(folder, with_cell(*_DAY, *text(value)))

    make.__doc__ = f"A day as text: {value[:40]}."
    return Kind(
        f"written_day_{name}", make, frozenset(codes.split()), cell="H5" if codes else None, together=True
    )


COUNTS = tuple(
    _figure(*row)  # type: ignore[arg-type]
    for row in (
        ("nan", "NaN", "T102"),
        ("infinite", "INF", "T102"),
        ("beyond_double", "1E+999", "T102"),
        ("below_double", "1E-999", "C103 C104 E101"),
        ("largest_double", "1.7976931348623157E+308", "C103 C104 E101 T110"),
        ("smallest_double", "4.9E-324", "T103"),
        ("minus_zero", "-0", "C103 C104 E101"),
        ("negative", "-1", "T104"),
        ("just_not_whole", "1.0000001", "T103"),
        ("whole_to_15_digits", "1.0000000000000002", "", 1.0),
        ("fifteen_digits", "999999999999999", "C103 C104 E101 T110"),
        ("sixteen_digits", "9999999999999999", "C103 C104 E101 T110"),
        ("of_5_000_digits", "9" * 5000, "T102"),
        ("with_5_000_zeros", "0." + "0" * 5000 + "1", "C103 C104 E101"),
        ("with_zeros_before", "0" * 3000 + "1", "", 1.0),
        ("with_spaces", " 1 ", "T114", 1.0),
        ("hexadecimal", "0x1", "T102"),
        ("with_underscores", "1_0", "T102"),
        ("two_points", "1.2.3", "T102"),
        ("nothing", "", "T101"),
        ("arabic_indic", "١", "T102"),
        ("full_width", "１", "T114", 1.0),
    )
)
WRITTEN = tuple(
    _written(*row)  # type: ignore[arg-type]
    for row in (
        ("nan", "NaN", "T102"),
        ("infinity", "Infinity", "T102"),
        ("exponent", "1e0", "T102"),
        ("of_30_000_digits", "1" * 30_000, "T102"),
        ("superscript", "²", "T102"),
        ("circled", "①", "T102"),
        ("half", "½", "T102"),
        ("thai", "๑", "T102"),
        ("mathematical", "𝟏", "T102"),
        ("zero_width_inside", "1\u200b0", "T102"),
        ("zero_width_after", "1\u200b", "T113", 1.0),
        ("right_to_left", "\u202e1", "T113", 1.0),
        ("brackets", "(" * 5000 + "1" + ")" * 5000, "T102"),
        ("commas", "1" + ",000" * 5000, "T102"),
        ("numerals", "亿" * 5000, "T102"),
        ("numeral_sum", "一万" * 2000, "T102"),
        ("spaces", " " * 30_000 + "1", "T114", 1.0),
        ("units", "1" + "万" * 3000 + "个", "T102"),
    )
)
DAYS = tuple(
    _day(*row)
    for row in (
        ("zero", "0", "T105"),
        ("one", "1", "E107"),
        ("sixty", "60", "E107"),
        ("minus_one", "-1", "T105"),
        ("last_of_excel", "2958465", "T106"),
        ("after_the_last", "2958466", "T105"),
        ("billions", "99999999999", "T105"),
        ("largest_double", "1.7976931348623157E+308", "T105"),
        ("just_below_a_day", "44599.999999999", ""),
        ("before_the_plan", "44500", "E107"),
        ("in_the_future", "50000", "T106"),
        ("nan", "NaN", "T105"),
    )
)
WRITTEN_DAYS = tuple(
    _written_day(*row)
    for row in (
        ("30_february", "2022-02-30", "T105"),
        ("month_13", "2022-13-01", "T105"),
        ("year_0", "0000-01-01", "T105"),
        ("year_9999", "9999-12-31", "T105"),
        ("ambiguous", "3/6/2022", "T115"),
        ("of_30_000_digits", "2022-" + "0" * 30_000 + "2-07", "T105"),
        ("hours", "2022-02-07 " + "1:" * 10_000, "T105"),
        ("hour_99", "2022-02-07 99:99", "T114"),
        ("brackets", "(" * 20_000, "T105"),
        ("time_zone", "2022-02-07T00:00:00+99:99", "T105"),
    )
)


def _iso(name: str, value: str, codes: str) -> Kind:
    def make(folder: Path) -> Path:
        return put(folder, with_cell(*_DAY, f"<v>{value}</v>", "d"))

    make.__doc__ = f"A cell of type day with {value[:40]}."
    return Kind(
        f"iso_day_{name}", make, frozenset(codes.split()), cell="H5" if codes else None, together=True
    )


ISO_DAYS = tuple(
    _iso(*row)
    for row in (
        ("sound", "2022-02-07", ""),
        ("of_no_calendar", "2022-02-30", "T105"),
        ("year_zero", "0000-00-00", "T105"),
        ("nonsense", "T" * 5000, "T105"),
    )
)


def _typed(name: str, type: str, value: str, codes: str) -> Kind:
    def make(folder: Path) -> Path:
        return put(folder, with_cell(*_COUNTED, f"<v>{value}</v>", type))

    make.__doc__ = f"A cell that says it is of type {type} and holds {value}."
    return Kind(
        f"typed_{name}", make, frozenset(codes.split()), cell=None if codes == "S101" else "F7", together=True
    )


TYPED = tuple(
    _typed(*row)
    for row in (
        ("boolean", "b", "1", "T102"),
        ("boolean_of_7", "b", "7", "S101"),
        ("boolean_of_a_word", "b", "是", "S101"),
        ("number_of_a_word", "n", "三个", "S101"),
        ("unknown", "zzz", "1", "S101"),
        ("error_of_a_number", "e", "1", "S407"),
    )
)

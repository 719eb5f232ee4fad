"""An independent recomputation of the sample months: plain loops over the ledgers, read with openpyxl, no fuxi code.

Every gap and total that fuxi reports must come out the same.
"""

import csv
import json
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

ROOT = Path(__file__).parent.parent
SUBMISSIONS = ROOT / "examples" / "submissions"
QUOTAS = ROOT / "data/targets/ganzhou-selenium-2022/2022-01-24/quotas.csv"
LEDGERS = {
    "base": ("台账-示范基地", "认定日期", "阶段"),
    "product": ("台账-富硒产品", "发证日期", None),
    "leading-enterprise": ("台账-龙头企业", "认定日期", "阶段"),
    "processing-enterprise": ("台账-精深加工企业", "认定日期", "阶段"),
    "wellness-area": ("台账-康养区", "认定日期", "阶段"),
    "park": ("台账-产业园区", "认定日期", "阶段"),
}
MONTHS = sorted(p.name for p in SUBMISSIONS.iterdir() if p.is_dir())


def quotas() -> dict[tuple[str, str], int]:
    with QUOTAS.open(encoding="utf-8-sig") as file:
        rows = list(csv.reader(file))
    return {
        (row[1], indicator): int(value)
        for row in rows[1:]
        if row[1] and row[0] != "合  计" and "合" not in row[0] + row[1]
        for indicator, value in zip(LEDGERS, row[2:8], strict=True)
    }


def counted(path: Path, until: datetime) -> dict[str, int]:
    """How many objects of each ledger are recognised by a day."""
    book = openpyxl.load_workbook(path, data_only=True, read_only=True)
    result = {}
    for indicator, (sheet, dated, stage) in LEDGERS.items():
        rows = [list(row) for row in book[sheet].iter_rows(values_only=True)]
        head = next(i for i, row in enumerate(rows) if dated in [str(v).strip() for v in row])
        names = [str(v).strip() for v in rows[head]]
        count = 0
        for row in rows[head + 1 :]:
            day = row[names.index(dated)] if len(row) > names.index(dated) else None
            if not isinstance(day, datetime) or not datetime(2022, 1, 1) <= day <= until:
                continue
            if stage is None or row[names.index(stage)] == "已认定":
                count += 1
        result[indicator] = count
    return result


@pytest.mark.parametrize("month", MONTHS)
def test_every_gap_and_total(month: str) -> None:
    report = json.loads((SUBMISSIONS / month / "expected.json").read_text(encoding="utf-8"))
    number = int(month[-2:])
    last = datetime.fromisoformat(report["as_of"])
    accepted = {
        w["reporter"]["id"]: ROOT / w["path"]
        for w in report["workbooks"]
        if w["status"] == "accepted" and w["reporter"]["kind"] == "county"
    }
    names = {w["reporter"]["id"]: w["reporter"]["name"] for m in MONTHS for w in _report(m)["workbooks"]}
    owed, sums = quotas(), dict.fromkeys(LEDGERS, 0)
    done = {code: counted(path, last) for code, path in accepted.items()}
    assert len(report["gaps"]) == 108
    for gap in report["gaps"]:
        code, indicator = gap["reporter"], gap["indicator"]
        quota = owed[names[code], indicator]
        assert gap["quota"] == quota
        if code in done:
            actual = done[code][indicator]
        else:
            assert gap["carried_forward"] or gap["actual"] is None
            actual = gap["actual"]
        assert gap["actual"] == actual, (names[code], indicator)
        if actual is None:
            continue
        sums[indicator] += actual
        rate, pace = Fraction(actual, quota), Fraction(number, 12)
        due = Fraction(quota * number // 12, quota)
        lag = max(due - rate, Fraction(0)) * 100
        assert gap["gap"] == max(quota - actual, 0)
        assert gap["surplus"] == max(actual - quota, 0)
        assert gap["rate"] == pytest.approx(float(rate), abs=1e-9)
        assert gap["pace"] == pytest.approx(float(pace), abs=1e-9)
        assert gap["lag_points"] == pytest.approx(float(lag), abs=1e-9)
        assert gap["light"] == ("green" if lag < 10 else "yellow" if lag <= 30 else "red")
        assert gap["forecast"] == pytest.approx(actual / number * 12, abs=1e-9)
        assert gap["needed_per_month"] == pytest.approx(max(quota - actual, 0) / (12 - number), abs=1e-9)
    for total in report["totals"]:
        if total["indicator"] in sums:
            assert total["actual"] == sums[total["indicator"]]


def _report(month: str) -> dict:
    return json.loads((SUBMISSIONS / month / "expected.json").read_text(encoding="utf-8"))

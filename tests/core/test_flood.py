"""Of very many of the same, the first are listed, and the last of them says how many there are."""

from fuxi_cli.core.finding import Finding, Rule
from fuxi_cli.core.flood import LISTED, fold_findings, fold_notices
from fuxi_cli.core.place import Place
from fuxi_cli.core.submission import Notice

RULE = Rule("S999", "of-one-kind", "error", "{where}不对。", "请改。")


def notices(count: int, kind: str = "of-one-kind", sheet: str = "表") -> list[Notice]:
    return [Notice(kind, Place(sheet, row, 1)) for row in range(1, count + 1)]


def test_as_many_as_are_listed_stay_as_they_are() -> None:
    few = notices(LISTED)
    assert fold_notices(few) == few


def test_the_last_one_says_how_many_more() -> None:
    kept = fold_notices(notices(LISTED + 3))
    assert len(kept) == LISTED
    assert [n.fact("more") for n in kept] == [None] * (LISTED - 1) + [3]
    assert (
        RULE.at(kept[-1]).message == f"“表”A{LISTED}不对。（同样的问题在这张表上还有 3 处，没有逐一列出。）"
    )
    assert "还有" not in RULE.at(kept[0]).message


def test_every_kind_and_sheet_has_its_own_count() -> None:
    mixed = [*notices(LISTED), *notices(LISTED, "of-another"), *notices(LISTED, sheet="另一张")]
    assert fold_notices(mixed) == mixed


def test_findings_of_every_file_are_counted_alone() -> None:
    def found(path: str, count: int) -> list[Finding]:
        return [RULE.at(Place("表", row, 1), path=path) for row in range(1, count + 1)]

    kept = fold_findings([*found("甲.xlsx", LISTED + 1), *found("乙.xlsx", LISTED)])
    assert len(kept) == 2 * LISTED
    assert [f.path for f in kept if "还有 1 处" in f.message] == ["甲.xlsx"]

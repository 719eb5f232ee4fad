"""What goes into the register comes out of it, on SQLite and on PostgreSQL alike."""

from datetime import date
from decimal import Decimal

import pytest

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.filed import Closing, Dossier, FiledFigure
from fuxi_cli.core.period import Period
from fuxi_cli.register import Register
from support.registers import JUNE, PLAN, dossier, filed, table

JULY = Period(2022, 7)
PAPERS = (("通报.docx", "a" * 64), ("汇总.xlsx", "b" * 64))
CONTENTS = {"汇总.xlsx": b"PK\x03\x04\x00", "通报.docx": b"\xff\x00"}


def closing(period: Period = JUNE, last: int = 1, plan: str = PLAN) -> Closing:
    return Closing(period, "2022-07-05T10:00:00+08:00", last, plan, "1", "0.1.0", PAPERS)


def superseded(register: Register) -> dict[int, int | None]:
    return {each.number: each.superseded_by for each in register.submissions(status="accepted")}


def test_a_dossier_comes_back_as_it_was(register: Register) -> None:
    given = dossier(1)
    [one] = register.file([given])
    assert one == given.filed._replace(number=1)
    assert register.dossier(1) == given._replace(filed=one)


def test_the_barest_one_too(register: Register) -> None:
    bare = filed(
        1,
        None,
        plan=None,
        revision=None,
        period=None,
        reporter_name=None,
        layout=None,
        format=None,
        status="unreadable",
        submitted_on=None,
        run=None,
        size=5 * 2**30,
    )
    register.file([Dossier(bare)])
    assert register.dossier(1) == Dossier(bare._replace(number=1))
    assert list(register.contents([1])) == []


@pytest.mark.parametrize(
    "number", ["0.1", "1.50", "1E+3", "-0.000000000000000000000001", "123456789012345678901234567890.12"]
)
def test_decimals_are_exact(register: Register, number: str) -> None:
    figure = FiledFigure("360731", "area", Decimal(number), Decimal(number), None)
    register.file([Dossier(filed(1), None, (figure,))])
    assert register.dossier(1).figures == (figure,)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("𠮷安县\n第二行\t“引号”'； DROP TABLE runs； --", None),
        ("\udcb2\udcbb.xlsx", "\\udcb2\\udcbb.xlsx"),
        ("a\0b", "a\\x00b"),
        ("报" * 5000, None),
        ("", None),
    ],
    ids=["signs", "not valid in the system's encoding", "NUL", "long", "empty"],
)
def test_any_text_can_be_kept(register: Register, given: str, kept: str | None) -> None:
    register.file([Dossier(filed(1, name=given))])
    assert register.dossier(1).filed.name == (given if kept is None else kept)


def test_numbers_count_on(register: Register) -> None:
    assert register.file([]) == []
    assert [each.number for each in register.file([dossier(1), dossier(2, "360702")])] == [1, 2]
    assert [each.number for each in register.file([dossier(3, "360703")])] == [3]


def test_many_at_once(register: Register) -> None:
    filed = register.file([dossier(number, f"r{number}") for number in range(1, 1203)])
    assert [each.receipt for each in filed] == [dossier(number).filed.receipt for number in range(1, 1203)]
    wanted = [1202, 7, 600]
    assert list(register.contents(wanted)) == [(n, f"content {n}".encode()) for n in wanted]
    assert [number for number, _ in register.contents(range(1203, 0, -1))] == list(range(1202, 0, -1))
    assert register.counts()["objects"] == 2404


def test_the_same_receipt_is_refused_and_nothing_is_filed(register: Register) -> None:
    register.file([dossier(1)])
    with pytest.raises(FuxiError, match="回执号 20220703T081530-0001 已经在登记簿里"):
        register.file([dossier(2), dossier(1, sha256="f" * 64)])
    with pytest.raises(FuxiError, match="回执号 20220703T081530-0005"):
        register.file([dossier(5), dossier(5, sha256="e" * 64)])
    assert register.counts()["submissions"] == 1


def test_the_same_content_is_accepted_once_for_a_plan(register: Register) -> None:
    register.file([dossier(1), dossier(2, sha256="2" * 64, status="returned")])
    with pytest.raises(FuxiError, match="内容相同的文件"):
        register.file([dossier(3, sha256=f"{1:064x}")])
    with pytest.raises(FuxiError, match="内容相同的文件"):
        register.file([dossier(3, sha256="3" * 64), dossier(4, sha256="3" * 64)])
    register.file([dossier(5, sha256=f"{1:064x}", plan="another"), dossier(6, sha256="2" * 64)])
    assert [each.number for each in register.by_hash("2" * 64)] == [2, 4]


def test_the_later_date_supersedes_then_the_later_receipt(register: Register) -> None:
    register.file([dossier(1, submitted_on=date(2022, 7, 2))])
    register.file([dossier(2, submitted_on=date(2022, 7, 1))])
    assert superseded(register) == {1: None, 2: 1}
    assert register.file([dossier(3, submitted_on=date(2022, 7, 2))])[0].superseded_by is None
    assert superseded(register) == {1: 3, 2: 3, 3: None}


def test_only_accepted_ones_of_the_same_month_plan_and_reporter_supersede(register: Register) -> None:
    register.file(
        [
            dossier(1),
            dossier(2, status="returned"),
            dossier(3, period=JULY),
            dossier(4, plan="another"),
            dossier(5, "360702"),
            dossier(6, submitted_on=None),
        ]
    )
    assert superseded(register) == {1: None, 3: None, 4: None, 5: None, 6: 1}
    assert register.by_receipt(dossier(2).filed.receipt).superseded_by is None


def test_a_table_counts_as_long_as_one_of_its_reporters_counts_by_it(register: Register) -> None:
    register.file([table(1, "b", "a", "b"), dossier(2, "b")])
    assert superseded(register) == {1: None, 2: None}
    register.file([dossier(3, "a")])
    assert superseded(register) == {1: 2, 2: None, 3: None}
    register.file([table(4, "a")])
    assert superseded(register) == {1: 2, 2: None, 3: 4, 4: None}


def test_an_earlier_moment_is_seen_as_it_was(register: Register) -> None:
    register.file([dossier(1)])
    register.file([dossier(2)])
    register.file([dossier(3)])
    assert [(each.number, each.superseded_by) for each in register.submissions(upto=2)] == [(1, 2), (2, None)]
    assert [each.superseded_by for each in register.submissions(reporter="360731", upto=1)] == [None]


def test_what_is_asked_for(register: Register) -> None:
    register.file(
        [dossier(1), dossier(2, "360702", period=JULY), dossier(3, "360702", status="returned", plan=None)]
    )

    def numbers(**wanted: object) -> list[int]:
        return [each.number for each in register.submissions(**wanted)]

    assert numbers() == [1, 2, 3]
    assert numbers(period=JULY) == [2]
    assert numbers(plan=PLAN) == [1, 2]
    assert numbers(reporter="360702") == [2, 3]
    assert numbers(status="returned") == [3]
    assert numbers(reporter="360702", upto=2) == [2]
    assert register.periods(PLAN) == [JUNE, JULY]
    assert register.periods("another") == []
    assert register.by_receipt("never") is None
    assert register.last_receipt() == "20220703T081530-0003"
    with pytest.raises(FuxiError, match="没有第 9 号"):
        register.dossier(9)


def test_an_empty_register(register: Register) -> None:
    assert register.submissions() == register.closings() == register.runs() == []
    assert register.last_receipt() is None
    assert set(register.counts().values()) == {0}


def test_runs(register: Register) -> None:
    first = register.begin("2022-07-03T08:00:00+08:00", "office", 12, "0.1.0")
    second = register.begin("2022-07-04T08:00:00+08:00", "备用机", 13, "0.1.0")
    register.finish(second, "2022-07-04T08:01:00+08:00", "done", 4, 3, 2, 1)
    newest, oldest = register.runs()
    assert (first, second) == (1, 2)
    assert (newest.number, newest.host, newest.outcome, *newest[-4:]) == (2, "备用机", "done", 4, 3, 2, 1)
    assert (oldest.number, oldest.pid, oldest.finished, oldest.outcome) == (1, 12, None, None)
    assert [run.number for run in register.runs(last=1)] == [2]
    assert register.going_on() == oldest


def test_a_closed_month_keeps_its_papers(register: Register) -> None:
    register.close_month(closing(JULY), CONTENTS)
    register.close_month(closing(JUNE), CONTENTS)
    assert register.closings() == [closing(JUNE), closing(JULY)]
    assert register.paper(JUNE, PLAN, "通报.docx") == b"\xff\x00"
    with pytest.raises(FuxiError, match="没有 2022年6月 封账时的“别的"):
        register.paper(JUNE, PLAN, "别的.docx")


def test_a_month_is_closed_once(register: Register) -> None:
    register.close_month(closing(), CONTENTS)
    with pytest.raises(FuxiError, match=r"2022年6月.*已于 2022-07-05 10:00:00 封账"):
        register.close_month(closing(last=9), CONTENTS)
    register.close_month(closing(plan="another"), CONTENTS)
    assert [each.last for each in register.closings()] == [1, 1]


def test_papers_and_their_contents_belong_together(register: Register) -> None:
    with pytest.raises(ValueError, match="papers"):
        register.close_month(closing(), {})
    assert register.closings() == []


def test_the_fingerprint_of_the_reports(register: Register) -> None:
    assert register.refreshed(PLAN, JUNE) is None
    register.set_refreshed(PLAN, JUNE, "one")
    register.set_refreshed(PLAN, JUNE, "two")
    register.set_refreshed(PLAN, JULY, "three")
    assert register.refreshed(PLAN, JUNE) == "two"


def test_tables_for_export(register: Register) -> None:
    register.file([dossier(1), dossier(2)])
    register.close_month(closing(), CONTENTS)
    columns, rows = register.table("figures")
    assert columns == ["submission", "position", "reporter", "indicator", "quota", "month", "cumulative"]
    assert next(rows) == (1, 0, "360731", "bases", Decimal(20), None, Decimal(7))
    assert len(list(rows)) == 3
    columns, rows = register.table("submissions")
    first = dict(zip(columns, next(rows), strict=True))
    assert (first["period"], first["submitted_on"], first["superseded_by"]) == (
        "2022-06",
        date(2022, 7, 1),
        2,
    )
    for name in ("tasks", "objects", "findings", "runs", "closings"):
        columns, rows = register.table(name)
        assert all(len(row) == len(columns) for row in rows)
    with pytest.raises(FuxiError, match="没有可导出的表“contents”"):
        register.table("contents")


def test_rebuilding_puts_everything_but_the_runs_anew(register: Register) -> None:
    register.begin("2022-07-03T08:00:00+08:00", "office", 12, "0.1.0")
    register.file([dossier(number, f"r{number}") for number in range(1, 9)])
    register.close_month(closing(), CONTENTS)
    register.set_refreshed(PLAN, JUNE, "old")
    kept = dossier(7)._replace(filed=filed(7)._replace(number=3))
    register.rebuild(iter([kept, dossier(8), dossier(9, "b")]), [(closing(JULY, 4), CONTENTS)])
    assert superseded(register) == {3: 4, 4: None, 5: None}
    assert register.closings() == [closing(JULY, 4)]
    assert register.refreshed(PLAN, JUNE) is None
    assert len(register.runs()) == 1


def test_a_rebuilding_that_fails_leaves_all_as_it_was(register: Register) -> None:
    register.file([dossier(1), dossier(2)])
    register.close_month(closing(), CONTENTS)
    before = register.counts(), register.submissions(), register.closings()

    def broken():
        yield dossier(3)
        raise FuxiError("读不了")

    with pytest.raises(FuxiError, match="读不了"):
        register.rebuild(broken(), [])
    assert (register.counts(), register.submissions(), register.closings()) == before


def test_readers_see_whole_filings_while_one_goes_on(register: Register) -> None:
    register.file([dossier(1)])

    def dossiers():
        yield dossier(5)
        assert [each.number for each in register.submissions()] == [1]

    register.rebuild(dossiers(), [])
    assert [each.receipt[-4:] for each in register.submissions()] == ["0005"]

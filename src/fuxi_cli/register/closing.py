"""Closed months and their papers, kept as the bytes they were."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Connection, insert, select

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.filed import Closing
from fuxi_cli.core.period import Period
from fuxi_cli.register.rows import closing_of_row
from fuxi_cli.register.schema import closings, papers


def add_closing(connection: Connection, closing: Closing, contents: Mapping[str, bytes]) -> None:
    """Raises FuxiError when the month is closed already; ValueError when contents and papers are not the same names."""
    names = [name for name, _ in closing.papers]
    if sorted(names) != sorted(contents):
        raise ValueError(f"papers {names} with contents {list(contents)}")
    month = {"plan": closing.plan, "period": str(closing.period)}
    known = connection.scalar(select(closings.c.closed).filter_by(**month))
    if known is not None:
        since = known.replace("T", " ")[:19]
        raise FuxiError(f"{closing.period.chinese}（{closing.plan}）已于 {since} 封账，不能再封一次。")
    row = closing._asdict()
    del row["papers"]
    connection.execute(insert(closings), [{**row, **month}])
    rows = [
        {**month, "position": position, "name": name, "sha256": sha256, "content": contents[name]}
        for position, (name, sha256) in enumerate(closing.papers)
    ]
    if rows:
        connection.execute(insert(papers), rows)


def all_closings(connection: Connection) -> list[Closing]:
    """By period, then plan."""
    columns = papers.c
    wanted = select(columns.plan, columns.period, columns.name, columns.sha256).order_by(columns.position)
    by_month: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for plan, period, name, sha256 in connection.execute(wanted):
        by_month[plan, period].append((name, sha256))
    rows = connection.execute(select(closings).order_by(closings.c.period, closings.c.plan)).mappings()
    return [closing_of_row(row, by_month[row["plan"], row["period"]]) for row in rows]


def content_of_paper(connection: Connection, period: Period, plan: str, name: str) -> bytes:
    """Raises FuxiError when there is no such paper."""
    wanted = select(papers.c.content).filter_by(plan=plan, period=str(period), name=name)
    content = connection.scalar(wanted)
    if content is None:
        raise FuxiError(f"登记簿里没有 {period.chinese} 封账时的“{name}”。")
    return bytes(content)

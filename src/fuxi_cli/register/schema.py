"""The register's tables, as the newest migration leaves them.

Periods are text, ``2022-06``, and times are ISO 8601 text with the office's offset: both sort as they are, and read the
same in every tool. ``position`` keeps the order in which the parts of one submission were handed over.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    text,
)

from fuxi_cli.register.columns import Exact, Words

HEAD = "0002"
"""The newest migration in ``migrations/versions``."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

versions = Table(
    "fuxi_version",
    # What Alembic itself would make: it upgrades a register that was made without it.
    MetaData(naming_convention={"pk": "%(table_name)s_pkc"}),
    Column("version_num", String(32), primary_key=True),
)

runs = Table(
    "runs",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("started", Words, nullable=False),
    Column("finished", Words),
    Column("host", Words, nullable=False),
    Column("pid", Integer, nullable=False),
    Column("version", Words, nullable=False),
    Column("outcome", Words),
    Column("accepted", Integer, nullable=False),
    Column("returned", Integer, nullable=False),
    Column("duplicates", Integer, nullable=False),
    Column("waiting", Integer, nullable=False),
)

submissions = Table(
    "submissions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("receipt", Words, nullable=False),
    Column("received", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("sha256", Words, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("path", Words, nullable=False),
    Column("plan", Words),
    Column("revision", Words),
    Column("period", Words),
    Column("reporter", Words),
    Column("reporter_name", Words),
    Column("layout", Words),
    Column("format", Words),
    Column("status", Words, nullable=False),
    Column("submitted_on", Date),
    Column("errors", Integer, nullable=False),
    Column("warnings", Integer, nullable=False),
    Column("infos", Integer, nullable=False),
    # No foreign key: a register that was lost and built again from its files does not know the runs of old.
    Column("run", Integer),
    Column("superseded_by", Integer, ForeignKey("submissions.number")),
    UniqueConstraint("receipt"),
    CheckConstraint("status IN ('accepted', 'returned', 'unreadable')", name="status"),
    Index(None, "sha256"),
    Index(None, "plan", "period"),
)
_ACCEPTED = text("status = 'accepted'")
Index(
    "uq_submissions_accepted",
    submissions.c.plan,
    submissions.c.sha256,
    unique=True,
    sqlite_where=_ACCEPTED,
    postgresql_where=_ACCEPTED,
)


def _of_submission(name: str, *columns: Column[Any]) -> Table:
    """A table whose rows are parts of submissions."""
    return Table(
        name,
        metadata,
        Column(
            "submission", Integer, ForeignKey("submissions.number"), primary_key=True, autoincrement=False
        ),
        Column("position", Integer, primary_key=True, autoincrement=False),
        *columns,
    )


figures = _of_submission(
    "figures",
    Column("reporter", Words, nullable=False),
    Column("indicator", Words, nullable=False),
    Column("quota", Exact),
    Column("month", Exact),
    Column("cumulative", Exact),
)

tasks = _of_submission(
    "tasks",
    Column("task", Words, nullable=False),
    Column("status", Words),
    Column("done_on", Date),
    Column("document", Words),
    Column("detail", Words),
    Column("problem", Words),
)

objects = _of_submission(
    "objects",
    Column("ledger", Words, nullable=False),
    Column("row", Integer, nullable=False),
    Column("name", Words, nullable=False),
    Column("counts", Boolean, nullable=False),
    Column("why_not", Words),
    Column("values", Words, nullable=False),
)

findings = _of_submission(
    "findings",
    Column("code", Words, nullable=False),
    Column("severity", Words, nullable=False),
    Column("category", Words, nullable=False),
    Column("sheet", Words),
    Column("cell", Words),
    Column("message", Words, nullable=False),
    Column("remedy", Words, nullable=False),
    Column("explained", Words),
)

contents = Table(
    "contents",
    metadata,
    # Apart from the submissions, which are looked through often; these are large.
    Column("submission", Integer, ForeignKey("submissions.number"), primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
)

refreshed = Table(
    "refreshed",
    metadata,
    Column("plan", Words, primary_key=True),
    Column("period", Words, primary_key=True),
    Column("fingerprint", Words, nullable=False),
)

closings = Table(
    "closings",
    metadata,
    Column("plan", Words, primary_key=True),
    Column("period", Words, primary_key=True),
    Column("closed", Words, nullable=False),
    Column("last", Integer, nullable=False),
    Column("revision", Words, nullable=False),
    Column("version", Words, nullable=False),
)

papers = Table(
    "papers",
    metadata,
    Column("plan", Words, primary_key=True),
    Column("period", Words, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("name", Words, nullable=False),
    Column("sha256", Words, nullable=False),
    Column("content", LargeBinary, nullable=False),
    UniqueConstraint("plan", "period", "name"),
    ForeignKeyConstraint(["plan", "period"], ["closings.plan", "closings.period"]),
)

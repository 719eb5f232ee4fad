"""Submissions with their parts, runs, and what reports were made from."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_EXACT = sa.Text().with_variant(sa.Numeric(), "postgresql")
_ACCEPTED = sa.text("status = 'accepted'")


def upgrade() -> None:
    op.create_table(
        "runs",
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("started", _WORDS, nullable=False),
        sa.Column("finished", _WORDS),
        sa.Column("host", _WORDS, nullable=False),
        sa.Column("pid", sa.Integer, nullable=False),
        sa.Column("version", _WORDS, nullable=False),
        sa.Column("outcome", _WORDS),
        sa.Column("accepted", sa.Integer, nullable=False),
        sa.Column("returned", sa.Integer, nullable=False),
        sa.Column("duplicates", sa.Integer, nullable=False),
        sa.Column("waiting", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_runs"),
    )
    _create_submissions()
    _create_part(
        "figures",
        sa.Column("reporter", _WORDS, nullable=False),
        sa.Column("indicator", _WORDS, nullable=False),
        sa.Column("quota", _EXACT),
        sa.Column("month", _EXACT),
        sa.Column("cumulative", _EXACT),
    )
    _create_part(
        "tasks",
        sa.Column("task", _WORDS, nullable=False),
        sa.Column("status", _WORDS),
        sa.Column("done_on", sa.Date),
        sa.Column("document", _WORDS),
        sa.Column("detail", _WORDS),
        sa.Column("problem", _WORDS),
    )
    _create_part(
        "objects",
        sa.Column("ledger", _WORDS, nullable=False),
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("name", _WORDS, nullable=False),
        sa.Column("counts", sa.Boolean, nullable=False),
        sa.Column("why_not", _WORDS),
        sa.Column("values", _WORDS, nullable=False),
    )
    _create_part(
        "findings",
        sa.Column("code", _WORDS, nullable=False),
        sa.Column("severity", _WORDS, nullable=False),
        sa.Column("category", _WORDS, nullable=False),
        sa.Column("sheet", _WORDS),
        sa.Column("cell", _WORDS),
        sa.Column("message", _WORDS, nullable=False),
        sa.Column("remedy", _WORDS, nullable=False),
        sa.Column("explained", _WORDS),
    )
    op.create_table(
        "contents",
        sa.Column("submission", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("submission", name="pk_contents"),
        _to_submissions("contents"),
    )
    op.create_table(
        "refreshed",
        sa.Column("plan", _WORDS, nullable=False),
        sa.Column("period", _WORDS, nullable=False),
        sa.Column("fingerprint", _WORDS, nullable=False),
        sa.PrimaryKeyConstraint("plan", "period", name="pk_refreshed"),
    )


def _create_submissions() -> None:
    op.create_table(
        "submissions",
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("receipt", _WORDS, nullable=False),
        sa.Column("received", _WORDS, nullable=False),
        sa.Column("name", _WORDS, nullable=False),
        sa.Column("sha256", _WORDS, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("path", _WORDS, nullable=False),
        sa.Column("plan", _WORDS),
        sa.Column("revision", _WORDS),
        sa.Column("period", _WORDS),
        sa.Column("reporter", _WORDS),
        sa.Column("reporter_name", _WORDS),
        sa.Column("layout", _WORDS),
        sa.Column("format", _WORDS),
        sa.Column("status", _WORDS, nullable=False),
        sa.Column("submitted_on", sa.Date),
        sa.Column("errors", sa.Integer, nullable=False),
        sa.Column("warnings", sa.Integer, nullable=False),
        sa.Column("infos", sa.Integer, nullable=False),
        sa.Column("run", sa.Integer),
        sa.Column("superseded_by", sa.Integer),
        sa.PrimaryKeyConstraint("number", name="pk_submissions"),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["submissions.number"], name="fk_submissions_superseded_by_submissions"
        ),
        sa.UniqueConstraint("receipt", name="uq_submissions_receipt"),
        sa.CheckConstraint(
            "status IN ('accepted', 'returned', 'unreadable')", name=op.f("ck_submissions_status")
        ),
    )
    op.create_index("ix_submissions_sha256", "submissions", ["sha256"])
    op.create_index("ix_submissions_plan_period", "submissions", ["plan", "period"])
    op.create_index(
        "uq_submissions_accepted",
        "submissions",
        ["plan", "sha256"],
        unique=True,
        sqlite_where=_ACCEPTED,
        postgresql_where=_ACCEPTED,
    )


def _create_part(name: str, *columns: sa.Column[Any]) -> None:
    op.create_table(
        name,
        sa.Column("submission", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("position", sa.Integer, nullable=False, autoincrement=False),
        *columns,
        sa.PrimaryKeyConstraint("submission", "position", name=f"pk_{name}"),
        _to_submissions(name),
    )


def _to_submissions(name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["submission"], ["submissions.number"], name=f"fk_{name}_submission_submissions"
    )

"""Closed months, and their papers as they were."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "closings",
        sa.Column("plan", _WORDS, nullable=False),
        sa.Column("period", _WORDS, nullable=False),
        sa.Column("closed", _WORDS, nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
        sa.Column("revision", _WORDS, nullable=False),
        sa.Column("version", _WORDS, nullable=False),
        sa.PrimaryKeyConstraint("plan", "period", name="pk_closings"),
    )
    op.create_table(
        "papers",
        sa.Column("plan", _WORDS, nullable=False),
        sa.Column("period", _WORDS, nullable=False),
        sa.Column("position", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("name", _WORDS, nullable=False),
        sa.Column("sha256", _WORDS, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("plan", "period", "position", name="pk_papers"),
        sa.ForeignKeyConstraint(
            ["plan", "period"], ["closings.plan", "closings.period"], name="fk_papers_plan_period_closings"
        ),
        sa.UniqueConstraint("plan", "period", "name", name="uq_papers_plan_period_name"),
    )

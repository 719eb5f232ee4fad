"""What Alembic runs: the migrations, on the connection and in the transaction that ``upgrading`` hands over."""

from alembic import context

from fuxi_cli.register.schema import metadata, versions

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=versions.name,
    # SQLite alters hardly anything about a table: it is copied into a new one.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()

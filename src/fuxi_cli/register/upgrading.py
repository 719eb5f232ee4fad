"""Bringing an older register up to date with Alembic. Loaded only when there is something to do."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from fuxi_cli.core.errors import FuxiError


def upgrade(connection: Connection, version: str | None, shown: str, target: str = "head") -> None:
    """Run the migrations after ``version`` in the connection's transaction: all of them, or none.

    Raises FuxiError for a version that this fuxi does not know.
    """
    config = _config()
    known = {revision.revision for revision in ScriptDirectory.from_config(config).walk_revisions()}
    if version is not None and version not in known:
        raise FuxiError(
            f"登记簿 {shown} 是更新版本的 fuxi 建立的（结构版本 {version}），这个版本的 fuxi 读不了：请升级 fuxi 后再试。"
        )
    config.attributes["connection"] = connection
    command.upgrade(config, target)


def _config() -> Config:
    config = Config()
    folder = str(Path(__file__).with_name("migrations"))
    # Interpolated by Alembic as a format.
    config.set_main_option("script_location", folder.replace("%", "%%"))
    return config

"""The libraries that fuxi uses: which version is installed, and what is missing without one."""

import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from fuxi_cli import __version__
from fuxi_cli.core.diagnosis import Look

NEEDED = {
    "typer": "命令行",
    "rich": "屏幕上的表格和帮助",
    "python-calamine": "读报送表",
    "PyYAML": "读方案",
    "XlsxWriter": "生成模板和汇总表",
    "openpyxl": "标注报送表",
    "python-docx": "通报和退回单",
    "chinesecalendar": "法定节假日和调休",
    "python-stdnum": "统一社会信用代码",
    "pandas": "导出数据",
    "SQLAlchemy": "登记簿",
    "alembic": "登记簿升级",
    "filelock": "登记簿加锁",
}
"""What is installed along with fuxi, and what for."""
WANTED = {
    "pyarrow": ("导出 parquet 格式（fuxi export -f parquet）", "pip install pyarrow"),
    "psycopg": ("用 PostgreSQL 作登记簿", 'pip install "psycopg[binary]"'),
    "distributed": ("由 Dask 集群读文件（fuxi check --cluster）", "pip install distributed fsspec"),
    "fsspec": ("读 s3://、smb:// 等网址上的报送表", "pip install fsspec"),
}
"""What is installed on request: what for, and how."""


_MODULES = {
    "python-calamine": "python_calamine",
    "PyYAML": "yaml",
    "XlsxWriter": "xlsxwriter",
    "python-docx": "docx",
    "chinesecalendar": "chinese_calendar",
    "python-stdnum": "stdnum",
    "SQLAlchemy": "sqlalchemy",
}
"""What a library is imported as, where that is another name."""


def versions() -> Iterator[tuple[str, str]]:
    """fuxi, Python, and each library with its version, in words where it is not installed."""
    yield "fuxi", __version__
    yield "Python", platform.python_version()
    for name in (*NEEDED, *WANTED):
        yield name, installed(name) or "（没有安装）"


def installed(name: str) -> str | None:
    """The version of an installed library; None where there is none."""
    try:
        return version(name)
    except PackageNotFoundError:
        # A single-file build may carry a library without what pip says of it.
        return "（版本不详）" if find_spec(_MODULES.get(name, name)) else None


def look() -> Iterator[Look]:
    yield Look("fuxi", "版本", "fuxi", __version__)
    yield Look(
        "python", "版本", "Python", f"{platform.python_version()}，{platform.system()} {platform.machine()}"
    )
    for name, what_for in NEEDED.items():
        found = installed(name)
        if found:
            yield Look(f"library.{name}", "版本", name, found)
        else:
            remedy = f"没有它不能用：{what_for}。请重新安装 fuxi，或运行 pip install {name}。"
            yield Look(f"library.{name}", "版本", name, "没有安装", "wrong", remedy)
    for name, (what_for, how) in WANTED.items():
        found = installed(name)
        if found:
            yield Look(f"extra.{name}", "可选组件", name, f"{found}：{what_for}")
        else:
            remedy = f"只有{what_for}时才要用；要用时运行 {how}。"
            yield Look(f"extra.{name}", "可选组件", name, "没有安装", "note", remedy)

"""Files behind a scheme, through fsspec: credentials are fsspec's own, drivers are installed by who needs them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Any

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.limits import Limits
from fuxi_cli.core.words import clean
from fuxi_cli.readers.paths import Place
from fuxi_cli.readers.refusal import Refusal, megabytes, oversized, unreadable

DRIVERS = {
    "s3": "s3fs",
    "s3a": "s3fs",
    "oss": "ossfs",
    "oci": "ocifs",
    "tos": "tosfs",
    "gs": "gcsfs",
    "gcs": "gcsfs",
    "abfs": "adlfs",
    "az": "adlfs",
    "smb": "smbprotocol",
    "sftp": "paramiko",
    "ssh": "paramiko",
    "http": "aiohttp requests",
    "https": "aiohttp requests",
    "webdav": "webdav4",
    "hdfs": "pyarrow",
    "webhdfs": "requests",
    "libarchive": "libarchive-c",
    "git": "pygit2",
    "github": "requests",
}
"""The packages that fsspec needs for a scheme, as pip calls them."""
_STORES = ("s3", "s3a", "oss", "oci", "tos", "gs", "gcs", "abfs", "az", "memory", "http", "https")
"""Object stores: they have no folders to make, and a file appears whole."""
_PASSWORD = re.compile(r"://[^/@:]*:[^/@]*@")
_LONGEST = 200
_places: dict[str, Place] = {}
"""Every path of a listing, and where it leads."""
_file_systems: dict[str, tuple[Any, str]] = {}
"""The file system of each path that was given, and what the path means in it: an archive is opened once."""


def is_folder(path: str) -> bool:
    with _told(path):
        fs, inner = _open(path)
        return bool(fs.isdir(inner))


def exists(path: str) -> bool:
    with _told(path):
        fs, inner = _open(path)
        return bool(fs.exists(inner))


def walk(folder: str) -> Iterator[str]:
    with _told(folder):
        fs, inner = _open(folder)
        fs.invalidate_cache()
        names = sorted(fs.find(inner), key=lambda name: name.split("/"))
    for name in names:
        rest = name[len(inner) :].lstrip("/")
        # An object store says of an empty folder that it is a file whose name ends in “/”.
        if rest and not rest.endswith("/") and not any(part.startswith(".") for part in rest.split("/")):
            yield _found(folder, rest, name)


def subfolders(folder: str) -> Iterator[tuple[str, str]]:
    with _told(folder):
        fs, inner = _open(folder)
        listed = fs.ls(inner, detail=True)
    found = [entry["name"].rstrip("/") for entry in listed if entry["type"] == "directory"]
    for name in sorted(found):
        rest = name[len(inner) :].lstrip("/")
        if rest and "/" not in rest:
            before, within, after = _split(folder)
            path = f"{before}{within.rstrip('/')}/{rest}{after}" if within else f"{before}{rest}{after}"
            _places[path] = Place(_root(folder), name)
            yield rest, path


def above(path: str) -> str:
    before, within, after = _split(path)
    return f"{before}{within.rstrip('/').rpartition('/')[0]}{after}"


def name(path: str) -> str:
    return _split(path)[1].rstrip("/").rpartition("/")[2]


def named(path: str) -> str:
    with _told(path):
        inner = _open(path)[1]
    _, within, after = _split(path)
    return _found(above(path), name(path), inner, path) if after and within else path


def forget() -> None:
    _file_systems.clear()


def place_of(path: str) -> Place | None:
    return _places.get(path)


def learn(path: str, place: Place | None) -> None:
    if place is not None:
        _places[path] = place


def together(path: str) -> bool:
    with _told(path):
        return bool(getattr(_open(path)[0], "async_impl", False))


def load(path: str, limits: Limits) -> bytes:
    with _driver(path):
        try:
            return _load(path, limits)
        except (Refusal, FuxiError, ImportError, MemoryError):
            raise
        except PermissionError:
            raise unreadable("permission", "没有读取权限，或者文件正被别的程序占用") from None
        except FileNotFoundError:
            raise unreadable("missing", "找不到这个文件，可能已被移走或改名") from None
        except Exception:  # each driver has errors of its own
            raise unreadable("network", "从网络位置读取时出错") from None


def _load(path: str, limits: Limits) -> bytes:
    fs, inner = _open(path)
    entry = fs.info(inner)
    size = entry.get("size")
    if entry.get("type") == "directory":
        raise unreadable("directory", "这是一个文件夹，不是文件")
    if size is not None and size > limits.file_bytes:
        raise _too_large(size, limits)
    if size is not None:
        data = bytes(fs.cat_file(inner))
    else:
        with fs.open(inner, "rb") as file:
            data = file.read(limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        raise _too_large(len(data), limits)
    if size is not None and len(data) != size:
        raise unreadable("changing", "正在被别的程序写入，或者没有复制完")
    return data


def _too_large(size: int, limits: Limits) -> Refusal:
    return oversized("大小", megabytes(size), megabytes(limits.file_bytes))


def write(path: str, content: bytes) -> None:
    with _told(path, "写不了"):
        fs, inner = _open(path)
        if _scheme(path) not in _STORES:
            with suppress(FileExistsError):
                fs.makedirs(inner.rpartition("/")[0], exist_ok=True)
        try:
            # Where the file system can do that, the file gets its name when it is complete.
            with fs.transaction, fs.open(inner, "wb") as file:
                file.write(content)
        except NotImplementedError:
            fs.pipe_file(inner, content)


def _open(path: str) -> tuple[Any, str]:
    """The file system, and what the path means in it."""
    if _PASSWORD.search(path):
        raise FuxiError(
            "网址里不要写密码：它会出现在结果里。请把用户名和密码写进 fsspec 的配置"
            "（用户文件夹下 .config/fsspec/ 里的 .json 文件，或 FSSPEC_ 开头的环境变量），网址里删去。"
        )
    try:
        core = import_module("fsspec.core")
    except ModuleNotFoundError:
        raise FuxiError(f"读写“{_scheme(path)}://”需要 fsspec：请先运行 pip install fsspec。") from None
    place = _places.get(path)
    root = place.root if place else path
    if root not in _file_systems:
        _file_systems[root] = core.url_to_fs(root)
    fs, inner = _file_systems[root]
    return fs, place.inner if place else inner


def _split(path: str) -> tuple[str, str, str]:
    """What stands before and after the innermost path, which is the part that listings go on from.

    >>> _split("s3://papers/2022-06")
    ('s3://', 'papers/2022-06', '')
    >>> _split("zip://2022-06::s3://papers/all.zip")
    ('zip://', '2022-06', '::s3://papers/all.zip')
    """
    head, chained, rest = path.partition("::")
    if chained and "://" in head:
        scheme, _, within = head.partition("://")
        return f"{scheme}://", within, f"::{rest}"
    scheme, _, within = path.partition("://")
    return f"{scheme}://", within, ""


def _root(path: str) -> str:
    place = _places.get(path)
    return place.root if place else path


def _found(folder: str, rest: str, inner: str, root: str = "") -> str:
    """What a file in a folder is called: the folder as it was given, then the names. Remembers where that leads."""
    before, within, after = _split(folder)
    if after:
        # zip://2022-06::s3://papers/all.zip: the archive like a folder, so that the path ends in the file's own name.
        outer = after[2:] if "://" in after else f"file://{after[2:]}"
        before = f"{before[:-3]}::{outer.rstrip('/')}/"
    path = f"{before}{within.rstrip('/')}/{rest}" if within else f"{before}{rest}"
    _places[path] = Place(root or _root(folder), inner)
    return path


def _scheme(path: str) -> str:
    return re.split(r"::|://", path, maxsplit=1)[0].lower()


@contextmanager
def _told(path: str, what: str = "打不开") -> Iterator[None]:
    """What goes wrong, in Chinese, with what to do."""
    with _driver(path):
        try:
            yield
        except (FuxiError, ImportError, MemoryError):
            raise
        except Exception as error:  # each driver has errors of its own
            if _is_unknown(error):
                raise
            said = clean(str(error))[:_LONGEST]
            why = f"{type(error).__name__}：{said}" if said else type(error).__name__
            raise FuxiError(
                f"{what}“{path}”（{why}）。请检查网址、网络，以及用户名、密码或密钥有没有按 fsspec 的办法设好。"
            ) from None


@contextmanager
def _driver(path: str) -> Iterator[None]:
    """A scheme that nobody knows, or whose driver is not installed, is said so."""
    try:
        yield
    except ImportError:
        raise _missing(path) from None
    except ValueError as error:
        if not _is_unknown(error):
            raise
        raise FuxiError(
            f"不认识“{_scheme(path)}://”这样的网址；可用的有 s3://、smb://、sftp://、zip:// 等。"
        ) from None


def _is_unknown(error: Exception) -> bool:
    return isinstance(error, ValueError) and "not known" in str(error)


def _missing(path: str) -> FuxiError:
    schemes = [s.lower() for s in re.findall(r"([A-Za-z][A-Za-z0-9+.-]+)(?:::|://)", path)]
    known = [s for s in schemes if s in DRIVERS]
    scheme = next((s for s in known if not _installed(s)), known[0] if known else _scheme(path))
    if scheme in DRIVERS:
        return FuxiError(f"读写“{scheme}://”还缺驱动程序：请先运行 pip install {DRIVERS[scheme]}。")
    return FuxiError(f"读写“{scheme}://”还缺驱动程序；它的名字见 fsspec 的说明。")


def _installed(scheme: str) -> bool:
    try:
        import_module("fsspec").get_filesystem_class(scheme)
    except (ImportError, ValueError):
        return False
    return True

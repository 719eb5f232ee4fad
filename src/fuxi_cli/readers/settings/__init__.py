"""``fuxi.toml`` in the current folder or in a workspace: what the office sets for itself."""

import os
from importlib import import_module

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.readers.settings.model import Lights, Paths, Settings

__all__ = ["FILE", "Lights", "Paths", "Settings", "parse_settings", "read_settings"]

FILE = "fuxi.toml"


def read_settings(folder: str = ".") -> Settings:
    """The settings of a folder; the defaults when it has no such file. Raises FuxiError naming line and key.

    FUXI_REGISTER takes the place of a register that the file names.
    """
    path = os.path.join(folder, FILE)
    name = os.path.normpath(path)
    try:
        with open(path, encoding="utf-8-sig") as file:
            text = file.read()
    except FileNotFoundError:
        return Settings(folder, paths=Paths().under(folder))
    except UnicodeDecodeError:
        raise FuxiError(f"{name} 不是 UTF-8 编码；请用记事本打开，另存为时编码选 UTF-8。") from None
    except OSError as error:
        raise FuxiError(f"{name} 打不开（{error.strerror or error}）；请检查有没有读取的权限。") from None
    return parse_settings(text, folder, name)


def parse_settings(text: str, root: str = ".", name: str = FILE) -> Settings:
    """The settings that a text of fuxi.toml in the folder ``root`` makes. ``name``: what messages call the file."""
    # Loaded by name: most commands run where there is no fuxi.toml.
    parsing = import_module("fuxi_cli.readers.settings.parsing")
    settings: Settings = parsing.parse_settings(text, root, name, os.environ)
    return settings

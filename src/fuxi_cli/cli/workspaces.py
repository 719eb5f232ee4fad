"""Options of the commands that work in a workspace."""

from typing import Annotated

import typer

FolderArgument = Annotated[str, typer.Argument(metavar="工作区", help="工作区的文件夹，默认当前文件夹")]
FolderOption = Annotated[str, typer.Option("--dir", metavar="工作区", help="工作区的文件夹，默认当前文件夹")]
WaitOption = Annotated[
    float, typer.Option("--wait", metavar="秒", min=0, help="另一次运行正在进行时，最多等几秒；默认不等")
]

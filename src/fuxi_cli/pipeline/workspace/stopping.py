"""What a run that is stopped on its way tells whoever started it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from fuxi_cli.core.errors import FuxiError, Unfinished
from fuxi_cli.pipeline.saving import why
from fuxi_cli.register import Busy


@contextmanager
def unfinished() -> Iterator[None]:
    """Whatever stops a run on its way leaves everything as the next run needs it, and is told as that."""
    try:
        yield
    except (Busy, Unfinished):
        raise
    except FuxiError as error:
        raise Unfinished(f"{error}已收的文件都还在，解决以后再运行一次即可接着做。") from None
    except OSError as error:
        where = f"“{os.fsdecode(error.filename)}”" if error.filename else ""
        raise Unfinished(
            f"运行没有做完：{where}{why(error)}。已收的文件都还在，解决以后再运行一次即可接着做。"
        ) from None

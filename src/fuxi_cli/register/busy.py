"""Another run has the register: since when, where and as which process."""

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.filed import Ran


class Busy(FuxiError):
    """The register is locked by another process. ``run`` is the unfinished run that the register knows of, if any."""

    exit_code = 3

    def __init__(self, register: str, run: Ran | None) -> None:
        self.run = run
        if run is None:
            who = f"另一个 fuxi 正在使用登记簿 {register}"
        else:
            since = run.started.replace("T", " ")[:19]
            who = f"另一次运行正在进行：{since} 开始，在机器 {run.host} 上，进程号 {run.pid}（登记簿 {register}）"
        super().__init__(f"{who}。同一时间只能有一次运行；请等它结束后再试。")

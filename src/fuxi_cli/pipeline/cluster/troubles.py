"""What goes wrong with a cluster, in Chinese, with what to do."""

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.words import clean
from fuxi_cli.pipeline.cluster.identity import Identity
from fuxi_cli.pipeline.cluster.serving import Mismatch

_LONGEST = 200
_AGAIN = "没有写出结果；请在调度器恢复后重新运行，或者去掉 --cluster，在本机运行。"


def out_of_reach(address: str, error: Exception) -> FuxiError:
    hint = ""
    if address.startswith("tls://"):
        hint = (
            "tls:// 还要在 Dask 的设置里写明证书（distributed.comm.tls 的 ca-file、client.cert、client.key，"
            "或环境变量 DASK_DISTRIBUTED__COMM__TLS__CA_FILE 等）。"
        )
    return FuxiError(
        f"连不上集群的调度器“{address}”（{_said(error)}）。请检查地址和端口、调度器是否已启动（dask scheduler）、"
        f"防火墙是否放行、两边的 distributed 版本是否相同。{hint}"
    )


def lost(address: str, error: Exception | None) -> FuxiError:
    said = f"（{_said(error)}）" if error else ""
    return FuxiError(f"与集群的调度器“{address}”的连接断了{said}。{_AGAIN}")


def nobody(address: str) -> FuxiError:
    return FuxiError(
        f"集群“{address}”上没有工作进程。请在工作机上运行 dask worker {address}，然后重新运行；"
        "或者去掉 --cluster，在本机运行。"
    )


def failed(address: str, error: Exception) -> FuxiError:
    """A task came back with an error."""
    kind, said = type(error).__name__, str(error)
    if "Cancelled" in kind:
        return lost(address, None)
    if "fuxi_cli" in said or "deserializ" in said:
        return FuxiError(
            "集群的调度器或工作机上没有安装 fuxi，或者版本不同。请在每一台上安装与本机相同的 fuxi，"
            "并运行 pip install distributed fsspec，然后重新启动调度器和工作进程。"
        )
    if kind == "KilledWorker":
        return FuxiError(
            f"集群“{address}”的工作进程一再中止，没有读完。请检查工作机的内存和日志（dask worker），然后重新运行。"
        )
    return FuxiError(
        f"集群“{address}”的工作进程出错（{_said(error)}）。请查看工作机的日志，或者去掉 --cluster。"
    )


def mismatch(found: Mismatch, own: Identity) -> FuxiError:
    there = dict(found.here)
    what, ours, theirs = next((k, v, there.get(k, "无")) for k, v in own if there.get(k) != v)
    return FuxiError(
        f"集群工作机“{clean(found.machine)}”上的 {what} 是 {theirs}，本机是 {ours}；版本不同，读出的结果可能不同。"
        "请在每一台上安装相同的版本，重新启动工作进程，然后重新运行。"
    )


def _said(error: Exception) -> str:
    text = clean(str(error))[:_LONGEST]
    return f"{type(error).__name__}：{text}" if text else type(error).__name__

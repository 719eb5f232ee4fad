"""One rule as JSON: the same object as in the list of all."""

from fuxi_cli.exporters.rules_json import export

__all__ = ["export"]

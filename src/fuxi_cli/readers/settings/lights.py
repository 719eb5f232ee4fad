"""[lights]: read by what reads the same section of plan.yaml. Loaded by name: it needs the YAML library."""

from decimal import Decimal
from typing import Any

import yaml

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.plan import LightRule
from fuxi_cli.readers.plans import head
from fuxi_cli.readers.plans.faults import Faults
from fuxi_cli.readers.plans.sections import Section
from fuxi_cli.readers.settings.document import Document
from fuxi_cli.readers.settings.model import Lights
from fuxi_cli.readers.settings.toml_keys import Path

_TAG = "tag:yaml.org,2002:"


def read_lights(document: Document) -> Lights:
    """Raises FuxiError naming every fault at its line."""
    content = document.content["lights"]
    faults = _Faults(document.name)
    rule = head.lights(Section(_node(document, (), {"lights": content}), "", faults))
    faults.settle()
    quotas = content.get("quotas")
    written = quotas.get("words", {}) if quotas else {}
    return Lights(
        rule._replace(task_yellow_after=None, words=LightRule().words) if quotas is not None else None,
        tuple((light, word) for light, word in rule.words if light in written),
        rule.task_yellow_after if "tasks" in content else None,
    )


class _Faults(Faults):
    """Faults of fuxi.toml, in its own form."""

    def add(self, where: str, what: str) -> None:
        _, line, *key = where.split(" ", 2)
        self._found.append(f"{self.folder} {line}“{''.join(key)}”：{what}")

    def error(self) -> FuxiError:
        return FuxiError("\n".join(self._found))


def _node(document: Document, path: Path, value: object) -> Any:
    """A value of fuxi.toml as if plan.yaml held it at the same line."""
    mark = yaml.Mark(document.name, 0, document.line(path) - 1, 0, None, 0)
    if isinstance(value, dict):
        pairs = [
            (_scalar(key, _mark(document, (*path, key))), _node(document, (*path, key), below))
            for key, below in value.items()
        ]
        return yaml.MappingNode(f"{_TAG}map", pairs, mark, mark)
    if isinstance(value, list):
        return yaml.SequenceNode(f"{_TAG}seq", [_node(document, path, item) for item in value], mark, mark)
    return _scalar(_text(value), mark)


def _mark(document: Document, path: Path) -> Any:
    return yaml.Mark(document.name, 0, document.line(path) - 1, 0, None, 0)


def _scalar(text: str, mark: Any) -> yaml.ScalarNode:
    # In quotes: a text of TOML is a text, be it empty or “null”.
    return yaml.ScalarNode(f"{_TAG}str", text, mark, mark, '"')


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)

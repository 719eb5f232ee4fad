"""Pages that are made from the program itself, so that no second copy of its words can grow old.

MkDocs calls ``on_files`` (``hooks`` in mkdocs.yml); ``python docs/make_pages.py FOLDER`` writes them as Markdown files.
"""

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import typer

from fuxi_cli import catalogue, cli
from fuxi_cli.core.check_codes import HEAD
from fuxi_cli.core.finding import FAMILIES, SEVERITIES
from fuxi_cli.exporters.explanations import parts, summary
from fuxi_cli.pipeline import available_plans, open_plan
from fuxi_cli.readers.settings.template import settings_text

ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT / "src/fuxi_cli/schemas"
OUTCOMES = {
    "error": "有这样的问题，报送表退回",
    "warning": "改正，或者写明原因",
    "info": "供参考，不影响接收",
}
RESULTS = {"report": "fuxi check", "targets": "fuxi targets show", "targets-diff": "fuxi targets diff"}
"""Schema → the command whose ``-f json`` prints such an object, where the command is not called as the schema."""


RULES = "审核规则.md"
IN_ROOT = {"CHANGELOG.md": "changes.md", "CONTRIBUTING.md": "contributing.md", "SECURITY.md": "security.md"}
"""Pages of the repository's root, and what they are called in the manual."""


def pages() -> dict[str, str]:
    """File name → Markdown of every page that is made."""
    makers: dict[str, Callable[[], str]] = {
        RULES: rules_page,
        "命令与选项.md": commands_page,
        "设置.md": settings_page,
        "方案各键.md": plan_keys_page,
        "json-results.md": json_page,
    }
    made = {name: make() for name, make in makers.items()}
    return made | {page: from_root(name) for name, page in IN_ROOT.items()}


def on_files(files: Any, config: Any) -> Any:
    """MkDocs: add the pages to those found in docs/."""
    from mkdocs.structure.files import File  # noqa: PLC0415 - tests make the pages without MkDocs

    for name, text in pages().items():
        files.append(File.generated(config, name, content=text))
    return files


def on_page_markdown(markdown: str, page: Any = None, **_: Any) -> str:
    """MkDocs: what a fence tells the tests (``sh 退出码 1``) is no language, a line's end in Chinese is no space, and a
    rule's code on a page for clerks leads to the rule."""
    for name, target in IN_ROOT.items():
        markdown = markdown.replace(f"](../{name}", f"]({target}")
    name = page.file.src_uri if page is not None else ""
    linked = bool(name) and not name.isascii() and name != RULES
    pieces = re.split(r"(?ms)(^ *```.*?^ *```$)", re.sub(r"(?m)^```sh 退出码 \d$", "```sh", markdown))
    for number in range(0, len(pieces), 2):
        text = _LINE_END.sub("", pieces[number])
        pieces[number] = _CODE.sub(_linked, text) if linked else text
    return "".join(pieces)


def _linked(found: re.Match[str]) -> str:
    code = found["code"]
    known = code in catalogue.codes() and code != HEAD
    return f"[{code}]({RULES}#{code.lower()})" if known else found[0]


_CODE = re.compile(
    r"^#.*$|`[^`]*`|\[[^\]]*\]\([^)]*\)|(?<![A-Za-z0-9])(?P<code>[A-Z]\d{3})(?![A-Za-z0-9])", re.M
)
"""A rule's code; headings, code and links are passed over whole."""
_LINE_END = re.compile(
    r"(?<=[\u2018-\u201d\u3000-\u9fff\uff00-\uffef])\n(?=[\u2018-\u201d\u3001-\u9fff\uff00-\uffef])"
)


def from_root(name: str) -> str:
    """A page that stands in the repository's root, with its links as they are from docs/."""
    return (ROOT / name).read_text(encoding="utf-8").replace("](docs/", "](")


# 审核规则


def rules_page() -> str:
    return "\n".join([*_rules_head(), *_built_in(), *_of_plans()])


def _rules_head() -> Iterator[str]:
    yield "# 审核规则\n"
    yield (
        "每一处问题后面都有编号，如〔E101〕。在这一页按 Ctrl+F 查编号，或者在网址末尾写上它，如 `#e101`。"
        "在命令行里用 `fuxi rules E101` 看同样的话。\n"
    )
    yield "| 级别 | 意思 |\n|---|---|"
    for key, word in SEVERITIES.items():
        yield f"| {word} | {OUTCOMES[key]} |"
    yield "| 进度 | 说的是任务完成得怎样，不是填得对不对；不影响接收 |\n"
    yield (
        "级别是默认的，办公室可以在 [fuxi.toml](设置.md) 的 `[rules]` 里改。"
        "核实问题要在“核实说明”表里写明原因，怎样写见《[填报说明](填报说明.md#explanations)》。\n"
    )


def _built_in() -> Iterator[str]:
    family = ""
    order = list(FAMILIES)
    for code in sorted(catalogue.codes(), key=lambda code: (order.index(code[0]), code)):
        if code == HEAD:
            continue
        entry = catalogue.load(code)
        if entry.rule.family != family:
            family = entry.rule.family
            yield f"## {family} 类：{FAMILIES[family][1]} {{#{family.lower()}}}\n"
        yield _rule(entry, code.lower())


def _of_plans() -> Iterator[str]:
    yield f"## {HEAD[0]} 类：方案自定的审核公式 {{#{HEAD[0].lower()}}}\n"
    yield "方案可以有自己的审核要求，写成公式，见《[审核公式](审核公式.md)》。随程序带来的方案自定的有下面这些。\n"
    taken: set[str] = set()
    for plan in {one.id: one for one in available_plans()}.values():
        entries = catalogue.of_plan(open_plan(plan.id))
        if entries:
            yield f"### {plan.title}\n"
        for entry in entries:
            anchor = entry.rule.code.lower()
            anchor = f"{anchor}-{plan.id}" if anchor in taken else anchor
            taken.add(anchor)
            yield _rule(entry, anchor, level=4)


def _rule(entry: Any, anchor: str, level: int = 3) -> str:
    rule = entry.rule
    kind = "进度（不影响接收）" if rule.progress else SEVERITIES[rule.severity]
    lines = [f"{'#' * level} {rule.code} {_plain(summary(entry).rstrip('。'))} {{#{anchor}}}", ""]
    lines.append(f"级别：**{kind}**　名称：`{rule.slug}`\n")
    lines += [f"**{label}**：{_plain(words)}\n" for label, words in parts(entry).items()]
    return "\n".join(lines)


# 命令与选项


def commands_page() -> str:
    """Every command with its arguments and options, as ``--help`` has them."""
    lines = [
        "# 命令与选项\n",
        "每条命令后面加 `--help`，在命令行里看同样的说明。“路径”“文件夹”里有空格的，用英文引号括起来。\n",
        "| 退出码 | 意思 |\n|---|---|",
        "| 0 | 没有问题，或者做完了 |",
        "| 1 | 有达到 `--fail-on` 级别的问题 |",
        "| 2 | 用法或设置有误，或者没有这个文件 |",
        "| 3 | `fuxi run`：另一次运行正在进行 |",
        "| 4 | `fuxi run`：没有做完，下一次接着做 |",
        "| 101 | 程序内部错误，请交给技术人员 |\n",
    ]
    for words, command in commands():
        lines += _command(words, command)
    return "\n".join(lines)


def commands() -> Iterator[tuple[str, Any]]:
    """("targets show", the parser's command) for the program, its commands and theirs, in the order of the help."""
    top = typer.main.get_command(cli.app)
    yield "", top
    yield from _below(top, "")


def _below(group: Any, above: str) -> Iterator[tuple[str, Any]]:
    for name in group.list_commands(None):
        command = group.get_command(None, name)
        yield f"{above}{name}", command
        if hasattr(command, "list_commands"):
            yield from _below(command, f"{above}{name} ")


def _command(words: str, command: Any) -> Iterator[str]:
    text, _, examples = (command.help or "").replace("\b\n", "").strip().partition("示例：")
    yield f"## fuxi {words} {{#{words.replace(' ', '-') or 'fuxi'}}}\n".replace("  ", " ")
    yield f"{_plain(text.strip())}\n"
    if examples:
        yield f"```text\n{_dedented(examples)}\n```\n"
    rows = [(names(p), p.help or "") for p in command.params if not getattr(p, "hidden", False)]
    rows.append(("`--help`、`-h`", "显示帮助"))
    yield "| 参数、选项 | 说明 |\n|---|---|"
    yield from (f"| {left} | {_cell(right)} |" for left, right in rows)
    yield ""


def names(parameter: Any) -> str:
    """`--period`、`-p` 年-月; an argument by its name for the reader."""
    word = parameter.metavar or ""
    if not parameter.opts[0].startswith("-"):
        return _cell(word or parameter.name)
    listed = "、".join(f"`{name}`" for name in parameter.opts)
    return f"{listed} {_cell(word)}".strip()


# 设置


def settings_page() -> str:
    """fuxi.toml as ``fuxi init`` writes it, section by section, and the environment."""
    (plan,) = [one for one in available_plans() if one.id == "ganzhou-selenium-2022"]
    text = settings_text(plan, plan.id, "register.sqlite", ["targets"])
    first, *others = re.split(r"(?m)^(?=#?\[[a-z.]+\]$)", text)
    lines = [
        "# 设置\n",
        "单位自己的设置写在 `fuxi.toml` 里：放在工作区，或者放在运行 `fuxi` 的文件夹。`fuxi init` 建工作区时写好一份，"
        "每一项都有说明，就是下面这些。没有这个文件，一切按方案和默认的办。\n",
        "## 方案、登记簿、自有方案 {#top}\n",
        f"```toml\n{first.strip()}\n```\n",
    ]
    for section in others:
        name = re.match(r"#?\[([a-z.]+)\]", section)
        assert name is not None
        lines.append(f"## [{name[1]}] {{#{name[1].replace('.', '-')}}}\n")
        lines.append(f"```toml\n{section.strip()}\n```\n")
    return "\n".join([*lines, (Path(__file__).parent / "assets/environment.md").read_text(encoding="utf-8")])


# JSON


def plan_keys_page() -> str:
    schema = json.loads((SCHEMAS / "plan.schema.json").read_text(encoding="utf-8"))
    lines = [
        "# plan.yaml 的键\n",
        "方案的 `plan.yaml` 里可以写的全部内容，由 `fuxi targets schema` 的说明生成。怎样编一个方案，见《[编制新方案](编制新方案.md)》。"
        "`[]` 是可以写几项的。\n",
        *_keys(schema, "必写", "说明"),
    ]
    return "\n".join(lines)


def json_page() -> str:
    lines = [
        "# JSON results\n",
        "Keys are stable and English; shares are fractions, dates ISO, decimals without float noise; the same inputs give the "
        "same bytes. The schemas below ship in the package (`fuxi_cli/schemas/`). `[]` marks the items of a list, `*` any key.\n",
    ]
    names = [path.name.removesuffix(".schema.json") for path in sorted(SCHEMAS.glob("*.schema.json"))]
    for name in sorted(set(names) - {"plan"}, key=lambda one: (one not in RESULTS, one)):
        schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
        lines.append(f"## {schema['title']} {{#{name}}}\n")
        lines.append(f"`{RESULTS.get(name, f'fuxi {name}')} -f json`\n")
        lines += _keys(schema, "always", "meaning")
    return "\n".join(lines)


def _keys(schema: dict[str, Any], always: str, meaning: str) -> Iterator[str]:
    yield f"| | {always} | {meaning} |\n|---|---|---|"
    for path, required, text in keys(schema, schema):
        yield f"| `{path}` | {'✓' if required else ''} | {_cell(text)} |"
    yield ""
    named = {n: d for n, d in schema.get("$defs", {}).items() if n[0] != "_" and _only_separate(n, schema)}
    for name, definition in named.items():
        yield f"**{_plain(definition.get('description') or name)}**\n"
        yield f"| | {always} | {meaning} |\n|---|---|---|"
        for path, required, text in keys(definition, schema):
            yield f"| `{path}` | {'✓' if required else ''} | {_cell(text)} |"
        yield ""


def _only_separate(name: str, schema: dict[str, Any]) -> bool:
    """A definition that nothing refers to stands for another result of the same command."""
    return f'"#/$defs/{name}"' not in json.dumps(schema) and "properties" in schema["$defs"][name]


def keys(part: dict[str, Any], schema: dict[str, Any], above: str = "") -> Iterator[tuple[str, bool, str]]:
    """(path, always there, what it means) of every key under a part of a schema."""
    for found in _variants(part, schema):
        if "items" in found:
            yield from keys(found["items"], schema, f"{above}[]")
        inside = dict(found.get("properties", {}))
        if isinstance(found.get("additionalProperties"), dict):
            inside["*"] = found["additionalProperties"]
        for name, value in inside.items():
            path = f"{above}.{name}" if above else name
            yield path, name in found.get("required", ()), _meaning(value, schema)
            yield from keys(value, schema, path)


def _variants(part: dict[str, Any], schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A part and what it refers to or may be instead."""
    if "$ref" in part:
        yield from _variants(schema["$defs"][part["$ref"].rsplit("/", 1)[-1]], schema)
    for other in (*part.get("anyOf", ()), *part.get("oneOf", ()), *part.get("allOf", ())):
        yield from _variants(other, schema)
    yield part


def _meaning(part: dict[str, Any], schema: dict[str, Any]) -> str:
    every = [part, *(one for one in _variants(part, schema) if one is not part)]
    text = next((one["description"] for one in every if "description" in one), "")
    choices = next((one["enum"] for one in every if "enum" in one), ())
    listed = " | ".join("null" if c is None else str(c) for c in choices)
    return f"{text} ({listed})".strip() if listed else text


# Markdown


def _plain(text: str) -> str:
    """Text of the program with what Markdown would take for markup marked as text."""
    return re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", text)


def _cell(text: str) -> str:
    return _plain(" ".join(text.split()))


def _dedented(text: str) -> str:
    lines = text.strip("\n").splitlines()
    least = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return "\n".join(line[least:] for line in lines).rstrip()


def write(folder: Path, made: Iterable[tuple[str, str]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in made:
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), pages().items())

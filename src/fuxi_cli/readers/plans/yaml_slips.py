"""Why a text is no YAML, in the words of who typed it: tabs, full-width colons, brackets left open."""

import re

import yaml

from fuxi_cli.readers.plans.files import PLAN

_SLIP_LINES = 2
_SLIPS = (
    (re.compile(r"\s*(?:- )?[a-z_]+："), "冒号要用英文的“:”，后面空一格"),
    (re.compile(r"\s*(?:- )?[a-z_]+:[^\s/]"), "冒号后面要空一格"),
    (re.compile(r" *[\u3000\xa0]"), "缩进用了全角空格，只能用半角空格"),
    (re.compile(r" *\t"), "用了 Tab 缩进，只能用空格"),
)
"""What people type for a colon or an indent, and what to say of it."""
_PROBLEMS = {
    "mapping values are not allowed": "多了一个冒号，或者这一行的缩进不对",
    "found a tab character": "用了 Tab 缩进，只能用空格",
    "cannot start any token": "有不能用在这里的字符，例如用 Tab 缩进（只能用空格）",
    "could not find expected ':'": "缺少冒号，或者上一行的引号、括号没有写完",
    "expected ',' or": "方括号或花括号里缺少英文逗号，或者括号没有写完",
    "expected '-' indicator": "列表各项的“-”没有对齐",
    "did not find expected key": "缩进不齐，或者引号、括号不成对",
    "expected <block end>": "缩进不齐，或者引号、括号不成对",
    "unexpected end of stream": "引号或括号没有写完",
    "undefined alias": "用了没有定义的 * 引用",
    "characters are not allowed": "有看不见的控制字符",
    "single document": "文件里有两份内容（多了一行“---”）",
}


def explain(error: yaml.YAMLError, text: str) -> tuple[str, str]:
    """Where and why a text is no YAML. The library names the place where it could not go on: most often the slip is in
    that line or the one before."""
    mark = getattr(error, "problem_mark", None)
    lines = text.splitlines()
    for number in range(mark.line, max(mark.line - _SLIP_LINES, -1), -1) if mark is not None else ():
        line = lines[number] if number < len(lines) else ""
        slip = next((what for pattern, what in _SLIPS if pattern.match(line)), None)
        if slip:
            return f"{PLAN} 第{number + 1}行", f"不是正确的 YAML：{slip}。"
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", "") or "")
    context = str(getattr(error, "context", None) or "")
    why = next(
        (text for words, text in _PROBLEMS.items() if words in f"{problem} {context}"), problem or "格式错误"
    )
    if "end of stream" in problem:
        mark = getattr(error, "context_mark", None) or mark  # where the quote or bracket was opened
    where = f"{PLAN} 第{mark.line + 1}行" if mark is not None else PLAN
    return where, f"不是正确的 YAML：{why}。"

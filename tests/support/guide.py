"""A guide's page carried out as a clerk would: files are written, places changed, commands run, and what the page shows
must be said."""

import re
from pathlib import Path

from support.command import Result, fuxi

_STEP = re.compile(
    r"文件 `(?P<file>[^`]+)`：\n\n```\w+\n(?P<content>.*?)```"
    r"|在 `(?P<into>[^`]+)` 的 `(?P<before>[^`]+)` 前面加上：\n\n```\w+\n(?P<added>.*?)```"
    r"|把 `(?P<changed>[^`]+)` 里的\s+`(?P<old>[^`]+)` 改成 `(?P<new>[^`]+)`"
    r"|```sh(?: 退出码 (?P<code>\d))?\n(?P<commands>.*?)```"
    r"|```text\n(?P<shown>.*?)```",
    re.DOTALL,
)


def carry_out(page: str, folder: Path) -> list[str]:
    """Do what the page says in that folder, which must be the current one. Gives the commands that were run."""
    ran: list[str] = []
    last: Result | None = None
    for step in _STEP.finditer(page):
        if step["file"]:
            (folder / step["file"]).write_text(step["content"], encoding="utf-8")
        elif step["changed"]:
            path = folder / step["changed"]
            text = path.read_text(encoding="utf-8-sig")
            assert text.count(step["old"]) == 1, step[0]
            path.write_text(text.replace(step["old"], step["new"]), encoding="utf-8")
        elif step["into"]:
            path = folder / step["into"]
            text = path.read_text(encoding="utf-8-sig")
            assert text.count(step["before"]) == 1, step[0]
            path.write_text(text.replace(step["before"], step["added"] + step["before"]), encoding="utf-8")
        elif step["commands"]:
            for command in step["commands"].splitlines():
                program, *arguments = command.split()
                assert program == "fuxi", command
                last = fuxi(*arguments)
                assert last.code == int(step["code"] or 0), (command, last.out, last.err)
                ran.append(command)
        else:
            assert last is not None
            for line in step["shown"].splitlines():
                # Where a line breaks depends on the width of the terminal that the test runs in.
                said = "".join((last.out + last.err).split())
                assert "".join(line.split()) in said, (ran[-1], line, last.out, last.err)
    return ran

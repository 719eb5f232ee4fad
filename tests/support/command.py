"""Runs ``fuxi`` inside the test process, with both streams caught as bytes."""

import io
import json
import sys
from dataclasses import dataclass
from typing import Any

from fuxi_cli import cli


@dataclass(frozen=True, slots=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def fuxi(*arguments: object) -> Result:
    """Exit code, stdout and stderr of one command."""
    kept = sys.stdout, sys.stderr
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in kept]
    sys.stdout, sys.stderr = streams
    try:
        cli.main([str(a) for a in arguments])
        code = 0
    except SystemExit as end:
        code = int(end.code or 0)
    finally:
        for stream in streams:
            stream.flush()
        sys.stdout, sys.stderr = kept
    out, err = (stream.buffer.getvalue().decode("utf-8") for stream in streams)
    assert "Traceback" not in out + err
    return Result(code, out, err)


def found(result: Result) -> list[tuple[str, str | None]]:
    """(code, sheet!cell) of every finding in a JSON result, progress findings left out."""
    return [
        (f["code"], f"{f['sheet']}!{f['cell']}" if f["cell"] else f["sheet"])
        for f in result.json["findings"]
        if f["category"] != "progress"
    ]

"""The run's log: one JSON object a line, UTF-8, a file a month."""

import json
import os
from typing import IO, Any

from fuxi_cli.pipeline.workspace.receipts import Clock


class Log:
    """Appends events to ``log/2022-07.jsonl``. A log that cannot be written never stops a run; ``failed`` says so."""

    def __init__(self, folder: str, clock: Clock, run: int | None) -> None:
        self._folder = folder
        self._clock = clock
        self._run = run
        self.failed: str | None = None

    def write(self, event: str, **facts: Any) -> None:
        """One event; facts that are None are left out."""
        now = self._clock()
        line = {"time": now.isoformat(timespec="seconds"), "run": self._run, "event": event}
        line.update({name: fact for name, fact in facts.items() if fact is not None})
        text = json.dumps(line, ensure_ascii=False, default=str) + "\n"
        try:
            os.makedirs(self._folder, exist_ok=True)
            path = os.path.join(self._folder, f"{now:%Y-%m}.jsonl")
            with open(path, "a+b") as file:
                if _cut_off(file):
                    file.write(b"\n")
                file.write(text.encode(errors="replace"))
        except OSError as error:
            self.failed = error.strerror or str(error)


def _cut_off(file: IO[bytes]) -> bool:
    """Whether the last line is not whole: the disk was full, or the machine stopped."""
    if not file.seek(0, os.SEEK_END):
        return False
    file.seek(-1, os.SEEK_END)
    return file.read(1) != b"\n"

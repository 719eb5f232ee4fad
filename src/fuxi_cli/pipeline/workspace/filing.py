"""Putting what was decided in its place: papers and originals move from ``.work`` to where they are kept.

The register is written first. Whatever cuts a run off after that, the next one finds in the register where each file
belongs, and goes on.
"""

import os
import shutil
from collections.abc import Iterable

from fuxi_cli.core.filed import Filed
from fuxi_cli.pipeline.annotating import COPY, SLIP
from fuxi_cli.pipeline.saving import write_file
from fuxi_cli.pipeline.workspace.folder import Workspace
from fuxi_cli.pipeline.workspace.inbox import PAPERS, Taken, done, move
from fuxi_cli.pipeline.workspace.judgement import Judged

ENDINGS = (f"{COPY}.xlsx", f"{SLIP}.docx")


def prepare(judged: Judged) -> None:
    """Write what goes back beside the file that is being handled; nothing of it is seen yet."""
    folder = os.path.join(judged.new.taken.folder, PAPERS)
    shutil.rmtree(folder, ignore_errors=True)  # of a run that was cut off before it had decided
    for ending, content in judged.papers():
        write_file(os.path.join(folder, ending), content)


def put_away(workspace: Workspace, taken: Taken, filed: Filed) -> None:
    """Move papers and original to where the register says; may be repeated after an interruption."""
    target = workspace.at(filed.path)
    papers = os.path.join(taken.folder, PAPERS)
    for ending in ENDINGS:
        if os.path.exists(os.path.join(papers, ending)):
            move(os.path.join(papers, ending), paper_path(target, ending))
    move(taken.path, target)
    done(taken)


def paper_path(original: str, ending: str) -> str:
    """Where a return paper lies: beside the original, by its name."""
    return os.path.splitext(original)[0] + ending


def make_last(paths: Iterable[str]) -> None:
    """Have the system write down which files are in those folders, where it can."""
    if os.name != "posix":
        return
    for folder in sorted({os.path.dirname(path) for path in paths}):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

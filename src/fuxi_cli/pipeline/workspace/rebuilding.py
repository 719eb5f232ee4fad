"""``fuxi register rebuild``: a new register from what lies in the workspace: originals, closed months, the log's names."""

import json
import os
import re
from collections.abc import Iterator, Sequence
from functools import cache, partial
from typing import Any, NamedTuple

from fuxi_cli.core.errors import FuxiError, Unfinished
from fuxi_cli.core.filed import Closing, Dossier, Filed
from fuxi_cli.core.period import Period
from fuxi_cli.core.report import Checked
from fuxi_cli.core.submission import Submission
from fuxi_cli.pipeline.checking import OnFile
from fuxi_cli.pipeline.history import History
from fuxi_cli.pipeline.judging import Run
from fuxi_cli.pipeline.on_record import OnRecord
from fuxi_cli.pipeline.reading import Reading, Request, jobs_for
from fuxi_cli.pipeline.revisions import Revisions
from fuxi_cli.pipeline.workspace.books import Books, in_force
from fuxi_cli.pipeline.workspace.closing import CERTIFICATE
from fuxi_cli.pipeline.workspace.dossiers import dossier
from fuxi_cli.pipeline.workspace.filing import ENDINGS
from fuxi_cli.pipeline.workspace.folder import Workspace, month_folder
from fuxi_cli.pipeline.workspace.judgement import fingerprint
from fuxi_cli.pipeline.workspace.receipts import Clock, local_now, received_of
from fuxi_cli.pipeline.workspace.reports import hash_of, papers, refresh, sha256_of, summary
from fuxi_cli.pipeline.workspace.verifying import Fault
from fuxi_cli.register import open_register

_NAME = re.compile(r".*_(?P<receipt>\d{8}T\d{6}-\d{5})_(?P<hash>[0-9a-f]{12})\.\w+")


class Rebuilt(NamedTuple):
    """``left_out``: files that could not be entered, and closed months whose papers could not be brought back."""

    accepted: int
    returned: int
    closed: tuple[Period, ...]
    left_out: tuple[Fault, ...]


class _Kept(NamedTuple):
    """An original that lies in accepted/ or returned/."""

    path: str
    period: Period | None
    receipt: str
    accepted: bool
    sha256: str
    size: int


def rebuild(
    folder: str = ".", wait: float = 0, on_file: OnFile | None = None, clock: Clock = local_now
) -> Rebuilt:
    """Make the register anew, in one transaction; the one there is stays as it is until that succeeds.

    What was accepted stays accepted. Findings are those of today's rules. Runs that are still noted are kept.
    """
    workspace = Workspace(folder)
    with open_register(workspace.register_url, create=True) as register, register.lock(wait):
        kept, faults = _originals(workspace)
        closings, lost = _closings(workspace, kept)
        numbers = {one.receipt: number for number, one in enumerate(kept, start=1)}
        names = _logged_names(workspace)
        dossiers: dict[str, Dossier] = {}
        for one, made in _dossiers(workspace, kept, closings, on_file):
            received = received_of(one.receipt, clock)
            name = names.get(one.receipt, os.path.basename(one.path))
            filed = made.filed._replace(number=numbers[one.receipt], received=received, name=name)
            dossiers[one.receipt] = made._replace(filed=filed)
        faults += lost
        ordered = [dossiers[one.receipt] for one in kept]
        there = [_papers(workspace, closing) for closing in closings]
        register.rebuild(ordered, list(map(_closed, closings, there)))
        if any(
            len(contents) < len(closing.papers) for closing, contents in zip(closings, there, strict=True)
        ):
            # From what is in the register now, what is missing can be made as it was made then.
            for closing, contents in zip(closings, there, strict=True):
                books = Books(register, workspace, closing.last, closings)
                faults += _make_again(books, closing, contents)
            register.rebuild(ordered, list(map(_closed, closings, there)))
        try:
            refresh(Books(register, workspace))
        except FuxiError as error:
            raise Unfinished(f"登记簿已经重建，但材料没有写全：{error}解决以后请运行 fuxi run。") from None
        accepted = sum(one.accepted for one in kept)
        closed = tuple(closing.period for closing in closings)
        return Rebuilt(accepted, len(kept) - accepted, closed, tuple(faults))


def _originals(workspace: Workspace) -> tuple[list[_Kept], list[Fault]]:
    """What lies in accepted/ and returned/, in the order of receipt; what is not ours, or was altered, is told."""
    found: list[_Kept] = []
    faults: list[Fault] = []
    for kept, root in workspace.kept().items():
        for folder, folders, names in os.walk(root):
            folders.sort()
            for name in sorted(names):
                path = os.path.join(folder, name)
                shown = f"{kept}/{os.path.relpath(path, root)}".replace(os.sep, "/")
                if kept == "returned" and name.endswith(ENDINGS):
                    continue
                match = _NAME.fullmatch(name)
                period = _period(os.path.basename(folder))
                if match is None or (kept == "accepted" and period is None):
                    faults.append(
                        Fault(
                            "unknown", shown, "看文件名不是收件归档的原件，没有登记；要报的文件请放进收件箱。"
                        )
                    )
                    continue
                try:
                    sha256, size = fingerprint(path)
                except OSError as error:
                    faults.append(
                        Fault("missing", shown, f"文件打不开（{error.strerror or error}），没有登记。")
                    )
                    continue
                if not sha256.startswith(match["hash"]):
                    faults.append(Fault("altered", shown, "文件内容变了，与文件名里的校验值不符，没有登记。"))
                    continue
                found.append(_Kept(shown, period, match["receipt"], kept == "accepted", sha256, size))
    once, again = _once(sorted(found, key=lambda one: (one.receipt, one.path)))
    return once, faults + again


def _once(kept: Sequence[_Kept]) -> tuple[list[_Kept], list[Fault]]:
    """Each receipt once, and each accepted content: somebody may have copied files about."""
    once: list[_Kept] = []
    faults: list[Fault] = []
    receipts: dict[str, str] = {}
    contents: dict[str, str] = {}
    for one in kept:
        same = receipts.get(one.receipt) or (contents.get(one.sha256) if one.accepted else None)
        if same is not None:
            faults.append(Fault("unknown", one.path, f"与“{same}”是同一份，没有再登记。"))
            continue
        receipts[one.receipt] = one.path
        if one.accepted:
            contents[one.sha256] = one.path
        once.append(one)
    return once, faults


def _period(name: str) -> Period | None:
    try:
        return Period.parse(name)
    except ValueError:
        return None


def _dossiers(
    workspace: Workspace, kept: Sequence[_Kept], closings: Sequence[Closing], on_file: OnFile | None
) -> Iterator[tuple[_Kept, Dossier]]:
    """Each original with all that is filed with it, a month at a time, oldest first.

    A closed month is judged by the revision that it was closed with, whatever was laid down since.
    """
    store = workspace.store
    plan_of = cache(partial(in_force, workspace, tuple(closings)))
    revisions = Revisions(plan_of, lambda: store.revisions(workspace.plan(None).id))
    earlier: list[tuple[Period, Submission]] = []
    done = 0
    with Reading(store, jobs_for(len(kept)), store.settings.limits) as reading:
        for period in sorted({one.period for one in kept}, key=lambda p: (p is None, p)):
            here = sorted((one for one in kept if one.period == period), key=lambda one: one.path)
            plan = plan_of(period)
            requests = [Request(workspace.at(one.path), plan.reference, period) for one in here]
            answers = reading.read(requests)
            for answer in answers:
                answer.file.plan = store.named_by(answer.file.identities, period)
            found = reading.against(plan, answers, requests)
            for submission, one in zip(found, here, strict=True):
                submission.workbook.path = one.path
            settled = frozenset(one.path for one in kept if one.accepted)
            history, on_record = _history(earlier), OnRecord(settled)
            run = Run(plan, period, None, True, workspace.selection, history, on_record, revisions)
            report = run.report(found)
            for one, submission, checked in zip(here, found, report.workbooks, strict=True):
                yield (
                    one,
                    dossier(
                        _filed(one, submission, checked, plan.id, str(plan.revision)),
                        submission,
                        checked,
                        plan,
                    ),
                )
                done += 1
                if on_file:
                    on_file(done, len(kept))
            if period is not None:
                earlier += [(period, s) for s, one in zip(found, here, strict=True) if one.accepted]


def _history(earlier: Sequence[tuple[Period, Submission]]) -> History:
    history = History(sorted({period for period, _ in earlier}, reverse=True))
    for period, submission in sorted(earlier, key=lambda pair: pair[0], reverse=True):
        history.add(period, submission)
    return history


def _filed(kept: _Kept, submission: Submission, checked: Checked, plan: str, revision: str) -> Filed:
    reporter = submission.reporter
    status = "accepted" if kept.accepted else "unreadable" if checked.status == "unreadable" else "returned"
    return Filed(
        receipt=kept.receipt,
        received="",
        name="",
        sha256=kept.sha256,
        size=kept.size,
        path=kept.path,
        plan=plan,
        revision=revision,
        period=kept.period,
        reporter=reporter.id if reporter else None,
        reporter_name=reporter.name if reporter else None,
        layout=submission.layout,
        format=submission.workbook.format,
        status=status,
        submitted_on=submission.cover.get("submitted_on"),
        errors=checked.how_many("error"),
        warnings=checked.how_many("warning"),
        infos=checked.how_many("info"),
    )


def _logged_names(workspace: Workspace) -> dict[str, str]:
    """What the log says that files were called in the inbox, by receipt."""
    names: dict[str, str] = {}
    folder = workspace.paths.log
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
        for event in _events(os.path.join(folder, name)) if name.endswith(".jsonl") else ():
            if isinstance(event.get("receipt"), str) and isinstance(event.get("name"), str):
                names[event["receipt"]] = event["name"]
    return names


def _events(path: str) -> Iterator[dict[str, Any]]:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            for line in file:
                try:
                    event = json.loads(line)
                except ValueError:
                    continue  # cut off in the middle of the line
                if isinstance(event, dict):
                    yield event
    except OSError:
        return


def _closings(workspace: Workspace, kept: Sequence[_Kept]) -> tuple[list[Closing], list[Fault]]:
    """The closed months, by the certificates that lie beside their papers."""
    found: list[Closing] = []
    faults: list[Fault] = []
    root = workspace.paths.reports
    for name in sorted(os.listdir(root)) if os.path.isdir(root) else ():
        path = os.path.join(root, name, CERTIFICATE)
        if not os.path.exists(path):
            continue
        try:
            with open(path, encoding="utf-8") as file:
                told = json.load(file)
            period = Period.parse(told["period"])
            last = sum(one.receipt <= told["last_receipt"] for one in kept)
            hashes = (*told["papers"].items(), (CERTIFICATE, hash_of(path) or ""))
            found.append(
                Closing(period, told["closed"], last, told["plan"], told["revision"], told["version"], hashes)
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            this = workspace.plan(None).says("这个月")
            told = f"封账记录读不出来，{this}没有记为已封账。"
            faults.append(Fault("altered", f"reports/{name}/{CERTIFICATE}", told))
    return found, faults


def _papers(workspace: Workspace, closing: Closing) -> dict[str, bytes]:
    """The papers of a closed month that lie there as they were, by name."""
    folder = os.path.join(workspace.paths.reports, month_folder(closing.period))
    contents: dict[str, bytes] = {}
    for name, sha256 in closing.papers:
        path = os.path.join(folder, name)
        if hash_of(path) == sha256:
            with open(path, "rb") as file:
                contents[name] = file.read()
    return contents


def _closed(closing: Closing, contents: dict[str, bytes]) -> tuple[Closing, dict[str, bytes]]:
    """A closing with the papers that there are."""
    kept = tuple((name, sha256) for name, sha256 in closing.papers if name in contents)
    return closing._replace(papers=kept), contents


def _make_again(books: Books, closing: Closing, contents: dict[str, bytes]) -> Iterator[Fault]:
    """Add the papers that are missing, where making them again gives the same bytes; the others are told."""
    missing = [(name, sha256) for name, sha256 in closing.papers if name not in contents]
    again = dict(papers(summary(books, closing.period))) if missing else {}
    for name, sha256 in missing:
        if sha256_of(again.get(name, b"")) == sha256:
            contents[name] = again[name]
        else:
            path = f"reports/{closing.period}/{name}"
            kind = books.plan(closing.period).says("已封账月份")
            yield Fault("missing", path, f"{kind}的材料不能原样恢复，请从备份中找回。")

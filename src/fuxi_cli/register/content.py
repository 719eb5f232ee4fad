"""A submission as the register keeps it: as it was understood, so that no file need be read again for history.

JSON with a version, compressed. What belongs to the plan goes by its id, what belongs to a form by its name; the rows
of the sheets, and how tables were recognised, are not kept. Submissions that were unpacked share what repeats (places,
texts, sheets, forms): they are to be read, not to be changed.
"""

import json
import zlib
from typing import Any

from fuxi_cli.core.errors import FuxiError
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.submission import Sheet, Submission, Workbook
from fuxi_cli.register import content_items as items
from fuxi_cli.register import content_values as v
from fuxi_cli.register.content_parts import Lacking, identified, parts_of

VERSION = 1
_LEVEL = 6
_LAYOUTS = (None, "official", "wide", "list", "free")
_KEYS = {
    "version", "plan", "file", "layout", "reporter", "period", "identities", "cover", "figures", "tasks", "totals",
    "tables", "ledgers", "issues", "explanations", "notices", "shapes",
}  # fmt: skip


_DAMAGE = (
    AttributeError, ArithmeticError, LookupError, RecursionError, TypeError, ValueError, zlib.error,
)  # fmt: skip
"""What reading something else than a content of this version ends in."""
_DAMAGED = "登记簿里“{path}”的内容已损坏，读不出来；请用 fuxi register verify 查看还缺什么，再用 fuxi register rebuild 按 accepted 文件夹里的原件重建登记簿。"


class Unfit(FuxiError):
    """A content that cannot be read: damaged, of another version, or about what the plan does not have."""


def pack(submission: Submission, plan: Plan) -> bytes:
    """The submission as bytes. It must have been read against that plan, else Unfit is raised."""
    try:
        content = _content(submission, plan)
    except Lacking as error:
        raise Unfit(
            f"“{submission.path}”不是按方案《{plan.title}》（{plan.reference}）读取的：{error}不是该方案的。"
        ) from None
    # Half a surrogate pair, from a name in an old file, must come back as it is: no escapes, which would join halves.
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def _content(submission: Submission, plan: Plan) -> dict[str, Any]:
    parts, shapes, workbook = parts_of(plan), v.Shapes(), submission.workbook
    numbers = {id(table): number for number, table in enumerate(submission.tables)}
    return {
        "version": VERSION,
        "plan": plan.id,
        "file": [
            workbook.sha256,
            workbook.format,
            [[sheet.name, sheet.visible] for sheet in workbook.sheets],
            workbook.properties,
            list(map(items.notice, workbook.notices)),
        ],
        "layout": submission.layout,
        "reporter": submission.reporter and identified(submission.reporter, parts.reporters),
        "period": submission.period and str(submission.period),
        "identities": [items.identity(one, shapes) for one in submission.identities],
        "cover": [items.cover(submission.cover), *shapes.take(submission.cover_places)],
        "figures": [items.figure(one, parts, shapes) for one in submission.figures],
        "tasks": [items.task(one, parts, shapes) for one in submission.tasks],
        "totals": list(map(items.total, submission.totals)),
        "tables": [items.table(one, parts) for one in submission.tables],
        "ledgers": {
            ledger: numbers[id(table)] if id(table) in numbers else items.table(table, parts)
            for ledger, table in submission.ledgers.items()
        },
        "issues": list(map(items.issue, submission.issues)),
        "explanations": list(map(items.explanation, submission.explanations)),
        "notices": list(map(items.notice, submission.notices)),
        "shapes": list(shapes.known),
    }


def unpack(content: bytes, plan: Plan, path: str) -> Submission:
    """The submission, with the parts of that plan in it. ``path`` is where its file lies now. Raises Unfit."""
    try:
        data = json.loads(_inflated(content).decode("utf-8", "surrogatepass"), parse_constant=v.no_number)
        version = data["version"]
        if version == VERSION and type(version) is int:
            return _read(data, plan, path)
    except Lacking as error:
        raise Unfit(
            f"登记簿里“{path}”的内容提到{error}，方案《{plan.title}》（{plan.reference}）里没有；"
            "请检查方案文件是否被改动或换错，改正后再运行。"
        ) from None
    except _DAMAGE:
        raise Unfit(_DAMAGED.format(path=path)) from None
    if type(version) is not int or version < VERSION:
        raise Unfit(_DAMAGED.format(path=path))
    raise Unfit(
        f"登记簿里“{path}”的内容是较新版本的 fuxi 写入的（内容版本 {version:d}，本程序只认到 {VERSION}）；"
        "请先升级 fuxi 再运行。"
    )


def _inflated(content: bytes) -> bytes:
    """All of it, and nothing behind it."""
    stream = zlib.decompressobj()
    text = stream.decompress(content)
    if not stream.eof or stream.unused_data:
        raise ValueError("cut off, or more than a content")
    return text


def _read(data: dict[str, Any], plan: Plan, path: str) -> Submission:
    if data.keys() != _KEYS or data["layout"] not in _LAYOUTS:
        raise ValueError("no content")
    if v.text(data["plan"]) != plan.id:
        raise Lacking(f"方案“{data['plan']}”")
    parts, shapes = parts_of(plan), v.read_shapes(data["shapes"])
    reporter, (cover, *cover_places) = data["reporter"], v.listed(data["cover"])
    tables = [items.read_table(one, parts) for one in v.listed(data["tables"])]
    return Submission(
        _read_file(data["file"], path),
        data["layout"],
        None if reporter is None else parts.reporter(reporter),
        v.period_or_none(data["period"]),
        [items.read_identity(one, shapes) for one in v.listed(data["identities"])],
        items.read_cover(cover),
        items.places(shapes, *cover_places),
        [items.read_figure(one, parts, shapes) for one in v.listed(data["figures"])],
        [items.read_task(one, parts, shapes) for one in v.listed(data["tasks"])],
        [items.read_total(one) for one in v.listed(data["totals"])],
        {
            parts.ledger(id): tables[items.index(one)] if type(one) is int else items.read_table(one, parts)
            for id, one in v.mapped(data["ledgers"]).items()
        },
        [items.read_issue(one) for one in v.listed(data["issues"])],
        [items.read_explanation(one) for one in v.listed(data["explanations"])],
        tables,
        [items.read_notice(one) for one in v.listed(data["notices"])],
    )


def _read_file(given: object, path: str) -> Workbook:
    sha256, format, sheets, properties, notices = v.listed(given)
    return Workbook(
        path,
        v.text(sha256),
        v.text_or_none(format),
        [_read_sheet(one) for one in v.listed(sheets)],
        {v.text(name): v.text(text) for name, text in v.mapped(properties).items()},
        [items.read_notice(one) for one in v.listed(notices)],
    )


def _read_sheet(given: object) -> Sheet:
    name, visible = v.listed(given)
    if type(visible) is not bool:
        raise TypeError("neither visible nor hidden")
    return v.sheet(v.text(name), visible)

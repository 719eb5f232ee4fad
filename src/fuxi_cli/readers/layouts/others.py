"""The layouts beside the template: the city's wide table, the list of one indicator, one reporter's free table.

Loaded only when a file is not the template. Whatever tables a file holds are read together; where two readings are
possible, nothing of that table is read and the notice says what would settle it.
"""

from fuxi_cli.core.form import STAMP_SHEET, SheetForm
from fuxi_cli.core.place import Place
from fuxi_cli.core.plan import Plan, Reporter
from fuxi_cli.core.submission import Hints, Identity, Notice, Sheet, Submission, Workbook
from fuxi_cli.core.words import fold
from fuxi_cli.readers.layouts.dated import reported_on
from fuxi_cli.readers.layouts.grid_context import Unclear, read_columns, settle_grid
from fuxi_cli.readers.layouts.grid_figures import Figures, GridReading
from fuxi_cli.readers.layouts.grid_reading import read_grid
from fuxi_cli.readers.layouts.grid_record import recorded
from fuxi_cli.readers.layouts.grid_totals import totals, unclear_share
from fuxi_cli.readers.layouts.grids import BLOCKS, Grid, find_grids
from fuxi_cli.readers.layouts.headings import Vocabulary
from fuxi_cli.readers.layouts.identity import title_identity
from fuxi_cli.readers.layouts.nearest import nearest_reporter
from fuxi_cli.readers.layouts.official import GUIDE_SHEETS, Found, find_sheets, forms, read_found
from fuxi_cli.readers.layouts.tables import Reading

_REPORTER_LABELS = ("填报单位", "报送单位", "上报单位", "填报县区", "填表单位")


class Tables:
    """The grids of a workbook, and the plan's other forms that stand in it."""

    def __init__(self, workbook: Workbook, plan: Plan) -> None:
        self.vocabulary = Vocabulary(plan)
        wanted = tuple(f for f in forms(plan, None) if f.name != "progress")
        self.found = _fitting(workbook, wanted)
        taken = {sheet.name for sheet, _ in self.found.headers.values()} | {STAMP_SHEET, *GUIDE_SHEETS}
        self.sheets = [s for s in workbook.sheets if s.visible and s.name not in taken]
        self.grids: list[Grid] = []
        self.beyond: list[Place] = []
        """Where a sheet holds more tables than are looked at."""
        for sheet in self.sheets:
            grids, row = find_grids(sheet, self.vocabulary)
            self.grids.extend(grids)
            if row:
                self.beyond.append(sheet.place(row))

    @property
    def many(self) -> list[Grid]:
        """Tables whose rows name reporters."""
        return [g for g in self.grids if g.reporters]

    @property
    def own(self) -> list[Grid]:
        """Tables of one reporter's."""
        return [
            g
            for g in self.grids
            if not g.reporters and (g.indicators or g.measures or any(c.measure for c in g.columns))
        ]


def _fitting(workbook: Workbook, wanted: tuple[SheetForm, ...]) -> Found:
    """The sheets that hold one of the plan's forms, by their headers; what is missing is no matter here."""
    found = find_sheets(workbook, wanted, (), None)
    found.notices = [n for n in found.notices if n.kind == "sheet-duplicated"]
    return found


def title_identities(tables: Tables, plan: Plan) -> list[Identity]:
    """What the lines above the tables say; the first table's lines of each sheet."""
    identities = []
    seen: set[str] = set()
    for grid in tables.grids:
        if grid.sheet.name not in seen:
            seen.add(grid.sheet.name)
            identities.append(title_identity(grid.sheet, grid.block.first - 1, plan))
    return [i for i in identities if i.period or i.reporter]


def read_other(submission: Submission, plan: Plan, tables: Tables, hints: Hints) -> list[Reading]:
    """Fill a submission from its tables. Returns the tables read, for the inspection of their sheets."""
    chosen = _choose(submission, tables, hints)
    if not chosen:
        if not any(submission.noticed("layout-not-recognised")):
            submission.notices.append(Notice("layout-not-recognised"))
        return []
    submission.notices.extend(tables.found.notices)
    submission.notices.extend(
        Unclear("many", place, f"{BLOCKS}张", "一张工作表一张表").notice() for place in tables.beyond
    )
    readings = read_found(submission, plan, tables.found, forms(plan, None))
    alone = submission.reporter
    if not chosen[0].reporters and alone is None:
        submission.notices.append(_nobody(chosen[0], plan))
        _record(submission, chosen, "不知道是哪个单位的")
        return readings
    figures = Figures(submission, plan, tables.vocabulary)
    done: list[GridReading] = []
    for grid in chosen:
        unclear = _unlabelled(grid) or settle_grid(grid, tables.vocabulary, hints, submission.period)
        if unclear is not None:
            submission.notices.append(unclear.notice())
            submission.recognised.append(recorded(grid, None, "有两种读法"))
            continue
        if read_columns(grid):
            done.append(read_grid(figures, grid, None if grid.reporters else alone))
    for one in done:
        submission.totals.extend(totals(submission, one))
        if (share := unclear_share(submission, one)) is not None:
            submission.notices.append(share.notice())
        submission.recognised.append(recorded(one.grid, one))
    alone = alone or _only_reporter(submission, done)
    if alone is not None:
        _take_day(submission, chosen)
    _notice_columns(submission, done)
    _notice_missing(submission, plan, done, alone)
    _notice_unread_sheets(submission, tables, chosen)
    return [*readings, *(one.reading for one in done)]


def _take_day(submission: Submission, grids: list[Grid]) -> None:
    """When the reporter reported, as the cover of the template would say it."""
    sheets = {grid.sheet.name: grid.sheet for grid in grids}
    if (found := reported_on(sheets.values())) is not None:
        submission.cover["submitted_on"], submission.cover_places["submitted_on"] = found


def _choose(submission: Submission, tables: Tables, hints: Hints) -> list[Grid]:
    """The tables that are read, and the layout's name. Tables of many and a reporter's own tables exclude each other."""
    many, own = tables.many, tables.own
    if hints.layout in ("wide", "list"):
        own = []
    elif hints.layout == "free":
        many = []
    if many and own:
        own = [g for g in own if g.indicators or g.measures]
    if many and own:
        first = own[0]
        place = first.sheet.place(first.block.first, first.left)
        both = "各县一行的表"
        submission.notices.append(
            Unclear(
                "layout", place, both, "“各县一行的汇总表”（wide、list）或“一个单位自己的表”（free）"
            ).notice()
        )
        _record(submission, own, "与各县一行的表并存，没有读取")
        own = []
        submission.layout = _name(many)
        _record(submission, many, "与一个单位自己的表并存，没有读取")
        return []
    chosen = many or own
    if chosen:
        submission.layout = hints.layout or (_name(many) if many else "free")
    return chosen


def _name(grids: list[Grid]) -> str:
    """A list has one column a measure; a wide table has columns of several indicators, or is several tables."""
    indicators = {c.indicator.id for g in grids for c in g.columns if c.indicator}
    return (
        "wide" if len(indicators) > 1 or (len(grids) > 1 and not any(g.indicators for g in grids)) else "list"
    )


def _only_reporter(submission: Submission, done: list[GridReading]) -> Reporter | None:
    """The one reporter that all rows name: then it is that reporter's own table."""
    found = {f.reporter.id: f.reporter for f in submission.figures}
    if len(found) != 1 or any(submission.noticed("unknown-reporter")) or not done:
        return None
    submission.reporter = next(iter(found.values()))
    submission.layout = "free"
    return submission.reporter


def _record(submission: Submission, grids: list[Grid], why: str) -> None:
    submission.recognised.extend(recorded(grid, None, why) for grid in grids)


def _unlabelled(grid: Grid) -> Unclear | None:
    """Several rows of figures, and nothing beside them that tells one from the other."""
    if grid.label_columns():
        return None
    columns = [c.column for c in grid.columns if c.measure or c.indicator]
    rows = [
        row
        for row in range(grid.first_row, grid.bottom + 1)
        if sum(isinstance(grid.sheet.at(row, column), float) for column in columns) >= min(2, len(columns))
    ]
    if len(rows) < 2:
        return None
    place = grid.sheet.place(rows[0], columns[0])
    return Unclear("rows", place, f"第{rows[0]}行到第{rows[-1]}行", "单位名称或指标名称")


def _nobody(grid: Grid, plan: Plan) -> Notice:
    """No source names the reporter: a name above the table that is none of the plan's, or none at all."""
    for row, column, text in grid.lines:
        label, colon, name = fold(text).partition(":")
        if colon and label in _REPORTER_LABELS and name:
            place = grid.sheet.place(row, column)
            return Notice("unknown-reporter", place, name, nearest_reporter(plan, name))
    place = grid.sheet.place(grid.block.first, grid.left)
    return Unclear("reporter", place, "没有写明填报单位", "填报单位").notice()


def _notice_columns(submission: Submission, done: list[GridReading]) -> None:
    """Columns that were left out, and indicators of which no table has a cumulative figure."""
    for one in done:
        sheet = one.grid.sheet
        for column in one.grid.columns:
            if column.why is not None:
                kind = "column-duplicated" if column.why.startswith("与前面") else "column-unknown"
                submission.notices.append(Notice(kind, sheet.place(*column.cell), column.path[-1]))
    lacking: dict[str, str] = {}
    complete: set[str] = set()
    for figure in submission.figures:
        if "cumulative" in figure.places:
            complete.add(figure.indicator.id)
        else:
            lacking[figure.indicator.id] = figure.indicator.short
    if done and lacking:
        place = done[0].grid.sheet.place(done[0].grid.block.last)
        if not complete:
            submission.notices.append(Notice("column-missing", place, None, "累计完成"))
        else:
            for id, name in lacking.items():
                if id not in complete:
                    submission.notices.append(Notice("column-missing", place, None, f"{name}的累计完成"))


def _notice_missing(
    submission: Submission, plan: Plan, done: list[GridReading], alone: Reporter | None
) -> None:
    """Reporters or indicators that owe figures and have no row. Tables of the same columns are one table in parts."""
    stated = {(f.reporter.id, f.indicator.id) for f in submission.figures}
    if alone is not None and done:
        for owed in plan.reports(alone.id):
            if (alone.id, owed.id) not in stated:
                submission.notices.append(Notice("row-missing", done[0].grid.sheet.place(), None, owed.name))
        return
    groups: dict[frozenset[str], list[GridReading]] = {}
    for one in done:
        about = frozenset(c.indicator.id for c in read_columns(one.grid) if c.indicator)
        groups.setdefault(about, []).append(one)
    for about, parts in groups.items():
        named = {name.partition("|")[0] for one in parts for name in one.seen}
        for reporter in plan.reporters:
            owed_here = any(not about or i.id in about for i in plan.reports(reporter.id))
            if owed_here and reporter.id not in named:
                place = parts[-1].grid.sheet.place()
                submission.notices.append(Notice("row-missing", place, None, reporter.name))


def _notice_unread_sheets(submission: Submission, tables: Tables, chosen: list[Grid]) -> None:
    """Sheets with content of which nothing was read."""
    read = {grid.sheet.name for grid in chosen}
    for sheet in tables.sheets:
        if sheet.name not in read and _holds(sheet):
            submission.notices.append(Notice("sheet-unknown", Place(sheet.name), sheet.name))


def _holds(sheet: Sheet) -> bool:
    return any(cell is not None for row in sheet.rows for cell in row)

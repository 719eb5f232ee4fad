"""The marked copy of a workbook, to send back: a first sheet 审核意见, the faulty cells coloured, a note on each.

The original is never touched. openpyxl, which can load and save a workbook, is loaded only here.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from fuxi_cli.core.finding import SEVERITIES, Finding
from fuxi_cli.core.place import Place
from fuxi_cli.core.plan import Plan
from fuxi_cli.core.report import WORKBOOK_STATUSES, Checked
from fuxi_cli.core.words import show
from fuxi_cli.exporters import opinion_sheet
from fuxi_cli.exporters.fixed_package import repack
from fuxi_cli.exporters.opinion_sheet import COLOURS, TITLE, Opinion, draw, plain
from fuxi_cli.exporters.sheet_parts import extended_choices, restored, sheet_parts
from fuxi_cli.exporters.xlsx_style import lines
from fuxi_cli.exporters.wording import file_title

_RANK = tuple(SEVERITIES)
_NOTE_LEAD = f"【{TITLE}"
_NOTE_WIDTH = 300
"""Pixels; a column unit of note text takes about seven."""
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_CORE = "docProps/core.xml"
_PICTURES = ("xl/media/", "xl/drawings/drawing", "xl/charts/")
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)

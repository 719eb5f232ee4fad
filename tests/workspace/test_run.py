"""``fuxi run`` in an office's ordinary life: what comes in is accepted or returned, and nothing of it is changed."""

import os
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from exporters.test_schemas import schema, validate
from fuxi_cli.core.period import Period
from support.command import fuxi
from support.in_formats import FORMATS as FORMATS  # noqa: PLC0414
from support.offices import (
    ACCEPTED,
    RETURNED,
    UNREADABLE,
    agrees,
    events,
    filed,
    files,
    originals,
    picture,
    run,
    sha256,
    submission,
    told,
)
from support.samples import EXAMPLES, JUNE
from support.workspaces import make_workspace, put

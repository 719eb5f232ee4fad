from collections import Counter

import pytest

from fuxi_cli.core.form import (
    COVER,
    COVER_TITLE,
    EXPLANATIONS,
    ISSUES,
    NIL_CHOICES,
    PROGRESS,
    STAMP_KEYS,
    STAMP_SHEET,
    TASK_STATUSES,
    TASKS,
    SheetForm,
    ledger_form,
)
from fuxi_cli.core.plan import Field, Ledger
from fuxi_cli.core.words import key
from support.builders import LEDGER

FORMS = (PROGRESS, TASKS, ISSUES, EXPLANATIONS, ledger_form(LEDGER))
TABLES = pytest.mark.parametrize("form", FORMS, ids=[form.name for form in FORMS])
ALL_FIELDS = [pytest.param(COVER, id="cover"), *(pytest.param(form.fields, id=form.name) for form in FORMS)]


def titles(fields: tuple[Field, ...]) -> str:
    return "、".join(field.title for field in fields)


def test_the_cover_has_the_labels_of_the_specification() -> None:
    assert COVER_TITLE == "封面"
    assert titles(COVER) == "方案、文号、报送单位、报告期、填报人、联系电话、审核人、报送日期、本月有无进展"


@pytest.mark.parametrize(
    ("form", "title", "headers"),
    [
        (PROGRESS, "指标进度", "序号、指标、单位、年度任务数、本月新增、累计完成、完成率、差额、备注"),
        (
            TASKS,
            "重点任务",
            "序号、重点工作、责任单位、责任领导、完成时限、状态、完成日期、佐证文号、进展情况、存在问题",
        ),
        (ISSUES, "困难问题", "序号、问题、涉及指标或任务、建议、需协调单位"),
        (EXPLANATIONS, "核实说明", "规则、位置、说明"),
        (
            ledger_form(LEDGER),
            "台账-示范基地",
            "序号、基地名称、面积、企业名称、统一社会信用代码、认定日期、阶段",
        ),
    ],
)
def test_each_sheet_has_the_headers_of_the_specification_in_order(
    form: SheetForm, title: str, headers: str
) -> None:
    assert (form.title, titles(form.fields)) == (title, headers)


def test_the_choices_are_those_of_the_specification() -> None:
    assert TASK_STATUSES == ("未启动", "推进中", "已完成")
    assert TASKS.field("status").enum == TASK_STATUSES
    assert NIL_CHOICES == ("有", "无")
    assert next(field for field in COVER if field.name == "progress").enum == NIL_CHOICES


def test_what_the_plan_or_a_formula_fills_in_is_not_typed() -> None:
    calculated = {form.name: [f.name for f in form.fields if f.calculated] for form in FORMS}
    assert calculated == {
        "progress": ["number", "indicator", "unit", "quota", "rate", "gap"],
        "tasks": ["number", "task", "units", "leaders", "due"],
        "issues": [],
        "explanations": [],
        "ledger-bases": [],
    }
    assert [f.name for f in COVER if f.calculated] == ["plan", "document", "reporter", "period"]


@pytest.mark.parametrize("fields", ALL_FIELDS)
def test_no_wording_of_a_sheet_means_two_fields(fields: tuple[Field, ...]) -> None:
    wordings = Counter(key(text) for field in fields for text in (field.title, *field.synonyms))
    assert [text for text, times in wordings.items() if times > 1] == []
    assert "" not in wordings


@pytest.mark.parametrize("fields", ALL_FIELDS)
def test_field_names_are_unique_and_programs_words(fields: tuple[Field, ...]) -> None:
    names = [field.name for field in fields]
    assert len(set(names)) == len(names)
    assert all(name.isascii() and name.isidentifier() for name in names)


def test_no_wording_of_a_sheets_name_means_two_sheets() -> None:
    names = Counter(key(name) for form in FORMS for name in (form.title, *form.synonyms))
    names.update((key(COVER_TITLE), key(STAMP_SHEET)))
    assert [name for name, times in names.items() if times > 1] == []


@TABLES
def test_the_key_is_a_required_field_and_the_program_words_are_found(form: SheetForm) -> None:
    assert form.field(form.key).required
    assert [form.field(field.name) for field in form.fields] == list(form.fields)
    with pytest.raises(StopIteration):
        form.field("no such field")


@TABLES
def test_a_sheets_name_fits_into_a_spreadsheet(form: SheetForm) -> None:
    assert len(form.title) <= 31
    assert not set(form.title) & set("[]:*?/\\")


@pytest.mark.parametrize("fields", ALL_FIELDS)
def test_every_choice_has_its_drop_down_and_only_text_has_one(fields: tuple[Field, ...]) -> None:
    assert all(field.type == "text" for field in fields if field.enum)


@TABLES
def test_columns_have_a_width_unless_the_plan_gives_it(form: SheetForm) -> None:
    if form.ledger is None:
        assert all(field.width for field in form.fields)


def test_a_ledger_is_keyed_by_its_key_else_by_its_first_field() -> None:
    assert ledger_form(LEDGER).key == "name"
    certificate = Field("certificate", "证书编号", key=True)
    keyed = Ledger("p", "产品", "products", (Field("product", "产品名称"), certificate))
    assert ledger_form(keyed).key == "certificate"
    unkeyed = Ledger("p", "产品", "products", (Field("product", "产品名称"), Field("body", "认证机构")))
    assert ledger_form(unkeyed).key == "product"


def test_a_ledgers_sheet_is_known_by_its_short_name_too() -> None:
    form = ledger_form(LEDGER)
    assert (form.name, form.ledger) == ("ledger-bases", "bases")
    assert form.synonyms == ("示范基地", "示范基地台账")


def test_the_stamp_names_plan_revision_reporter_period_and_template() -> None:
    assert [name.removeprefix("fuxi_") for name in STAMP_KEYS] == [
        "plan",
        "revision",
        "reporter",
        "period",
        "template",
    ]

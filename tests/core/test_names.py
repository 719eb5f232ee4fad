"""Names made comparable: examples, and properties over names put together from their parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuxi_cli.core.names import comparable, is_name, is_number_of_paper
from fuxi_cli.core.plan import Field

FORMS = ("有限公司", "有限责任公司", "股份有限公司", "合作社", "专业合作社", "农民专业合作社", "家庭农场")
FULL_WIDTH = {n: n + 0xFEE0 for n in range(0x21, 0x7F)}
stems = st.text("甲乙丙丁戊脐橙茶稻AB12", min_size=2, max_size=10)
noise = st.lists(
    st.sampled_from([" ", "　", "\n", "（", "）", "(", ")", "【", "】", "〔", "〕", "·", "、"]), max_size=6
)


@pytest.mark.parametrize("form", FORMS)
def test_a_legal_form_makes_no_difference(form: str) -> None:
    assert comparable(f"甲山示例农业{form}") == comparable("甲山示例农业")
    assert comparable(f"甲山示例农业{form}脐橙基地") == comparable("甲山示例农业脐橙基地")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("甲山示例基地（一期）", "甲山示例基地一期"),
        ("甲山 示例 基地", "甲山示例基地"),
        ("甲山示例ＡＢ基地１号", "甲山示例ab基地1号"),
        ("示例有限（责任）公司", "示例股份有限公司"),
        ("〔示例〕【甲山】基地", "示例甲山基地"),
    ],
)
def test_the_same_name_however_it_was_typed(one: str, other: str) -> None:
    assert comparable(one) == comparable(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("甲山示例基地（一期）", "甲山示例基地（二期）"),
        ("甲山示例基地", "乙山示例基地"),
        ("甲山示例集团有限公司", "甲山示例有限公司"),
        ("合作社", "家庭农场"),
        ("甲公司", "甲合作社"),
    ],
)
def test_names_that_differ_stay_different(one: str, other: str) -> None:
    assert comparable(one) != comparable(other)


def test_a_name_that_is_a_legal_form_and_no_more_is_kept() -> None:
    assert comparable("有限公司") == "有限公司"
    assert comparable("甲合作社") == "甲合作社"
    assert comparable("甲山合作社") == "甲山"
    assert comparable(" （） ") == ""


@given(stems, noise, st.sampled_from(("", *FORMS)), st.randoms())
def test_noise_and_forms_never_change_the_name(
    stem: str, extra: list[str], form: str, random: object
) -> None:
    characters = [*stem]
    for mark in extra:
        characters.insert(random.randint(0, len(characters)), mark)  # type: ignore[attr-defined]
    typed = "".join(characters).translate(FULL_WIDTH) + form
    assert comparable(typed) == comparable(stem)


@given(stems, stems)
def test_different_stems_never_become_one(one: str, other: str) -> None:
    assert (comparable(one) == comparable(other)) == (one.casefold() == other.casefold())


@given(
    st.lists(
        st.sampled_from(["有限", "责任", "公司", "股份", "专业", "合作社", "甲", "（", "）"]), max_size=12
    )
)
def test_a_comparable_name_is_its_own(parts: list[str]) -> None:
    name = comparable("".join(parts))
    assert comparable(name) == name


def test_which_fields_hold_names_and_which_hold_papers() -> None:
    assert is_name(Field("name", "基地名称"))
    assert is_name(Field("enterprise", "企业名称"))
    for other in (
        Field("uscc", "统一社会信用代码", format="uscc"),
        Field("certificate", "证书编号"),
        Field("name", "名额", type="count"),
    ):
        assert not is_name(other)
    assert is_number_of_paper(Field("document", "认定文号", format="document"))
    assert is_number_of_paper(Field("certificate", "证书编号"))
    assert not is_number_of_paper(Field("name", "基地名称"))
    assert not is_number_of_paper(Field("uscc", "统一社会信用代码", format="uscc"))

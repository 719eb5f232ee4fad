"""Names of objects and enterprises made comparable: one name, however it was typed.

Equal comparable names are a reason to ask, never a proof: two villages may each have a base of the same name.
"""

import unicodedata
from functools import lru_cache

from fuxi_cli.core.plan import Field
from fuxi_cli.core.words import key

_FORMS = (
    "有限责任公司",
    "股份有限公司",
    "有限公司",
    "股份公司",
    "公司",
    "农民专业合作社",
    "专业合作社",
    "合作社",
    "家庭农场",
)
"""Legal forms of enterprises; a longer one stands before the shorter one that it holds."""
_BRACKETS = {"Ps", "Pe"}
_SHORTEST = 2
"""Below so many characters nothing is left that could tell one name from another."""


@lru_cache(maxsize=8192)
def comparable(name: str) -> str:
    """The name without full-width forms, spaces, punctuation, brackets (their content stays) and legal forms.

    A legal form goes wherever it stands, for a base is often called after its enterprise. A name that would
    have fewer than two characters left keeps it.

    >>> comparable("示例（赣州）农业 有限公司"), comparable("示例赣州农业专业合作社")
    ('示例赣州农业', '示例赣州农业')
    """
    found = "".join(c for c in key(name) if unicodedata.category(c) not in _BRACKETS)
    while (shorter := _without_form(found)) != found:
        found = shorter
    return found


def _without_form(name: str) -> str:
    form = next((form for form in _FORMS if form in name), "")
    rest = name.replace(form, "", 1)
    return rest if len(rest) >= _SHORTEST else name


def is_name(field: Field) -> bool:
    """Whether a ledger's field holds a name in words, not a code or a certificate's number."""
    return field.type == "text" and field.format is None and "名" in field.title


def is_number_of_paper(field: Field) -> bool:
    """Whether it holds what tells two papers apart: 文号, 证书编号."""
    return field.format == "document" or field.title.endswith(("文号", "编号", "证书号"))

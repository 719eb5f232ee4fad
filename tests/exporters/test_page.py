"""The page: what it is built of, what edge months look like, and that no text in it can act."""

from itertools import pairwise

import pytest

from exporters.pages import NAMES, OWN, content, make, read
from exporters.reports import REPORTS
from fuxi_cli.core.place import Place
from fuxi_cli.core.plan import Reporter
from fuxi_cli.core.summary import Summary
from fuxi_cli.core.words import clean
from fuxi_cli.exporters import export
from fuxi_cli.exporters.page.markup import Html, escape, join, tag
from support import safe
from support.builders import JIA, PRODUCTS, YI, plan, quota, target, task
from support.hostile_texts import TEXTS
from support.html_page import Page
from support.summaries import problem, summary, wide_plan

LANDMARKS = {"header", "nav", "main", "footer"}


@pytest.fixture(params=NAMES)
def page(request: pytest.FixtureRequest) -> Page:
    return read(request.param)


@pytest.mark.parametrize("name", NAMES)
def test_it_is_safe_and_asks_for_nothing(name: str) -> None:
    safe.assert_html(content(name), OWN)


def test_landmarks_language_and_title(page: Page) -> None:
    tags = [element.tag for element in page.elements]
    assert {tag: tags.count(tag) for tag in LANDMARKS} == dict.fromkeys(LANDMARKS, 1)
    assert page.elements[0].attributes == {"lang": "zh-CN"}
    assert page.title == page.headings[0][1]
    assert "报送表审核结果" in page.title or "调度情况" in page.title


def test_headings_are_in_order(page: Page) -> None:
    levels = [level for level, _ in page.headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_what_is_referred_to_is_there_once(page: Page) -> None:
    ids = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    assert len(set(ids)) == len(ids)
    for element in page.elements:
        for name in ("aria-labelledby", "aria-describedby"):
            assert element.attributes.get(name) in {None, *ids}
        if element.tag == "a":
            assert (element.attributes["href"] or "")[1:] in ids


def test_tables_name_their_rows_columns_and_themselves(page: Page) -> None:
    tables = [element for element in page.elements if element.tag == "table"]
    assert len(tables) == len(page.tables)
    assert all(table.caption and table.rows for table in page.tables.values())
    for element in page.elements:
        if element.tag == "th":
            assert element.attributes["scope"] == ("col" if "thead" in element.inside else "row")
    for table in page.tables.values():
        assert all(len(row) == len(table.header) for row in (*table.rows, *table.foot))
        assert all(cell for row in table.rows for title, cell in zip(table.header, row, strict=True)
                   if title not in ("进度", "时间轴"))  # fmt: skip


def test_drawings_have_words_or_are_hidden(page: Page) -> None:
    for element in page.elements:
        if element.tag == "svg":
            named = {"aria-labelledby", "aria-describedby"} <= element.attributes.keys()
            assert named != (element.attributes.get("aria-hidden") == "true")


def test_controls_are_left_to_the_script(page: Page) -> None:
    assert not {element.tag for element in page.elements} & {
        "button",
        "input",
        "select",
        "label",
        "form",
        "noscript",
    }
    assert not [element for element in page.elements if "style" in element.attributes]


def test_figures_are_right_aligned() -> None:
    table = read("summary june").tables["gaps"]
    words = {"单位", "指标", "亮灯", "完成时限", "依据"}
    for title, kind in zip(table.header, table.kinds[0], strict=True):
        assert ("t" in kind.split()) == (title in words), title


def test_the_same_inputs_give_the_same_bytes() -> None:
    for name in NAMES:
        assert make(name) == content(name)


def test_size() -> None:
    assert len(content("summary june")) < 500_000


@pytest.mark.parametrize(
    "bad",
    [
        "<script>1</script>",
        "<img src=x onerror=1>",
        "<style>p{}</style>",
        '<a href="javascript:1">甲</a>',
        "<iframe></iframe>",
    ],
)
def test_markup_that_came_through_would_be_noticed(bad: str) -> None:
    changed = content("summary ordinary").replace(b"</h1>", f"</h1>{bad}".encode())
    with pytest.raises((AssertionError, ValueError)):
        safe.assert_html(changed, OWN)


# Edge months


def test_nobody_reported() -> None:
    page = read("summary nobody")
    assert {row["累计完成"] for row in page.tables["gaps"].records()} == {"未报"}
    assert {row["名次"] for row in page.tables["ranking"].records()} == {"不排名"}
    assert {row["累计完成"] for row in page.tables["totals"].records()} == {"未报"}
    figures = page.tables["pace-figures"]
    assert {cell for row in figures.rows for cell in row[1:]} == {"未报"}
    assert len(figures.header) == 7
    assert {words for words in page.described if "应完成" in words or "没有可用的数" in words} == {
        "各月都没有可用的数。"
    }


def test_everything_done_has_nothing_that_lags() -> None:
    page = read("summary everything done")
    assert "没有滞后和到期未完成的" in page.tables["gaps"].caption
    assert {row["亮灯"] for row in page.tables["gaps"].records()} == {"绿灯 已完成"}


def test_one_reporter_with_figures() -> None:
    done = {row["单位"]: row["累计完成"] for row in read("summary one reporter").tables["gaps"].records()}
    assert done["乙县"] == "未报"
    assert done["甲县"] != "未报"


def test_worst_first() -> None:
    lamps = [row["亮灯"] for row in read("summary june").tables["gaps"].records()]
    reds = [lamp for lamp in lamps if lamp.startswith("红灯")]
    assert lamps[: len(reds)] == reds
    assert len(reds) == 10


def test_a_hundred_counties_and_forty_indicators() -> None:
    made = export(summary(wide_plan()), "html", "summary")
    safe.assert_html(made, OWN)
    page = Page(made)
    assert len(page.tables["gaps"].rows) == 4000
    maps = [table for id, table in page.tables.items() if id.startswith("heat-")]
    assert [len(table.header) for table in maps] == [11, 11, 11, 11]
    assert all(len(table.rows) == 100 for table in maps)
    assert len(page.tables["pace-figures"].rows) == 40


# Text


def hostile(text: str) -> Summary:
    """A month in which every name, title and answer is that text."""
    jia = Reporter(JIA.id, text, "county")
    indicator = PRODUCTS._replace(name=text, short=text, unit=text)
    document = plan().document._replace(number=text, title=text, issuer=text)
    leader = plan().tasks[0].leaders[0]._replace(name=text, unit=text)
    of = plan(
        title=text, short_title=text, region=text, document=document, id=text,
        reporters=(jia, YI), indicators=(indicator,), ledgers=(),
        quotas=(quota(jia, indicator, 12)._replace(clause=text), quota(YI, indicator, 3)),
        targets=(target("products", 4, indicator="products", unit=text)._replace(name=text),
                 target("none", 4)._replace(name=text, unit=text)),
        tasks=(task("1", units=(text,), name=text, short=text, leaders=(leader,), due_text=text, category=text),
               task(text, units=(text,))),
    )  # fmt: skip
    rule = (
        REPORTS["everything"]().findings[0].rule._replace(message="填的是“{provided}”", remedy="{provided}")
    )
    found = rule.at(Place(text, 5, 5), provided=text, clause=text, path=f"{text}/{text}.xlsx")
    found = found._replace(explained=text, reporter=text)
    made = summary(of, problems=[problem(jia, text, text)], findings=[found, found._replace(reporter=jia.id)])
    checked = REPORTS["everything"]().workbooks[0]._replace(path=text, sha256=text, reporter=jia)
    report = made.report._replace(workbooks=(checked,), remarks=(text,))
    return made._replace(report=report)


@pytest.mark.parametrize("key", TEXTS)
def test_no_text_acts(key: str) -> None:
    made = hostile(TEXTS[key])
    for html in (export(made, "html", "summary"), export(made.report, "html")):
        text = safe.assert_html(html, OWN)
        page = Page(html)
        assert len(page.tables["gaps"].rows) == 2
        assert clean(TEXTS[key]) in text


def test_one_function_escapes() -> None:
    assert escape('<b a="\'">&\u202e\x00\n甲') == "&lt;b a=&quot;&#x27;&quot;&gt;&amp;�� 甲"
    assert tag("p", "<", Html("<br>"), None, 3, class_="a", title='"', hidden=True, id=None) == (
        '<p class="a" title="&quot;" hidden>&lt;<br>3</p>'
    )
    assert join("<", Html("<br>")) == "&lt;<br>"

"""The page's bars: what the plan says is drawn, has room, and stays text."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.conftest import observations
from tests.reading_html import Reader, every, read_html
from tests.test_page import HOSTILE
from yjstats.charts.bar_plan import Bar, BarPlan, plan_whisker
from yjstats.codebook import codebook
from yjstats.comparison.compare import compare
from yjstats.page import bars
from yjstats.page.bars import MANY, BarChart, bar_chart
from yjstats.page.render import templates

NAN = float("nan")
OTHER = {"city": "taizhou"}  # another city with the same figure: neither is unlike


def laid_out(*rows, which="value", lang="zh") -> BarChart:
    per = "year" if which == "per_year" else None
    told = compare("projects_total", per, observations(*rows)).to_dict("records")
    return bar_chart(told, which, "项目", "zh-p", lang)


def markup(chart: BarChart) -> str:
    return str(templates().get_template("bars.html").module.bars(chart))


def drawn(*rows, **how) -> Reader:
    return read_html(markup(laid_out(*rows, **how)))


def texts(page: Reader) -> list[str]:
    return [e.text for e in every(page, "text")]


def numbers(path: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", path)]


def test_a_bar_has_the_colour_of_its_city_and_its_figure_behind_it():
    page = drawn({}, {"city": "taizhou", "value": 246, "low": 246, "high": 246})
    long, short = every(page, "rect")
    assert [long.attrs["fill"], short.attrs["fill"]] == [
        codebook().colour(city) for city in ("taizhou", "wenzhou")
    ]
    assert float(long.attrs["width"]) == pytest.approx(2 * float(short.attrs["width"]), abs=0.2)
    told = {e.text: float(e.attrs["x"]) for e in every(page, "text")}
    assert told["246个"] > float(long.attrs["x"]) + float(long.attrs["width"])
    assert told["温州"] == told["2020年—2022年"] < float(long.attrs["x"])


def test_silence_is_a_grey_word_and_no_bar():
    page = drawn({}, OTHER)
    assert len(every(page, "rect")) == 2
    grey = [e for e in every(page, "text") if e.text == "未报道"]
    assert len(grey) == 3
    assert {e.attrs["fill"] for e in grey} == {"var(--muted)"}


def test_what_is_unlike_is_hatched_by_a_pattern_of_its_own():
    page = drawn({}, {"city": "taizhou"}, {"city": "quzhou", "period_start": "2022-01-01"})
    [pattern] = every(page, "pattern")
    assert pattern.attrs["id"].startswith("zh-p")
    [hatched] = [e for e in every(page, "rect") if e.attrs["fill"].startswith("url")]
    assert hatched.attrs["fill"] == f"url(#{pattern.attrs['id']})"
    below = every(page, "rect")[every(page, "rect").index(hatched) - 1]
    assert below.attrs["fill"] == codebook().colour("quzhou")
    assert [below.attrs[n] for n in ("x", "y", "width", "height")] == [
        hatched.attrs[n] for n in ("x", "y", "width", "height")
    ]
    assert not every(drawn({}, OTHER), "pattern")


def test_an_exact_figure_has_no_whisker_and_bounds_have_ends():
    [axis] = every(drawn({}, OTHER), "path")
    assert axis.attrs["stroke"] == "var(--muted)"
    about = {"low": 100, "high": 150, "qualifier": "about"}
    [whisker, _] = every(drawn(about, OTHER), "path")
    assert whisker.attrs["stroke"] == "var(--ink)"
    x0, y0, x1, y1, *caps = numbers(whisker.attrs["d"])
    assert y0 == y1
    assert x0 < x1
    assert [caps[0], caps[2], caps[4], caps[6]] == [x0, x0, x1, x1]


@pytest.mark.parametrize(("bounds", "way"), [({"high": ""}, 1), ({"low": ""}, -1)])
def test_an_open_end_is_an_arrow_that_points_away(bounds, way):
    page = drawn({"qualifier": "at_least" if way > 0 else "at_most", **bounds}, OTHER)
    [arrow, _] = every(page, "path")
    begin, y0, tip, y1, back, above, point, middle, also, below = numbers(arrow.attrs["d"])
    assert (tip - begin) * way > 0
    assert (tip - back) * way > 0
    assert (point, also) == (tip, back)
    assert y0 == y1 == middle
    assert above < middle < below
    bar, _ = every(page, "rect")
    assert begin == pytest.approx(float(bar.attrs["x"]) + float(bar.attrs["width"]), abs=0.2)


def test_at_most_nothing_points_nowhere():
    page = drawn({"value": 0, "low": "", "high": 0, "qualifier": "at_most"}, OTHER)
    assert len(every(page, "path")) == 1  # the axis


@pytest.mark.parametrize(
    "cells",
    [
        {"status": "conflict"},
        {"value": 0, "low": 0, "high": 0},
        {"value": 0, "low": 0, "high": "", "qualifier": "at_least"},
    ],
)
def test_a_chart_without_any_bar_is_still_a_chart(cells):
    page = drawn(cells)
    assert not every(page, "rect")
    assert "温州" in texts(page)
    assert not re.search("nan|inf", markup(laid_out(cells)))


def test_a_label_tells_what_is_drawn_in_the_order_of_the_cities():
    rows = ({"city": "taizhou", "value": 200, "low": 200, "high": 200}, {},
            {"city": "huzhou", "status": "conflict"})  # fmt: skip
    [svg] = every(drawn(*rows, lang="en"), "svg")
    assert svg.attrs["role"] == "img"
    assert svg.attrs["aria-label"] == (
        "Bar chart: 项目. Wenzhou 123 projects; Taizhou 200 projects; Quzhou not reported; "
        "Jiaxing not reported; Huzhou disputed, not drawn"
    )


def test_data_stay_text(monkeypatch):
    bar = Bar("wenzhou", HOSTILE, HOSTILE, 3.0, plan_whisker(3.0, 3.0, 3.0, 3.0), True, HOSTILE, "")
    monkeypatch.setattr(bars, "plan_bars", lambda *_: BarPlan([bar], 3.0))
    told = markup(bar_chart([{"city": "wenzhou", "value": 3.0}], "value", HOSTILE, "p", "zh"))
    page = read_html(told)
    assert texts(page) == [HOSTILE] * 3
    [svg] = every(page, "svg")
    assert svg.attrs["aria-label"].count(HOSTILE) == 3
    assert {e.tag for e in page.found} == {"svg", "defs", "pattern", "path", "rect", "text"}
    assert not page.unclosed
    assert not page.open
    assert not [e for e in page.found if "style" in e.attrs]


def test_of_many_cities_the_silent_are_left_out():
    row = compare("projects_total", None, observations({})).to_dict("records")[0]
    silent = {**row, "value": NAN, "low": NAN, "high": NAN, "reasons": ("not_reported",)}
    chart = bar_chart([row, *[silent] * MANY], "value", "", "p", "zh")
    assert [one.labels[0].words for one in chart.rows] == ["温州"]
    assert len(bar_chart([row, *[silent] * (MANY - 1)], "value", "", "p", "zh").rows) == MANY


names = st.text("a城 ", min_size=1, max_size=60)
figures = st.tuples(st.floats(0, 1e12), st.floats(0, 1e12), st.floats(0, 1e12)).map(sorted)


@settings(max_examples=60)
@given(rows=st.lists(st.tuples(names, names, names, figures), min_size=1, max_size=5))
def test_all_words_end_inside_the_drawing_however_long(rows):
    longest = max(high for *_, (_, _, high) in rows) or 1.0
    planned = [Bar("wenzhou", name, period, value, plan_whisker(value, low, high, longest), False,
                   text, "") for name, period, text, (low, value, high) in rows]  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bars, "plan_bars", lambda *_: BarPlan(planned, longest))
        chart = bar_chart([{"city": "wenzhou", "value": 1.0}], "value", "", "p", "zh")
    for row in chart.rows:
        for words in row.labels:
            assert float(words.x) - cell_len(words.words) * 0.5 * float(words.size) >= 0
        end = float(row.text.x) + cell_len(row.text.words) * 0.5 * float(row.text.size)
        assert end <= float(chart.width)

"""Charts: the same bytes on every run, no missing glyph, every doubt visible."""

import warnings
from functools import cache

import matplotlib as mpl
import pytest
from matplotlib.testing.compare import compare_images

from tests.conftest import ROOT, observations
from yjstats import plot, sources
from yjstats.charts import NAMES
from yjstats.charts.bars import draw_bars
from yjstats.charts.style import house_style, new_figure, save_figure, style
from yjstats.codebook import codebook
from yjstats.comparison.compare import compare
from yjstats.errors import UnknownName

TOLERANCE = 2.0  # root mean square over grey levels: another build of the font library may differ


def texts(figure):
    """Return all text of a figure, panels and their ticks included."""
    return [t.get_text() for t in figure.findobj(mpl.text.Text) if t.get_text()]


def bars(*rows, which="value"):
    """Draw rows of our own into one panel and return its axes."""
    with house_style():
        ax = new_figure(3, 6).subplots()
        per = "year" if which == "per_year" else None
        draw_bars(ax, compare("projects_total", per, observations(*rows)), which)
    return ax


def hatches(ax):
    """Return the hatch of each bar that is drawn, by city."""
    names = [tick.get_text()[:2] for tick in ax.get_yticklabels()]
    (drawn,) = ax.containers
    return {n: b.get_hatch() for n, b in zip(names, drawn, strict=True) if b.get_width() > 0}


def whiskers(ax):
    return len(ax.lines)


@pytest.fixture(scope="module")
def drawn(curated):
    """Draw a chart of the real data once, for all tests that look at it."""

    @cache
    def draw(name, lang):
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a glyph that the font lacks is a warning
            return plot(name, curated, lang, ROOT)

    return draw


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_chart_is_whole_and_the_same_when_drawn_again(name, lang, drawn, curated, tmp_path):
    figure = drawn(name, lang)
    save_figure(figure, tmp_path / "a.png")
    save_figure(figure, tmp_path / "a.svg")
    caption = figure._supxlabel.get_text()
    assert ("来源：" if lang == "zh" else "Sources: ") in caption
    again = plot(name, curated, lang, ROOT)
    for suffix in ("png", "svg"):
        save_figure(again, tmp_path / f"b.{suffix}")
        first, second = (tmp_path / f"{n}.{suffix}" for n in "ab")
        assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_looks_like_the_committed_one(name, drawn, tmp_path):
    save_figure(drawn(name, "zh"), tmp_path / f"{name}.png")
    golden = ROOT / "figures" / f"{name}.png"
    assert compare_images(str(golden), str(tmp_path / f"{name}.png"), TOLERANCE) is None


def test_a_different_chart_does_not_look_like_the_committed_one(curated, tmp_path):
    other = curated.assign(value=curated["value"] * 1.5)
    save_figure(plot("funds_aid_total", other, "zh", ROOT), tmp_path / "x.png")
    golden = ROOT / "figures" / "funds_aid_total.png"
    assert compare_images(str(golden), str(tmp_path / "x.png"), TOLERANCE) is not None


def ticks_out_of_view(figure):
    """Return the labels of ticks that matplotlib keeps and does not draw."""
    hidden = set()
    for ax in figure.axes:
        for axis in (ax.xaxis, ax.yaxis):
            low, high = sorted(axis.get_view_interval())
            for tick in axis.get_major_ticks():
                if not low <= tick.get_loc() <= high:
                    hidden |= {tick.label1, tick.label2}
    return hidden


def test_nothing_of_a_chart_is_cut_off(drawn):
    for name in NAMES:
        for lang in ("zh", "en"):
            figure = drawn(name, lang)
            with house_style():
                figure.draw_without_rendering()
            page, hidden = figure.bbox, ticks_out_of_view(figure)
            for text in figure.findobj(mpl.text.Text):
                if not text.get_text() or not text.get_visible() or text in hidden:
                    continue
                box = text.get_window_extent()
                inside = box.x0 >= -1 and box.x1 <= page.x1 + 1 and box.y0 >= -1
                assert inside, f"{name} {lang}: {text.get_text()!r} leaves the page"


def test_a_legend_stands_clear_of_the_title(drawn):
    for name in NAMES:
        for lang in ("zh", "en"):
            figure = drawn(name, lang)
            with house_style():
                figure.draw_without_rendering()
            title = figure._suptitle.get_window_extent()
            for legend in figure.legends:
                assert not title.overlaps(legend.get_window_extent()), f"{name} {lang}"


def test_settings_of_matplotlib_are_left_as_they_were(curated):
    before = dict(mpl.rcParams)
    plot("funds_aid_total", curated, "zh", ROOT)
    assert dict(mpl.rcParams) == before


def test_bars_are_sorted_in_the_colour_of_their_city_and_silence_comes_last():
    rows = [{"city": "wenzhou"}, {"city": "taizhou", "value": 200, "low": 200, "high": 200}]
    ax = bars(*rows)
    ticks = [tick.get_text().split("\n")[0] for tick in ax.get_yticklabels()]
    assert ticks == ["台州", "温州", "衢州", "嘉兴", "湖州"]
    colour = mpl.colors.to_hex(ax.containers[0][0].get_facecolor()).upper()
    assert colour == codebook().colour("taizhou")
    assert [t.get_text() for t in ax.texts] == ["200个", "123个", *["未报道"] * 3]


def test_unlike_spans_are_hatched_where_totals_are_shown_and_not_per_year():
    rows = [{}, {"city": "taizhou"}, {"city": "quzhou", "period_start": "2022-01-01"}]
    unlike = style()["marks"]["unlike"]
    assert hatches(bars(*rows)) == {"温州": None, "台州": None, "衢州": unlike}
    yearly = bars(*rows, which="per_year")
    assert hatches(yearly) == {"温州": None, "台州": None, "衢州": None}


def test_bounds_are_whiskers_and_an_open_bound_is_an_arrow():
    exact = bars({})
    over = bars({"qualifier": "over", "high": 130})
    open_ = bars({"qualifier": "at_least", "high": ""})
    assert whiskers(exact) == 0
    assert whiskers(over) == 2  # the whisker and its end
    assert "≥123个" in [t.get_text() for t in open_.texts]
    assert len(open_.texts) == len(exact.texts) + 1  # the arrow


def test_a_disputed_figure_is_not_drawn():
    ax = bars({"status": "conflict"}, {"city": "taizhou"})
    assert "读法有分歧，未绘" in [t.get_text() for t in ax.texts]
    (drawn,) = ax.containers
    assert sorted(bool(bar.get_width() > 0) for bar in drawn) == [False] * 4 + [True]


def test_a_near_figure_is_told_in_words(drawn):
    figure = drawn("funds_aid_total", "zh")
    assert any("近似指标：援疆项目总投资 1.1807亿元（2023年）" in text for text in texts(figure))


def test_a_chart_shows_itself_in_a_notebook_the_same_way_every_time(curated):
    first, again = (plot("projects_total", curated, "zh", ROOT)._repr_png_() for _ in range(2))
    assert first[:8] == b"\x89PNG\r\n\x1a\n"
    assert first == again


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "rows",
    [
        (),
        ({},),
        ({"status": "rejected"},),
        ({"period_start": "", "period_end": "", "basis": ""},),
        ({"indicator": "edu_apprentices", "unit": "person"},),
    ],
)
def test_a_chart_of_little_or_nothing_is_still_a_chart(name, rows):
    assert texts(plot(name, observations(*rows), root=ROOT))


def test_a_dollar_sign_is_no_formula(curated):
    with house_style():
        text = new_figure(1, 1).text(0, 0, "a $x^2 b $ {")
    assert not text.get_parse_math()


def test_an_unknown_chart_names_the_nearest():
    with pytest.raises(UnknownName, match="education"):
        plot("eduction", observations(), root=ROOT)


def test_every_chart_cites_the_sources_it_draws(drawn):
    register = sources(ROOT)
    caption = drawn("projects_total", "zh")._supxlabel.get_text()
    for title in register.query("source_id in ['wenzhou', 'quzhou', 'huzhou']")["title"]:
        assert title in caption

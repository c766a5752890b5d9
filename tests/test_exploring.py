"""Exploring: a question, what answers it, what stands behind, what may be taken away; the panel."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

import yjstats
from tests.conftest import TEXT, observations, record, source
from tests.test_own_codebook import ROWS, extend
from yjstats.codebook import codebook
from yjstats.codebook.own import take_up
from yjstats.errors import UsageError, YjstatsError
from yjstats.exploring.answer import answer, as_code, as_tsv, table_of, title_of
from yjstats.exploring.behind import Data, behind, behind_html
from yjstats.exploring.memory import forget
from yjstats.exploring.question import Question, first_question, per_of, reported, settled
from yjstats.exploring.taking import draw, file_name, save_chart, save_selection, svg_of

ALL = ("wenzhou", "taizhou", "quzhou", "jiaxing", "huzhou")
FUNDS = {"indicator": "funds_aid_total", "unit": "CNY", "value": 452e6, "low": 452e6,
         "high": 452e6, "surface": "4.52亿元", "char_start": 6, "char_end": 12}  # fmt: skip
NEAR = {"source_id": "taizhou", "city": "taizhou", "indicator": "projects_major_items",
        "value": 43, "low": 43, "high": 43}  # fmt: skip
PROJECTS = {"char_start": 17, "char_end": 21}  # where TEXT has its 123个
PLAIN = Question("projects_total", ALL)


def rows_of(question, *records):
    return answer(question, observations(*records)).set_index("city")


def test_the_first_question_is_the_key_indicator_that_most_cities_report():
    jiaxing = {"source_id": "jiaxing", "city": "jiaxing"}
    frame = observations({}, jiaxing, FUNDS)
    assert first_question(frame) == Question("projects_total", ALL)
    assert reported(frame) == {"funds_aid_total": 1, "projects_total": 2}
    assert first_question(observations({"status": "candidate"})).indicator == ""


def test_an_indicator_is_offered_only_the_proportions_it_can_have():
    assert per_of("funds_aid_total") == ("", "year", "project")
    assert per_of("projects_total") == ("", "year")  # not divided by itself
    assert per_of("talent_cadres_dispatched") == ("", "project")  # a stock has nothing per year
    assert per_of("med_local_care_rate") == ("",)
    assert per_of("") == ("",)


def test_a_question_that_the_data_no_longer_answer_is_brought_as_near_as_may_be():
    asked = Question("gone", ("huzhou", "atlantis", "wenzhou"), "project", city="taizhou")
    assert settled(asked, observations({})) == Question("projects_total", ("wenzhou", "huzhou"))
    assert settled(PLAIN, observations({})) == PLAIN


def test_an_answer_has_one_row_a_city_asked_for_compared_among_themselves():
    frame = [{}, {"source_id": "huzhou", "city": "huzhou"}]
    assert rows_of(PLAIN, *frame)["rank_low"].dropna().tolist() == [1, 1]
    some = rows_of(replace(PLAIN, cities=("wenzhou", "taizhou")), *frame)
    assert list(some.index) == ["wenzhou", "taizhou"]
    assert some.loc["wenzhou", "reasons"] == ("single_source",)
    assert some.loc["taizhou", "reasons"] == ("not_reported",)


def test_near_figures_stand_beside_only_where_they_are_asked_for():
    assert rows_of(PLAIN, {}, NEAR).loc["taizhou", "near"]["value"] == 43
    without = answer(replace(PLAIN, near=False), observations({}, NEAR))
    assert without["near"].tolist() == [None] * 5
    assert table_of(without, "zh").loc[1, "数值"] == "未报道"


def test_the_table_tells_reasons_in_words_and_codes():
    made = table_of(answer(PLAIN, observations({}, NEAR)), "zh")
    assert list(made.columns) == ["城市", "数值", "上下限", "期间", "年均", "位次", "注意", "代码"]
    wenzhou, taizhou = made.to_dict("records")[:2]
    assert (wenzhou["数值"], wenzhou["年均"]) == ("123个", "41个")
    assert (wenzhou["注意"], wenzhou["代码"]) == ("仅一市报道", "single_source")
    assert "项目大项数 43个" in taizhou["注意"]


def test_per_project_shows_both_figures_and_rounded_bounds():
    question = Question("funds_aid_total", ALL, "project")
    over = FUNDS | {"qualifier": "over", "high": 453e6}
    (row, *others) = table_of(answer(question, observations(over, {})), "en").to_dict("records")
    assert row["Figure"] == "3.6748 million CNY"
    assert row["Bounds"] == "[3.6748 million CNY, 3.6829 million CNY]"
    assert (row["Numerator"], row["Denominator"]) == ("452 million CNY", "123 projects")
    assert row["Code"] == "approximate"
    assert others[0]["Figure"] == "not reported"
    assert title_of(question) == "援疆资金总额 · 每个援疆项目"


def test_a_copied_table_is_cells_to_paste_and_none_of_them_a_formula():
    made = table_of(answer(PLAIN, observations({})), "en")
    lines = as_tsv(made).split("\n")
    assert len(lines) == 6
    assert lines[0].startswith("City\tFigure\tBounds")
    assert lines[1].startswith("Wenzhou\t123 projects\t")
    made.iloc[0, 0] = "=HYPERLINK(1)\t\n2"
    assert as_tsv(made).split("\n")[1].startswith("'=HYPERLINK(1) 2\t")


@pytest.mark.parametrize("per", ["", "year", "project"])
@pytest.mark.parametrize("cities", [ALL, ("wenzhou", "huzhou")])
def test_the_line_of_code_gives_what_is_shown(per, cities):
    frame = observations(FUNDS, {}, NEAR)
    question = Question("funds_aid_total", cities, per)
    made = eval(as_code(question), {"yj": yjstats, "frame": frame})
    shown = answer(question, frame)
    shared = "ratio" if per == "project" else "per_year"
    kept = made[made["city"].isin(cities)].reset_index(drop=True)
    assert kept[shared].equals(shown[shared])
    assert kept["reasons"].tolist() == shown["reasons"].tolist()


@pytest.fixture
def root(make_project):
    """A project of one article: funds, projects, and another reading of the funds."""
    other = record(value=80, low=80, high=80, char_start=30, char_end=33, surface="80个",
                   scope="教育项目")  # fmt: skip
    reading = {"obs_id": record(**FUNDS)["obs_id"], "field": "value", "value": "400000000",
               "why": "不含社会资金"}  # fmt: skip
    row = record(**FUNDS | {"value": 452000000, "low": 452000000, "high": 452000000,
                            "status": "conflict"})  # fmt: skip
    made = make_project(record(**PROJECTS), other, row, sources=[source(publisher="温州日报")],
                        alternatives=[reading])  # fmt: skip
    yield made
    forget(made)
    take_up(None)


@pytest.fixture
def texts(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(TEXT, "utf-8")
    return tmp_path / "texts"


def data(root, articles=None):
    return Data(root, articles, yjstats.load("curated", root), yjstats.sources(root),
                yjstats.readings(root))  # fmt: skip


def test_behind_a_row_stand_its_words_and_the_figures_not_chosen(root, texts):
    held = data(root, texts)
    question = replace(PLAIN, city="wenzhou")
    (row, *_) = answer(question, held.frame).to_dict("records")
    (one,) = behind(row, question, held)
    assert (one.evidence.before, one.evidence.number) == ("甲市三年投入4.52亿元,建成项目", "123个")
    (other,) = one.others.to_dict("records")
    assert (other["数值"], other["标签与范围"]) == ("80个", "教育项目")
    assert other["为何未选"]
    told = behind_html(row, question, held)
    assert "<mark>123个</mark>" in told
    for word in (
        "温州日报",
        "字符 17–21",
        record(**PROJECTS)["obs_id"],
        "single_source",
        "教育项目",
        "确数",
    ):
        assert word in told


def test_a_disputed_figure_has_its_other_readings(root):
    held = data(root)
    question = Question("funds_aid_total", ALL, lang="en")
    (row, *_) = answer(question, held.frame).to_dict("records")
    (one,) = behind(row, question, held)
    assert one.evidence.number == ""
    assert one.others["Figure"].tolist() == ["Value: 400 million CNY"]
    assert "explore(articles=…)" in behind_html(row, question, held)


def test_behind_a_ratio_stand_both_figures_and_behind_silence_the_near_one():
    frame = observations(FUNDS, {}, NEAR)
    register = yjstats.sources()
    held = Data(Path(), None, frame, register, yjstats.readings())
    question = Question("funds_aid_total", ALL, "project")
    wenzhou, taizhou, *_ = answer(question, frame).to_dict("records")
    found = [one.evidence.surface for one in behind(wenzhou, question, held)]
    assert found == ["4.52亿元", "123个"]
    assert behind(taizhou, question, held) == []
    _, taizhou, quzhou, *_ = answer(PLAIN, frame).to_dict("records")
    (near,) = behind(taizhou, PLAIN, held)
    assert near.near
    assert "定义不同" in behind_html(taizhou, PLAIN, held)
    assert behind(quzhou, PLAIN, held) == []
    assert "未报道" in behind_html(quzhou, PLAIN, held)


def test_evidence_is_escaped():
    frame = observations({"surface": "<b>1</b>", "scope": "<script>", "label": "<img>"})
    held = Data(Path(), None, frame, yjstats.sources(), yjstats.readings())
    (row, *_) = answer(PLAIN, frame).to_dict("records")
    told = behind_html(row, PLAIN, held)
    assert not [tag for tag in ("<b>", "<script", "<img") if tag in told]
    assert "&lt;script&gt;" in told


@pytest.mark.parametrize("per", ["", "year", "project"])
def test_every_answer_is_drawn_the_same_on_every_run(per):
    frame = observations(FUNDS, {})
    question = Question("funds_aid_total", ("wenzhou", "taizhou"), per)
    rows = answer(question, frame)
    first, second = (svg_of(draw(rows, question, yjstats.sources())) for _ in range(2))
    assert first == second
    assert first.startswith(b"<?xml")


def test_names_of_files_say_what_is_in_them():
    assert file_name(PLAIN, ".png") == "projects_total-zh.png"
    some = Question("sales_value", ("wenzhou", "huzhou"), "year", lang="en")
    assert file_name(some, ".svg") == "sales_value-per_year-wenzhou-huzhou-en.svg"


def test_charts_and_workbook_are_saved_and_hold_the_selection(root, tmp_path):
    held = data(root)
    question = replace(PLAIN, cities=("wenzhou", "taizhou"))
    rows = answer(question, held.frame)
    for suffix, start in ((".png", b"\x89PNG"), (".svg", b"<?xml")):
        path = save_chart(rows, question, held.sources, tmp_path, suffix)
        assert path.read_bytes().startswith(start)
    book = save_selection(held.frame, question, root, tmp_path)
    read = yjstats.read_workbook(book)
    assert {*read["indicator"]} == {"projects_total"}
    assert len(read) == 2


def panel(root, **options):
    return yjstats.explore(root, origin="curated", **options)


def test_the_panel_answers_as_its_controls_ask(root):
    made = panel(root)
    assert made.question.cities == ALL
    made.controls.domain.value = "funds"
    assert made.question.indicator == "funds_aid_total"
    made.controls.near.value = False
    assert not made.question.near
    assert "4.52亿元" in made.table.html
    made.controls.per.value = "project"
    assert made.controls.near.disabled
    assert "每个援疆项目" in made.table.html
    made.controls.cities["huzhou"].value = False
    assert 'data-key="huzhou"' not in made.table.html
    made.controls.lang.value = "en"
    assert made.buttons["xlsx"].description == "Export to Excel"
    assert "Aid funds" in made.table.html
    assert 'alt="Aid funds' in made.chart.value
    assert made.copy_button.text.startswith("City\t")
    assert "per_unit(&quot;funds_aid_total&quot;" in made.evidence.value


def test_a_proportion_that_the_next_indicator_lacks_is_dropped(root):
    made = panel(root)
    made.controls.domain.value = "funds"
    made.controls.per.value = "project"
    made.controls.domain.value = "projects"
    assert made.question.per == ""
    assert [code for _, code in made.controls.per.options] == ["", "year"]


def test_choosing_a_row_shows_its_evidence_in_the_language_chosen(root, texts):
    made = panel(root, articles=texts)
    made.controls.domain.value = "projects"
    made.table.chosen = "wenzhou"
    assert "<mark>123个</mark>" in made.evidence.value
    made.controls.lang.value = "en"
    assert "Evidence: Wenzhou 123 projects" in made.evidence.value
    assert made.table.chosen == "wenzhou"
    made.controls.cities["wenzhou"].value = False
    assert "Evidence" not in made.evidence.value


def test_without_cities_or_figures_the_panel_says_so(root):
    made = panel(root)
    for box in made.controls.cities.values():
        box.value = False
    assert "没有选城市" in made.chart.value
    assert made.table.html == made.copy_button.text == ""
    assert all(button.disabled for button in made.buttons.values())
    made.controls.cities["wenzhou"].value = True
    assert not made.buttons["png"].disabled
    forget(root)
    empty = yjstats.explore(root, origin="extracted")
    assert "没有可以比较的数" in empty.chart.value


def test_buttons_save_beside_the_notebook_and_tell_where(root, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    made = panel(root)
    made.controls.domain.value = "projects"
    made.buttons["svg"].click()
    made.buttons["xlsx"].click()
    assert "projects_total-zh.xlsx" in made.told.value
    assert {path.name for path in tmp_path.glob("projects_total*")} == {
        "projects_total-zh.svg", "projects_total-zh.xlsx",
    }  # fmt: skip


def test_what_cannot_be_saved_is_told(root, tmp_path):
    (tmp_path / "out").write_text("a file, no folder")
    made = panel(root, folder=tmp_path / "out")
    made.buttons["png"].click()
    assert 'role="alert"' in made.told.value


def test_what_fails_while_answering_is_told_and_not_swallowed(root, monkeypatch):
    made = panel(root)

    def fail(*_):
        raise RuntimeError("<no chart>")

    monkeypatch.setattr("yjstats.exploring.panel.draw", fail)
    with pytest.raises(RuntimeError):
        made.controls.lang.value = "en"
    assert "RuntimeError: &lt;no chart&gt;" in made.told.value


def test_running_the_cell_again_shows_what_was_asked(root, tmp_path):
    made = panel(root)
    made.controls.domain.value = "projects"
    made.controls.lang.value = "en"
    made.table.chosen = "wenzhou"
    again = panel(root)
    assert again.question == made.question
    assert again.controls.lang.value == "en"
    assert again.table.chosen == "wenzhou"
    assert panel(root, lang="en").question.lang == "en"
    assert panel(root, lang="zh").question.lang == "zh"  # asked for anew: it counts
    forget(root)
    assert panel(root).question.city == ""


def test_another_project_has_a_question_of_its_own(root, tmp_path):
    made = panel(root)
    made.controls.cities["huzhou"].value = False
    other = tmp_path / "other"
    yjstats.init(other)
    assert yjstats.explore(other).question.cities == ALL


def test_a_city_of_the_projects_own_codebook_has_its_place(root):
    extend(root, cities=ROWS["cities"])
    made = panel(root)
    assert made.controls.cities["ningbo"].description == "宁波"
    assert 'data-key="ningbo"' in made.table.html
    take_up(None)
    assert "ningbo" not in codebook().cities
    made.controls.lang.value = "en"  # the panel goes by its own project's codebook
    assert "Ningbo" in made.table.html


def test_the_panel_has_words_where_no_widget_can_be_shown(root):
    assert "JupyterLab" in repr(panel(root))
    assert "\n" not in repr(panel(root, lang="en"))


def test_what_is_wrong_with_the_call_is_told(root, tmp_path, monkeypatch):
    with pytest.raises(UsageError):
        yjstats.explore(root, articles=tmp_path / "nowhere")
    with pytest.raises(UsageError):
        yjstats.explore(tmp_path)
    for name in ("yjstats.exploring.panel", "yjstats.exploring.widgets"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setitem(sys.modules, "anywidget", None)
    with pytest.raises(YjstatsError, match=r"yjstats\[notebooks\]"):
        yjstats.explore(root)

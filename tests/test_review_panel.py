"""The review in a notebook: the same decisions, one at a time."""

import sys

import pytest

import yjstats
from tests.conftest import TEXT
from tests.reviews import DAY, FUNDS_ID, PROJECTS_ID, curated, project, raw, reviews
from yjstats.curation.review_items import review_items
from yjstats.curation.review_panel import Panel
from yjstats.curation.review_sitting import Sitting
from yjstats.errors import YjstatsError
from yjstats.paths import Project


@pytest.fixture
def root(make_project):
    return project(make_project)


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, "utf-8")
    return folder


def panel(root, articles=None, lang="zh"):
    items = review_items(Project(root), articles=articles)
    return Panel(Sitting(Project(root), items, articles, "张三", lang, DAY), lang)


def test_the_article_stands_on_the_left_with_its_numbers_marked(root, texts):
    shown = panel(root, texts).article.value
    assert shown.count("<mark") == 4
    assert shown.count("outline:3px") == 1
    assert 'font-weight:bold" title="' in shown.split("4.52亿元")[0]
    assert "原文不在手边；字符 6–12" in panel(root).article.value


def test_the_reading_stands_on_the_right_with_fields_to_correct(root):
    made = panel(root)
    assert "1 / 3" in made.reading.value
    assert "新读出" in made.reading.value
    assert made.fields["indicator"].value == "funds_aid_total"
    assert ("拜城县 baicheng", "baicheng") in made.fields["recipient"].options
    made.buttons["next"].click()
    assert "≠ 受援地：拜城县" in made.reading.value
    assert made.fields["recipient"].value == "baicheng"
    made.buttons["previous"].click()
    assert "1 / 3" in made.reading.value


def test_accepting_writes_at_once_and_goes_on(root):
    made = panel(root)
    made.buttons["accept"].click()
    assert made.told.value == "已写入：新增"
    assert "1 / 2" in made.reading.value
    assert curated(root)[FUNDS_ID]["value"] == "452000000"
    (row,) = reviews(root)
    assert (row["workbook"], row["reviewed"]) == ("notebook", DAY.isoformat())


def test_a_correction_is_what_differs_from_the_reading(root):
    made = panel(root)
    made.buttons["next"].click()
    made.fields["recipient"].value = ""
    made.buttons["accept"].click()
    assert "recipient" in made.told.value
    assert curated(root)[PROJECTS_ID]["basis"] == "cumulative"
    made.buttons["correct"].click()
    row = curated(root)[PROJECTS_ID]
    assert (row["recipient"], row["basis"]) == ("", "annual")


def test_rejecting_leaves_the_figure_as_it_is(root):
    made = panel(root)
    before = Project(root).curated.read_bytes()
    for _ in range(3):
        made.buttons["reject"].click()
    assert Project(root).curated.read_bytes() == before
    assert made.reading.value == "没有等待审阅的读数"
    assert all(button.disabled for button in made.buttons.values())
    assert panel(root).reading.value == "没有等待审阅的读数"


def test_what_is_wrong_is_told_and_not_written(root):
    made = panel(root, lang="en")
    old = raw(root)
    made.buttons["correct"].click()
    assert "press Accept" in made.told.value
    made.fields["value"].value = "<b>many</b>"
    made.buttons["correct"].click()
    assert "&lt;b&gt;many" in made.told.value
    assert "plain decimals" in made.told.value
    made.reviewer.value = " "
    made.buttons["reject"].click()
    assert "reviewer" in made.told.value
    assert raw(root) == old


def test_the_door_opens_the_panel(root):
    assert len(yjstats.review(root, today=DAY).children) == 2


def test_without_ipywidgets_the_message_says_what_to_install(root, monkeypatch):
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    with pytest.raises(YjstatsError, match=r"yjstats\[notebooks\]"):
        yjstats.review(root)

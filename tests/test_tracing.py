"""From a number to the words it came from."""

import pytest

from tests.conftest import ROOT, TEXT, record, source
from yjstats import evidence
from yjstats.errors import UnknownName, UsageError
from yjstats.tracing import cut_sentence


@pytest.fixture
def project(make_project):
    start = TEXT.index("4.52亿元")
    money = {"indicator": "funds_aid_total", "unit": "CNY", "surface": "4.52亿元"}
    money |= dict.fromkeys(("value", "low", "high"), "452000000")
    row = record(char_start=start, char_end=start + 6, **money)
    return make_project(row), row["obs_id"]


def test_without_the_text_there_is_a_pointer(project):
    root, obs_id = project
    found = evidence(obs_id, root=root, lang="en")
    assert found.sentence == ""
    assert found.pointer.startswith("source wenzhou (甲市援疆, 2023-01), characters 6–12")
    assert source()["sha256"] in str(found)
    assert "452 million CNY" in found.reading


def test_with_the_text_there_is_the_sentence_and_the_number_is_marked(project, tmp_path):
    root, obs_id = project
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "x.txt").write_text(TEXT, encoding="utf-8")
    found = evidence(obs_id, folder, root)
    assert found.sentence == TEXT.replace("4.52亿元", "【4.52亿元】")
    assert "<mark>4.52亿元</mark>" in found._repr_html_()


def test_a_text_that_is_not_the_source_is_not_shown(project, tmp_path):
    root, obs_id = project
    (tmp_path / "wenzhou.txt").write_text(TEXT.replace("4.52", "5.52"), encoding="utf-8")
    assert evidence(obs_id, tmp_path, root).sentence == ""


def test_what_a_text_holds_is_escaped_in_a_notebook():
    from dataclasses import replace

    found = evidence(first_id(), root=ROOT)
    shown = replace(found, before="<script>", number="1", after="&")._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def first_id() -> str:
    from yjstats import load

    return str(load("curated", ROOT)["obs_id"].iloc[0])


def test_an_unknown_figure_and_a_missing_folder(project):
    root, obs_id = project
    with pytest.raises(UnknownName):
        evidence("o000000000000", root=root)
    with pytest.raises(UsageError):
        evidence(obs_id, "nowhere", root)


@pytest.mark.parametrize(
    ("text", "number", "sentence"),
    [
        ("甲。乙有3个！丙", "3个", ("乙有", "3个", "！")),
        ("标题\n\n乙有3个", "3个", ("乙有", "3个", "")),
        ("活动40\n\n余次，很多。", "40\n\n余次", ("活动", "40余次", "，很多。")),
        ("3个", "3个", ("", "3个", "")),
    ],
)
def test_a_sentence_ends_where_the_newspaper_ends_it(text, number, sentence):
    start = text.index(number)
    assert cut_sentence(text, start, start + len(number)) == sentence


def test_every_real_figure_is_found_in_its_article(curated, articles):
    for obs_id in curated["obs_id"].iloc[::20]:
        found = evidence(obs_id, articles, ROOT)
        assert "".join(found.surface.split()) == found.number
        assert found.number in found.sentence

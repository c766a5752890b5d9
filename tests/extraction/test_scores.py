"""The level reached on the five full articles: no later change may lose it unseen."""

import pytest

from tests.conftest import ROOT
from yjstats import load
from yjstats.curation.rereading import read_again
from yjstats.curation.score import confusion, missed, score
from yjstats.curation.study import leave_one_out, without
from yjstats.extraction.rules import rules
from yjstats.paths import find_project
from yjstats.registers import SOURCES, read_articles
from yjstats.tables import read_table

FLOORS = {
    "precision": 0.98, "recall": 0.98, "f1": 0.985, "value": 0.99, "unit": 0.985, "bounds": 0.99,
    "measure": 0.99, "period": 0.95, "basis": 0.96, "recipient": 0.92, "indicator_f1": 0.965,
}  # fmt: skip


@pytest.fixture(scope="module")
def registers():
    rows, _ = read_table(find_project(ROOT).sources, SOURCES)
    return [row for row in rows if row["kind"] != "digest"]


@pytest.fixture(scope="module")
def texts(articles, registers):
    return read_articles(articles, registers)


@pytest.fixture(scope="module")
def read(texts, registers):
    return read_again(texts, registers)


@pytest.mark.parametrize("field", FLOORS)
def test_the_five_articles_are_read_as_well_as_before(field, read, curated):
    assert score(curated, read).loc[0, field] >= FLOORS[field]


def test_a_confidence_above_the_trusted_one_holds(read, curated):
    wrong = missed(curated, read).query("what == 'wrong'")
    places = set(zip(wrong["source_id"], wrong["char_start"], strict=True))
    sure = read[read["confidence"] > 0.8]
    held = [
        place not in places for place in zip(sure["source_id"], sure["char_start"], strict=True)
    ]
    assert sum(held) >= 0.95 * len(held)
    assert len(sure) >= 0.7 * len(read)


def test_what_is_committed_was_read_by_these_rules(read):
    committed = load("extracted", ROOT)
    assert committed["surface"].tolist() == read["surface"].tolist()
    assert committed["value"].tolist() == read["value"].tolist()


def test_a_lexicon_that_lacks_an_article_s_own_words_still_reads_its_numbers(
    curated, texts, registers
):
    study = leave_one_out(curated, texts, registers).query("lexicon == 'without'")
    assert len(study) == len(texts)
    assert (study["words"] > 0).all()
    assert study["f1"].min() >= 0.95
    assert study["value"].min() >= 0.99
    assert study["indicator_f1"].min() >= 0.65


def test_only_words_that_one_text_alone_has_are_left_out():
    book, lost = without(rules(), "招聘会三场", ["援疆教师两名"])
    nouns = {noun for entries in book.lexicon.values() for entry in entries for noun in entry.nouns}
    assert lost > 0
    assert "招聘会" not in nouns
    assert "援疆教师" in nouns


def test_figures_that_were_taken_for_others_are_told(curated, read):
    told = confusion(curated, read)
    assert (told["indicator"] != told["read_as"]).all()
    assert told["count"].tolist() == sorted(told["count"], reverse=True)

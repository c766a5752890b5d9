"""The codebook: each file is checked by its own test, which reports all its faults at once."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from yjstats import indicators
from yjstats.codebook import COLUMNS, FOLDER, codebook
from yjstats.codebook.check import check_codebook


@pytest.mark.parametrize("name", COLUMNS)
def test_file_has_no_fault(name):
    faults = [fault for fault in check_codebook() if fault.file == f"codebook/{name}.csv"]
    assert not faults, "\n".join(fault.text("en") for fault in faults)


def test_style_gives_every_city_a_colour_of_its_own():
    colours = [codebook().colour(city) for city in codebook().cities]
    assert len({*colours}) == len(codebook().cities) == 5


def test_a_city_that_the_style_lacks_gets_a_spare_colour():
    assert codebook().colour("nowhere") == codebook().style["spare"]["colours"][-1]


def test_every_indicator_has_a_definition_in_both_languages():
    zh, en = indicators("zh"), indicators("en")
    assert len(zh) == len(en) >= 106
    assert (zh["definition"].str.len() > 5).all()
    assert (en["definition"].str.len() > 15).all()


def test_near_indicators_measure_the_same_kind_of_thing_or_are_offered_with_their_unit():
    frame = indicators().set_index("indicator")
    near = frame["near"].dropna()
    assert set(near) <= set(frame.index)
    assert near["funds_aid_total"] == "projects_investment"


def test_every_domain_has_words_and_a_colour_that_no_city_has():
    book = codebook()
    counts = Counter(book.domain_words.values())
    assert [*counts] == [*book.terms["domain"]]
    assert all(15 <= count <= 40 for count in counts.values())
    colours = book.style["domains"]
    assert [*colours] == [*book.terms["domain"], "other"]
    assert len({*colours.values()} | {*book.style["colours"].values()}) == 10 + len(book.cities)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for path in (*FOLDER.glob("*.csv"), *FOLDER.glob("*.txt")):
        shutil.copy(path, tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("file", "old", "new", "check"),
    [
        ("units", "\nCNY,元", "\n CNY,元", "stray_space"),
        ("units", "\nm2,平方米", "\nCNY,平方米", "duplicate"),
        ("indicators", "funds_health,funds,", "funds_health,money,", "not_listed"),
        ("indicators", ",CNY,flow,yes,yes,projects", ",EUR,flow,yes,yes,projects", "not_listed"),
        ("indicators", ",yes,projects_investment,", ",yes,funds_aid_total,", "near_itself"),
        ("indicators", "funds_health,funds,医疗卫生援疆资金", "funds_health,funds,", "blank"),
        ("scales", "100000000", "1e8x", "not_a_number"),
        ("recipients", "wenzhou", "venice", "not_listed"),
        ("reasons", "planned,计划数,planned,yes", "planned,计划数,planned,maybe", "not_listed"),
        ("terms", "list,code", "list,kode", "missing_column"),
        ("domains", "\nfunds,资金\n", "\nmoney,资金\n", "not_listed"),
        ("domains", "\nmedical,医院\n", "\nmedical,学校\n", "duplicate"),
        ("domains", "\nmedical,医院\n", "\nmedical,医院 \n", "stray_space"),
        ("cities", "wenzhou,温州", "wenzhou,温州,extra", "ragged"),
    ],
)
def test_each_kind_of_fault_is_found(copy, file, old, new, check):
    path = copy / f"{file}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert check in {fault.check for fault in check_codebook(copy)}


def test_an_unused_unit_is_found(copy):
    path = copy / "units.csv"
    path.write_text(path.read_text("utf-8") + "furlong,浪,furlongs,length\n", "utf-8")
    assert [(f.check, f.value) for f in check_codebook(copy)] == [("unused", "furlong")]

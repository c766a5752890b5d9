"""Every list that a project can extend: one row of its own, and what it changes."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

import yjstats
from tests.conftest import observations
from yjstats.codebook import COLUMNS, FIXED, RULES, codebook
from yjstats.codebook.check import check_codebook
from yjstats.codebook.own import using
from yjstats.codebook.word_lists import LINE
from yjstats.comparison.themes import domain_of
from yjstats.errors import UnknownName
from yjstats.presenting import show_value
from yjstats.tokens import stopwords, tokenize

Cell = Callable[[], object]


def read(text: str, column: str) -> Cell:
    """Tell one column of the only statistic of a text."""

    def cell() -> object:
        (row,) = yjstats.extract(text, published="2024-01-31").to_dict("records")
        return str(row[column]).removesuffix(" 00:00:00")

    return cell


def count(text: str) -> Cell:
    return lambda: len(yjstats.extract(text, published="2024-01-31"))


def named(kind: str, code: str) -> Cell:
    return lambda: codebook().name(kind, code)


def per_pair() -> object:
    funds = {"indicator": "funds_aid_total", "unit": "CNY", "value": 600}
    frame = observations(funds, {"indicator": "projects_total", "value": 3})
    try:
        found = yjstats.per_unit("funds_aid_total", "pair", frame).set_index("city")
        return found.loc["wenzhou", "ratio"]
    except UnknownName:
        return None


class Case(NamedTuple):
    """A row of an own list, and what is asked before and after."""

    file: str
    row: str
    asked: Cell
    before: object
    after: object


CASES = [
    Case("cities.csv", "ningbo,宁波,Níngbō,Ningbo", named("city", "ningbo"), "ningbo", "宁波"),
    Case("recipients.csv", "kuqa,库车市,Kuqa,,county,yes",
         named("recipient", "kuqa"), "kuqa", "库车市"),
    Case("recipient_words.csv", "胡杨镇,baicheng",
         read("在胡杨镇，实施援疆项目12个。", "recipient"), "nan", "baicheng"),
    Case("units.csv", "kiln,孔,kilns,count", named("unit", "kiln"), "kiln", "孔"),
    Case("unit_words.csv", "弓,m2,10,", count("当地整出荒地12弓。"), 0, 1),
    Case("scales.csv", "person,zh,1000,千人",
         lambda: show_value(3000, "person"), "3,000人", "3千人"),
    Case("indicators.csv", "livelihood_kilns,livelihood,馕窑数,Kilns,item,flow,yes,no,,Kilns,馕窑",
         named("indicator", "livelihood_kilns"), "livelihood_kilns", "馕窑数"),
    Case("denominators.csv", "pair,projects_total,2,每两个项目,Per two projects",
         per_pair, None, 400),
    Case("domains.csv", "livelihood,驼铃", lambda: domain_of("驼铃响了。"), "other", "livelihood"),
    Case("nouns.csv", "馕窑,project", read("当地砌起12个馕窑。", "unit"), "item", "project"),
    Case("classifiers.csv", "处,facility",
         read("建成学校12处。", "unit"), "school", "facility"),
    Case("approximators.csv", "足有,before,at_least,,",
         read("实施援疆项目足有12个。", "qualifier"), "exact", "at_least"),
    Case("lexicon.csv", "projects_total,item,馕窑,,,4",
         read("当地砌起12个馕窑。", "indicator"), "nan", "projects_total"),
    Case("contexts.csv", "incidental,machine,,大巴有,,,,,buses of the visit",
         count("来的大巴有3辆。"), 1, 0),
    Case("cues.csv", "planned,盼着",
         read("县里盼着实施援疆项目12个。", "basis"), "point", "planned"),
    Case("word_groups.csv", "aid,结亲", read("共投入结亲款300万元。", "indicator"),
         "nan", "funds_aid_total"),
    Case("relative_dates.csv", "礼拜天,day,-3",
         read("礼拜天，接诊患者120人次。", "period_start"), "2024-01-31", "2024-01-28"),
    Case("periods.csv", "驼铃行动,2021-01-01,2023-12-31",
         read("驼铃行动期间，实施援疆项目12个。", "period_start"), "2024-01-31", "2021-01-01"),
    Case("batches.csv", "援疆,第三批,2002-08-01,2005-07-31",
         read("第三批援疆干部进疆以来，实施项目12个。", "period_start"),
         "NaT", "2002-08-01"),
    Case("boilerplate.csv", "驼铃晚报", count("甲地见闻\n驼铃晚报 3位记者\n"), 1, 0),
    Case("words.txt", "驼铃巴扎 20000 n", lambda: [one[0] for one in tokenize("驼铃巴扎")],
         ["驼铃", "巴扎"], ["驼铃巴扎"]),
    Case("stopwords.txt", "驼铃", lambda: "驼铃" in stopwords(), False, True),
]  # fmt: skip


def write(folder: Path, file: str, row: str) -> None:
    name = file.removesuffix(".csv")
    columns = COLUMNS.get(name) or RULES.get(name)
    head = ",".join(columns) + "\n" if columns else ""
    (folder / file).write_text(head + row + "\n", "utf-8")


def test_every_list_that_can_be_extended_has_a_case():
    extendable = {f"{name}.csv" for name in {*COLUMNS, *RULES} - {*FIXED}}
    assert {case.file for case in CASES} == extendable | {f"{name}.txt" for name in LINE}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.file)
def test_a_row_of_an_own_list_counts_in_its_project_alone(case, tmp_path):
    with using(None):
        assert case.asked() == case.before
    write(tmp_path, case.file, case.row)
    if case.file == "units.csv":  # a unit that nothing uses is a fault
        write(tmp_path, "unit_words.csv", "孔,kiln,1,")
    with using(tmp_path):
        assert case.asked() == case.after
    with using(None):
        assert case.asked() == case.before


@pytest.mark.parametrize("name", FIXED)
def test_what_the_code_relies_on_cannot_be_extended(name):
    own = ((f"{name}.csv", b"a,b\n1,2\n"),)
    assert "not_a_list" in {fault.check for fault in check_codebook(own=own)}


@pytest.mark.parametrize("name", ["style.toml", "cities.xlsx", "cities.CSV", "words.csv", "x"])
def test_a_file_that_is_no_list_is_told_and_not_passed_over(name):
    (fault,) = check_codebook(own=((name, b""),))
    assert (fault.check, fault.file) == ("not_a_list", f"data/raw/codebook/{name}")


def test_all_that_is_wrong_with_the_word_lists_is_told_at_once():
    own = (
        ("words.txt", "驼铃巴扎 二万\n援疆 20000 n\n驼铃\n驼铃 5\n\n".encode()),
        ("stopwords.txt", "的\n一 二\n驼铃\n".encode()),
    )
    told = [(fault.file[18:], fault.line, fault.check) for fault in check_codebook(own=own)]
    assert told == [
        ("words.txt", 1, "not_a_word"), ("words.txt", 2, "known_already"),
        ("words.txt", 4, "duplicate"), ("stopwords.txt", 1, "known_already"),
        ("stopwords.txt", 2, "not_a_word"),
    ]  # fmt: skip
    assert all(fault.text("zh") and fault.text("en") for fault in check_codebook(own=own))
    (fault,) = check_codebook(own=(("words.txt", b"\xff\xff"),))
    assert fault.check == "undecodable"

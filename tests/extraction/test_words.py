"""The words that extraction reads by stand in the codebook: each group counts, and can grow."""

import ast
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from yjstats.codebook.own import holding, using
from yjstats.extraction import extract
from yjstats.extraction.extract import read_text
from yjstats.extraction.patterns import Patterns
from yjstats.extraction.rules import rules

CODE = sorted(Path(extract.__file__).parent.glob("*.py"))


def words_of(file: Path) -> set[str]:
    """Return the names and the words in angle brackets that stand in strings of a file's code."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
            found |= {text} | {part.partition(">")[0] for part in text.split("<")[1:]}
    return found


def test_every_group_of_words_is_asked_for():
    asked = set().union(*(words_of(file) for file in CODE))
    assert set(rules().cues) <= asked


class Case(NamedTuple):
    """A word that a project adds to a group, and what it changes in what is read."""

    cue: str
    word: str
    text: str
    column: str
    before: list[object]
    after: list[object]


CASES = [
    Case("figure", "数值", "接诊患者2.1万人次。三年前这个数值是1.6万人次。",
         "indicator", ["med_patients_seen", None], ["med_patients_seen", "med_patients_seen"]),
    Case("this", "此些", "安排援疆资金3000万元。要把此些3000万元管好。",
         "indicator", ["funds_aid_total", None], ["funds_aid_total", "funds_aid_total"]),
    Case("and", "跟", "2021年、2022年分别投入援疆资金1.2亿元跟1.5亿元。",
         "period_start", ["2022-01-01", "2022-01-01"], ["2021-01-01", "2022-01-01"]),
    Case("all_of_them", "统共", "3200人,统共喝上了自来水。",
         "indicator", [None], ["water_beneficiaries"]),
    Case("change_tail", "整整", "就业率提高整整三成五。", "measure", ["share"], ["change"]),
    Case("than_more", "久", "今年卖了比去年同期久300万元。", "measure", ["level"], ["change"]),
    Case("half_taken", "拿下", "援疆资金拿下一半。", "unit", [], ["percent"]),
    Case("about_half", "略强", "民生资金一半略强。", "unit", [], ["percent"]),
    Case("joint", "暨", "共有12件展品暨文物。", "label", ["展品暨文物"], ["展品"]),
    Case("not_half", "半料", "收购大米二十吨半料。", "value", [20.5], [20]),
    Case("not_over", "鲜", "采购3吨多鲜果。", "qualifier", ["over"], ["exact"]),
    Case("not_dimes", "整", "补助资金二十块五整。", "value", [20.5], [20]),
    Case("of_which", "内中", "来了三十二名教师,内中三个是新来的。", "value", [32], [32, 3]),
]  # fmt: skip


def read(text: str, column: str) -> list[object]:
    """Return one column of all statistics of a text."""
    return [row[column] for row in read_text(text, date(2024, 1, 31))]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.cue)
def test_a_word_that_a_project_adds_to_a_group_counts(case):
    own = (("cues.csv", f"cue,words\n{case.cue},{case.word}\n".encode()),)
    with using(None):
        assert read(case.text, case.column) == case.before
    with holding(own):
        assert read(case.text, case.column) == case.after


def test_a_pattern_is_made_once_of_the_words_of_its_groups_the_longest_first():
    patterns = Patterns({"more": ("多", "多出"), "half": ("半.",)})
    assert patterns["more"].match("多出三个")[0] == "多出"
    assert patterns["比<more>?了"].fullmatch("比多出了")
    assert patterns["比<more>?了"] is patterns["比<more>?了"]
    assert patterns["(?P<half>三)<half>"].match("三半.")["half"] == "三"
    assert not patterns["(?P<half>三)<half>"].match("三半个")

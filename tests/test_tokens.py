"""Words of a text: which are kept, where they stand, and what the tokenizer leaves alone."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT
from yjstats.codebook import FOLDER
from yjstats.tokens import stopwords, tokenize


def words(text: str) -> list[str]:
    return [word for word, _, _ in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对口援疆的组团式教育援疆", ["对口援疆", "组团式", "教育援疆"]),
        ("到位资金19.1亿元", ["到位资金"]),
        ("三年培训数百名教师，第十批", ["培训", "教师"]),
        ("8090宣讲团、4A景区", ["宣讲团", "景区"]),
        ("以及市、县等，年来", []),
        ("", []),
        ("。！？\n \t", []),
        ("驼，乳", []),
        ("湖羊与驼乳", ["湖羊", "驼乳"]),
    ],
)
def test_words_that_say_something(text, expected):
    assert words(text) == expected


def test_each_word_stands_where_it_is_said_to():
    text = "台州：\r\n招商引资 项目15个，“十城百店”销售农产品。"
    found = tokenize(text)
    assert found
    assert all(text[start:end] == word for word, start, end in found)
    assert [start for _, start, _ in found] == sorted(start for _, start, _ in found)


def test_words_that_no_list_has_are_not_guessed():
    assert words("援疆教师嘉沙") == ["援疆教师"]


@pytest.mark.parametrize("text", ["\0", "😀", "a" * 10_000, "\u3000", "𠀀𠀁", "\ud800"])
def test_any_text_is_cut(text):
    tokenize(text)


def test_the_word_list_is_well_formed_and_each_word_is_cut_as_one():
    rows = [line.split(" ") for line in (FOLDER / "words.txt").read_text("utf-8").splitlines()]
    assert all(len(row) == 3 and row[1].isdigit() and int(row[1]) > 0 for row in rows)
    listed = [row[0] for row in rows]
    assert len(listed) == len({*listed}) >= 120
    assert [word for word in listed if words(word) != [word]] == []


def test_no_stop_word_stands_twice():
    lines = (FOLDER / "stopwords.txt").read_text("utf-8").splitlines()
    assert len(lines) == len({*lines})
    assert {"市", "县", "年来", "等", "以及", "的"} <= stopwords()


def test_the_global_tokenizer_of_jieba_is_left_alone():
    code = """
import jieba, logging
from yjstats.tokens import tokenize
logging.getLogger("jieba").setLevel(logging.ERROR)
before = dict(jieba.dt.__dict__)
assert [word for word, _, _ in tokenize("十城百店")] == ["十城百店"]
assert jieba.dt.__dict__ == before and not jieba.dt.initialized
assert logging.getLogger("jieba").level == logging.ERROR
"""
    run(code, "-W", "ignore")


def test_it_is_quiet_where_every_warning_is_an_error():
    run("from yjstats.tokens import tokenize; tokenize('援疆')", "-W", "error", "-B")


def test_no_common_cache_is_read_or_written(tmp_path):
    (tmp_path / "jieba.cache").write_bytes(b"planted")
    code = "from yjstats.tokens import tokenize; assert tokenize('就业岗位')[0][0] == '就业岗位'"
    run(code, env={"TMPDIR": str(tmp_path), "TEMP": str(tmp_path), "PATH": ""})
    assert [path.name for path in tmp_path.iterdir()] == ["jieba.cache"]
    assert (tmp_path / "jieba.cache").read_bytes() == b"planted"


def test_importing_loads_no_dictionary():
    run("import sys, yjstats.tokens; assert 'jieba' not in sys.modules")


def run(code: str, *flags: str, **kwargs) -> None:
    told = subprocess.run([sys.executable, *flags, "-c", code], cwd=ROOT, check=False,
                          capture_output=True, text=True, **kwargs)  # fmt: skip
    assert (told.returncode, told.stderr) == (0, "")

"""Messages: both languages say the same, every key that the code names exists, none is idle."""

import re
from string import Formatter

import pytest

from tests.conftest import ROOT
from yjstats.codebook import COLUMNS, codebook
from yjstats.comparison.choose import RULE
from yjstats.observations import NAMES
from yjstats.registers import SOURCES
from yjstats.text import messages, say

FILES = [*(ROOT / "yjstats").rglob("*.py"), *(ROOT / "yjstats/page/templates").glob("*.html")]
CODE = "\n".join(path.read_text("utf-8") for path in FILES)


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", messages())
def test_both_languages_fill_the_same_places(key):
    both = messages()[key]
    assert both["zh"]
    assert both["en"]
    assert places(both["zh"]) == places(both["en"])


def test_every_fault_that_the_code_raises_has_a_message():
    raised = set(re.findall(r'(?:Fault|_fault|fault)\(\s*"(\w+)"', CODE))
    assert len(raised) > 30
    assert raised == {key.removeprefix("fault.") for key in messages() if key[:6] == "fault."}


def test_every_key_that_the_code_names_exists():
    named = set(re.findall(r'(?:say|_help)\(\s*"([a-z_.]+)"', CODE))
    named |= set(re.findall(r'(?:YjstatsError|UsageError)\(\s*"([a-z_.]+)"', CODE))
    assert len(named) > 60
    assert named <= set(messages())


def test_no_message_is_idle():
    parts = set(re.findall(r"\w+", CODE)) | {*SOURCES, *NAMES, *COLUMNS}
    parts |= {*codebook().terms["qualifier"], *RULE}
    made = set(re.findall(r'f"(\w+)\.\{', CODE))  # what keys are put together of in code
    split = {key: key.split(".", 1) for key in messages() if key not in CODE}
    idle = [key for key, (first, rest) in split.items() if first not in made or rest not in parts]
    assert not idle


def test_chinese_messages_use_chinese_punctuation():
    han = r"[\u4e00-\u9fff]"
    bad = [key for key, both in messages().items() if re.search(f"{han}[,;:(]", both["zh"])]
    assert not bad


def test_there_are_two_languages():
    with pytest.raises(ValueError, match="fr"):
        say("word.yes", "fr")


def test_a_missing_value_is_an_error_and_not_an_empty_place():
    with pytest.raises(KeyError):
        say("error.no_folder", "en")

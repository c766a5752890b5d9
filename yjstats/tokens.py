"""Cut Chinese text into the words that say something."""

import logging
import re
import warnings
from functools import lru_cache
from io import BytesIO
from tempfile import TemporaryDirectory
from typing import Any

from yjstats.codebook.own import per_codebook
from yjstats.codebook.word_lists import lines_of

# 三年, 数百名, 第十, 余场次: a number, or the end of one, with or without what it counts.
NUMBER = re.compile(
    "第?[〇零一二两三四五六七八九十百千万亿数几多余近半]+"
    "(?:人次|场次|平方米|公里|[年月日天个名位次批项家所件只头峰吨亩元台套场份轮期])?"
)

Token = tuple[str, int, int]


def tokenize(text: str) -> list[Token]:
    """Cut a text into words with the project's own word list.

    Parameters
    ----------
    text : str
        Any text; only its Chinese and Latin words are returned.

    Returns
    -------
    list of (word, start, end)
        Words that jieba's dictionary or words.txt of the codebook has, in the order of the text,
        `text[start:end]` being the word. Numbers (with the word
        they count, such as 三年), whatever has a digit or a sign in it, single characters and the
        words of stopwords.txt are left out.
    """
    # HMM, which guesses words that no list has, makes words of names and of chance neighbours.
    return [token for token in _tokenizer().tokenize(text, HMM=False) if _tells(token[0])]


def cut(text: str) -> list[Token]:
    """Cut a text into all its tokens: words, numbers, signs.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of (word, start, end)
        In order and without gaps, `text[start:end]` being the word.
    """
    return list(_tokenizer().tokenize(text, HMM=False))


@per_codebook
def stopwords() -> frozenset[str]:
    """Read stopwords.txt of the codebook in use."""
    return frozenset(lines_of("stopwords"))


@per_codebook
def _words() -> str:
    return "\n".join(lines_of("words"))


def _tells(word: str) -> bool:
    return (
        len(word) > 1 and word.isalpha() and word not in stopwords() and not NUMBER.fullmatch(word)
    )


def _tokenizer() -> Any:
    return _made(_words())


@lru_cache(maxsize=2)  # each holds jieba's dictionary
def _made(words: str) -> Any:
    """Make a jieba tokenizer of our own: the global one, and its words, stay as they are.

    jieba trusts a cache that it finds in the common temporary folder, whoever wrote it; ours is
    made in a folder of its own, which is gone once the words are read.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of jieba's source: old escapes, pkg_resources
        import jieba
    logger = logging.getLogger("jieba")
    level = logger.level
    logger.setLevel(logging.WARNING)
    try:
        tokenizer = jieba.Tokenizer()
        with TemporaryDirectory(prefix="yjstats-") as folder:
            tokenizer.tmp_dir = folder
            tokenizer.load_userdict(BytesIO(words.encode("utf-8")))
    finally:
        logger.setLevel(level)
    return tokenizer

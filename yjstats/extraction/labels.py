"""Name in a few words what is counted where no indicator names it."""

import re

from yjstats.extraction.clauses import Setting
from yjstats.extraction.rules import Rules
from yjstats.tokens import cut, stopwords

LONGEST = 8  # characters: a name, never a sentence
_WORDS = re.compile("[\u4e00-\u9fffA-Za-z]+")


def label_of(setting: Setting, rules: Rules) -> str:
    """Return a few words for what a quantity counts.

    Parameters
    ----------
    setting : Setting
    rules : Rules

    Returns
    -------
    str
        The first words behind the quantity, else the last ones before it, cut between words;
        blank where neither side has any.
    """
    behind = _WORDS.match(setting.after.lstrip(" 的"))
    if behind:
        words = [word for word, _, _ in cut(behind.group()[: 2 * LONGEST])]
        label = "".join(_kept(words, rules))
        if label:
            return label
    before = _WORDS.findall(setting.before)
    words = [word for word, _, _ in cut(before[-1][-2 * LONGEST :])] if before else []
    return "".join(reversed(_kept(words[::-1], rules)))


def _kept(words: list[str], rules: Rules) -> list[str]:
    """Return the words up to the first that only joins, as many as fit."""
    kept: list[str] = []
    for word in words:
        full = sum(map(len, kept)) + len(word) > LONGEST
        if full or word in rules.cues["joint"] or (kept and word in stopwords()):
            break
        kept.append(word)
    return kept

"""The lexicon, laid out so that only entries are tried whose noun stands in the sentence."""

import re
from functools import lru_cache
from typing import NamedTuple

from yjstats.extraction.alternation import char_set
from yjstats.extraction.rules import Entry, Rules, Words

GAP = "~"  # 到~培训 is 到 with 培训 behind it
WITHIN = "."  # before a group or an exclusion: in the sentence, up to the clause's end
BESIDE = "="  # behind an exclusion that counts right before the number only
HEADS = ("person", "person-time")
SAME_UNIT = 0.5  # where a figure in person-times meets an indicator in person-times
# How much the place of a word of a group tells: beside the quantity, in its clause, its sentence,
# its topic.
GROUP_NEAR, GROUP_CLAUSE, GROUP_SENTENCE, GROUP_TOPIC = 0.45, 0.4, 0.2, 0.1
ROUNDING = 1e-9  # by which sums of the same numbers may differ


class Group(NamedTuple):
    """Words of which one must stand near a number, and where: see `Entry.groups`."""

    words: Words
    where: str
    plain: bool  # no word has a gap
    begun: Words  # what each word begins with, up to its gap


class Line(NamedTuple):
    """An entry of the lexicon with what is known of it beforehand."""

    entry: Entry
    groups: tuple[Group, ...]
    without: Words
    within: Words  # exclusions in the sentence: 总投资8000万元,其中援疆资金3000万元
    beside: Words  # exclusions right before the number: 项目已开工49个, but not 49个项目已开工
    plain: bool  # no exclusion has a gap
    bonus: float  # for the unit of its indicator
    most: float  # the score that it reaches at most, what its noun is worth not counted


class Shelf(NamedTuple):
    """The entries for one unit.

    Attributes
    ----------
    lines : tuple of Line
        In the order of lexicon.csv.
    begins : re.Pattern
        Finds the characters with which a noun may begin, by the one behind them too.
    heads : dict of str to tuple of str
        The nouns by their first character.
    places : dict of str to tuple of (int, int)
        Of each noun, the entries that name it and where in their list.
    gaps : tuple of (int, tuple of str)
        Entries with nouns that have a gap, and what these nouns begin with.
    bare : tuple of int
        Entries without a noun: always tried.
    """

    lines: tuple[Line, ...]
    begins: re.Pattern[str]
    heads: dict[str, Words]
    places: dict[str, tuple[tuple[int, int], ...]]
    gaps: tuple[tuple[int, Words], ...]
    bare: tuple[int, ...]


@lru_cache(maxsize=512)
def shelf(rules: Rules, unit: str) -> Shelf:
    """Lay out the entries for numbers of a unit."""
    lines = tuple(_line(entry, unit) for entry in rules.lexicon.get(unit, ()))
    places: dict[str, list[tuple[int, int]]] = {}
    gaps: list[tuple[int, Words]] = []
    for number, line in enumerate(lines):
        for place, noun in enumerate(line.entry.nouns):
            if GAP not in noun:
                places.setdefault(noun, []).append((number, place))
        begun = tuple(noun.partition(GAP)[0] for noun in line.entry.nouns if GAP in noun)
        if begun:
            gaps.append((number, begun))
    heads: dict[str, list[str]] = {}
    for noun in places:
        heads.setdefault(noun[0], []).append(noun)
    return Shelf(
        lines,
        _begins(heads),
        {char: tuple(nouns) for char, nouns in heads.items()},
        {noun: tuple(some) for noun, some in places.items()},
        tuple(gaps),
        tuple(number for number, line in enumerate(lines) if not line.entry.nouns),
    )


def _begins(heads: dict[str, list[str]]) -> re.Pattern[str]:
    """Match what words begin with: the first character, with the second of any behind it."""
    if not heads:
        return re.compile("(?!)")
    alone = "".join(char for char, words in heads.items() if char in words)
    second = {word[1] for words in heads.values() for word in words if word[1:]}
    after = [f"(?={char_set(second)})"] if second else []
    after += [f"(?<={char_set(alone)})"] if alone else []
    return re.compile(f"{char_set(heads)}(?:{'|'.join(after)})")


def _line(entry: Entry, unit: str) -> Line:
    groups = tuple(
        Group(words, where, _plain(words), tuple(word.partition(GAP)[0] for word in words))
        for words, where in entry.groups
    )
    without = tuple(
        word for word in entry.without if not word.endswith(BESIDE) and word[0] != WITHIN
    )
    within = tuple(word.lstrip(WITHIN) for word in entry.without if word[0] == WITHIN)
    beside = tuple(word.rstrip(BESIDE) for word in entry.without if word.endswith(BESIDE))
    bonus = SAME_UNIT if unit in HEADS and entry.unit == unit else 0.0
    most = entry.weight + bonus + len(groups) * GROUP_NEAR + ROUNDING
    return Line(entry, groups, without, within, beside, _plain(without), bonus, most)


def _plain(words: Words) -> bool:
    return not any(GAP in word for word in words)

"""The lexicon, laid out so that only entries are tried whose noun stands in the sentence."""

from functools import lru_cache
from typing import NamedTuple

from yjstats.extraction.rules import Entry, Rules, Words

GAP = "~"  # 到~培训 is 到 with 培训 behind it
BESIDE = "="  # behind an exclusion that counts right before the number only


class Group(NamedTuple):
    """Words of which one must stand near a number, and where: see `Entry.groups`."""

    words: Words
    where: str
    plain: bool  # no word has a gap


class Line(NamedTuple):
    """An entry of the lexicon with what is known of it beforehand."""

    entry: Entry
    groups: tuple[Group, ...]
    without: Words
    beside: Words  # exclusions right before the number: 项目已开工49个, but not 49个项目已开工
    plain: bool  # no exclusion has a gap
    listed: bool  # all its nouns are found by `Shelf.heads`


class Shelf(NamedTuple):
    """The entries for one unit.

    Attributes
    ----------
    lines : tuple of Line
        In the order of lexicon.csv.
    first : frozenset of str
        First characters of all nouns.
    heads : dict of str to tuple of str
        The nouns by their first character.
    places : dict of str to tuple of (int, int)
        Of each noun, the entries that name it and where in their list.
    others : tuple of int
        Entries without a noun, or with one that has a gap: always tried.
    """

    lines: tuple[Line, ...]
    first: frozenset[str]
    heads: dict[str, Words]
    places: dict[str, tuple[tuple[int, int], ...]]
    others: tuple[int, ...]


@lru_cache(maxsize=512)
def shelf(rules: Rules, unit: str) -> Shelf:
    """Lay out the entries for numbers of a unit."""
    lines = tuple(_line(entry) for entry in rules.lexicon.get(unit, ()))
    places: dict[str, list[tuple[int, int]]] = {}
    for number, line in enumerate(lines):
        for place, noun in enumerate(line.entry.nouns if line.listed else ()):
            places.setdefault(noun, []).append((number, place))
    heads: dict[str, list[str]] = {}
    for noun in places:
        heads.setdefault(noun[0], []).append(noun)
    return Shelf(
        lines,
        frozenset(heads),
        {char: tuple(nouns) for char, nouns in heads.items()},
        {noun: tuple(some) for noun, some in places.items()},
        tuple(number for number, line in enumerate(lines) if not line.listed),
    )


def _line(entry: Entry) -> Line:
    groups = tuple(Group(words, where, _plain(words)) for words, where in entry.groups)
    listed = bool(entry.nouns) and _plain(entry.nouns)
    without = tuple(word for word in entry.without if not word.endswith(BESIDE))
    beside = tuple(word.rstrip(BESIDE) for word in entry.without if word.endswith(BESIDE))
    return Line(entry, groups, without, beside, _plain(without), listed)


def _plain(words: Words) -> bool:
    return not any(GAP in word for word in words)

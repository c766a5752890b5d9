"""What rows of the codebook say to extraction: an approximator, a context, a lexicon's entry."""

from collections.abc import Mapping
from typing import NamedTuple

Words = tuple[str, ...]
Cells = Mapping[str, str]  # a row's cells by column
SIGNS = "!=>.*"  # before a group of words: see docs/extraction.md


class Approximator(NamedTuple):
    """A word beside a number that makes it a bound or an estimate."""

    word: str
    qualifier: str
    not_after: str
    only_before: str


class Context(NamedTuple):
    """Surroundings in which a number is no statistic."""

    kind: str
    units: frozenset[str]
    form: str
    before: Words
    numeral: Words
    after: Words
    near: Words
    without: Words
    why: str


class Entry(NamedTuple):
    """One line of the lexicon: what must stand round a number for an indicator to be meant."""

    indicator: str
    nouns: Words
    groups: tuple[tuple[Words, str], ...]
    without: Words
    weight: float
    unit: str


def words_of(cell: str) -> Words:
    """Return the words of a cell that holds several."""
    return tuple(word for word in cell.split("|") if word)


def approximators(
    rows: list[dict[str, str]], place: str, touching: int
) -> dict[str, tuple[Approximator, ...]]:
    """Return the approximators of a place by the character that touches the number, longest first.

    Parameters
    ----------
    rows : list of dict
        Of approximators.csv.
    place : {"before", "after"}
    touching : int
        Where in the word that character is: -1 or 0.
    """
    found: dict[str, list[Approximator]] = {}
    for row in rows:
        if row["place"] == place and row["word"]:
            word = row["word"]
            one = Approximator(word, row["qualifier"], row["not_after"], row["only_before"])
            found.setdefault(word[touching], []).append(one)
    return {
        char: tuple(sorted(some, key=lambda one: -len(one.word))) for char, some in found.items()
    }


def context_of(row: Cells) -> Context:
    """Return what a row of contexts.csv says."""
    return Context(
        row["kind"],
        frozenset(words_of(row["units"])),
        row["form"],
        words_of(row["before"]),
        words_of(row["numeral"]),
        words_of(row["after"]),
        words_of(row["near"]),
        words_of(row["without"]),
        row["note"],
    )


def entry_of(row: Cells, groups: Mapping[str, Words], units: Mapping[str, str]) -> Entry:
    """Return what a row of lexicon.csv says.

    Parameters
    ----------
    row : mapping of str to str
    groups : mapping of str to tuple of str
        The words of each group of word_groups.csv.
    units : mapping of str to str
        The unit of each indicator.
    """

    def expand(cell: str) -> Words:
        words: list[str] = []
        for word in words_of(cell.strip()):
            sign = "." if word.startswith(".@") else ""
            named = word.removeprefix(sign)
            some = groups[named[1:]] if named.startswith("@") else (named,)
            words.extend(sign + one for one in some)
        return tuple(dict.fromkeys(words))

    return Entry(
        row["indicator"],
        expand(row["noun"]),
        tuple(
            (expand(group.lstrip(SIGNS)), group[0] if group[0] in SIGNS else "")
            for group in (part.strip() for part in row["with"].split("&"))
            if group
        ),
        expand(row["without"]),
        float(row["weight"]),
        units.get(row["indicator"], ""),
    )

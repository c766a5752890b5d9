"""The rules of extraction, read once from the codebook's data files and compiled."""

import re
from dataclasses import dataclass
from decimal import Decimal

from yjstats.codebook import cells_of as _cells
from yjstats.codebook.own import per_codebook
from yjstats.extraction.alternation import alternation
from yjstats.extraction.patterns import Patterns
from yjstats.extraction.rule_rows import (
    Approximator,
    Context,
    Entry,
    Words,
    approximators,
    context_of,
    entry_of,
    words_of,
)

__all__ = ["Approximator", "Context", "Entry", "Rules", "Words", "rules"]


@dataclass(frozen=True, eq=False)
class Rules:
    """All that extraction knows of words, from files that an analyst can edit.

    Attributes
    ----------
    digits, magnitudes, myriads : dict of str to Decimal
        Chinese numerals; a myriad (万 亿) multiplies all that stands before it.
    some : frozenset of str
        几 and 数 before a magnitude.
    inside : dict of str to str
        Approximators inside a number, each with its qualifier.
    neighbours : frozenset of str
        Pairs of digits that mean a range: 五六, 三五.
    chinese : frozenset of str
        All characters of Chinese numerals.
    before, after : dict of str to tuple of Approximator
        By the character that touches the number, longest first.
    units : dict of str to (str, Decimal)
        Canonical unit and factor of each unit word.
    not_units : dict of str to tuple of str
        What may not follow a unit word: 人 of 人民 is none.
    unit_at : re.Pattern
        Matches the longest unit word at a place.
    nouns : dict of str to str
        Unit of a noun that a general classifier counts.
    noun_at : re.Pattern
        Finds nouns, longest first.
    classifiers : dict of str to tuple of str
        Of a general classifier, the units of all nouns that it counts.
    contexts : tuple of Context
    lexicon : dict of str to tuple of Entry
        By the unit that the number has.
    cues : dict of str to tuple of str
    patterns : Patterns
        What finds a word of a cue, and regular expressions made of them.
    periods : dict of str to (str, str)
        Named periods: first and last day, ISO, the last perhaps blank.
    batches : dict of (str, str) to (str, str)
        Term of service of a programme's batches.
    batch_at : re.Pattern
        Finds a batch of one of these programmes: 第十批援疆.
    boilerplate : tuple of str
        Words that mark a short line as page furniture.
    furniture_at : re.Pattern
        Finds one of them.
    recipients : dict of str to str
        Code of each word for a recipient.
    recipient_at : re.Pattern
        Finds one of them.
    wide : frozenset of str
        Recipients that hold others: prefectures.
    cities : dict of str to str
        Code of each city's name.
    relative_years : dict of str to str
        去年 and the like: years from the one of publication, or from the one last named.
    relative_dates : dict of str to (str, int)
        昨天 and the like: day or month, and how many of them from the day of publication.
    weights : dict of str to float
        What each doubt weighs in a confidence.
    indicators : dict of str to dict
        The codebook's rows by their code.
    """

    digits: dict[str, Decimal]
    magnitudes: dict[str, Decimal]
    myriads: dict[str, Decimal]
    some: frozenset[str]
    inside: dict[str, str]
    neighbours: frozenset[str]
    chinese: frozenset[str]
    before: dict[str, tuple[Approximator, ...]]
    after: dict[str, tuple[Approximator, ...]]
    units: dict[str, tuple[str, Decimal]]
    not_units: dict[str, Words]
    unit_at: re.Pattern[str]
    nouns: dict[str, str]
    noun_at: re.Pattern[str]
    classifiers: dict[str, Words]
    contexts: tuple[Context, ...]
    lexicon: dict[str, tuple[Entry, ...]]
    cues: dict[str, Words]
    patterns: Patterns
    periods: dict[str, tuple[str, str]]
    batches: dict[tuple[str, str], tuple[str, str]]
    batch_at: re.Pattern[str]
    boilerplate: Words
    furniture_at: re.Pattern[str]
    recipients: dict[str, str]
    recipient_at: re.Pattern[str]
    wide: frozenset[str]
    cities: dict[str, str]
    relative_years: dict[str, str]
    relative_dates: dict[str, tuple[str, int]]
    weights: dict[str, float]
    indicators: dict[str, dict[str, str]]


@per_codebook
def rules() -> Rules:
    """Read and compile the rules of the codebook in use; never to be changed."""
    numerals = _cells("numerals")
    by_role = {
        role: {row["char"]: Decimal(row["value"] or 0) for row in numerals if row["role"] == role}
        for role in ("digit", "magnitude", "myriad", "some")
    }
    ones = [row["char"] for row in numerals if row["role"] == "digit" and row["value"] != "0"]
    beside = _cells("approximators")
    words = _cells("unit_words")
    units = {row["word"]: (row["unit"], Decimal(row["factor"])) for row in words}
    nouns = {row["noun"]: row["unit"] for row in _cells("nouns")}
    cues = _joined("cues", "cue")
    batches = {
        (row["programme"], row["batch"]): (row["start"], row["end"]) for row in _cells("batches")
    }
    recipients = {row["word"]: row["recipient"] for row in _cells("recipient_words")}
    boilerplate = tuple(row["word"] for row in _cells("boilerplate"))
    return Rules(
        digits=by_role["digit"],
        magnitudes=by_role["magnitude"],
        myriads=by_role["myriad"],
        some=frozenset(by_role["some"]),
        inside={row["word"]: row["qualifier"] for row in beside if row["place"] == "inside"},
        neighbours=_neighbours(by_role["digit"], ones),
        chinese=frozenset(row["char"] for row in numerals),
        before=approximators(beside, "before", -1),
        after=approximators(beside, "after", 0),
        units=units,
        not_units={row["word"]: words_of(row["not_before"]) for row in words if row["not_before"]},
        unit_at=re.compile(alternation(units)),
        nouns=nouns,
        noun_at=re.compile(alternation(nouns)),
        classifiers={row["word"]: words_of(row["units"]) for row in _cells("classifiers")},
        contexts=tuple(context_of(row) for row in _cells("contexts")),
        lexicon=_lexicon(),
        cues=cues,
        patterns=Patterns(cues),
        periods={row["word"]: (row["start"], row["end"]) for row in _cells("periods")},
        batches=batches,
        batch_at=re.compile(
            "(?P<batch>第[一二三四五六七八九十]{1,3}批)"
            f"(?P<programme>{alternation([programme for programme, _ in batches])})"
        ),
        boilerplate=boilerplate,
        furniture_at=re.compile(alternation(boilerplate)),
        recipients=recipients,
        recipient_at=re.compile(alternation(recipients)),
        wide=frozenset(row["code"] for row in _cells("recipients") if not row["city"]),
        cities={row["zh"]: row["code"] for row in _cells("cities")},
        relative_years={row["word"]: row["shift"] for row in _cells("relative_years")},
        relative_dates={
            row["word"]: (row["unit"], int(row["shift"])) for row in _cells("relative_dates")
        },
        weights={row["feature"]: float(row["weight"]) for row in _cells("confidence")},
        indicators={row["code"]: row for row in _cells("indicators")},
    )


def _joined(name: str, key: str) -> dict[str, Words]:
    """Return the words of each group, those of a project's own rows added."""
    groups: dict[str, Words] = {}
    for row in _cells(name):
        groups[row[key]] = tuple(dict.fromkeys(groups.get(row[key], ()) + words_of(row["words"])))
    return groups


def _neighbours(digits: dict[str, Decimal], ones: list[str]) -> frozenset[str]:
    pairs = {a + b for a in ones for b in ones if digits[b] - digits[a] == 1}
    return frozenset(pairs - {"一两"} | {"三五"} - {"两二"})


def _lexicon() -> dict[str, tuple[Entry, ...]]:
    """Return the entries of the lexicon by each of the units that they are for."""
    groups = _joined("word_groups", "group")
    units = {row["code"]: row["unit"] for row in _cells("indicators")}
    by_unit: dict[str, list[Entry]] = {}
    for row in _cells("lexicon"):
        entry = entry_of(row, groups, units)
        for unit in words_of(row["units"]):
            by_unit.setdefault(unit, []).append(entry)
    return {unit: tuple(entries) for unit, entries in by_unit.items()}

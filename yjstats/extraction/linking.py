"""Link a quantity to the indicator that its words name."""

from typing import NamedTuple

from yjstats.extraction.clauses import Setting
from yjstats.extraction.groups import any_of, first_of, told_plainly, told_with_gap
from yjstats.extraction.lexicon import Line, shelf
from yjstats.extraction.nouns import Noun, best_noun, standing
from yjstats.extraction.rules import Rules

SAME_UNIT = 0.5  # where a figure in person-times meets an indicator in person-times
LEAST = 2.4
HEADS = ("person", "person-time")
_LINKS = " 了的有达为到是"  # between a verb and the number that it governs


class Link(NamedTuple):
    """The indicator that fits best, how well, and the words that said so."""

    indicator: str
    score: float
    words: tuple[str, ...]
    near: bool


def link(unit: str, setting: Setting, rules: Rules) -> Link | None:
    """Return the indicator that a quantity reports, or None.

    Parameters
    ----------
    unit : str
        The quantity's unit, as its classifier or noun says.
    setting : Setting
    rules : Rules
        Each entry of the lexicon that has the unit is tried: its noun near the quantity, a word of
        each of its groups in the clause, the sentence or the topic, none of its exclusions.

    Returns
    -------
    Link or None
        None where no entry reaches `LEAST`.
    """
    known = shelf(rules, unit)
    found = standing(known, setting)
    best: dict[str, tuple[float, tuple[str, ...], bool]] = {}
    for number in sorted((*found, *known.others)):
        line = known.lines[number]
        scored = _score(line, found.get(number), setting)
        if scored is None:
            continue
        entry = line.entry
        if unit in HEADS and entry.unit == unit:
            scored = (scored[0] + SAME_UNIT, *scored[1:])
        if scored[0] > best.get(entry.indicator, (0.0,))[0]:
            best[entry.indicator] = scored
    if not best:
        return None
    indicator, (score, words, near) = max(best.items(), key=lambda item: item[1][0])
    return Link(indicator, score, words, near) if score >= LEAST else None


def _score(
    line: Line, noun: Noun | None, setting: Setting
) -> tuple[float, tuple[str, ...], bool] | None:
    entry = line.entry
    score, words, near = entry.weight, [], False
    if entry.nouns:
        noun = noun or best_noun(entry.nouns, setting)
        if noun is None:
            return None
        score += noun.worth
        near = noun.near
        words.append(noun.word)
    if entry.without and _excluded(line, setting, near):
        return None
    for group in line.groups:
        told = told_plainly(group, setting) if group.plain else told_with_gap(group, setting)
        if told is None:
            return None
        score += told[0]
        words.append(told[1])
    return score, tuple(words), near


def _excluded(line: Line, setting: Setting, near: bool) -> bool:
    """Tell whether an exclusion stands in the clause; in a list, beside this number."""
    if line.beside and setting.before.rstrip(_LINKS).endswith(line.beside):
        return True
    words, find = line.without, first_of if line.plain else any_of
    if near and not (setting.first and setting.last):
        return bool(find(words, setting.before) or find(words, setting.after))
    return bool(find(words, setting.clause))

"""Link a quantity to the indicator that its words name."""

from functools import partial
from typing import NamedTuple

from yjstats.extraction.clauses import Setting
from yjstats.extraction.groups import any_of, first_of, told_plainly, told_with_gap
from yjstats.extraction.lexicon import Line, Shelf, shelf
from yjstats.extraction.nouns import Noun, standing
from yjstats.extraction.rules import Rules

LEAST = 2.4
_LINKS = " 了的有达为到是"  # between a verb and the number that it governs


class Link(NamedTuple):
    """The indicator that fits best, how well, and the words that said so."""

    indicator: str
    score: float
    words: tuple[str, ...]
    near: bool


Tried = tuple[float, int, Noun | None]  # an entry: minus the most it scores, number, noun


def link(unit: str, setting: Setting, rules: Rules) -> Link | None:
    """Return the indicator that a quantity reports, or None.

    Parameters
    ----------
    unit : str
        The quantity's unit, as its classifier or noun says.
    setting : Setting
    rules : Rules
        An entry of the lexicon that has the unit fits with its noun near the quantity, a word of
        each of its groups in the clause, the sentence or the topic, none of its exclusions.

    Returns
    -------
    Link or None
        None where no entry reaches `LEAST`; of indicators that score the same, the one that fits
        by an earlier entry.
    """
    known = shelf(rules, unit)
    lines = known.lines
    tried: list[Tried] = [
        (-lines[number].most - noun.worth, number, noun)
        for number, noun in standing(known, setting, rules).items()
    ]
    tried += [(-lines[number].most, number, None) for number in known.bare]
    best: list[tuple[int, Link]] = []
    least = LEAST
    for most, number, noun in sorted(tried):  # the most promising first
        if -most < least:
            break
        found = _score(lines[number], noun, setting, rules)
        if found is not None and found.score >= least:
            best = [*best, (number, found)] if found.score == least else [(number, found)]
            least = found.score
    if not best:
        return None
    return best[0][1] if len(best) == 1 else _earliest(best, tried, known, setting, rules)


def _earliest(
    best: list[tuple[int, Link]], tried: list[Tried], known: Shelf, setting: Setting, rules: Rules
) -> Link:
    """Return, of links that score the same, that of the indicator whose entry fits first."""
    links = {one.indicator: one for _, one in sorted(best, reverse=True)}
    entries = ((known.lines[number], noun) for _, number, noun in sorted(tried, key=_number))
    return next(
        links[line.entry.indicator]
        for line, noun in entries
        if line.entry.indicator in links and _score(line, noun, setting, rules) is not None
    )


def _number(tried: Tried) -> int:
    return tried[1]


def _score(line: Line, noun: Noun | None, setting: Setting, rules: Rules) -> Link | None:
    score, words, near = line.entry.weight, [], False
    if noun is not None:
        score += noun.worth
        near = noun.near
        words.append(noun.word)
    for group in line.groups:
        find = told_plainly if group.plain else told_with_gap
        told = find(group, setting, rules)
        if told is None:
            return None
        score += told[0]
        words.append(told[1])
    # Last: fewer are excluded than lack a group's word.
    if line.entry.without and _excluded(line, setting, near, rules):
        return None
    return Link(line.entry.indicator, score + line.bonus, tuple(words), near)


def _excluded(line: Line, setting: Setting, near: bool, rules: Rules) -> bool:
    """Tell whether an exclusion stands in the clause; in a list, beside this number."""
    if line.beside and setting.before.rstrip(_LINKS).endswith(line.beside):
        return True
    if line.within and first_of(line.within, setting.sentence):
        return True
    words, find = line.without, first_of if line.plain else partial(any_of, rules=rules)
    if near and not (setting.first and setting.last):
        return bool(find(words, setting.before) or find(words, setting.after))
    return bool(find(words, setting.clause))

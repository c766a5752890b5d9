"""Link a quantity to the indicator that its words name."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from yjstats.extraction.clauses import Setting
from yjstats.extraction.lexicon import GAP, Group, Line, Shelf, shelf
from yjstats.extraction.rules import Rules, Words

# How much the place of a word tells: behind the quantity, before it, in its clause, its sentence.
NOUN_AFTER, NOUN_BEFORE, NOUN_CLAUSE, NOUN_SENTENCE = 1.0, 0.7, -0.4, -1.0
GROUP_NEAR = 0.45
GROUP_CLAUSE, GROUP_SENTENCE, GROUP_TOPIC = 0.4, 0.2, 0.1
SAME_UNIT = 0.5  # where a figure in person-times meets an indicator in person-times
LEAST = 2.4
HEADS = ("person", "person-time")
_LATELY = ("以", "年")  # 以来 and 年来 are no coming
_LINKS = " 了的有达为到是"  # between a verb and the number that it governs
_PAUSE = re.compile("[,、。;]")
FAR = 40  # characters: over which a noun loses one point
REACH = 14  # characters that may stand in a gap (到~培训)


class Noun(NamedTuple):
    """A noun that stands where a quantity is told, what its place is worth, and its rank."""

    worth: float
    word: str
    near: bool
    place: int


class Link(NamedTuple):
    """The indicator that fits best, how well, and the words that said so."""

    indicator: str
    score: float
    margin: float
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
    found = _standing(known, setting)
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
    ranked = sorted(best.items(), key=lambda item: -item[1][0])
    indicator, (score, words, near) = ranked[0]
    if score < LEAST:
        return None
    margin = score - (ranked[1][1][0] if len(ranked) > 1 else 0.0)
    return Link(indicator, score, margin, words, near)


def _standing(known: Shelf, setting: Setting) -> dict[int, Noun]:
    """Find, of each entry whose noun stands in the sentence, the best placed noun."""
    best: dict[int, Noun] = {}
    heads, places = known.heads, known.places
    scope = setting.clause if setting.named else setting.sentence
    for char in known.first.intersection(scope):
        for noun in heads[char]:
            placed = _placed(noun, setting) if noun in scope else None
            if placed is None:
                continue
            worth, near = placed
            for number, place in places[noun]:
                other = best.get(number)
                if (
                    other is None
                    or worth > other.worth
                    or (worth == other.worth and place < other.place)
                ):
                    best[number] = Noun(worth, noun, near, place)
    return best


def _score(
    line: Line, noun: Noun | None, setting: Setting
) -> tuple[float, tuple[str, ...], bool] | None:
    entry = line.entry
    score, words, near = entry.weight, [], False
    if entry.nouns:
        noun = noun or _noun(entry.nouns, setting)
        if noun is None:
            return None
        score += noun.worth
        near = noun.near
        words.append(noun.word)
    if entry.without and _excluded(line, setting, near):
        return None
    for group in line.groups:
        told = _told(group, setting) if group.plain else _told_with_gap(group, setting)
        if told is None:
            return None
        score += told[0]
        words.append(told[1])
    return score, tuple(words), near


def _told(group: Group, setting: Setting) -> tuple[float, str] | None:
    """Find a group's first word where it tells most, and what it tells there.

    What stands beside the number stands in the clause, and the clause in the sentence: most groups
    are soon refused.
    """
    words, where, _ = group
    scope = setting.clause if where else setting.sentence
    present = [word for word in words if word in scope]
    if not present:
        word = "" if where else _first(words, setting.topic)
        return (GROUP_TOPIC, word) if word else None
    word = _first(present, setting.before) or _first(present, setting.after)
    if word:
        return GROUP_NEAR, word
    if where:
        return None if where == "=" else (GROUP_CLAUSE, present[0])
    word = _first(present, setting.clause)
    return (GROUP_CLAUSE, word) if word else (GROUP_SENTENCE, present[0])


def _told_with_gap(group: Group, setting: Setting) -> tuple[float, str] | None:
    words, where, _ = group
    places = (
        (setting.before, GROUP_NEAR),
        (setting.after, GROUP_NEAR),
        (setting.clause, GROUP_CLAUSE),
        (setting.sentence, GROUP_SENTENCE),
        (setting.topic, GROUP_TOPIC),
    )
    within = {"=": 2, "!": 3}.get(where, len(places))
    for place, worth in places[:within]:
        word = _any(words, place)
        if word:
            return worth, word
    return None


def _excluded(line: Line, setting: Setting, near: bool) -> bool:
    """Tell whether an exclusion stands in the clause; in a list, beside this number."""
    if line.beside and setting.before.rstrip(_LINKS).endswith(line.beside):
        return True
    words, find = line.without, _first if line.plain else _any
    if near and not (setting.first and setting.last):
        return bool(find(words, setting.before) or find(words, setting.after))
    return bool(find(words, setting.clause))


def _noun(nouns: Words, setting: Setting) -> Noun | None:
    """Find the best placed noun: right behind the quantity, right before it, in its clause."""
    best: Noun | None = None
    for place, noun in enumerate(nouns):
        if GAP in noun:
            if setting.rest.startswith(noun.partition(GAP)[0]) and _any((noun,), setting.rest):
                return Noun(NOUN_AFTER, noun, True, place)
            continue
        placed = _placed(noun, setting) if noun in setting.sentence else None
        if placed is not None and (best is None or placed[0] > best.worth):
            best = Noun(placed[0], noun, placed[1], place)
    return best


def _placed(noun: str, setting: Setting) -> tuple[float, bool] | None:
    """Return what a noun of the sentence is worth by its place, and whether it is near."""
    near = True
    worth = NOUN_SENTENCE
    place = setting.after.find(noun)
    if place >= 0:
        worth = NOUN_AFTER - place / FAR
    place = setting.before.rfind(noun)
    if place >= 0:
        gap = len(setting.before) - place - len(noun)
        worth = max(worth, NOUN_BEFORE - gap / FAR)
    if worth == NOUN_SENTENCE:
        near = False
        if noun in setting.clause:
            worth = NOUN_CLAUSE
        elif setting.named:
            return None
        else:
            gap = len(setting.sentence) - setting.sentence.rfind(noun)
            worth = NOUN_SENTENCE - min(gap, FAR) / FAR
    return worth + len(noun) * 0.05, near


def _first(words: Sequence[str], text: str) -> str:
    """Return the first of some words that stands in a text, or nothing."""
    for word in words:
        if word in text:
            return word
    return ""


def _any(words: Words, text: str) -> str:
    for word in words:
        if GAP in word:
            first, _, second = word.partition(GAP)
            place = text.find(first)
            while place >= 0:
                gap = _PAUSE.split(text[place + len(first) : place + len(first) + REACH], 1)[0]
                if second in gap and text[place - 1 : place] not in _LATELY:
                    return word
                place = text.find(first, place + 1)
        elif word in text:
            return word
    return ""

"""Link a quantity to the indicator that its words name."""

import re
from typing import NamedTuple

from yjstats.extraction.clauses import Setting
from yjstats.extraction.rules import Entry, Rules, Words

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
GAP = 14  # characters that may stand in a gap (到~培训)


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
    best: dict[str, tuple[float, tuple[str, ...], bool]] = {}
    for entry in rules.lexicon.get(unit, ()):
        scored = _score(entry, setting)
        if scored is not None and unit in HEADS and entry.unit == unit:
            scored = (scored[0] + SAME_UNIT, *scored[1:])
        if scored is not None and scored[0] > best.get(entry.indicator, (0.0,))[0]:
            best[entry.indicator] = scored
    if not best:
        return None
    ranked = sorted(best.items(), key=lambda item: -item[1][0])
    indicator, (score, words, near) = ranked[0]
    if score < LEAST:
        return None
    margin = score - (ranked[1][1][0] if len(ranked) > 1 else 0.0)
    return Link(indicator, score, margin, words, near)


def _score(entry: Entry, setting: Setting) -> tuple[float, tuple[str, ...], bool] | None:
    score, words, near = entry.weight, [], False
    if entry.nouns:
        found = _noun(entry.nouns, setting)
        if found is None:
            return None
        score += found[0]
        near = found[2]
        words.append(found[1])
    if entry.without and _excluded(entry.without, setting, near):
        return None
    for group, where in entry.groups:
        if where == "=" and not (_any(group, setting.before) or _any(group, setting.after)):
            return None
        for place, worth in (
            (setting.before, GROUP_NEAR),
            (setting.after, GROUP_NEAR),
            (setting.clause, GROUP_CLAUSE),
            (setting.sentence, GROUP_SENTENCE),
            (setting.topic, GROUP_TOPIC),
        ):
            word = _any(group, place)
            if word:
                score += worth
                words.append(word)
                break
            if where and place is setting.clause:
                return None
        else:
            return None
    return score, tuple(words), near


def _excluded(words: Words, setting: Setting, near: bool) -> bool:
    """Tell whether an exclusion stands in the clause; in a list, beside this number.

    One that ends in = counts only right before the number: 项目已开工49个, but not 49个项目已开工.
    """
    lead = setting.before.rstrip(_LINKS)
    if any(word[-1] == "=" and lead.endswith(word[:-1]) for word in words):
        return True
    if near and not (setting.first and setting.last):
        return bool(_any(words, setting.before) or _any(words, setting.after))
    return bool(_any(words, setting.clause))


def _noun(nouns: Words, setting: Setting) -> tuple[float, str, bool] | None:
    """Find the best placed noun: right behind the quantity, right before it, in its clause."""
    best: tuple[float, str, bool] | None = None
    for noun in nouns:
        if "~" in noun:
            if setting.rest.startswith(noun.partition("~")[0]) and _any((noun,), setting.rest):
                return NOUN_AFTER, noun, True
            continue
        if noun not in setting.sentence:
            continue
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
                continue
            else:
                gap = len(setting.sentence) - setting.sentence.rfind(noun)
                worth = NOUN_SENTENCE - min(gap, FAR) / FAR
        worth += len(noun) * 0.05
        if best is None or worth > best[0]:
            best = worth, noun, near
    return best


def _any(words: Words, text: str) -> str:
    for word in words:
        if "~" in word:
            first, _, second = word.partition("~")
            place = text.find(first)
            while place >= 0:
                gap = _PAUSE.split(text[place + len(first) : place + len(first) + GAP], 1)[0]
                if second in gap and text[place - 1 : place] not in _LATELY:
                    return word
                place = text.find(first, place + 1)
        elif word in text:
            return word
    return ""

"""Find the words of a lexicon's entry that must stand with its noun, and what they tell there."""

import re
from collections.abc import Sequence

from yjstats.extraction.clauses import Setting
from yjstats.extraction.lexicon import (
    GAP,
    GROUP_CLAUSE,
    GROUP_NEAR,
    GROUP_SENTENCE,
    GROUP_TOPIC,
    Group,
)
from yjstats.extraction.rules import Words

REACH = 14  # characters that may stand in a gap (到~培训)
_LATELY = ("以", "年")  # 以来 and 年来 are no coming
_PAUSE = re.compile("[,、。;]")


def told_plainly(group: Group, setting: Setting) -> tuple[float, str] | None:
    """Find a group's first word where it tells most, and what it tells there.

    What stands beside the number stands in the clause, and the clause in the sentence: most groups
    are soon refused.
    """
    words, where, _ = group
    scope = setting.clause if where else setting.sentence
    present = [word for word in words if word in scope]
    if not present:
        word = "" if where else first_of(words, setting.topic)
        return (GROUP_TOPIC, word) if word else None
    word = first_of(present, setting.before) or first_of(present, setting.after)
    if word:
        return GROUP_NEAR, word
    if where:
        return None if where == "=" else (GROUP_CLAUSE, present[0])
    word = first_of(present, setting.clause)
    return (GROUP_CLAUSE, word) if word else (GROUP_SENTENCE, present[0])


def told_with_gap(group: Group, setting: Setting) -> tuple[float, str] | None:
    """Find what `told_plainly` finds, of a group that has a word with a gap."""
    words, where, _ = group
    scope = setting.clause if where else f"{setting.sentence}\n{setting.topic}"
    words = tuple(word for word in words if word.partition(GAP)[0] in scope)
    if not words:
        return None
    places = (
        (setting.before, GROUP_NEAR),
        (setting.after, GROUP_NEAR),
        (setting.clause, GROUP_CLAUSE),
        (setting.sentence, GROUP_SENTENCE),
        (setting.topic, GROUP_TOPIC),
    )
    within = {"=": 2, "!": 3}.get(where, len(places))
    for place, worth in places[:within]:
        word = any_of(words, place)
        if word:
            return worth, word
    return None


def first_of(words: Sequence[str], text: str) -> str:
    """Return the first of some words that stands in a text, or nothing."""
    for word in words:
        if word in text:
            return word
    return ""


def any_of(words: Words, text: str) -> str:
    """Return the first of some words, those with a gap too, that stands in a text, or nothing."""
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

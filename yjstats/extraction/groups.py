"""Find the words of a lexicon's entry that must stand with its noun, and what they tell there."""

import re
from collections.abc import Sequence

from yjstats.extraction.clauses import Setting
from yjstats.extraction.cues import tells
from yjstats.extraction.lexicon import (
    GAP,
    GROUP_CLAUSE,
    GROUP_NEAR,
    GROUP_SENTENCE,
    GROUP_TOPIC,
    WITHIN,
    Group,
)
from yjstats.extraction.rules import Rules, Words

BEHIND = ">"  # before a group of words that must stand in the clause behind
EVER = "*"  # in any sentence before too, the nearer the better
REACH = 14  # characters that may stand in a gap (到~培训)
_DATED = "年"  # 去年培训 is no 去 that leads to a 培训
_PAUSE = re.compile("[,、。;]")
_CLAUSE = re.compile("[,;:。!?\n]")


def told_plainly(group: Group, setting: Setting, rules: Rules) -> tuple[float, str] | None:
    """Find a group's first word where it tells most, and what it tells there.

    What stands beside the number stands in the clause, and the clause in the sentence: most groups
    are soon refused.
    """
    words, where, _, _ = group
    if where == BEHIND:
        return told_behind(group, setting, rules)
    if where == EVER:
        return told_earlier(group, setting)
    scope = setting.sentence if where in ("", WITHIN) else setting.clause
    present = [word for word in words if word in scope]
    if not present:
        word = "" if where else first_of(words, setting.topic)
        return (GROUP_TOPIC, word) if word else None
    word = first_of(present, setting.before) or first_of(present, setting.after)
    if word:
        return GROUP_NEAR, word
    if where in ("!", "="):
        return None if where == "=" else (GROUP_CLAUSE, present[0])
    word = first_of(present, setting.clause)
    return (GROUP_CLAUSE, word) if word else (GROUP_SENTENCE, present[0])


def told_with_gap(group: Group, setting: Setting, rules: Rules) -> tuple[float, str] | None:
    """Find what `told_plainly` finds, of a group that has a word with a gap."""
    words, where, _, begun = group
    if where == BEHIND:
        return told_behind(group, setting, rules)
    if where == EVER:
        return told_earlier(group, setting)
    scope = setting.clause if where in ("!", "=") else f"{setting.sentence}\n{setting.topic}"
    words = tuple([word for word, head in zip(words, begun, strict=True) if head in scope])
    if not words:
        return None
    places = (
        (setting.before, GROUP_NEAR),
        (setting.after, GROUP_NEAR),
        (setting.clause, GROUP_CLAUSE),
        (setting.sentence, GROUP_SENTENCE),
        (setting.topic, GROUP_TOPIC),
    )
    within = {"=": 2, "!": 3, WITHIN: 4}.get(where, len(places))
    for place, worth in places[:within]:
        word = any_of(words, place, rules)
        if word:
            return worth, word
    return None


def told_behind(group: Group, setting: Setting, rules: Rules) -> tuple[float, str] | None:
    """Find a group's word in the clause right behind the number's: 投入800万元,新建教学楼一栋.

    The number must be the last of its clause, and the clause behind name one thing.
    """
    if not setting.last:
        return None
    whole, clause = setting.whole, setting.clause
    end = whole.find(clause) + len(clause)
    if not whole.startswith(",", end) or clause not in whole:
        return None
    behind = _CLAUSE.split(whole[end + 1 :], maxsplit=1)[0]
    if behind.startswith(rules.cues["for_whom"]):
        behind = behind.partition("、")[0]  # 为县医院建起胸痛、卒中中心
    word = "" if tells(rules, "several", behind) else first_of(group.words, behind)
    return (GROUP_SENTENCE, word) if word else None


def told_earlier(group: Group, setting: Setting) -> tuple[float, str] | None:
    """Find a group's last word up to the number: 徒弟 of doctors or of teachers."""
    text = setting.earlier
    place, word = max((text.rfind(word), word) for word in group.words)
    return (GROUP_TOPIC * (place + 1) / len(text), word) if place >= 0 else None


def first_of(words: Sequence[str], text: str) -> str:
    """Return the first of some words that stands in a text, or nothing."""
    for word in words:
        if word in text:
            return word
    return ""


def any_of(words: Words, text: str, rules: Rules) -> str:
    """Return the first of some words, those with a gap too, that stands in a text, or nothing."""
    for word in words:
        if GAP in word:
            first, _, second = word.partition(GAP)
            place = text.find(first)
            while place >= 0:
                gap = _PAUSE.split(text[place + len(first) : place + len(first) + REACH], 1)[0]
                dated = text.endswith(rules.cues["no_coming"], 0, place) or gap.startswith(_DATED)
                if second in gap and not dated:
                    return word
                place = text.find(first, place + 1)
        elif word in text:
            return word
    return ""

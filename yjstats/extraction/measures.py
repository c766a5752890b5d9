"""Settle what a quantity is counted in, how it is measured and per what."""

import re

from yjstats.extraction.clauses import Setting
from yjstats.extraction.cues import tells, tells_any
from yjstats.extraction.quantity import Quantity
from yjstats.extraction.rules import Rules

# Classifiers that say nothing of what they count: the noun does.
GENERAL = frozenset(
    {"item", "organisation", "facility", "machine", "project", "event", "dwelling", "surgery"}
)
# What 项 may count.
MATTERS = frozenset({"project", "technique", "award", "programme", "category", "event", "item"})
NEAR, BESIDE = 14, 8  # characters
_DATED = "0123456789全去今前当上本首半一二三四五六七八九十两底度个数多几"
_RATES = ("day", "month", "year")
_BREAK = re.compile("[的、和及与并]")


def may_count(quantity: Quantity) -> bool:
    """Tell whether a quantity can have a unit at all: its own, or that of the words round it."""
    return bool(quantity.unit or quantity.large or quantity.approximate)


def unit_of(quantity: Quantity, setting: Setting, rules: Rules) -> str:
    """Return the canonical unit of a quantity; blank where nothing tells it.

    Parameters
    ----------
    quantity : Quantity
        Its own unit stands, unless its classifier is a general one (个 家 项): then the noun
        behind or before it tells. Without any, 万 and 亿 of money or people are recognised by
        their nouns.
    setting : Setting
    rules : Rules

    Returns
    -------
    str
    """
    if quantity.unit in GENERAL and quantity.word not in rules.cues["specific"]:
        unit = _by_noun(setting, rules) or quantity.unit
        if unit == "person" and quantity.word != "个":
            unit = quantity.unit  # 6800本 of 儿童读物
        if quantity.word == "项" and unit not in MATTERS:
            return quantity.unit
        # 家 counts bodies, whatever houses them: 6家医院; 种 counts sorts
        if quantity.word == "家" and unit not in ("firm", "outlet", "school"):
            return "organisation"
        return "item" if quantity.word == "种" else unit
    if quantity.unit or not may_count(quantity):
        return quantity.unit
    after, before = setting.after[:BESIDE], setting.before[-NEAR:]
    told = (
        ("person", "person_noun", after),
        ("CNY", "money_noun", after + before),
        ("person", "person_noun", before[-BESIDE:]),
        ("view", "viewed", before),
    )
    return next((unit for unit, cue, words in told if tells(rules, cue, words)), "")


def _by_noun(setting: Setting, rules: Rules) -> str:
    """Return the unit of the noun behind a classifier, else of the last one before it."""
    after, best = setting.after[:NEAR], ""
    pause = _BREAK.search(after, 1)
    for match in rules.noun_at.finditer(after):
        if best and pause and match.start() > pause.start():
            break
        best = rules.nouns[match.group()]  # the last is the head: 23个就业创业培训项目
    if best:
        return best
    nouns = [match.group() for match in rules.noun_at.finditer(setting.before[-NEAR:])]
    return rules.nouns[nouns[-1]] if nouns else ""


def measure_of(
    quantity: Quantity, unit: str, kind: str, setting: Setting, rules: Rules
) -> tuple[str, str]:
    """Return measure (level, share, rate, change) and per (day, month, year or blank)."""
    before = setting.before.rstrip(" ")
    near = before[-8:]
    per = _per(before[-12:], rules)
    changed = _changed(near, rules)
    if unit == "percent":
        points = quantity.word.endswith("百分点")
        return ("change" if changed or points else "share"), "year" if "年均" in near else ""
    if unit == "times":
        return "change", ""
    if (
        changed
        or (near.endswith(("新增", "净增")) and kind == "state")
        or (unit == "head" and "新增" in near)
    ):
        return "change", ""
    return ("rate", per) if per else ("level", "")


def _changed(near: str, rules: Rules) -> bool:
    """Tell whether a word of change governs what follows: 增长 but not 增长到."""
    if not tells(rules, "change", near):
        return False
    place, length = max((near.rfind(word), len(word)) for word in rules.cues["change"])
    tail = near[place + length :]
    if tells(rules, "level_after", tail):
        return False
    return (
        tail in ("", "了", "约", "近", "超", "超过", "率", "逾", "幅度", "幅", "分别", "比例")
        or len(tail) <= 1
    )


def _per(text: str, rules: Rules) -> str:
    """Return per what 年产 or 日均 in a text tells; the 年 of 2016年产值 is another."""
    for cue in _RATES if tells_any(rules, _RATES, text) else ():
        if tells(rules, cue, text):
            for word in rules.cues[cue]:
                place = text.find(word)
                if place >= 0 and (place == 0 or text[place - 1] not in _DATED):
                    return cue
    return ""

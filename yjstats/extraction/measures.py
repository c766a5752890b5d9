"""Settle what a quantity is counted in, how it is measured and per what."""

import re

from yjstats.extraction.clauses import Setting
from yjstats.extraction.cues import first, last, tells, tells_any
from yjstats.extraction.quantity import Quantity
from yjstats.extraction.rules import Rules

# Classifiers that say nothing of what they count: the noun does.
GENERAL = frozenset(
    {"item", "organisation", "facility", "machine", "project", "event", "dwelling", "surgery"}
)
PURSE = 100_000  # yuan
NEAR, BESIDE, PAID = 14, 8, 4  # characters
_NUMERALS = frozenset("0123456789一二三四五六七八九十两")
_RATES = ("day", "month", "year")
_COUNT = re.compile("(?:总|个)?数量?$")
_BREAK = "<break>"
_THERE_ARE = "<there_are>$"
_SUCH = "<such>([一-龥“”]{1,12})"  # 像这样的企业, 第一家书屋
_THAN = "比[^,]{0,8}<than_time>[^,]{0,6}<than_more>[^,的]{0,3}$"  # 比去年同期多, 比三年前多卖了


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
    if quantity.word.startswith("块") and not setting.after:
        return "CNY"
    if quantity.unit in GENERAL and quantity.word not in rules.cues["specific"]:
        return _of_classifier(quantity, setting, rules)
    if quantity.unit or not may_count(quantity):
        return quantity.unit
    if _personal(quantity) and not tells(rules, "shared", setting.sentence):
        return "person" if _people_are(setting.before, rules) else ""
    return _of_large(setting, rules) or ("CNY" if "个" in quantity.word else "")  # 两个亿


def _of_classifier(quantity: Quantity, setting: Setting, rules: Rules) -> str:
    """Return the unit of what a general classifier counts."""
    unit = _by_noun(setting, rules) or _by_topic(setting, rules) or quantity.unit
    if quantity.word == "例" and unit == "item" and tells(rules, "found_ill", setting.clause):
        return "person"
    people = unit == "person" and quantity.word not in rules.cues["counts_people"]
    if people or unit not in rules.classifiers.get(quantity.word, (unit,)):
        return quantity.unit  # 6800本 of 儿童读物; 家 counts bodies, whatever houses them: 6家医院
    works = setting.before[-4:] + setting.after[:4]
    if quantity.word == "个" and unit == "item" and tells(rules, "works", works):
        return "project"  # 已开工31个
    if quantity.word == "套" and unit == "item" and tells(rules, "housing", setting.clause):
        return "dwelling"
    return unit


def _of_large(setting: Setting, rules: Rules) -> str:
    """Return the unit of a large number without one, by the words round it."""
    after, before = setting.after[:BESIDE], setting.before[-NEAR:]
    told = (
        ("person", "person_noun", after),
        ("CNY", "money_noun", after + before),
        ("person", "person_noun", before[-BESIDE:] if _of_people(before, rules) else ""),
        ("view", "viewed", before),
        ("CNY", "paid", before[-PAID:]),
    )
    near = next((unit for unit, cue, words in told if tells(rules, cue, words)), "")
    return near or (_told_before(setting, rules) if alone(setting, rules) else "")


def _personal(quantity: Quantity) -> bool:
    """Tell whether a number is a sum as people speak of their own: 三千二, 三万五."""
    spoken = quantity.form == "chinese" and quantity.large and not quantity.approximate
    return spoken and quantity.value < PURSE and quantity.value % 10_000 != 0


def _people_are(before: str, rules: Rules) -> bool:
    """Tell whether people are named right before a number: 游客是四万一."""
    match = rules.patterns[_THERE_ARE].search(before)
    return match is not None and 0 < last(rules, "person_noun", before) == match.start()


def alone(setting: Setting, rules: Rules) -> bool:
    """Tell whether no noun stands behind a number, so that an earlier word tells what it counts."""
    behind = setting.after
    return not "一" <= behind[:1] <= "龥" or behind.startswith(rules.cues["no_noun"])


def _of_people(before: str, rules: Rules) -> bool:
    """Tell whether people are named after money, as in 资助的学生 but not in 人均增收."""
    return last(rules, "person_noun", before) > last(rules, "money_told", before)


def _told_before(setting: Setting, rules: Rules) -> str:
    """Return the unit of the last word before a bare number that tells one, in its sentence."""
    told = len(setting.sentence) - len(setting.clause) + len(setting.lead)
    ahead = setting.question + setting.sentence[:told]
    if _of_people(setting.lead or setting.question, rules):
        return "person"
    money, viewed = last(rules, "money_told", ahead), last(rules, "viewed", ahead)
    return "" if not money and not viewed else "CNY" if money > viewed else "view"


def _by_noun(setting: Setting, rules: Rules) -> str:
    """Return the unit of the noun behind a classifier, else of the last one before it."""
    after, best = setting.after[:NEAR], ""
    pause = rules.patterns[_BREAK].search(after, 1)
    ends = min(pause.start() if pause else NEAR, first(rules, "arrives", after))
    for match in rules.noun_at.finditer(after):
        if best and match.start() > ends:
            break
        best = rules.nouns[match.group()]  # the last is the head: 23个就业创业培训项目
    if best:
        return best
    nouns = [match.group() for match in rules.noun_at.finditer(setting.before[-NEAR:])]
    return rules.nouns[nouns[-1]] if nouns else ""


def _by_topic(setting: Setting, rules: Rules) -> str:
    """Return the unit of the noun that ends the clause before: 这样的门店, 去年底有32家.

    Where a question stands before, its last noun tells.
    """
    if not alone(setting, rules):
        return ""
    ahead = setting.sentence[: -len(setting.clause)] + setting.lead
    kinds = rules.patterns[_SUCH].findall(ahead)
    such = rules.noun_at.findall(kinds[-1]) if kinds else []
    if such:
        return rules.nouns[such[-1]]
    asked = [noun.group() for noun in rules.noun_at.finditer(setting.question)]
    if asked:
        return rules.nouns[asked[-1]]
    if not rules.patterns[_THERE_ARE].search(setting.before):
        return ""
    topic = setting.sentence[: len(setting.sentence) - len(setting.clause)][-NEAR:]
    end = len(_COUNT.sub("", topic[:-1]))  # without the comma, and 数 of 企业数
    nouns = [noun.group() for noun in rules.noun_at.finditer(topic) if noun.end() == end]
    return rules.nouns[nouns[-1]] if nouns else ""


def measure_of(
    quantity: Quantity, unit: str, kind: str, setting: Setting, rules: Rules
) -> tuple[str, str]:
    """Return measure (level, share, rate, change) and per (day, month, year or blank)."""
    before = setting.before.rstrip(" ")
    near = before[-8:]
    per = _per(before[-12:], rules)
    changed = _changed(near, rules) or _than(before, rules)
    if unit == "percent":
        points = quantity.word.endswith("百分点")
        return ("change" if changed or points else "share"), "year" if "年均" in near else ""
    if unit == "times":
        return "change", ""
    if (
        changed
        or (near.endswith(rules.cues["added"]) and kind == "state")
        or (unit == "head" and "新增" in near)
    ):
        return "change", ""
    return ("rate", per) if per else ("level", "")


def _than(before: str, rules: Rules) -> bool:
    """Tell whether a number is by how much something is more or less than at another time."""
    return "比" in before and rules.patterns[_THAN].search(before) is not None


def _changed(near: str, rules: Rules) -> bool:
    """Tell whether a word of change governs what follows: 增长 but not 增长到."""
    if not tells(rules, "change", near):
        return False
    place, length = max((near.rfind(word), len(word)) for word in rules.cues["change"])
    tail = near[place + length :]
    if tells(rules, "level_after", tail):
        return False
    return len(tail) <= 1 or tail in rules.cues["change_tail"]


def _per(text: str, rules: Rules) -> str:
    """Return per what 年产 or 日均 in a text tells; the 年 of 2016年产值 is another."""
    for cue in _RATES if tells_any(rules, _RATES, text) else ():
        if tells(rules, cue, text):
            for word in rules.cues[cue]:
                place = text.find(word)
                if place >= 0 and not _dates(text[:place], rules):
                    return cue
    return ""


def _dates(before: str, rules: Rules) -> bool:
    """Tell whether a 年 is that of a date or a span: of 2016年产值, of 半年产量."""
    return before[-1:] in _NUMERALS or before.endswith(rules.cues["not_per_year"])

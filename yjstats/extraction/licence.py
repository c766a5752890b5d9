"""Refuse quantities that nothing shows to be statistics."""

import re
from collections.abc import Callable

from yjstats.extraction.clauses import Setting
from yjstats.extraction.cues import last as last_place
from yjstats.extraction.cues import tells, tells_any
from yjstats.extraction.linking import Link
from yjstats.extraction.quantity import Quantity
from yjstats.extraction.rules import Rules
from yjstats.tokens import cut

_WE = "<we>(?!家)"  # bodies, mostly, and no single person
_NAME = re.compile("^“[^”]{1,12}”")
SURE = 4.0  # a link of this score licenses a small numeral in words
SMALL = "small numeral in words"
CLOSE = 4  # characters behind a number within which its noun begins
MOST_CNY, MOST = 500_000, 1_000  # what one family has is less
AWAY = 40  # characters: so far one family stays the subject
NEXT = 8  # characters within which what a threshold limits is counted
Linked = Callable[[], Link | None]
FEW = 3  # 两家 are mostly known from what is told before
_BODIES = ("school", "facility", "firm", "organisation", "outlet")
_MEASURES = ("CNY", "mu", "percent", "m2", "t", "person")


def refusal_of(
    quantity: Quantity, unit: str, linked: Linked, setting: Setting, rules: Rules,
    part: bool = False, in_words: bool = False,
) -> str:  # fmt: skip
    """Return why a quantity is no statistic after all; blank where it is one.

    Parameters
    ----------
    quantity : Quantity
    unit : str
    linked : function
        Returns the quantity's link, or None; asked only where the words round it leave it open.
    setting : Setting
    rules : Rules
    part : bool
        Whether it is a part of the statistic before it.
    in_words : bool
        Whether the text writes its numbers in words, so that small ones in words are counts too.

    Returns
    -------
    str
        Arabic numerals with a unit are statistics, unless they only say how large each of the
        things is that the next number counts (亿元以上项目9个), are told by a person of himself, or
        are lengths of nothing that was built. Chinese numerals are part of so many words that they
        need a licence: an approximator, a magnitude, or an indicator that they report.
    """
    if unit == "km" and not tells(rules, "build", setting.clause):
        return "distance"
    if _is_threshold(quantity, setting, rules):
        return "threshold"
    if _is_private(quantity, unit, linked, setting, rules):
        return "one person"
    if _is_frame(quantity, setting, rules):
        return "frame"
    words = quantity.form == "chinese" and quantity.word not in rules.cues["multiples"]
    without = _unlicensed(quantity, linked, setting, rules) if words and unit != "percent" else ""
    told = quantity.value > 1 and (
        part or (in_words and _counts(setting, rules)) or _of_bodies(quantity, setting, rules)
    )
    return "" if without == SMALL and told else without


def _counts(setting: Setting, rules: Rules) -> bool:
    """Tell whether a noun of the codebook stands right behind a number, or right before it."""
    after = _NAME.sub("", setting.after)[:CLOSE]
    return any(rules.noun_at.search(words) for words in (after, setting.before[-3:]))


def _of_bodies(quantity: Quantity, setting: Setting, rules: Rules) -> bool:
    """Tell whether a small numeral in words counts schools or firms: 分在六所学校."""
    if quantity.value < FEW or quantity.word not in rules.cues["bodies"]:
        return False
    if setting.before.endswith(rules.cues["this"]):
        return False
    noun = rules.noun_at.match(setting.after)
    if noun is None or setting.after.startswith("的", noun.end()):
        return False  # 三座场馆的故事
    return rules.nouns[noun.group()] in _BODIES


def _is_threshold(quantity: Quantity, setting: Setting, rules: Rules) -> bool:
    """Tell whether a number limits what the next one counts."""
    if setting.last or not 0 < len(setting.after) <= NEXT:
        return False
    bound = quantity.qualifier in ("at_least", "at_most") and quantity.unit in _MEASURES
    return bound and setting.after.startswith(rules.cues["limited"])


def _is_private(
    quantity: Quantity, unit: str, linked: Linked, setting: Setting, rules: Rules
) -> bool:
    """Tell whether one person, or one family, tells of what is theirs."""
    if tells_any(rules, ("self", "family"), setting.clause):
        if _of_oneself(setting.clause, rules) and linked() is None:
            return True
        if tells(rules, "family", setting.clause):
            return True
    return _at_home(quantity, unit, setting, rules)


def _of_oneself(clause: str, rules: Rules) -> bool:
    if not tells(rules, "self", clause):
        return False
    clause = rules.patterns[_WE].sub("", clause)
    return tells(rules, "self", clause) and not tells(rules, "ours", clause)


def _at_home(quantity: Quantity, unit: str, setting: Setting, rules: Rules) -> bool:
    """Tell whether one family, or one person's own words or purse, is told of."""
    most = MOST_CNY if unit == "CNY" else MOST
    if unit == "CNY" and _is_spent(quantity, setting, rules):
        return True
    if unit in ("percent", "times", "household") or quantity.value >= most:
        return False
    ahead = setting.sentence[: len(setting.sentence) - len(setting.clause)] + setting.lead
    if not tells(rules, "home", ahead[-AWAY:]):
        return False
    since = ahead[last_place(rules, "home", ahead) :]
    return not tells(rules, "not_home", since + setting.after)


def _is_spent(quantity: Quantity, setting: Setting, rules: Rules) -> bool:
    """Tell whether a sum is what one person sold or spent: 卖了3万元."""
    if quantity.value >= MOST_CNY or not tells(rules, "spent", setting.clause):
        return False
    return not tells(rules, "of_many", setting.clause)


def _is_frame(quantity: Quantity, setting: Setting, rules: Rules) -> bool:
    """Tell whether a number only counts the counties or provinces that the programme has."""
    counted = quantity.word == "个" and setting.after.startswith(rules.cues["places"])
    return counted and not tells(rules, "cover", setting.clause)


def _unlicensed(quantity: Quantity, linked: Linked, setting: Setting, rules: Rules) -> str:
    """Return why a number in Chinese numerals has no licence; blank where it has one."""
    told = quantity.qualifier in ("exact", "between")  # 二三期 are numbered, 十余期 counted
    if quantity.word == "期" and quantity.value < 10 and told:
        return "ordinal"
    if quantity.approximate and quantity.unit:
        vague = quantity.qualifier == "over" and quantity.high == quantity.value * 10
        small = SMALL if quantity.value <= 1 else ""  # 一户多, 差不多一个人
        return "vague" if vague and quantity.value <= 10 and linked() is None else small
    batches = quantity.word in rules.cues["batches"] and not setting.last and quantity.value > 1
    if batches:
        return ""  # 两批共20名
    if quantity.value >= 10:
        bare = quantity.end - quantity.start - len(quantity.word) == 1
        return "bare magnitude" if bare and not (quantity.value == 10 and _near(linked())) else ""
    found = linked() if quantity.value > 1 else None
    if found is None or found.score < SURE or not found.near:
        return SMALL
    return "frozen" if _frozen(quantity, setting) else ""


def _near(link: Link | None) -> bool:
    return link is not None and link.near


def _frozen(quantity: Quantity, setting: Setting) -> bool:
    """Tell whether a numeral is part of a word of jieba's dictionary: 三农, 两岸."""
    place = len(setting.lead)
    end = place + quantity.end - quantity.start
    for _, first, last in cut(setting.clause[: end + 4]):
        if first < place < last or (first == place and last > end):
            return True
    return False

"""Refuse quantities that nothing shows to be statistics."""

from yjstats.extraction.clauses import Setting
from yjstats.extraction.linking import Link
from yjstats.extraction.quantities import Quantity
from yjstats.extraction.rules import Rules

SURE = 4.0  # a link of this score licenses a small numeral in words
_OURS = ("我省", "我市", "我县", "我区", "我州", "我国", "我们指挥部", "我院", "我校", "我队")
_SELF = ("我", "俺", "咱", "他的", "她的", "他带着", "她带着")
_PLACES = ("县", "市", "州", "区", "省", "地区", "地州", "旗")
_THRESHOLDS = ("以上", "以下", "以内")
_COUNTED = ("的", "项目", "企业", "大户", "单", "产业")


def is_licensed(
    quantity: Quantity, unit: str, linked: Link | None, setting: Setting, rules: Rules
) -> str:
    """Return why a quantity is no statistic after all; blank where it is one.

    Arabic numerals with a unit are statistics, unless they only say how large each of the things
    is that the next number counts (亿元以上项目9个), are told by a person of himself, or are
    lengths of nothing that was built. Chinese numerals are part of so many words that they need a
    licence: an approximator, a magnitude, or an indicator that they report.
    """
    if unit == "km" and not any(word in setting.clause for word in rules.cues["build"]):
        return "distance"
    if _is_threshold(quantity, setting):
        return "threshold"
    if linked is None and _of_oneself(setting.clause):
        return "one person"
    if any(word in setting.clause for word in rules.cues["family"]):
        return "one person"
    if quantity.word == "个" and setting.after.startswith(_PLACES):
        if not any(word in setting.clause for word in rules.cues["cover"]):
            return "frame"
    if quantity.form == "arabic" or quantity.word in ("成", "番", "倍") or unit == "percent":
        return ""
    if quantity.word == "期":
        return "ordinal"
    if quantity.approximate and quantity.unit:
        vague = quantity.qualifier == "over" and quantity.high == quantity.value * 10
        return "vague" if vague and linked is None and quantity.value <= 10 else ""
    if quantity.word in ("批", "批次") and not setting.last and quantity.value > 1:
        return ""  # 两批共20名
    if quantity.value <= 1:
        return "one"
    if quantity.value >= 10:
        bare = quantity.end - quantity.start - len(quantity.word) == 1
        return "bare magnitude" if bare else ""
    if linked is not None and linked.score >= SURE and linked.near:
        return ""
    return "small numeral in words"


def _is_threshold(quantity: Quantity, setting: Setting) -> bool:
    if setting.last or not setting.after or len(setting.after) > 8:
        return False
    bound = quantity.qualifier in ("at_least", "at_most")
    if not bound or quantity.unit not in ("CNY", "mu", "percent", "m2", "t", "person"):
        return False
    return setting.after.startswith(_COUNTED)


def _of_oneself(clause: str) -> bool:
    return any(word in clause for word in _SELF) and not any(word in clause for word in _OURS)

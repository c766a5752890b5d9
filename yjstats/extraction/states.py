"""Tell whether a figure is of a day and not of a span."""

import re
from datetime import date

from yjstats.extraction.clauses import Setting
from yjstats.extraction.cues import tells, tells_any
from yjstats.extraction.governing import Governing
from yjstats.extraction.rules import Rules
from yjstats.extraction.times import Time

# 有32位(老师在乌什教书), not 在…结业了
_BE_AT = re.compile(
    "[^,。;了过在]{0,10}在[^,。;了过]{0,12}(?:[教上]书|支教|工作|上班|坐诊|值班|上课|服务|坚守|过[年节]|务工|打工|就读|上学|学习|挂职)$"
)
NEAR = 12  # characters before a figure in which 现有 and 就诊率 tell what it is


def is_state(
    kind: str, measure: str, told: Governing, now: date | None, clause: str, near: str,
    setting: Setting, words: Rules,
) -> bool:  # fmt: skip
    """Tell whether a figure is of a day: a stock, or a rate that was reached.

    Parameters
    ----------
    kind : str
        The indicator's kind, see `periods.period_of`.
    measure : str
    told : Governing
        The time that governs the figure.
    now : date or None
    clause, near : str
        Its clause, and the words right before it, both without that time.
    setting : Setting
    words : Rules
    """
    if kind == "state" and measure == "level" and tells(words, "worked", clause):
        kind = "flow"  # 惠及群众1.2万人, 修梯田3000亩
    if kind == "state" or (measure == "rate" and not told.own):
        return True
    there = not told.own and setting.before.endswith("有") and _BE_AT.match(setting.after)
    if there and not tells(words, "cumulative", setting.before):
        return True
    if _is_total(kind, told, now, clause, near, setting, words):
        return True
    within = tells(words, "point", clause) and not tells(words, "newly", near)
    whole = clause is setting.clause  # of which what stands before is part
    if (within or not whole) and tells(words, "point", near):
        return True
    if within:
        return kind != "flow"
    rate = measure == "share" and tells(words, "rated", near)
    return rate and not tells(words, "finished", setting.before)


def is_stock(kind: str, setting: Setting, words: Rules) -> bool:
    """Tell whether a figure is all that there is, beside what is new: 新增网点21个,累计67个."""
    in_all = kind != "flow" and setting.before.endswith(words.cues["in_all"])
    return in_all and tells(words, "newly", setting.sentence)


def _is_total(
    kind: str, told: Governing, now: date | None, clause: str, near: str, setting: Setting,
    words: Rules,
) -> bool:  # fmt: skip
    """Tell whether a figure is all that there is by a day, and no span's sum.

    已有36所学校结对, but 2020年以来已有36所学校结对.
    """
    if is_stock(kind, setting, words):
        return True
    told_in = clause if kind != "flow" else near
    if not tells_any(words, ("already", "altogether"), told_in):
        return False
    own = told.time if told.own else None
    summed = own is not None and (kind == "flow" or _runs(own, now))
    if not summed and tells(words, "already", told_in):
        return True
    spanned = own is not None and own.kind in ("since", "span")
    return not spanned and tells(words, "altogether", told_in)


def _runs(one: Time, now: date | None) -> bool:
    """Tell whether a time runs to now: 2020年以来, 这三年."""
    to_now = now is not None and one.last is not None and one.last >= now
    return one.kind == "since" or (one.kind == "span" and to_now)

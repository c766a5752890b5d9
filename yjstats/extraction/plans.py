"""Tell plans from what was done, and the time that a plan is for."""

import re
from datetime import date

from yjstats.extraction.clauses import Setting
from yjstats.extraction.cues import last as last_word
from yjstats.extraction.cues import tells, tells_any
from yjstats.extraction.governing import Governing
from yjstats.extraction.page import Page
from yjstats.extraction.quantity import Quantity
from yjstats.extraction.rules import Rules
from yjstats.extraction.terms import Calendar
from yjstats.extraction.times import Time

NEAR = 10  # characters before a figure in which 要新增 tells a plan
FEW = 8  # characters before a word of aims in which 完成了 tells that it was reached
SOON = 5  # characters behind 去年 in which 计划 makes the plan that year's
FAR = 60  # characters before a figure's clause in which 已 and 了 end a plan
_NUMBER = re.compile("[0-9二三四五六七八九十百千万亿]")
# 打算给乡镇卫生院再配: a plan and what is to be done; 按计划 and 三年计划里 are nouns.
INTENDS = (
    "(?<![程训动养育才划虚模超])<intends>(?:<intends_more>|[0-9一二三四五六七八九十两几]+[年月])*"
    "(?:<intends_for>[^,。;0-9]{1,10}?)?<intends_act>(?![了过])"
)
PLANS = ("planned", "intends", "aimed")  # without any of these no text tells a plan
_SETTLED = re.compile("^[^,。;]{0,5}了,")  # 目标(已经定下了,)
AIMED = "<aimed>(?![了过])"  # 今年的目标,是突破8000万元; not 完成了全年的目标
# 74套新居预计今年10月交付: what is counted comes first.
COMES_LATER = "[^,。;的0-9]{0,10}<expected>[^,。;]{0,14}<completed>"


def is_plan(
    quantity: Quantity, told: Governing, setting: Setting, page: Page, book: Calendar, words: Rules
) -> bool:
    """Tell whether a figure is still to come.

    Parameters
    ----------
    quantity : Quantity
    told : Governing
    setting : Setting
    page : Page
    book : Calendar
    words : Rules

    Returns
    -------
    bool
        Whether its time is ahead, a word of plans stands before it in its clause, or a plan that
        an earlier clause opened goes on: 按计划,全年开行专列150趟,组织游客3万人次; or it is told
        under a heading of plans (下一步打算), or in the list of a notice (拟安排…现公示如下).
    """
    now = book.clock.now
    ahead = told.own and told.time is not None and _ahead(told.time, now)
    if setting.after.startswith(words.cues["target"]):
        return True  # 完成了全年6亿元的任务
    if ahead or _under_plans(quantity, told, setting, page, book, words):
        return True
    before = len(setting.sentence) - len(setting.clause) + len(setting.lead)
    if _aims_above(quantity, setting, words):
        return True
    if not planned_to(setting.sentence[:before], words):
        return False
    return planned_to(setting.lead, words) > 0 or _goes_on(quantity, told, now, setting, words)


def _aims_above(quantity: Quantity, setting: Setting, words: Rules) -> bool:
    """Tell whether a figure is what shall be reached: 要新增3000个, 销售额要[突破8000万元]."""
    near = setting.lead[-NEAR:]
    aims = quantity.left < quantity.start and near.endswith(words.cues["shall"])
    aims = aims or tells(words, "shall_do", near)
    return aims and not tells(words, "not_aimed", near)


def comes_later(quantity: Quantity, setting: Setting, words: Rules) -> bool:
    """Tell whether a thing is not there yet: 74套新居预计10月交付; but not the money it takes."""
    counted = quantity.unit not in ("CNY", "percent")
    counted = counted and tells(words, "expected", setting.rest[: NEAR + FEW])
    return counted and words.patterns[COMES_LATER].match(setting.rest) is not None


def planned_to(text: str, words: Rules) -> int:
    """Return where the last word of a plan in a text ends; 0 where there is none."""
    if not tells_any(words, PLANS, text):
        return 0
    ends = [last_word(words, "planned", text)]
    ends += [match.end() for match in words.patterns[INTENDS].finditer(text)]
    for match in words.patterns[AIMED].finditer(text):
        ahead = text[max(0, match.start() - FEW) : match.start()].rpartition(",")[2]
        if not tells(words, "not_aimed", ahead):
            ends.append(match.end())
    return max(ends)


def _under_plans(
    quantity: Quantity, told: Governing, setting: Setting, page: Page, book: Calendar, words: Rules
) -> bool:
    """Tell whether a figure stands in a list or a section of plans, and nothing of it is done."""
    part = page.paragraphs[page.sentences[setting.place].paragraph]
    headed = part.heading_at >= 0 and tells(words, "plan_heading", part.heading)
    if not headed and (told.own or not 0 <= book.listed < quantity.start):
        return False
    now, one = book.clock.now, told.time
    over = told.own and one and one.last and now and one.last < now
    done = tells(words, "done", setting.sentence) or tells(words, "cumulative", setting.clause)
    return not (over or done)


def plan_span(
    told: Governing, kind: str, measure: str, setting: Setting, page: Page, now: date | None,
    words: Rules,
) -> tuple[date | None, date | None]:  # fmt: skip
    """Return the time that a plan names for itself, else the day it is told.

    What is to be done by a day (到2025年底,还将培训) is done from now on; what a year shall come
    to (到年底,销售额突破8000万元) is of the year, a rate of the day.
    """
    one = told.time
    if one and told.own and now and (one.kind == "point" or _by(one, now, page)):
        last = one.last or now
        if measure == "share":
            return last, last
        ends = told.why == "sentence" and (last.year, last.month) == (now.year, 12)
        if ends and not tells(words, "more", setting.clause):
            return date(last.year, 1, 1), last
        if kind in ("flow", ""):
            return min(now, last), last
    coming = one and one.last and now and one.last > now  # the year of the article's title
    target = setting.after.startswith(words.cues["target"])  # 去年完成了3亿元的任务
    if one and (told.own or coming) and one.first and one.last and now:
        planned_then = planned_to(page.text[one.end : one.end + SOON], words) > 0  # 去年计划培训
        if one.last < now and not target and not planned_then:
            return now, now
        last = date(one.last.year, 12, 31) if one.last == now else one.last
        return one.first, last
    return now, now


def _by(one: Time, now: date, page: Page) -> bool:
    """Tell whether a time is that by which something shall be done: 到3月10日, 到2027年."""
    year = one.kind == "span" and one.first is not None and one.first > now
    return (one.kind == "day" or year) and page.text[one.start - 1] in "到至"


def _ahead(one: Time, now: date | None) -> bool:
    return bool(now and one.first and one.last and one.first >= now and one.last > now)


def _goes_on(
    quantity: Quantity, told: Governing, now: date | None, setting: Setting, words: Rules
) -> bool:
    """Tell whether a plan that an earlier clause opened goes on, and nothing done ends it."""
    earlier = setting.sentence[: len(setting.sentence) - len(setting.clause)]
    over = told.own and told.time and told.time.last and now and told.time.last < now
    opened = planned_to(earlier, words)
    if over or not opened:
        return False
    anew = told.own and told.time and told.time.start >= quantity.left - len(setting.lead)
    if anew and _NUMBER.search(earlier):
        return False  # 计划投入18.6亿元,今年安排3.2亿元
    since = earlier[max(opened, len(earlier) - FAR) :]
    since = _SETTLED.sub("", since)
    return not tells(words, "done", since + setting.clause)

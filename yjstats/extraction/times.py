"""Find the expressions of time in a page and resolve them against the date of publication."""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from yjstats.extraction.numerals import parse
from yjstats.extraction.rules import Rules

_N = r"[0-9]{1,2}|[一二三四五六七八九十两]{1,3}"
_YEAR = r"(?:19|20)[0-9]{2}年|[二一][〇零九][〇零一二三四五六七八九]{2}年"
_REL = "去年|今年|前年|明年|(?<![线以])上年(?!货)|本年|当年|同年|次年|后年|上一年|次一年"
_TO = r"[-~～至到]{1,2}|—{1,2}|到|至"
_DASH = rf"[ ]?(?:{_TO})[ ]?"

_TIMES = re.compile(
    rf"""
    (?P<iso>(?<![0-9])(?:19|20)[0-9]{{2}}[-/.][01]?[0-9][-/.][0-3]?[0-9](?![0-9]))
  | (?P<clock>(?<![0-9])[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?![0-9]))
  | (?P<years>(?<![0-9])(?:19|20)[0-9]{{2}}年?{_DASH}(?:(?:19|20)?[0-9]{{2}})年(?![底末初])(?:间|期间)?)
  | (?P<months>(?P<my>{_YEAR}|{_REL})?的?(?P<ma>{_N})月?份?{_DASH}(?P<mz>{_YEAR}|{_REL})?(?P<mb>{_N})月(?P<me>[0-3]?[0-9]日)?份?[底末]?)
  | (?P<date>(?P<dy>{_YEAR}|{_REL})?的?(?P<dm>{_N})月(?P<dd>[0-3]?[0-9][日号]|[一二三]?十?[一二三四五六七八九]?[日号]|份|底|末|初|上旬|中旬|下旬)?(?P<dz>{_DASH}(?:[01]?[0-9]月)?[0-3]?[0-9][日号])?)
  | (?P<first>(?P<fy>{_YEAR}|{_REL})?(?P<fw>[前头](?P<fn>{_N})个?(?P<fu>月|季度)|上半年|下半年|第?[一二三四1-4]季度))
  | (?P<year>(?P<yy>{_YEAR}|{_REL})(?P<yt>度|底|末|初|全年|一年|年初|年底|期间|上半年|间)?)
  | (?P<last>(?:近|最近|过去的?|这|前|之前的?|以往的?)(?P<ln>{_N}|几|数|多|[0-9]{{1,2}})个?(?P<lu>年|月)(?:多|余)?(?:来|间|中|内|里|以来|时间)?)
  | (?P<done>(?<![0-9.第])(?P<n>[0-9]{{1,2}}|[一二三四五六七八九十两]{{1,2}})(?P<u>年)(?=累计|共|投入|带动|安排|实施|选派|帮助|引进|完成|培训|援助|援建|落实))
  | (?P<span>(?P<sn>[0-9]{{1,2}}|[一二三四五六七八九十两几数多]{{1,3}})(?:多|余)?个?(?P<su>年|月)(?:多|余|半)?(?:来|间|以来|的时间里|时间里|里,))
  | (?P<now>截至目前|截止目前|到目前为止|目前为止|截至发稿|迄今|至今(?!年|日|天|春|夏|秋|冬)|目前|如今|现在|当前|眼下|现已|现有)
  | (?P<lately>近年来|近些年来?|近几年来?|多年来|历年来|长期以来|一直以来)
  | (?P<same>(?<![年度月季去上比])同期(?![的相比增]) | 同一时[期间])
  | (?P<whole>全年|年内|一年来)
  | (?P<century>[0-9]{{1,2}}世纪|[0-9]{{2}}年代|世纪[之初末]?)
  | (?P<bare>(?<![0-9.,亿万%])(?P<by>(?:19|20)[0-9]{{2}})(?![0-9.,]))
  | (?P<day>(?<![0-9])[0-3]?[0-9]日(?!均|处理|产|接|夜|日)(?:上午|下午|晚|起)?)
  | (?P<duration>(?<![0-9.])(?:连续|长达|历时|为期|时隔|用时|仅用|只用)?(?:[0-9]+(?:\.[0-9]+)?|[一二三四五六七八九十百千两几数半多]{{1,4}})(?:多|余|来)?个?(?:半|多)?
        (?:年(?!度|级|均|货|产|龄|前三)|月(?!份|均|月)|星期|周(?!年庆|岁|边|转)|天(?!山|然|下|津|池|台|路|空|气)|日日夜夜|昼夜|小时|分钟|秒(?!杀)|季度|学期|学年|周年|载|寒暑|春秋|世纪)(?:多|余)?)
    """,
    re.VERBOSE,
)
_SAME = ("同期", "同一时期", "同一时间")
_PROGRAMMES = ("援疆", "援藏", "援青")
_BATCH = re.compile(
    "(?P<batch>第[一二三四五六七八九十]{1,3}批)[^,。;\n]{0,16}?(?:[进入]疆|[进入]藏|[进入]青|进驻|到岗|到任|接力|援[疆藏青])以来"
)
_NAMED = re.compile("(?:19|20)[0-9]{2}")
_SINCE_WORD = re.compile(
    r"[^,。;、0-9]{0,30}?(?:以来|至今)|[^,。;、0-9]{0,14}?(?:进驻|[进入][疆藏青]|抵达|到任|启动)(?:以?后|之后|起)|"
    r"(?:之?后|起|开始|以后|到现在|到目前|至目前)"
)
_FROM = ("自", "自从")
_NO_SINCE = re.compile("[^,。;]{0,6}[至到]")
_UNTIL = re.compile(r"(?:截至到?|截止到?|到|至|截止|截至)$")


@dataclass(frozen=True, slots=True)
class Time:
    """An expression of time and what it means.

    Attributes
    ----------
    start, end : int
        Where it stands in the page.
    kind : str
        span, since (to now), until, day, now, or none where it has no place in the calendar.
    first, last : date or None
        First and last day.
    years : int
        N of N年来, which begins where the article says that the term began; else 0.
    odd : bool
        Whether it is N年多来, so that the term may have begun up to a year before.
    """

    start: int
    end: int
    kind: str
    first: date | None
    last: date | None
    years: int = 0
    odd: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """What "now" is: the day of publication and the end of the time reported on."""

    published: date | None
    now: date | None


def find_times(text: str, clock: Clock, rules: Rules) -> list[Time]:
    """Return the expressions of time in a page, in order.

    Parameters
    ----------
    text : str
        The page's text.
    clock : Clock
        去年 counts from its day of publication; a time to date ends at its `now`.
    rules : Rules

    Returns
    -------
    list of Time
        Not overlapping.
    """
    found: list[Time] = []
    year: int | None = None  # the last one named
    plans = _plan_pattern(rules)
    batches = _BATCH.finditer(text)
    programme = next((one for one in _PROGRAMMES if one in text), "")
    end = paragraph = 0
    for match in _merge(_TIMES.finditer(text), plans.finditer(text), batches):
        if match.start() < end:
            continue
        if match.start() > paragraph:
            year = None
        if match.re is _BATCH:
            term = rules.batches.get((programme, match.group("batch")))
            if term and clock.now and date.fromisoformat(term[0]) < clock.now:
                first = date.fromisoformat(term[0])
                found.append(Time(match.start(), match.end(), "since", first, clock.now))
                end = match.end()
            continue
        made = _resolve(match, text, clock, year, rules)
        if made is None:
            continue
        if match.group() in _SAME:
            before = next((one for one in reversed(found) if one.kind in ("span", "since")), None)
            if before is not None:
                made = Time(made.start, made.end, before.kind, before.first, before.last)
        found.append(made)
        end = made.end
        if made.first and made.last and made.kind in ("span", "day") and _NAMED.match(match.group()):
            if made.first.year == made.last.year:
                year, paragraph = made.first.year, text.find("\n", made.end)
    return found


def _merge(*parts: Iterable["re.Match[str]"]) -> list["re.Match[str]"]:
    return sorted(chain.from_iterable(parts), key=lambda match: (match.start(), -match.end()))


def _plan_pattern(rules: Rules) -> "re.Pattern[str]":
    names = "|".join(sorted(map(re.escape, rules.periods), key=len, reverse=True))
    return re.compile(
        rf"[“‘'\"]?(?P<name>{names})[”’'\"]?(?P<plan>以来|时期以来|期间|时期|末|规划期?|开局|收官|召开以来|成立以来|初期|)"
    )


def _resolve(
    match: "re.Match[str]", text: str, clock: Clock, year: int | None, rules: Rules
) -> Time | None:
    kind = match.lastgroup or ""
    groups = match.groupdict()
    if "name" in groups:
        return _plan(match, text, clock, rules)
    which = next(
        name
        for name in (
            "iso", "clock", "years", "months", "date", "first", "year", "last", "done", "span", "now",
            "lately", "same", "whole", "century", "bare", "day", "duration",
        )
        if groups[name] is not None
    )  # fmt: skip
    start, end = match.span()
    first: date | None = None
    last: date | None = None
    published = clock.published
    kind = "span"
    if which == "iso":
        parts = [int(part) for part in re.split("[-/.]", match.group())]
        first = last = _date(*parts)
        kind = "day"
    elif which == "years":
        a, b = re.findall("[0-9]+", match.group())
        if len(b) == 2:
            b = a[:2] + b
        if not int(a) < int(b) <= int(a) + 60:
            return Time(start, end, "none", None, None)
        first, last = date(int(a), 1, 1), date(int(b), 12, 31)
    elif which == "months":
        y = _year(groups["my"], clock, year) or _default_year(clock, year, _number(groups["mb"], rules))
        z = _year(groups["mz"], clock, year) or y
        a, b = _number(groups["ma"], rules), _number(groups["mb"], rules)
        if not (1 <= a <= 12 and 1 <= b <= 12):
            return Time(start, end, "none", None, None)
        if y and z:
            first, last = _date(y, a, 1), _month_end(z, b)
            if first and last and first > last:
                first = _date(y - 1, a, 1)
    elif which == "date":
        m = _number(groups["dm"], rules)
        if not 1 <= m <= 12:
            return Time(start, end, "none", None, None)
        ending = text[max(0, start - 3) : start].startswith("截") or "截" in text[max(0, start - 3) : start]
        y = _year(groups["dy"], clock, year) or _default_year(clock, None if ending else year, m)
        tail = groups["dd"] or ""
        if y:
            if tail[-1:] in ("日", "号"):
                d = _number(tail[:-1], rules)
                first = last = _date(y, m, d)
                kind = "day"
                if groups["dz"] and first:
                    numbers = [int(one) for one in re.findall("[0-9]+", groups["dz"])]
                    last = _date(y, numbers[0] if len(numbers) > 1 else m, numbers[-1]) or first
                    kind = "span"
            else:
                first, last = _date(y, m, 1), _month_end(y, m)
    elif which == "first":
        y = _year(groups["fy"], clock, year)
        word = groups["fw"]
        if y is None and word[0] in "前头":
            n = _number(groups["fn"], rules)
            y = _default_year(clock, year, n if groups["fu"] == "月" else n * 3)
        y = y or year or (published.year if published else None)
        if y:
            first, last = _part_of_year(y, word, groups["fn"], groups["fu"], rules)
    elif which == "year":
        y = _year(groups["yy"], clock, year)
        if y is None:
            return Time(start, end, "none", None, None)
        first, last = date(y, 1, 1), date(y, 12, 31)
        tail = groups["yt"] or ""
        if tail in ("底", "末", "年底"):
            first = last
            kind = "point"
        elif tail in ("初", "年初"):
            last = first
            kind = "point"
        elif published and y == published.year and groups["yy"] in ("今年", "本年"):
            last = min(last, clock.now or last) if (clock.now or last).year == y else last
    elif which in ("last", "span", "done"):
        letter = {"last": "l", "span": "s", "done": ""}[which]
        digits, unit = groups[letter + "n"], groups[letter + "u"]
        n = _number(digits, rules) if digits and digits[0] not in "几数多" else 0
        if not n or clock.now is None:
            return Time(start, end, "none", None, None)
        first, last = _back(clock.now, n, unit)
        years = n if unit == "年" else 0
        return Time(start, end, "span", first, last, years, "多" in match.group() or "半" in match.group())
    elif which == "now":
        kind, first, last = "now", clock.now, clock.now
    elif which == "whole":
        y = year or (clock.now.year if clock.now else None)
        if match.group() == "一年来" and clock.now:
            first, last = _back(clock.now, 1, "年")
        elif y:
            first, last = date(y, 1, 1), date(y, 12, 31)
    elif which == "bare":
        before = text[max(0, start - 2) : start]
        after = text[end : end + 1]
        if after in ("\n", "", ")", "”", "》") and not before.endswith(("第", "号")) and "读" in before:
            y = int(groups["by"])
            first, last = date(y, 1, 1), date(y, 12, 31)
        else:
            return None
    elif which == "day":
        if published is None:
            return Time(start, end, "none", None, None)
        d = _number(re.match("[0-9]+", match.group()).group(), rules)  # type: ignore[union-attr]
        first = last = _date(published.year, published.month, d)
        if first and first > published:
            back = published.replace(day=1) - timedelta(days=1)
            first = last = _date(back.year, back.month, d)
        kind = "day"
    else:
        return Time(start, end, "none", None, None)
    if first is None:
        return Time(start, end, "none", None, None)
    return _turned(Time(start, end, kind, first, last), text, clock)


def _turned(time: Time, text: str, clock: Clock) -> Time:
    """Make a span to date of 以来 and 起 behind it, and an end of 截至 before it."""
    lead = text[max(0, time.start - 4) : time.start]
    if lead.endswith(("比", "较", "比起", "相比于", "对比", "同比")):
        return Time(time.start, time.end, "base", time.first, time.last)
    if time.kind != "now" and _UNTIL.search(lead) and not text.startswith(("以来",), time.end):
        kind = "until" if "截" in lead else time.kind
        if kind == "until":
            return Time(time.start, time.end, kind, time.last, time.last)
    tail = text[time.end : time.end + 12]
    if tail.startswith("同期") or lead.endswith("占"):
        return Time(time.start, time.end, "base", time.first, time.last)
    if time.kind in ("span", "day", "point") and clock.now and time.first:
        since = _SINCE_WORD.match(text, time.end, time.end + 40)
        begun = lead.endswith(_FROM) and not _NO_SINCE.match(tail)
        if (since or begun) and time.first <= clock.now:
            end = time.end
            if since and (since.end() - time.end <= 3 or since.group().endswith("至今")):
                end = since.end()
            return Time(time.start, end, "since", time.first, clock.now)
    return time


def _plan(match: "re.Match[str]", text: str, clock: Clock, rules: Rules) -> Time:
    start, end = rules.periods[match.group("name")]
    first = date.fromisoformat(start)
    last = date.fromisoformat(end) if end else None
    tail = match.group("plan")
    quoted = match.end() < len(text)
    if "以来" in tail or (not last and "以来" in text[match.end() : match.end() + 6]):
        return Time(match.start(), match.end(), "since", first, clock.now)
    if last is None or (not tail and not quoted):
        return Time(match.start(), match.end(), "none", None, None)
    if tail == "末":
        return Time(match.start(), match.end(), "point", last, last)
    if tail in ("", "规划", "规划期", "开局", "收官", "初期"):
        return Time(match.start(), match.end(), "weak", first, last)
    return Time(match.start(), match.end(), "span", first, last)


def _part_of_year(
    year: int, word: str, number: str | None, unit: str | None, rules: Rules
) -> tuple[date | None, date | None]:
    if word == "上半年":
        return date(year, 1, 1), date(year, 6, 30)
    if word == "下半年":
        return date(year, 7, 1), date(year, 12, 31)
    if number:
        months = _number(number, rules) * (3 if unit == "季度" else 1)
        return (date(year, 1, 1), _month_end(year, months)) if 1 <= months <= 12 else (None, None)
    digit = word.replace("第", "")[0]
    quarter = int(digit) if digit.isdigit() else _number(digit, rules)
    return date(year, quarter * 3 - 2, 1), _month_end(year, quarter * 3)


def _back(now: date, number: int, unit: str) -> tuple[date, date]:
    """Return the last `number` years or months up to now; whole years where now ends one."""
    if unit == "年":
        if (now.month, now.day) == (12, 31):
            return date(now.year - number + 1, 1, 1), now
        first = _date(now.year - number, now.month, min(now.day, 28)) or now
        return first, now
    months = now.year * 12 + now.month - number
    return date(months // 12, months % 12 + 1, 1), now


def _year(word: str | None, clock: Clock, year: int | None) -> int | None:
    if not word:
        return None
    if word[0] in "12":
        return int(word[:4])
    if word[0] in "一二" and word.endswith("年") and len(word) == 5:
        table = str.maketrans("〇零一二三四五六七八九", "00123456789")
        return int(word[:4].translate(table))
    if word in ("当年", "同年"):
        return year
    if word in ("次年", "次一年"):
        return year + 1 if year else None
    if clock.published is None:
        return None
    shift = {"去年": -1, "上年": -1, "上一年": -1, "前年": -2, "今年": 0, "本年": 0, "明年": 1, "后年": 2}
    return clock.published.year + shift[word] if word in shift else None


def _default_year(clock: Clock, year: int | None, month: int) -> int | None:
    """Return the year of a month that is named without one: the last year named, else the past."""
    if year is not None:
        return year
    if clock.published is None:
        return None
    past = month <= clock.published.month
    return clock.published.year if past else clock.published.year - 1


def _number(text: str | None, rules: Rules) -> int:
    if not text:
        return 0
    if text.isascii() and text.isdigit():
        return int(text)
    read = parse(text, rules)
    return int(read.value) if read else 0


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date | None:
    return date(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 else None

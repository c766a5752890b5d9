"""Find the quantities in a page: numeral, approximators and unit, whatever they may mean."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from yjstats.extraction.numerals import LONGEST, Numeral, parse
from yjstats.extraction.rules import Approximator, Rules, rules

_ZERO, _HUNDRED, _TEN = Decimal(0), Decimal(100), Decimal(10)
_TURNED = re.compile(r"翻(?:了)?(?P<n>[一二两三四五六七八九几]|[0-9])?(?:番|倍)(?:多|以上)?")
_TENTHS = re.compile(
    r"(?P<a>[一二三四五六七八九两0-9几](?:点[一二三四五六七八九])?)成(?P<b>[一二三四五六七八九]|半)?(?P<c>多|余)?"
    r"(?![立为功员果本效都长人型品交份熟就见绩套片衣规熟行群虫家婚])"
)
_LISTED = frozenset({"、", "和", ",", "与", "及", "以及", "或", "/"})
_LINK = re.compile(r" ?(?:[-~～至到]|--|—+) ?")
_MORE = re.compile(r"\(([^()\n]{1,6})\)")
_SPOKEN = re.compile("个[多余几]?[亿万]")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it stands in the page.

    Attributes
    ----------
    start, end : int
        Place of the mention in the page: numeral and unit word, without words around.
    left, right : int
        Place with the approximators before and behind.
    value, low, high : Decimal or None
        In canonical units; low or high None where unbounded.
    qualifier : str
    unit : str
        Canonical code; blank where no unit word follows.
    word : str
        The unit word as written.
    form : {"arabic", "chinese"}
    large : bool
        Whether 万 or 亿 ends the numeral.
    approximate : bool
        Whether any approximator stands before, in or behind it.
    """

    start: int
    end: int
    left: int
    right: int
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    qualifier: str
    unit: str
    word: str
    form: str
    large: bool
    approximate: bool


def find_quantities(text: str, book: Rules) -> list[Quantity]:
    """Return all quantities of a page, in order, not overlapping.

    Parameters
    ----------
    text : str
        The page's text.
    book : Rules

    Returns
    -------
    list of Quantity
        Bounds as design.md has them: u is one unit of the last digit that is not zero; over
        [X, X+u], nearly [X-u, X], at_least [X, ), at_most (, X], about [X-u/2, X+u/2].
    """
    found: list[Quantity] = []
    end = 0
    for match in _run().finditer(text):
        start = match.start()
        if start < end:
            continue
        made = _read(text, start, match.end(), book)
        if made is not None:
            found.append(made)
            end = made.end
    return _shared_units(text, found)


def _shared_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """Give 1.2万、1.7万和2.3万人次 the unit that only the last of them has."""
    for number in range(len(found) - 2, -1, -1):
        one, following = found[number], found[number + 1]
        if one.unit or not one.large or not following.unit:
            continue
        if text[one.right : following.left] in _LISTED:
            factor = rules().units.get(following.word, ("", Decimal(1)))[1]
            found[number] = replace(
                one, unit=following.unit, value=one.value * factor,
                low=None if one.low is None else one.low * factor,
                high=None if one.high is None else one.high * factor,
            )  # fmt: skip
    return found


@cache
def _run() -> "re.Pattern[str]":
    """Where a numeral may begin: the longest run of characters that numerals have."""
    book = rules()
    chinese = "".join(sorted(book.chinese))
    inside = "".join(sorted(book.inside))
    arabic = r"[0-9]+(?:,[0-9]{3}(?![0-9]))*(?:\.[0-9]+)?"
    return re.compile(
        rf"(?:{arabic}|[{chinese}])(?:[{chinese}{inside}]|(?<=[万亿千百])[0-9]{{1,4}}(?:\.[0-9]+)?(?=[万千百十])){{0,{LONGEST}}}"
        r"|翻(?=了?[一二两三四五六七八九几0-9]?[番倍])",
        re.ASCII,
    )


def _read(text: str, start: int, end: int, book: Rules) -> Quantity | None:
    if text[start] == "翻":
        return _doubled(text, start, book)
    tenths = _TENTHS.match(text, start)
    if tenths:
        return _tenths(text, tenths, book)
    first = _numeral(text, start, end, book)
    if first is None:
        return None
    numeral, stop = first
    if text.startswith("分之", stop):
        return _fraction(text, start, stop, numeral, book)
    spoken = _SPOKEN.match(text, stop)  # 两个亿, 3个多亿
    if spoken:
        joined = parse(text[start:stop] + spoken.group()[1:], book)
        if joined is not None:
            numeral, stop = joined, spoken.end()
    stop, unit, word, factor = _unit(text, stop, book)
    ranged = _range(text, start, stop, numeral, unit, factor, word, book)
    if ranged is not None:
        return ranged
    return _finish(text, start, stop, numeral, unit, word, factor, book)


def _numeral(text: str, start: int, end: int, book: Rules) -> tuple[Numeral, int] | None:
    """Read the longest numeral of a run: what stands at its end may belong to the next word."""
    end = min(end, start + LONGEST)
    for stop in range(end, max(start, end - 6), -1):
        numeral = parse(text[start:stop], book)
        if numeral is None:
            continue
        if numeral.qualifier == "about" and not book.unit_at.match(text, stop):
            continue  # 来 is only an approximator before a unit
        return numeral, stop
    return None


def _unit(text: str, stop: int, book: Rules) -> tuple[int, str, str, Decimal]:
    """Return the end, the canonical code, the word and the factor of the unit at a place."""
    place = stop + 1 if text[stop : stop + 1] == " " else stop
    match = book.unit_at.match(text, place)
    if match is None:
        return stop, "", "", Decimal(1)
    word = match.group()
    if any(text.startswith(after, match.end()) for after in book.not_units.get(word, ())):
        return stop, "", "", Decimal(1)  # 人 of 人民
    unit, factor = book.units[word]
    more = _MORE.match(text, match.end())  # 头(只、匹)
    if more and all(one in book.units for one in re.split("[、,/]", more.group(1))):
        return more.end(), unit, word, factor
    return match.end(), unit, word, factor


def _range(
    text: str, start: int, stop: int, first: Numeral, unit: str, factor: Decimal, word: str,
    book: Rules,
) -> Quantity | None:  # fmt: skip
    """Read 5000万至1亿元 and 20-30人 as one quantity between two numbers."""
    link = _LINK.match(text, stop)
    if link is None or text[max(0, start - 1) : start] in ("从", "由", "自"):
        return None
    lead = text[max(0, start - 12) : start]
    if re.search("[从由自][^,。;、]{0,11}$", lead) and link.group().strip() in ("到", "至"):
        return None
    run = _run().match(text, link.end())
    if run is None:
        return None
    second = _numeral(text, link.end(), run.end(), book)
    if second is None:
        return None
    numeral, end = second
    end, other, other_word, other_factor = _unit(text, end, book)
    if not other or (unit and unit != other) or text[start - 1 : start] == "第":
        return None
    below, above = first.value * factor if unit else first.value, numeral.value
    if not unit and numeral.large and not first.large and first.value < _head(numeral):
        below = first.value * (numeral.value / _head(numeral))
    if not unit and first.value * 1 >= numeral.value and below >= above:
        return None
    below = below if unit else below * other_factor
    above = above * other_factor
    if below >= above:
        return None
    return Quantity(
        start, end, start, end, below, below, above, "between", other, other_word, first.form,
        numeral.large, True,
    )  # fmt: skip


def _head(numeral: Numeral) -> Decimal:
    """Return a numeral without its last 万 or 亿."""
    value = numeral.value
    for size in (Decimal(10**8), Decimal(10**4)):
        if numeral.large and value >= size:
            return value / size
    return value


def _finish(
    text: str, start: int, stop: int, numeral: Numeral, unit: str, word: str, factor: Decimal,
    book: Rules,
) -> Quantity:  # fmt: skip
    """Apply the approximators before and behind, and the factor of the unit."""
    before = _before(text, start, book)
    after, right = _after(text, stop, word, book)
    left = start - len(before.word) if before else start
    qualifier, low, high = numeral.qualifier, numeral.low, numeral.high
    if numeral.qualifier == "exact":
        chosen = (after.qualifier if after else "") or (before.qualifier if before else "")
        if before and after and before.qualifier in ("at_least", "at_most"):
            chosen = before.qualifier
        if chosen:
            qualifier = chosen
            low, high = _bounds(numeral.value, numeral.step, chosen)
    return Quantity(
        start, stop, left, right, numeral.value * factor,
        None if low is None else low * factor, None if high is None else high * factor,
        qualifier, unit, word, numeral.form, numeral.large,
        bool(before or after or numeral.qualifier != "exact"),
    )  # fmt: skip


def _bounds(value: Decimal, step: Decimal, qualifier: str) -> tuple[Decimal | None, Decimal | None]:
    match qualifier:
        case "over":
            return value, value + step
        case "nearly":
            return value - step, value
        case "at_least":
            return value, None
        case "at_most":
            return None, value
        case "about":
            return value - step / 2, value + step / 2
        case _:
            return value, value


def _before(text: str, start: int, book: Rules) -> Approximator | None:
    place = start
    while place and text[place - 1] == " ":
        place -= 1
    lead = text[max(0, place - 6) : place]
    for one in book.before:
        if lead.endswith(one.word):
            ahead = lead[-len(one.word) - 1 : -len(one.word)]
            if ahead and ahead in one.not_after:
                continue
            if one.only_before and text[start] not in one.only_before:
                continue
            return one
    return None


def _after(text: str, stop: int, word: str, book: Rules) -> tuple[Approximator | None, int]:
    for one in book.after:
        if text.startswith(one.word, stop):
            if len(one.word) == 1 and not word:
                continue  # 多 and 余 right behind the numeral stand inside it
            following = text[stop + len(one.word) : stop + len(one.word) + 1]
            if len(one.word) == 1 and following and following in "样元次年种方层功边彩媒学民党点能渠头条维":
                continue
            return one, stop + len(one.word)
    return None, stop


def _tenths(text: str, match: "re.Match[str]", book: Rules) -> Quantity | None:
    digits = match.group("a")
    if "点" in digits:
        whole, _, part = digits.partition("点")
        number = book.digits.get(whole, _ZERO) + book.digits[part] / 10
        step = _TEN / 10
    else:
        some = digits in book.some
        number = Decimal(1) if some else book.digits.get(digits) or Decimal(digits)
        step = _TEN
    value = number * 10
    if match.group("b"):
        value += Decimal(5) if match.group("b") == "半" else book.digits[match.group("b")]
        step = Decimal(1)
    form = "arabic" if digits.isascii() else "chinese"
    inner = "over" if match.group("c") else "exact"
    numeral = Numeral(
        value, value, value + step if match.group("c") else value, inner, step,
        "arabic" if form == "arabic" else "chinese", True,
    )  # fmt: skip
    return _finish(text, match.start(), match.end(), numeral, "percent", "成", Decimal(1), book)


def _fraction(
    text: str, start: int, stop: int, below: Numeral, book: Rules
) -> Quantity | None:
    """Read 三分之一 and 百分之三十 as percent."""
    run = _run().match(text, stop + 2)
    if run is None or not below.value:
        return None
    read = _numeral(text, stop + 2, run.end(), book)
    if read is None:
        return None
    above, end = read
    if below.value == _HUNDRED and text[start:stop] == "百":
        return _finish(text, start, end, above, "percent", "", Decimal(1), book)
    if above.value > below.value:
        return None
    share = Numeral(
        above.value * 100 / below.value, above.low * 100 / below.value,
        above.high * 100 / below.value, above.qualifier,
        Decimal(1), above.form, True,
    )  # fmt: skip
    return _finish(text, start, end, share, "percent", "", Decimal(1), book)


def _doubled(text: str, start: int, book: Rules) -> Quantity | None:
    """Read 翻一番 as twice as much, 翻两番 as four times."""
    match = _TURNED.match(text, start)
    if match is None:
        return None
    digit = match.group("n")
    times = int(book.digits.get(digit, Decimal(1))) if digit and not digit.isdigit() else int(digit or 1)
    value = Decimal(2**times)
    end = match.end()
    qualifier, high = "exact", value
    if match.group().endswith("多"):
        end -= 1
        qualifier = "over"
        high = value + 1
    elif match.group().endswith("以上"):
        end -= 2
    right = match.end()
    low: Decimal | None = value
    top: Decimal | None = high
    if match.group().endswith("以上"):
        qualifier, top = "at_least", None
    return Quantity(
        start, end, start, right, value, low, top, qualifier, "times", "番", "chinese", False,
        qualifier != "exact",
    )  # fmt: skip

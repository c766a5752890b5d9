"""Write a number in every way that Chinese newspapers write it; the inverse of reading."""

from collections.abc import Iterator
from decimal import Decimal

_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_MYRIADS = ("", "万", "亿")
MOST_DIGITS = 15  # more is no figure of a newspaper


def arabic(number: int | Decimal) -> str:
    """4.52, without an exponent and without idle zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def grouped(number: int) -> str:
    """12,345,678."""
    return f"{number:,}"


def chinese(number: int, liang: bool = False) -> str:
    """一万二千零五; with `liang` 两 before 百, 千, 万 and 亿."""
    parts: list[str] = []
    sections = [number // 10**8, number // 10**4 % 10**4, number % 10**4]
    for section, myriad in zip(sections, reversed(_MYRIADS), strict=True):
        if not section:
            continue
        written = _section(section, liang)
        if liang and section == 2 and myriad:
            written = "两"
        parts.append(("零" if parts and section < 1000 else "") + written + myriad)
    text = "".join(parts)
    return text[1:] if text.startswith("一十") else text


def _section(number: int, liang: bool) -> str:
    written, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if not digit:
            gap = bool(written)
            continue
        name = "两" if liang and digit == 2 and place >= 2 else _DIGITS[digit]
        written += ("零" if gap else "") + name + _PLACES[place]
        gap = False
    return written


def myriads(number: int) -> Iterator[str]:
    """4.52亿 and 45200万, wherever that needs no more than four decimals."""
    for size, name in ((10**4, "万"), (10**8, "亿")):
        part = Decimal(number) / size
        if part >= Decimal("0.1") and part == part.quantize(Decimal("0.0001")):
            yield arabic(part) + name


def mixed(ten_thousands: int, thousands: int) -> str:
    """1万5千."""
    return f"{ten_thousands}万{thousands}千"


def readings(number: int) -> Iterator[str]:
    """Every way of writing a whole number."""
    yield arabic(number)
    yield grouped(number)
    yield chinese(number)
    yield from myriads(number)


def unit_of_last_digit(number: int | Decimal) -> Decimal:
    """100 for 1900, 0.01 for 4.52: one unit of the last digit that is not zero."""
    _, digits, exponent = Decimal(number).normalize().as_tuple()
    assert digits
    return Decimal(1).scaleb(int(exponent))

"""Number formats and marks: a number as it was reported, a number still and never text."""

import re
from collections.abc import Iterable
from math import floor, log10

from yjstats.codebook import codebook
from yjstats.presenting import RATE_DIGITS, suffix
from yjstats.text import Lang, messages, say

MOST = 4  # decimals
TOLD_OTHERWISE = ("approximate", "not_reported", "other_period")  # by a sign, or in words


def number_format(
    unit: str,
    value: float,
    qualifier: str = "exact",
    lang: Lang = "zh",
    *,
    upper: str = "",
    marks: str = "",
    digits: int | None = None,
) -> str:
    """Return an Excel format that shows a number as it was reported, with its unit.

    Parameters
    ----------
    unit : str
        Display unit; may be empty.
    value : float
        The number itself, which decides how many decimals are shown.
    qualifier : str
        How sure the source is: `"近"#,##0"台"` is a number still.
    lang : {"zh", "en"}
    upper : str
        The upper end of a range (qualifier between), as shown.
    marks : str
        What stands behind it, such as `[时]`.
    digits : int, optional
        Significant digits to show, for computed figures only.

    Returns
    -------
    str
        Such as `#,##0.00"亿元"`.
    """
    decimals = decimals_of(value)
    if digits is not None and value:
        decimals = min(decimals, max(digits - 1 - floor(log10(abs(value))), 0))
    number = "#,##0" + ("." + "0" * decimals if decimals else "")
    mark = "at_least" if qualifier == "between" and not upper else qualifier
    shown = say(
        f"figure.{mark}", lang, number="\0", upper=upper, unit=suffix(unit, lang) if unit else ""
    )
    before, after = (re.sub(r'["\\]', "", part) for part in shown.split("\0"))
    after += f" {marks}" if marks else ""
    return (f'"{before}"' if before else "") + number + (f'"{after}"' if after else "")


def rate_format(unit: str, value: float, qualifier: str, lang: Lang, marks: str = "") -> str:
    """Return the format of a computed figure: five significant digits."""
    return number_format(unit, value, qualifier, lang, marks=marks, digits=RATE_DIGITS)


def decimals_of(value: float, most: int = MOST) -> int:
    """Return how many decimals show a value as it is, up to `most`."""
    return next((n for n in range(most) if abs(value - round(value, n)) < 1e-9), most)


def plain(number_format: str) -> str:
    """Return a format without its words."""
    return re.sub(r'"[^"]*"', "", number_format)


def symbol_of(reason: str, lang: Lang) -> str:
    """Return the symbol of a reason code in brackets: `[时]`; its name where it has none."""
    key = f"symbol.{reason}"
    known = key in messages()
    return f"[{say(key, lang) if known else codebook().name('reason', reason, lang)}]"


def symbols_of(reasons: Iterable[str], lang: Lang) -> str:
    """Return the symbols of reason codes, such as `[时·限]`, without those told otherwise."""
    told = [symbol_of(r, lang)[1:-1] for r in reasons if r not in TOLD_OTHERWISE]
    return f"[{say('list.mark', lang).join(told)}]" if told else ""

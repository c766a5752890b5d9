"""Show figures to people: display units, bounds, periods, blanks, in Chinese or English."""

from collections.abc import Iterable, Mapping
from datetime import date
from math import isnan
from statistics import median
from typing import Any

import pandas as pd

from yjstats.codebook import codebook
from yjstats.text import Lang, messages, say

RATE_DIGITS = 5  # significant digits of computed figures; reported ones are shown as they are


def scale_of(unit: str, values: Iterable[float], lang: Lang = "zh") -> tuple[float, str]:
    """Choose the display unit for figures that are shown together.

    Parameters
    ----------
    unit : str
        The canonical unit.
    values : iterable of float
        Figures in that unit; the middle one decides.
    lang : {"zh", "en"}

    Returns
    -------
    factor : float
        Canonical units in one display unit.
    name : str
        The name of the display unit.
    """
    known = [abs(value) for value in values if not isnan(value)]
    return scale_at(unit, median(known) if known else 0.0, lang)


def scale_at(unit: str, size: float, lang: Lang = "zh") -> tuple[float, str]:
    """Choose the display unit for a figure of this size (see `scale_of`)."""
    for row in codebook().scales:
        if (row["unit"], row["lang"]) == (unit, lang) and size >= float(row["factor"]):
            return float(row["factor"]), row["name"]
    return 1.0, codebook().name("unit", unit, lang)


def show_number(value: float, digits: int | None = None) -> str:
    """Return a number for people: grouped by thousands, as many decimals as it has.

    Parameters
    ----------
    value : float
    digits : int, optional
        Significant digits to round to, for computed figures only.
    """
    if digits is not None:
        value = float(f"{value:.{digits}g}")
    text = f"{value:,.6f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")


def show_value(value: float, unit: str, lang: Lang = "zh", digits: int | None = None) -> str:
    """Return one figure with its display unit, such as 4.52亿元; empty for a blank."""
    if pd.isna(value):
        return ""
    factor, name = scale_at(unit, abs(value), lang)
    return show_number(value / factor, digits) + suffix(name, lang)


def suffix(name: str, lang: Lang) -> str:
    """Return a display unit as it stands after a number."""
    return name if lang == "zh" or name == "%" else f" {name}"


def show_figure(row: Mapping[str, Any], lang: Lang = "zh") -> str:
    """Return a figure with the sign of its qualifier: 近200台, 1,900余人, ≥4亿元."""
    if pd.isna(row["value"]):
        return ""
    factor, name = scale_at(row["unit"], abs(row["value"]), lang)
    return say(
        f"figure.{sign_of(row)}",
        lang,
        number=show_number(row["value"] / factor),
        upper="" if pd.isna(row["high"]) else show_number(row["high"] / factor),
        unit=suffix(name, lang),
    )


def sign_of(row: Mapping[str, Any]) -> str:
    """Return the qualifier to show: a wide range (数百名 is 100 to 1000) as the range it is."""
    wide = row["qualifier"] == "over" and row["high"] > 2 * row["value"]
    known = row["qualifier"] in codebook().terms["qualifier"]  # a caller's own frame may not be
    return "between" if wide else str(row["qualifier"]) if known else "exact"


def show_bounds(row: Mapping[str, Any], lang: Lang = "zh") -> str:
    """Return the bounds of a figure as an interval, empty where it is exact or blank."""
    low, high, unit = row["low"], row["high"], row["unit"]
    if pd.isna(row["value"]) or (low == high):
        return ""
    if pd.isna(high):
        return f"≥{show_value(low, unit, lang)}"
    if pd.isna(low):
        return f"≤{show_value(high, unit, lang)}"
    return f"[{show_value(low, unit, lang)}, {show_value(high, unit, lang)}]"


def show_per_year(row: Mapping[str, Any], lang: Lang = "zh") -> str:
    """Return a value per year to five significant digits, as a range where it has bounds."""
    value, low, high = (
        show_value(row[name], row["unit"], lang, RATE_DIGITS)
        for name in ("per_year", "per_year_low", "per_year_high")
    )
    if not value or low == high:
        return value
    if not high:
        return f"≥{low}"
    return f"{low} – {high}" if low else f"≤{high}"


def show_period(start: Any, end: Any, lang: Lang = "zh") -> str:
    """Return a period at the precision it needs: 2022年, 2020年1月—2022年12月, 2023年7月3日."""
    if pd.isna(start) or pd.isna(end):
        return ""
    first, last = pd.Timestamp(start).date(), pd.Timestamp(end).date()
    whole_months = first.day == 1 and last == _month_end(last)
    whole_years = whole_months and first.month == 1 and last.month == 12
    if first == last == _month_end(last):
        return say("period.month_end", lang, month=_month(last, lang))
    if whole_years:
        a, b = _year(first, lang), _year(last, lang)
    elif whole_months:
        a, b = _month(first, lang), _month(last, lang)
    else:
        a, b = _day(first, lang), _day(last, lang)
    return a if a == b else f"{a}—{b}" if lang == "zh" else f"{a} to {b}"


def _month_end(day: date) -> date:
    return (pd.Timestamp(day) + pd.offsets.MonthEnd(0)).date()


def _year(day: date, lang: Lang) -> str:
    return f"{day.year}年" if lang == "zh" else str(day.year)


def _month(day: date, lang: Lang) -> str:
    return f"{day.year}年{day.month}月" if lang == "zh" else f"{day:%Y-%m}"


def _day(day: date, lang: Lang) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if lang == "zh" else day.isoformat()


def show_reasons(reasons: tuple[str, ...], lang: Lang = "zh") -> str:
    """Return reason codes by name."""
    return say("list.comma", lang).join(codebook().name("reason", code, lang) for code in reasons)


def show_rank(low: Any, high: Any) -> str:
    """Return a rank or a range of ranks; empty where there is none."""
    if pd.isna(low):
        return ""
    return str(low) if low == high else f"{low}–{high}"


def present(comparison: pd.DataFrame, lang: Lang = "zh") -> pd.DataFrame:
    """Return a comparison as a table to read: display units, bounds, periods, names.

    Parameters
    ----------
    comparison : DataFrame
        From `compare`.
    lang : {"zh", "en"}

    Returns
    -------
    DataFrame
        All str: city, figure (未报道 where there is none), bounds, period, per year (five
        significant digits), rank, notes (reason codes by name, then the near figure).
    """
    book = codebook()
    rows = []
    for row in comparison.to_dict("records"):
        missing = pd.isna(row["value"])
        notes = show_reasons(row["reasons"], lang)
        if row["near"]:
            notes += say("present.near", lang, near=show_near(row["near"], lang))
        rows.append(
            {
                say("column.city", lang): book.name("city", row["city"], lang),
                say("column.value", lang): show_reasons(row["reasons"], lang)
                if missing
                else show_figure(row, lang),
                say("column.bounds", lang): show_bounds(row, lang),
                say("column.period", lang): show_period(
                    row["period_start"], row["period_end"], lang
                ),
                say("column.per_year", lang): show_per_year(row, lang),
                say("column.rank", lang): show_rank(row["rank_low"], row["rank_high"]),
                say("column.reasons", lang): notes if not missing or row["near"] else "",
            }
        )
    return pd.DataFrame(rows, dtype="str")


def readable(frame: pd.DataFrame, lang: Lang = "zh") -> pd.DataFrame:
    """Return any view as text: codes by name, numbers grouped, dates ISO, blanks empty.

    Parameters
    ----------
    frame : DataFrame
        Codes stand in columns named as in the tidy frame, or in column names.
    lang : {"zh", "en"}

    Returns
    -------
    DataFrame
        The same shape, all str; its columns have names where the frame's are indicators.
    """
    book = codebook()
    kinds = {"city": "city", "city_a": "city", "city_b": "city", "indicator": "indicator",
             "numerator": "indicator", "denominator": "indicator", "read_as": "indicator",
             "unit": "unit", "per_unit": "unit", "basis": "basis", "qualifier": "qualifier",
             "measure": "measure", "status": "status", "domain": "domain", "greater": "greater",
             "state": "state", "outcome": "outcome", "what": "what"}  # fmt: skip

    def cell(name: str, value: Any) -> str:
        if isinstance(value, tuple):
            text = show_reasons(value, lang)
        elif isinstance(value, dict):
            text = show_near(value, lang)
        elif isinstance(value, list):
            text = say("list.comma", lang).join(show_why(map(str, value), lang))
        elif value is None or pd.isna(value):
            text = ""
        elif pd.api.types.is_bool(value):
            text = say(f"word.{'yes' if value else 'no'}", lang)
        elif isinstance(value, pd.Timestamp):
            text = value.date().isoformat()
        elif isinstance(value, float):
            text = show_number(value)
        elif name == "field":
            text = _heading(str(value), lang)
        else:
            text = book.name(kinds.get(name, name), str(value), lang)
        return text

    made = {name: [cell(name, value) for value in frame[name]] for name in frame.columns}
    out = pd.DataFrame(made, dtype="str", columns=frame.columns)
    return out.rename(columns=lambda name: _heading(name, lang))


def _heading(name: str, lang: Lang) -> str:
    """Return a column's name in words, where there are any."""
    if name in codebook().indicators:
        return codebook().name("indicator", name, lang)
    if name in codebook().cities:
        return codebook().name("city", name, lang)
    key = f"column.{name}"
    return say(key, lang) if key in messages() else name


def show_why(words: Iterable[str], lang: Lang = "zh") -> list[str]:
    """Return what led to a reading: words of the text as they are, reasons by name."""
    known = codebook().terms["why"]
    codes = ((word, word.replace(" ", "-")) for word in words)
    return [known[code][lang] if code in known else word for word, code in codes]


def show_near(near: Mapping[str, Any], lang: Lang = "zh") -> str:
    """Return a near figure in words: what, how much, when."""
    name = codebook().name("indicator", near["indicator"], lang)
    value = show_value(near["value"], near["unit"], lang)
    period = show_period(near["period_start"], near["period_end"], lang)
    return say("present.near_figure", lang, name=name, value=value, period=period)

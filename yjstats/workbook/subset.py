"""Which part of the data a workbook shows."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from yjstats.codebook import codebook
from yjstats.comparison.choose import Period, within
from yjstats.comparison.compare import check_request
from yjstats.comparison.once import made_of
from yjstats.errors import UsageError

NOT_COMPARED = ("surface", "note")


@dataclass(frozen=True)
class Subset:
    """A part of the data; blank means all.

    Attributes
    ----------
    indicators, cities : tuple of str
        Codes of the codebook.
    domain : str or None
    period : tuple of str or None
        First and last day, as ISO dates: figures whose period shares at least a day with it.
    """

    indicators: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    domain: str | None = None
    period: Period | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing is left out."""
        return self == Subset()


def make_subset(
    indicators: Sequence[str] | None = None,
    cities: Sequence[str] | None = None,
    domain: str | None = None,
    period: Period | None = None,
) -> Subset:
    """Return a subset, checked.

    Raises
    ------
    UnknownName
        If the codebook has no such indicator, city or domain; names the nearest spellings.
    UsageError
        If `period` is none, or the domain has none of the indicators.
    """
    book = codebook()
    for kind, codes in (
        ("indicator", indicators),
        ("city", cities),
        ("domain", domain and [domain]),
    ):
        for code in codes or ():
            book.require(kind, code)
    check_request(None, None, period)
    subset = Subset(tuple(indicators or ()), tuple(cities or ()), domain, period)
    if not indicators_of(subset):
        raise UsageError("error.no_such_subset", domain=book.name("domain", str(domain)))
    return subset


def indicators_of(subset: Subset) -> list[str]:
    """Return the indicators of a subset, in the order of the codebook."""
    return [
        code
        for code, row in codebook().indicators.items()
        if (not subset.indicators or code in subset.indicators)
        and subset.domain in (None, row["domain"])
    ]


def cities_of(subset: Subset) -> list[str]:
    """Return the cities of a subset, in the order of the codebook."""
    return [code for code in codebook().cities if not subset.cities or code in subset.cities]


def observations_of(frame: pd.DataFrame, subset: Subset) -> pd.DataFrame:
    """Return the observations of a subset: the frame itself where nothing is left out.

    Parameters
    ----------
    frame : DataFrame
        The tidy frame.
    subset : Subset
    """
    if subset.cities:
        frame = frame[frame["city"].isin(subset.cities)]
    if subset.indicators or subset.domain:
        frame = frame[frame["indicator"].isin(indicators_of(subset))]
    return within(frame, period=subset.period)


def compared_in(frame: pd.DataFrame, subset: Subset) -> pd.DataFrame:
    """Return the observations that a subset's comparisons are made of.

    They are those of its cities, of all indicators: a city that does not report one may report the
    indicator near to it. The columns of `NOT_COMPARED` are blank: comparing copies what it gets,
    and they are most of what a large frame weighs. A frame that is compared already stays as it is.
    """
    if not subset.cities and subset.period is None and made_of(frame):
        return frame
    base = frame[frame["city"].isin(subset.cities)] if subset.cities else frame
    blank = pd.Series(None, base.index, dtype="str")
    return base.assign(**dict.fromkeys(NOT_COMPARED, blank))

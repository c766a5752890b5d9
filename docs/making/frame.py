"""The columns of the tidy frame, from the package's own constants."""

from making import cell, code, table
from yjstats.observations import COLUMNS, DTYPES
from yjstats.text import say

INTRO = """# The tidy frame

One row a reported figure: what `yjstats.load()` returns, and what `observations.csv` holds. The columns
in their order, what each means and what a blank in it means. Codes are those of the
[codebook](codebook.md). In CSV a blank is the empty field, in JSON `null`; dates are ISO dates.

"""


def page() -> str:
    """Return the page of the columns."""
    rows = [
        [code(column.name), code(DTYPES[column.kind]), *_both(f"field.{column.name}"),
         *_both(f"blank.{column.name if column.blank else 'never'}")]
        for column in COLUMNS
    ]  # fmt: skip
    header = ["column", "dtype", "meaning", "含义", "a blank means", "空白表示"]
    return INTRO + table(header, rows)


def _both(key: str) -> list[str]:
    return [cell(say(key, "en")), cell(say(key, "zh"))]

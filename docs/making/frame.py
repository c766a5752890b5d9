"""The columns of the tidy frame, from the package's own constants."""

from making import cell, code, table
from yjstats.observations import COLUMNS, DTYPES
from yjstats.text import say


def columns() -> str:
    """Return the table of the columns."""
    rows = [
        [
            code(column.name),
            code(DTYPES[column.kind]),
            *_both(f"field.{column.name}"),
            *_both(f"blank.{column.name if column.blank else 'never'}"),
        ]
        for column in COLUMNS
    ]
    return table(["column", "dtype", "meaning", "含义", "a blank means", "空白表示"], rows)


def _both(key: str) -> list[str]:
    return [cell(say(key, "en")), cell(say(key, "zh"))]

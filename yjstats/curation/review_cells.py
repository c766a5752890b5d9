"""What a person put into a cell of the review: a word of a list, a number, a date, or text."""

from collections.abc import Mapping
from datetime import date, datetime, time
from difflib import get_close_matches
from typing import Any

from yjstats.curation.review_page import DATES, NUMBERS
from yjstats.curation.review_words import (
    CORRECTED,
    LANGS,
    answers,
    blank_word,
    lists,
    may_be_blank,
)
from yjstats.observations import number_text
from yjstats.workbook.texts import FORBIDDEN, unescape


class WrongCellError(Exception):
    """A cell that cannot be taken: the name of the check, and what fills its message."""


def _fault(check: str, **expected: object) -> WrongCellError:
    return WrongCellError(check, expected)


def answer_in(name: str, cell: Any) -> str:
    """Return a filled cell as curated.csv has it: codes for words, ISO dates, plain numbers.

    Raises
    ------
    WrongCellError
        If it is a formula, an error value, or not what its column takes.
    """
    value, text = cell.value, text_in(cell.value)
    if cell.data_type == "f":
        raise _fault("a_formula")
    if cell.data_type == "e":
        raise _fault("an_error_value")
    if name in CORRECTED and text in {blank_word(lang) for lang in LANGS}:
        if not may_be_blank(name):
            raise _fault("blank")
        return ""
    if name in NUMBERS:
        return _number(value)
    if name in DATES:
        return _day(value)
    if name == "decision" or name in lists():
        known = answers(name)
        if text not in known:
            raise _fault("not_listed", list=_near(text, known))
        return known[text]
    if isinstance(value, bool | datetime | date | time):
        raise _fault("should_be_text")
    return text


def _number(value: Any) -> str:
    if isinstance(value, str):
        raise _fault("number_as_text")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _fault("not_a_number_cell")
    return number_text(float(value)) or ""


def _day(value: Any) -> str:
    if isinstance(value, str):
        raise _fault("date_as_text")
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    raise _fault("not_a_date_cell")


def _near(text: str, known: Mapping[str, str]) -> str:
    near = dict.fromkeys(known[word] for word in get_close_matches(text[:40], known, n=3))
    return ", ".join([*near] or [*dict.fromkeys(known.values())][:8])


def text_in(value: Any) -> str:
    """Return a cell as text, without what spreadsheets put round or into it."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = unescape(str(value)).replace("\r\n", "\n").replace("\r", "\n")
    return FORBIDDEN.sub("", text).strip()

"""Read the numeral that begins at a place of a text, and the unit behind it."""

import re

from yjstats.codebook.own import per_codebook
from yjstats.extraction.colloquial import NONE, Unit
from yjstats.extraction.numerals import LONGEST, Numeral, parse
from yjstats.extraction.rules import Rules, rules

TAIL = 6  # characters that may stand at the end of a run of numerals and belong to the next word
_MORE = re.compile(r"\(([^()\n]{1,6})\)")


@per_codebook
def run_pattern() -> "re.Pattern[str]":
    """Match where a numeral may begin: the longest run of characters that numerals have."""
    book = rules()
    chinese, inside = "".join(sorted(book.chinese)), "".join(sorted(book.inside))
    arabic = r"(?<=[0-9])[0-9]*(?:,[0-9]{3}(?![0-9]))*(?:\.[0-9]+)?"
    mixed = r"(?<=[万亿千百])[0-9]{1,4}(?:\.[0-9]+)?(?=[万千百十])"
    return re.compile(
        rf"[0-9{chinese}翻](?:(?:{arabic}|(?<=[{chinese}]))"  # one of a set is soon found
        rf"(?:[{chinese}{inside}]|{mixed}){{0,{LONGEST}}}"
        "|(?<=翻)(?=了?[一二两三四五六七八九0-9]?[番倍]))",
        re.ASCII,
    )


def numeral_at(text: str, start: int, end: int, book: Rules) -> tuple[Numeral, int] | None:
    """Read the longest numeral of a run: what stands at its end may belong to the next word."""
    stop = min(end, start + LONGEST)
    least = max(start, stop - TAIL)
    while stop > least:
        numeral = parse(text[start:stop], book)
        # 来 is an approximator before a unit or a magnitude only
        if numeral and (
            numeral.qualifier != "about"
            or text[stop - 1] in book.myriads
            or book.unit_at.match(text, stop)
        ):
            return numeral, stop
        stop -= 1
    return None


def next_numeral(text: str, start: int, book: Rules) -> tuple[Numeral, int] | None:
    """Read the numeral that begins at a place, and tell where it ends."""
    run = run_pattern().match(text, start)
    return numeral_at(text, start, run.end(), book) if run else None


def unit_at(text: str, stop: int, book: Rules) -> tuple[int, Unit]:
    """Return where the unit at a place ends, and the unit."""
    place = stop + 1 if text[stop : stop + 1] == " " else stop
    match = book.unit_at.match(text, place)
    if match is None:
        return stop, NONE
    word, end = match.group(), match.end()
    if text.startswith(book.not_units.get(word, ()), end):
        return stop, NONE  # 人 of 人民
    code, factor = book.units[word]
    more = _MORE.match(text, end) if text.startswith("(", end) else None  # 头(只、匹)
    if more and all(one in book.units for one in re.split("[、,/]", more.group(1))):
        end = more.end()
    return end, (code, word, factor)

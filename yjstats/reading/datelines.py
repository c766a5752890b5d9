"""Read the line that tells when and where an article appeared: `2024-01-30 10:49 来源：某报`."""

import re
from datetime import date

from yjstats.reading.words import Words, words

EARLIEST, LATEST = 1949, 2100
DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s?(?:年|[-/.])\s?(\d{1,2})(?!\d)"
    r"(?:\s?(?:月|[-/.])\s?(?:(\d{1,2})(?!\d)\s?日?)?)?"
)
# Some sites set the year apart from the day: 2023 01/15 10:20
APART = re.compile(r"(?<!\d)((?:19|20)\d\d)\s+(\d{1,2})\s?/\s?(\d{1,2})(?!\d)")
CLOCK = re.compile(
    r"[T\s　]*\d{1,2}\s?[:：时]\s?\d{2}(?:\s?[:：分]\s?\d{2}秒?)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?"
)
WEEKDAY = re.compile(r"\s*[（(]?(?:星期|周)[一二三四五六日天][）)]?")
IDLE = re.compile(r"[\s|｜丨/／·•,，、:：;；()（）\[\]【】<>《》—–\-]*")
URL = re.compile(r"(?:https?://|www\.)[!-~]+")
SENTENCE = re.compile(r"[。！？；!?]")
LONGEST, VALUE = 160, 40


def find_date(text: str) -> tuple[str, int, int] | None:
    """Find the first real date in a text.

    Returns
    -------
    tuple of (str, int, int), or None
        As 2024-01-30 or 2024-01, and from where to where it stands, time of day included.
    """
    places = sorted([*DATE.finditer(text), *APART.finditer(text)], key=lambda f: f.start())
    for found in places:
        year, month, day = (int(part) if part else 0 for part in found.groups())
        try:
            date(year, month, day or 1)
        except ValueError:
            continue
        if not EARLIEST <= year <= LATEST:
            continue
        end = found.end()
        for more in (WEEKDAY, CLOCK, WEEKDAY):
            if after := more.match(text, end):
                end = after.end()
        told = f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day else "")
        return told, found.start(), end
    return None


def parse_dateline(line: str, given: Words | None = None) -> dict[str, str] | None:
    """Return what a line tells by field, or None if the line is anything but a dateline.

    Parameters
    ----------
    line : str
    given : Words, optional

    Returns
    -------
    dict of str to str, or None
        Fields `published`, `publisher`, `author`, `other`. A line counts as a dateline only where
        labels, their values and dates are all that it holds.
    """
    if len(line) > LONGEST or SENTENCE.search(line):
        return None
    labels = (given or words()).labels
    line = URL.sub(" ", line)
    told: dict[str, str] = {}
    dated = find_date(line)
    if dated:
        told["published"] = dated[0]
        line = line[: dated[1]] + "\0" + line[dated[2] :]
    first = _label(labels).search(line)
    if first is None:
        return told if told and IDLE.fullmatch(line.replace("\0", "")) else None
    before = line[: first.start()].replace("\0", "")
    if not IDLE.fullmatch(before):
        return None
    for label in _label(labels).finditer(line):
        value = line[label.end() :]
        follower = _label(labels).search(value)
        value = value[: follower.start()] if follower else value
        value = value.split("\0")[0] if value.split("\0")[0].strip() else value.replace("\0", "")
        value = re.split(r"[|｜丨]", value.strip(" |｜丨"))[0].strip(" \t　,，、;；()（）[]【】")
        if len(value) > VALUE:
            return None
        name = labels[label[1].replace(" ", "")]
        if value and name in {"publisher", "author"}:
            told.setdefault(name, value)
    return told or {"other": line}


def _label(labels: dict[str, str]) -> re.Pattern[str]:
    # longest first; letters of a label may be set apart (来 源：), as old sites do
    names = sorted(labels, key=len, reverse=True)
    spaced = "|".join(r"\s?".join(map(re.escape, name)) for name in names)
    return re.compile(rf"(?<![\u4e00-\u9fff])({spaced})\s?[:：]\s?")

"""Propose title, date and source of a document from what it tells of itself."""

import re

from yjstats.reading.clean import SPACE, UNSEEN
from yjstats.reading.datelines import find_date, parse_dateline
from yjstats.reading.document import Dropped, Read

TOP, TAIL = 12, 6  # lines at the head and at the end that may be datelines
TITLE_SHORTEST, TITLE_LONGEST = 4, 70
SHORT = 45  # a short line near the top may hold a date beside other words
SENTENCE_END = re.compile(r"[。；，：!！?？…、]$")
HAN = re.compile(r"[\u4e00-\u9fff]")
LETTERS = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff]")
FIELDS = ("title", "published", "publisher", "author")


def propose(read: Read, text: str) -> tuple[str, dict[str, str], list[Dropped]]:
    """Propose what the document tells, and take its datelines out of the text.

    Parameters
    ----------
    read : Read
        What the reader gave: its hints are believed first.
    text : str
        The cleaned text.

    Returns
    -------
    text : str
        Without datelines at head and end, and with the title once, as its first line.
    fields : dict of str to str
        `title`, `published`, `publisher`, `author`; empty where the document does not tell.
    dropped : list of Dropped
    """
    lines, told, dropped = _datelines(text.split("\n") if text else [])
    hints = {name: tidy(value) for name, value in read.hints.items()}
    for name in ("publisher", "author"):
        hints[name] = _unlabelled(hints.get(name, ""), name)
    head = [tidy(line) for line in read.head]
    above: dict[str, str] = {}
    for line in head:
        for name, value in (parse_dateline(line) or {}).items():
            above.setdefault(name, value)
    dated = find_date(hints.get("published", ""))
    fields = {name: hints.get(name) or above.get(name) or told.get(name, "") for name in FIELDS}
    fields["published"] = (
        (dated[0] if dated else "") or above.get("published") or told.get("published")
        or _beside([*head, *lines[:TOP]])
    )  # fmt: skip
    fields["title"] = hints.get("title") or title_of(lines)
    lines, again = _title_once(lines, fields["title"])
    return "\n".join(lines), fields, dropped + again


def title_of(lines: list[str]) -> str:
    """Return the line that stands as a title does: short, no sentence, above the first sentence."""
    above = []
    for line in lines[:TOP]:
        if len(line) > TITLE_LONGEST or "。" in line:
            break
        above.append(line)
    if len(above) == len(lines):  # no text below: what stands there may be anything
        return ""
    fit = [
        line for line in above
        if len(line) >= TITLE_SHORTEST and HAN.search(line) and not SENTENCE_END.search(line)
        and " | " not in line
    ]  # fmt: skip
    twice = [line for line in fit if fit.count(line) > 1]
    return next(iter(twice or fit), "")


def tidy(line: str) -> str:
    """Return a line without white space at its ends and without characters that show nothing."""
    return SPACE.sub(" ", UNSEEN.sub("", line).replace("\n", " ")).strip()


def same_words(one: str, other: str) -> bool:
    """Tell whether two lines have the same letters, punctuation and spaces apart."""
    return LETTERS.sub("", one) == LETTERS.sub("", other)


def _datelines(lines: list[str]) -> tuple[list[str], dict[str, str], list[Dropped]]:
    told: dict[str, str] = {}
    dropped = []
    kept = []
    for number, line in enumerate(lines):
        near = number < TOP or number >= len(lines) - TAIL
        found = parse_dateline(line) if near else None
        if found is None:
            kept.append(line)
            continue
        dropped.append(Dropped("dateline", line))
        for name, value in found.items():
            told.setdefault(name, value)
    return kept, told, dropped


def _beside(lines: list[str]) -> str:
    for line in lines:
        found = find_date(line) if len(line) <= SHORT else None
        if found and len(found[0]) == 10:
            return found[0]
    return ""


def _unlabelled(value: str, name: str) -> str:
    told = parse_dateline(value) if value else None
    return (told.get(name) or "") if told is not None else value


def _title_once(lines: list[str], title: str) -> tuple[list[str], list[Dropped]]:
    if not title:
        return lines, []
    places = [n for n, line in enumerate(lines[:TOP]) if same_words(line, title)]
    if not places:
        return [title, *lines], []
    again = [Dropped("title_again", lines[n]) for n in places[1:]]
    return [line for n, line in enumerate(lines) if n not in places[1:]], again

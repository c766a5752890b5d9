"""Ask whether a text has a word of a group of cues.csv, or of several."""

import re
from functools import lru_cache

from yjstats.extraction.alternation import alternation
from yjstats.extraction.rules import Rules, Words


def tells(rules: Rules, cue: str, text: str) -> bool:
    """Tell whether a word of a group stands in a text."""
    return rules.patterns[cue].search(text) is not None


def tells_any(rules: Rules, cues: Words, text: str) -> bool:
    """Tell whether a word of any of several groups stands in a text."""
    return _pattern(rules, cues).search(text) is not None


def first(rules: Rules, cue: str, text: str) -> int:
    """Return where the first word of a group begins in a text; its length where none stands."""
    match = rules.patterns[cue].search(text)
    return match.start() if match else len(text)


def last(rules: Rules, cue: str, text: str) -> int:
    """Return where the last word of a group ends in a text; 0 where none stands."""
    return max((match.end() for match in rules.patterns[cue].finditer(text)), default=0)


@lru_cache(maxsize=512)
def _pattern(rules: Rules, cues: Words) -> "re.Pattern[str]":
    return re.compile(alternation([word for cue in cues for word in rules.cues[cue]]))

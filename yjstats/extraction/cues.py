"""Ask whether a text has a word of a group of cues.csv, or what a pattern says of such words."""

import re
from collections.abc import Callable
from functools import lru_cache

from yjstats.extraction.alternation import alternation
from yjstats.extraction.rules import Rules, Words

_CUE = re.compile(r"(?<!\(\?P)<(\w+)>")


def tells(rules: Rules, cue: str, text: str) -> bool:
    """Tell whether a word of a group stands in a text."""
    return _search(rules, cue)(text) is not None


def tells_any(rules: Rules, cues: Words, text: str) -> bool:
    """Tell whether a word of any of several groups stands in a text."""
    return _pattern(rules, cues).search(text) is not None


def first(rules: Rules, cue: str, text: str) -> int:
    """Return where the first word of a group begins in a text; its length where none stands."""
    match = _search(rules, cue)(text)
    return match.start() if match else len(text)


def last(rules: Rules, cue: str, text: str) -> int:
    """Return where the last word of a group ends in a text; 0 where none stands."""
    return max((match.end() for match in _pattern(rules, (cue,)).finditer(text)), default=0)


@lru_cache(maxsize=512)
def pattern(rules: Rules, form: str) -> "re.Pattern[str]":
    """Compile a regular expression in which `<cue>` stands for any word of that group."""
    return re.compile(_CUE.sub(lambda cue: f"(?:{alternation(rules.cues[cue[1]])})", form))


@lru_cache(maxsize=512)
def _search(rules: Rules, cue: str) -> Callable[[str], re.Match[str] | None]:
    return _pattern(rules, (cue,)).search


@lru_cache(maxsize=512)
def _pattern(rules: Rules, cues: Words) -> "re.Pattern[str]":
    return re.compile(alternation([word for cue in cues for word in rules.cues[cue]]))

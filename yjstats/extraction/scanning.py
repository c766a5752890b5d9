"""Match a pattern only where it may begin."""

import re
from collections.abc import Iterator


def scan(
    pattern: "re.Pattern[str]", heads: "re.Pattern[str]", text: str
) -> "Iterator[re.Match[str]]":
    """Yield what `pattern.finditer(text)` yields, much sooner where few places come into question.

    Parameters
    ----------
    pattern : re.Pattern
        It never matches nothing at all.
    heads : re.Pattern
        Matches one character, and looks no further than its neighbours: at least wherever
        `pattern` matches. The regular expression engine looks for one character of a set many
        times faster than for one of many alternatives.
    text : str
    """
    end = 0
    match = pattern.match
    for head in heads.finditer(text):
        start = head.start()
        if start >= end:
            found = match(text, start)
            if found is not None:
                yield found
                end = found.end()

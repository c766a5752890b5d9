"""Regular expressions made of the words of cues.csv."""

import re
from collections.abc import Mapping

from yjstats.extraction.alternation import alternation

_GROUP = re.compile(r"(?<!\(\?P)<(\w+)>")


class Patterns(dict[str, "re.Pattern[str]"]):
    """The patterns of one codebook by their form, each compiled when it is first asked for.

    A form is the name of a group of words, any of which the pattern matches, the longest first; or
    a regular expression in which `<group>` stands for any of them.

    Parameters
    ----------
    cues : mapping of str to tuple of str
        The groups.
    """

    def __init__(self, cues: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self._cues = cues

    def __missing__(self, form: str) -> "re.Pattern[str]":
        """Compile a form."""
        cues = self._cues
        words = alternation(cues[form]) if form in cues else _GROUP.sub(self._any, form)
        made = self[form] = re.compile(words)
        return made

    def _any(self, group: "re.Match[str]") -> str:
        return f"(?:{alternation(self._cues[group[1]])})"

"""Tell whether a text is known already: the same, nearly the same, or a part of one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from yjstats.tables import checksum

Likeness = Literal["same", "near", "contains", "part"]
SIZE = 6  # characters of a shingle
NEAR = 0.8  # Jaccard similarity from which two texts are nearly the same
INSIDE = 0.9  # share of the shorter text's shingles from which it is a part of the longer
FEWEST = 40  # shingles below which nothing but the checksum is told
IDLE = re.compile(r"[^0-9A-Za-z.%\u4e00-\u9fff]")


@dataclass(frozen=True)
class Known:
    """A known text that a new one resembles.

    Attributes
    ----------
    source_id : str
    likeness : {"same", "near", "contains", "part"}
        The same text; nearly the same; the new text contains the known one; is a part of it.
    similarity : float
        Jaccard similarity of the shingles, or the share of the shorter text in the longer.
    """

    source_id: str
    likeness: Likeness
    similarity: float


def known_texts(
    text: str, checksums: Mapping[str, str], texts: Mapping[str, str] | None = None
) -> list[Known]:
    """Find the known texts that a text is the same as, or nearly.

    Parameters
    ----------
    text : str
    checksums : mapping of str to str
        SHA-256 of the known texts by source_id, as in sources.csv; enough to find the same text.
    texts : mapping of str to str, optional
        Known texts that are at hand, by source_id: needed to find those that are nearly the same.

    Returns
    -------
    list of Known
        The most alike first; empty where the text is new.
    """
    own = checksum(text)
    found = [Known(name, "same", 1.0) for name, known in checksums.items() if known == own]
    same = {known.source_id for known in found}
    mine = shingles(text)
    for name, other in (texts or {}).items():
        if name in same:
            continue
        if checksum(other) == own:
            found.append(Known(name, "same", 1.0))
        elif likeness := _likeness(mine, shingles(other)):
            found.append(Known(name, *likeness))
    return sorted(found, key=lambda known: (known.likeness != "same", -known.similarity))


def shingles(text: str) -> frozenset[str]:
    """Return the runs of `SIZE` letters and digits of a text, punctuation and spaces apart."""
    squeezed = IDLE.sub("", text)
    return frozenset(squeezed[n : n + SIZE] for n in range(len(squeezed) - SIZE + 1))


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share that two sets have in common of all that either has; 0 for two empty."""
    whole = len(one | other)
    return len(one & other) / whole if whole else 0.0


def _likeness(mine: frozenset[str], other: frozenset[str]) -> tuple[Likeness, float] | None:
    if min(len(mine), len(other)) < FEWEST:
        return None
    similarity = jaccard(mine, other)
    if similarity >= NEAR:
        return "near", similarity
    inside = len(mine & other) / min(len(mine), len(other))
    if inside >= INSIDE:
        return ("contains" if len(mine) > len(other) else "part"), inside
    return None

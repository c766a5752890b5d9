"""A regular expression of many words."""

import re
from collections.abc import Collection


def alternation(words: Collection[str]) -> str:
    """Return a regular expression that matches the longest of some words.

    Words that begin alike share their beginning, so that no character is looked at once a word.
    Without any word it matches nowhere.
    """
    by_head: dict[str, list[str]] = {}
    if not words:
        return "(?!)"
    for word in dict.fromkeys(words):
        by_head.setdefault(word[:1], []).append(word[1:])
    optional = by_head.pop("", None) is not None
    parts = [
        re.escape(head) + (alternation(tails) if any(tails) else "")
        for head, tails in by_head.items()
    ]
    if not optional and len(parts) == 1:
        return parts[0]
    return f"(?:{'|'.join(parts)})" + ("?" if optional else "")


def char_set(chars: Collection[str]) -> str:
    """Return a regular expression that matches one of some characters."""
    return f"[{re.escape(''.join(sorted(chars)))}]"

"""What the program says to people, in Chinese and English, from messages.csv."""

import csv
from functools import cache
from importlib.resources import files
from typing import Literal

Lang = Literal["zh", "en"]


@cache
def messages() -> dict[str, dict[str, str]]:
    """Read messages.csv: key to {"zh": …, "en": …}."""
    text = (files(__package__) / "messages.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["key"]: {"zh": row["zh"], "en": row["en"]} for row in rows}


def say(key: str, lang: Lang = "zh", **values: object) -> str:
    """Return the message `key` in the language, its places filled with `values`.

    Raises
    ------
    ValueError
        If there is no such language.
    KeyError
        If messages.csv has no such key or the message needs a value that is not given.
    """
    both = messages()[key]
    if lang not in both:
        raise ValueError(f"lang: {lang!r}; zh | en")
    return both[lang].format(**values)

"""What docs/hooks.py makes of the package's own data and docstrings: Markdown, one file a page."""

from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
MARKUP = {ord(char): f"&#{ord(char)};" for char in "\\&<>|`*_[]{}#~"}


def cell(text: object) -> str:
    """Return a text as the cell of a table: nothing in it is Markdown or HTML."""
    return " ".join(str(text).split()).translate(MARKUP) or " "


def code(text: object) -> str:
    """Return a text as the cell of a table, in the letters of code where Markdown allows it."""
    plain = " ".join(str(text).split())
    return f"`{plain}`" if plain and not {*plain} & {"`", "|"} else cell(plain)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; cells are Markdown already."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"

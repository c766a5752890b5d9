"""What stands under a chart: unit, period, marks, source."""

from collections.abc import Iterable, Mapping, Set
from typing import Any

import pandas as pd
from rich.cells import cell_len

from yjstats.codebook import codebook
from yjstats.text import Lang, say

CITED = ("source_id", "kind", "city", "title", "published", "published_inferred")
CAPTION_CELLS = 150  # half-width cells in a line of the caption at the standard width


def caption(
    shown: pd.DataFrame,
    sources: pd.DataFrame,
    lang: Lang,
    marks: tuple[str, ...] = (),
    width: int = CAPTION_CELLS,
) -> str:
    """Return the caption of a chart.

    Parameters
    ----------
    shown : DataFrame
        Comparisons drawn, or observations: `city`, `value` and, where there is one, `near`.
    sources : DataFrame
        The register of sources.
    lang : {"zh", "en"}
    marks : tuple of str
        Keys `mark.<name>` of the marks to explain.
    width : int
        Half-width cells in a line.

    Returns
    -------
    str
        Lines of at most `width` cells.
    """  # fmt: skip
    cities = set(shown.loc[shown["value"].notna(), "city"])
    if "near" in shown:
        cities |= set(shown.loc[shown["near"].notna(), "city"])
    lines = [line for name in marks for line in wrap(say(f"mark.{name}", lang), width)]
    return "\n".join([*lines, *cite(cities, sources.to_dict("records"), lang, width)])


def cite(
    cities: Set[str], sources: Iterable[Mapping[str, Any]], lang: Lang, width: int
) -> list[str]:
    """Return the lines that name the articles of some cities.

    Parameters
    ----------
    cities : set of str
    sources : iterable of mapping
        Rows of the register of sources.
    lang : {"zh", "en"}
    width : int
        Half-width cells in a line.
    """
    cited = [
        _cite(row, lang) for row in sources if row["city"] in cities and row["kind"] == "article"
    ]
    return _sources(cited, lang, width)


def _sources(cited: list[str], lang: Lang, width: int) -> list[str]:
    """Fill lines with whole citations: a title broken in two could not be searched for."""
    between = say("list.semicolon", lang)
    lines = [say("caption.sources", lang, sources="")]
    for number, citation in enumerate(cited):
        piece = citation + (between if number < len(cited) - 1 else "")
        if number and cell_len(lines[-1] + piece) > width:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def _cite(row: Mapping[str, Any], lang: Lang) -> str:
    city = codebook().name("city", row["city"], lang)
    date, title = (None if pd.isna(row[name]) else row[name] for name in ("published", "title"))
    date = date or say("caption.undated", lang)
    if row["published_inferred"] is True:
        date = say("caption.inferred", lang, date=date)
    return say(
        "caption.source",
        lang,
        city=city,
        date=date,
        title=title or say("caption.untitled", lang),
    )


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of at most `width` cells, a Chinese character being two.

    Latin words are kept whole; a line does not begin with closing punctuation.
    """
    closing = "\uff0c\u3002\uff1b\uff1a\uff09\u300b\u3001,.;:)"
    lines, line = [], ""
    for piece in _pieces(text):
        if line and cell_len(line + piece) > width and piece not in closing:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for char in text:
        glue = pieces and char.isascii() and pieces[-1][-1].isascii() and pieces[-1][-1] != " "
        if glue:
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces

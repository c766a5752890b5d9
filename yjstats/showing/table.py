"""A table as HTML, by the template beside."""

from collections.abc import Collection, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from yjstats.text import Lang, say

if TYPE_CHECKING:
    import pandas as pd

TALL = 25  # rows above which a table scrolls
BLANK = "—"


def table_html(
    made: "pd.DataFrame",
    numbers: Collection[str],
    caption: str,
    more: str,
    lang: Lang,
    keys: Sequence[str] = (),
) -> str:
    """Return a frame of text as an HTML table, everything escaped.

    Parameters
    ----------
    made : DataFrame
        All str.
    numbers : collection of str
        Columns that are set to the right.
    caption, more : str
        What stands above and below; may be empty.
    lang : {"zh", "en"}
    keys : sequence of str
        One a row, where rows can be chosen: the first cell is then a button.
    """
    silent = say("show.silent", lang)
    kinds = ["number" if name in numbers else "" for name in made.columns]

    def cell(text: str, kind: str) -> tuple[str, str]:
        if not text:
            return BLANK, f"{kind} blank".strip()
        return text, f"{kind} missing".strip() if text == silent else kind

    rows = [
        [cell(text, kind) for text, kind in zip(row, kinds, strict=True)]
        for row in made.itertuples(index=False, name=None)
    ]
    return render(
        "table.html", header=list(zip(made.columns, kinds, strict=True)), rows=rows,
        caption=caption, more=more, keys=keys, scroll=len(rows) > TALL,
        label=say("show.table", lang),
    )  # fmt: skip


def render(template: str, **values: Any) -> str:
    """Fill a template of this folder; what is filled in is escaped."""
    return str(_templates().get_template(template).render(**values)).strip()


@cache
def _templates() -> Any:
    from jinja2 import DictLoader, Environment, StrictUndefined

    folder = files(__package__)
    texts = {one.name: one.read_text(encoding="utf-8") for one in folder.iterdir()
             if one.name.endswith(".html")}  # fmt: skip
    return Environment(
        loader=DictLoader(texts), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )

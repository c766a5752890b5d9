"""A cell of a table as HTML: a page has thousands, and a template's macro takes its time."""

from functools import lru_cache

from markupsafe import Markup, escape

from yjstats.page.cells import Cell
from yjstats.workbook.texts import FORBIDDEN


def cell_html(cell: Cell, prefix: str) -> Markup:
    """Return a cell as HTML, all that it tells escaped.

    Parameters
    ----------
    cell : Cell
    prefix : str
        The language, with which the ids of its evidence begin.

    Returns
    -------
    Markup
        A `td`, or a `th` where the cell names its row; a link where it leads to an observation;
        `lang` where an English page quotes Chinese.
    """
    tag, told = ("th", ' scope="row"') if cell.head else ("td", "")
    if cell.look:
        told += f' class="{clean(cell.look)}"'
    if cell.order and cell.order != cell.text:
        told += f' data-order="{clean(cell.order)}"'
    return Markup(f"<{tag}{told}>{_inside(cell, prefix)}</{tag}>")


def _inside(cell: Cell, prefix: str) -> str:
    text, look, abroad = clean(cell.text), cell.look, prefix != "zh"
    leads = f'<a class="ev" href="#{clean(prefix)}-{clean(cell.obs_id)}">' if cell.obs_id else ""
    if leads and text and not cell.extra_leads:
        text = f"{leads}{text}</a>"
    elif text and abroad and "quoted" in look:
        text = f'<span lang="zh-CN">{text}</span>'
    if not cell.extra:
        return text
    extra = clean(cell.extra)
    if cell.extra_leads:
        return f"{text} <small>{leads}{extra}</a></small>"
    chinese = ' lang="zh-CN"' if abroad and "cited" in look else ""
    return f"{text} <small{chinese}>{extra}</small>"


@lru_cache(maxsize=20_000)
def clean(text: str) -> str:
    """Return a text without what no document may hold, escaped."""
    return str(escape(FORBIDDEN.sub("", text)))

"""What each city's text stresses: its own terms, and the share of each domain."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from yjstats.charts.caption import caption
from yjstats.charts.style import finish, house_style, new_figure, style
from yjstats.codebook import codebook
from yjstats.text import Lang, say

WIDTH, HEIGHT, CELLS = 13.0, 7.6, 225
TERMS = 8
LEAST = 0.035  # the smallest share that has room for its number


def themes_chart(
    terms: pd.DataFrame,
    shares: pd.DataFrame,
    sources: pd.DataFrame,
    lang: Lang = "zh",
    texts: str = "of_digests",
) -> Figure:
    """Draw the distinctive terms of each city's text, and the share of the text by domain.

    Parameters
    ----------
    terms, shares : DataFrame
        From `stressed`.
    sources : DataFrame
        The register of sources.
    lang : {"zh", "en"}
        Language of all but the terms, which stay Chinese.
    texts : {"of_digests", "of_articles"}
        Which texts, for the caption.

    Returns
    -------
    Figure
        Above, a panel a city with bars in its colour; below, a bar a city, cut by domain.
    """
    cities = list(codebook().cities)
    with house_style():
        figure = new_figure(HEIGHT, WIDTH)
        grid = figure.add_gridspec(2, len(cities), height_ratios=(1.1, 1.0), hspace=0.1)
        own = terms[terms["kind"] == "distinctive"].groupby("city").head(TERMS)
        longest = max(own["tfidf"], default=1.0)
        for number, city in enumerate(cities):
            ax = figure.add_subplot(grid[0, number])
            _draw_terms(ax, city, own[own["city"] == city], longest, lang)
        _draw_shares(figure.add_subplot(grid[1, :]), shares, lang)
        shown = terms.rename(columns={"tfidf": "value"})
        text = caption(shown, sources, lang, ("tfidf", "shares", texts), CELLS)
        finish(figure, say("title.themes", lang), text)
    return figure


def _draw_terms(ax: Axes, city: str, own: pd.DataFrame, longest: float, lang: Lang) -> None:
    book, marks, size = codebook(), style()["marks"], style()["size"]
    places = range(len(own))
    ax.barh(places, own["tfidf"], color=book.colour(city), height=0.62)
    for place, (value, count) in enumerate(zip(own["tfidf"], own["count"], strict=True)):
        ax.text(value + longest * 0.03, place, str(count), va="center", fontsize=size["value"])
    if own.empty:
        ax.text(0, 0, say("chart.no_terms", lang), color=marks["missing"], fontsize=size["value"])
    ax.set_title(say("chart.terms", lang, city=book.name("city", city, lang)))
    ax.set(xlim=(0, longest * 1.2), ylim=(TERMS - 0.4, -0.6))
    ax.set_yticks(places, own["term"], fontsize=size["value"])
    ax.set_xticks([])
    ax.spines[["top", "right", "bottom"]].set_visible(False)


def _draw_shares(ax: Axes, shares: pd.DataFrame, lang: Lang) -> None:
    book, size, colours = codebook(), style()["size"], style()["domains"]
    cities = list(book.cities)
    left = pd.Series(0.0, index=cities)
    for domain, rows in shares.groupby("domain", sort=False):
        part = rows.set_index("city")["share"].reindex(cities, fill_value=0.0)
        colour = colours.get(domain, colours["other"])
        ax.barh(cities, part, left=left, color=colour, edgecolor="white", height=0.68,
                label=codebook().name("domain", str(domain), lang))  # fmt: skip
        for place, (start, share) in enumerate(zip(left, part, strict=True)):
            if share >= LEAST:
                ax.text(start + share / 2, place, f"{share:.0%}", ha="center", va="center",
                        fontsize=size["value"], color=_ink(colour))  # fmt: skip
        left += part
    ax.set_title(say("title.shares", lang), pad=28)
    names = [book.name("city", city, lang) for city in cities]
    ax.set_yticks(range(len(cities)), names, fontsize=size["label"])
    ax.set(xlim=(0, 1), ylim=(len(cities) - 0.5, -0.5))
    ax.set_xticks([])
    if len(shares):
        ax.legend(loc="lower left", bbox_to_anchor=(0, 0.99), ncols=len(colours), frameon=False,
                  fontsize=size["value"], borderaxespad=0.2, handlelength=1.2,
                  columnspacing=1.4)  # fmt: skip
    ax.spines[:].set_visible(False)


def _ink(colour: str) -> str:
    """Return black or white, whichever reads better on a colour."""
    red, green, blue = to_rgb(colour)
    return "black" if 0.299 * red + 0.587 * green + 0.114 * blue > 0.5 else "white"

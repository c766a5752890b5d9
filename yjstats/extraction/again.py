"""Tell whether a figure was told before: the same value of the same unit."""

from collections.abc import Mapping
from decimal import Decimal

from yjstats.extraction.mention import Mention
from yjstats.extraction.page import Page
from yjstats.extraction.quantity import Quantity
from yjstats.extraction.rules import Rules

Figure = tuple[Decimal, str]  # value and unit


def figure_of(mention: Mention) -> Figure:
    """Return what a figure says: a value and a unit."""
    return mention.quantity.value, mention.unit


def told_before(
    mention: Mention, told: Mapping[Figure, Mention], page: Page, rules: Rules
) -> Mention | None:
    """Return the same figure as it was told before; None where it was not, or only by chance.

    Parameters
    ----------
    mention : Mention
    told : mapping of (Decimal, str) to Mention
        Earlier figures, each by its `figure_of`.
    page : Page
    rules : Rules

    Returns
    -------
    Mention or None
        The earlier figure, if 这 points to it (这4200万元里) or the value is no round one: 12 is
        hardly told twice by chance, 10 may be.
    """
    same = told.get(figure_of(mention))
    if same is None:
        return None
    this = page.text.endswith(rules.cues["this"], 0, mention.quantity.left)
    return same if this or not _is_round(mention.quantity) else None


def _is_round(quantity: Quantity) -> bool:
    """Tell whether a value has one digit, whatever noughts stand round it: 10, 3000."""
    digits = str(quantity.value.normalize()).partition("E")[0].replace(".", "").strip("0")
    return len(digits) <= 1

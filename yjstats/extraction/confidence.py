"""Say how sure a reading is."""

import re
from functools import lru_cache
from math import exp

from yjstats.extraction.clauses import Setting
from yjstats.extraction.linking import Link
from yjstats.extraction.periods import Period
from yjstats.extraction.quantity import Quantity
from yjstats.extraction.rules import Rules

SURE = 5.0  # a link of this score has its noun beside the number
SMALL = 10
FEATURES = (
    "base", "linked", "sure", "part", "amount", "chinese", "small", "bare", "item", "speech", "far",
)  # fmt: skip
_SPEECH = re.compile("[“我俺咱]")


def confidence_of(
    quantity: Quantity, unit: str, linked: Link | None, setting: Setting, period: Period,
    rules: Rules,
) -> float:  # fmt: skip
    """Return how likely it is that a reading is a statistic with the right value and bounds.

    Parameters
    ----------
    quantity : Quantity
    unit : str
    linked : Link or None
    setting : Setting
    period : Period
    rules : Rules
        Weights of confidence.csv: a logistic model of a dozen things that a reader would doubt,
        fitted once on texts written for practice, rounded. Whether the indicator is right is
        another question, which `why` lets a reader judge.

    Returns
    -------
    float
        Between 0 and 1.
    """
    sure = linked is not None and linked.score >= SURE
    return _probability((
        True, linked is not None, sure, "其中" in setting.clause, unit in ("CNY", "percent"),
        quantity.form == "chinese", quantity.value < SMALL, not quantity.word, unit == "item",
        _SPEECH.search(setting.lead) is not None, period.why == "article",
    ), rules)  # fmt: skip


@lru_cache(maxsize=1024)
def _probability(doubts: tuple[bool, ...], rules: Rules) -> float:
    """Return what the model makes of `FEATURES`, of which there are few combinations."""
    seen = dict(zip(FEATURES, doubts, strict=True))
    score = 0.0
    for name, weight in rules.weights.items():
        if seen[name]:
            score += weight
    return 1 / (1 + exp(-score))

"""Say how sure a reading is."""

import re
from math import exp

from yjstats.extraction.clauses import Setting
from yjstats.extraction.linking import Link
from yjstats.extraction.periods import Period
from yjstats.extraction.quantity import Quantity
from yjstats.extraction.rules import Rules

SURE = 5.0  # a link of this score has its noun beside the number
SMALL = 10
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
    seen = {
        "base": True,
        "linked": linked is not None,
        "sure": linked is not None and linked.score >= SURE,
        "part": "其中" in setting.clause,
        "amount": unit in ("CNY", "percent"),
        "chinese": quantity.form == "chinese",
        "small": quantity.value < SMALL,
        "bare": not quantity.word,
        "item": unit == "item",
        "speech": _SPEECH.search(setting.lead) is not None,
        "far": period.why == "article",
    }
    score = 0.0
    for name, weight in rules.weights.items():
        if seen[name]:
            score += weight
    return 1 / (1 + exp(-score))

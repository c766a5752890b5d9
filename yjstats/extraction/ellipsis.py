"""Settle what speech leaves out because it has just been said: 一共31个项目，其中11个是新建的."""

from typing import NamedTuple

from yjstats.extraction.clauses import WINDOW, Setting
from yjstats.extraction.measures import GENERAL, alone
from yjstats.extraction.mention import Mention
from yjstats.extraction.quantity import Quantity
from yjstats.extraction.rules import Rules

_WHOLE = frozenset({"percent", "times", "CNY", "USD", "m2", "mu", "m3", "t", "km", "MW", "kWh"})
_MORE = "比.*<more_or_less>了?$"
_PART = "<of_which>[的有呢,]{0,3}$"
SUM = 10_000  # no smaller number without a unit goes on from an earlier one
CLOSE = 12  # characters before a number in which 其中 stands
NUMBERS = 20  # from here a numeral in words is no part of an idiom


class Earlier(NamedTuple):
    """What a text has said before a number.

    Attributes
    ----------
    previous : Mention or None
        The last statistic.
    amount : Mention or None
        The last one that is large: of money, of people, of views.
    counted : Mention or None
        The last one that counts something: people, projects.
    in_words : bool
        Whether the text writes its numbers in words, as transcripts of speech do.
    """

    previous: Mention | None = None
    amount: Mention | None = None
    counted: Mention | None = None
    in_words: bool = False

    def then(self, mention: Mention) -> "Earlier":
        """Return what the text has said with one more statistic."""
        large = mention.quantity.large and mention.unit != "percent"
        return Earlier(
            mention,
            mention if large else self.amount,
            self.counted if mention.unit in _WHOLE else mention,
            self.in_words,
        )


def in_words(quantities: list[Quantity]) -> bool:
    """Tell whether a text writes most of its counted numbers in words."""
    counted = [one for one in quantities if one.unit and one.value >= NUMBERS]
    return sum(one.form == "chinese" for one in counted) * 2 >= len(counted) > 0


def unit_left_out(
    quantity: Quantity, unit: str, setting: Setting, earlier: Earlier, rules: Rules
) -> str:
    """Return the unit that a number takes from an earlier one, else its own.

    A large number without any is counted like the last large one; a 个 or 家 with no noun counts
    what the number before it in the sentence counted in the same word.
    """
    if not quantity.unit and quantity.large and quantity.value >= SUM:
        amount = earlier.amount
        close = amount is not None and quantity.start - amount.quantity.end < WINDOW
        if amount is not None and close:
            again = quantity.value == amount.quantity.value  # 这3000万花到哪儿了?
            if again or (not unit and alone(setting, rules)):
                return amount.unit
        return unit
    previous = earlier.counted
    if previous is None or unit != quantity.unit or quantity.unit not in GENERAL:
        return unit
    more = quantity.word == "个" and rules.patterns[_MORE].search(setting.before)
    same = quantity.word == previous.quantity.word or (more and previous.unit == "person")
    if not same or not _in_sentence(previous, quantity, setting):
        return unit
    bare = _without_noun(setting, rules) or is_part(quantity, setting, earlier, rules)
    return previous.unit if bare else unit


def is_part(quantity: Quantity, setting: Setting, earlier: Earlier, rules: Rules) -> bool:
    """Tell whether a number is a part of the last one: 32名青年, 其中9个人."""
    previous = earlier.counted
    if previous is None or quantity.value >= previous.quantity.value:
        return False
    told = rules.patterns[_PART].search(_ahead(setting)[-CLOSE:])
    return bool(told) and _in_sentence(previous, quantity, setting)


def _in_sentence(previous: Mention, quantity: Quantity, setting: Setting) -> bool:
    return quantity.left - previous.quantity.start <= len(_ahead(setting))


def _ahead(setting: Setting) -> str:
    """Return the sentence up to the number."""
    return setting.sentence[: len(setting.sentence) - len(setting.clause) + len(setting.lead)]


def _without_noun(setting: Setting, rules: Rules) -> bool:
    """Tell whether a word stands behind a number with which no noun begins."""
    return not setting.after or setting.after.startswith(rules.cues["verb"])

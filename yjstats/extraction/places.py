"""Find the aiding city and the recipient that a figure is about."""

from yjstats.extraction.clauses import Setting
from yjstats.extraction.page import Page
from yjstats.extraction.rules import Rules, rules


def is_known(city: str) -> bool:
    """Tell whether the codebook has a city of this code or name."""
    cities = rules().cities
    return city in cities.values() or city.removesuffix("市") in cities


def city_of(page: Page, city: str, rules: Rules) -> str:
    """Return the code of the aiding city: the one given, else the one the text names most."""
    if city:
        name = city.removesuffix("市")
        return rules.cities.get(name, name if name in rules.cities.values() else "")
    counts = {code: page.text.count(name) for name, code in rules.cities.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] else ""


def recipient_of(setting: Setting, rules: Rules) -> str:
    """Return the recipient that a figure's clause names, else its sentence.

    Blank where neither names one, or where it names several; a prefecture stands back behind a
    county or a regiment.
    """
    if not rules.recipient_at.search(setting.whole):  # which holds the others
        return ""
    for words in (setting.clause, setting.sentence, setting.whole):
        if not rules.recipient_at.search(words):
            continue
        codes = {code for word, code in rules.recipients.items() if word in words}
        nearer = codes - rules.wide or codes
        if nearer:
            return next(iter(nearer)) if len(nearer) == 1 else ""
    return ""

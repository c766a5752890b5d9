"""Find the aiding city and the recipient that a figure is about."""

from yjstats.extraction.clauses import WINDOW
from yjstats.extraction.page import Page
from yjstats.extraction.quantity import Quantity
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


def places_of(words: str, rules: Rules) -> set[str]:
    """Return the codes of the recipients that some words name."""
    found: dict[str, int] = {}
    for word, code in rules.recipients.items():
        if word in words:
            found[code] = max(found.get(code, 0), len(word))
    return set(found)


def recipient_of(quantity: Quantity, page: Page, home: str, rules: Rules) -> str:
    """Return the recipient that a figure's clause, or sentence, names; blank where several."""
    text = page.text
    sentence = page.sentences[page.sentence(quantity.start)]
    first = max(sentence.start, quantity.start - WINDOW)
    last = min(sentence.end, quantity.end + WINDOW)
    start = max(text.rfind(mark, first, quantity.start) for mark in ",;") + 1
    end = min(
        (found for mark in ",;。" if (found := text.find(mark, quantity.end, last)) >= 0),
        default=last,
    )
    for words in (text[max(start, first) : end], text[first:last]):
        codes = places_of(words, rules)
        if len(codes) == 1:
            return next(iter(codes))
        if codes:
            return ""
    return ""

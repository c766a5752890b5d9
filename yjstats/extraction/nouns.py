"""Find the noun of a lexicon's entry that stands best to a quantity, and what its place tells."""

from typing import NamedTuple

from yjstats.extraction.clauses import Setting
from yjstats.extraction.groups import any_of
from yjstats.extraction.lexicon import GAP, Shelf
from yjstats.extraction.rules import Rules, Words

# How much the place of a noun tells: behind the quantity, before it, in its clause, its sentence.
NOUN_AFTER, NOUN_BEFORE, NOUN_CLAUSE, NOUN_SENTENCE = 1.0, 0.7, -0.4, -1.0
FAR = 40  # characters: over which a noun loses one point


class Noun(NamedTuple):
    """A noun that stands where a quantity is told, what its place is worth, whether it is near."""

    worth: float
    word: str
    near: bool


def standing(known: Shelf, setting: Setting, rules: Rules) -> dict[int, Noun]:
    """Find, of each entry whose noun stands in the sentence, the best placed noun."""
    best: dict[int, Noun] = {}
    ranks: dict[int, int] = {}  # where in the entry's list: of equals the first counts
    heads, places = known.heads, known.places
    scope = setting.clause if setting.named else setting.sentence
    begun = set(known.begins.findall(scope))
    for word in [word for char in begun for word in heads[char] if word in scope]:
        noun = _placed(word, setting)
        if noun is None:
            continue
        worth = noun.worth
        for number, rank in places[word]:
            other = best.get(number)
            if (
                other is None
                or worth > other.worth
                or (worth == other.worth and rank < ranks[number])
            ):
                best[number], ranks[number] = noun, rank
    for number, openings in known.gaps:
        if setting.rest.startswith(openings):
            gapped = best_noun(known.lines[number].entry.nouns, setting, rules)
            if gapped is not None:
                best[number] = gapped
    return best


def best_noun(nouns: Words, setting: Setting, rules: Rules) -> Noun | None:
    """Find the best placed noun: right behind the quantity, right before it, in its clause."""
    best: Noun | None = None
    for word in nouns:
        if GAP in word:
            begun = setting.rest.startswith(word.partition(GAP)[0])
            if begun and any_of((word,), setting.rest, rules):
                return Noun(NOUN_AFTER, word, True)
            continue
        noun = _placed(word, setting) if word in setting.sentence else None
        if noun is not None and (best is None or noun.worth > best.worth):
            best = noun
    return best


def _placed(word: str, setting: Setting) -> Noun | None:
    """Return a noun of the sentence by its place."""
    near = True
    worth = NOUN_SENTENCE
    place = setting.after.find(word)
    if place >= 0:
        worth = NOUN_AFTER - place / FAR
    before = setting.before
    place = before.rfind(word)
    if place >= 0:
        worth = max(worth, NOUN_BEFORE - (len(before) - place - len(word)) / FAR)
    if worth == NOUN_SENTENCE:
        near = False
        if setting.named and setting.before.startswith("、"):
            return None  # of a list: 教师32人、科技人员9人
        if word in setting.clause:
            worth = NOUN_CLAUSE
        elif setting.named:
            return None
        else:
            gap = len(setting.sentence) - setting.sentence.rfind(word)
            worth = NOUN_SENTENCE - min(gap, FAR) / FAR
    return Noun(worth + len(word) * 0.05, word, near)

"""Find the noun of a lexicon's entry that stands best to a quantity, and what its place tells."""

from typing import NamedTuple

from yjstats.extraction.clauses import Setting
from yjstats.extraction.groups import any_of
from yjstats.extraction.lexicon import GAP, Shelf
from yjstats.extraction.rules import Words

# How much the place of a noun tells: behind the quantity, before it, in its clause, its sentence.
NOUN_AFTER, NOUN_BEFORE, NOUN_CLAUSE, NOUN_SENTENCE = 1.0, 0.7, -0.4, -1.0
FAR = 40  # characters: over which a noun loses one point


class Noun(NamedTuple):
    """A noun that stands where a quantity is told, what its place is worth, and its rank."""

    worth: float
    word: str
    near: bool
    place: int


def standing(known: Shelf, setting: Setting) -> dict[int, Noun]:
    """Find, of each entry whose noun stands in the sentence, the best placed noun."""
    best: dict[int, Noun] = {}
    heads, places = known.heads, known.places
    scope = setting.clause if setting.named else setting.sentence
    for char in known.first.intersection(scope):
        for noun in heads[char]:
            placed = _placed(noun, setting) if noun in scope else None
            if placed is None:
                continue
            worth, near = placed
            for number, place in places[noun]:
                other = best.get(number)
                if (
                    other is None
                    or worth > other.worth
                    or (worth == other.worth and place < other.place)
                ):
                    best[number] = Noun(worth, noun, near, place)
    for number, begun in known.gaps:
        if setting.rest.startswith(begun):
            gapped = best_noun(known.lines[number].entry.nouns, setting)
            if gapped is not None:
                best[number] = gapped
    return best


def best_noun(nouns: Words, setting: Setting) -> Noun | None:
    """Find the best placed noun: right behind the quantity, right before it, in its clause."""
    best: Noun | None = None
    for place, noun in enumerate(nouns):
        if GAP in noun:
            if setting.rest.startswith(noun.partition(GAP)[0]) and any_of((noun,), setting.rest):
                return Noun(NOUN_AFTER, noun, True, place)
            continue
        placed = _placed(noun, setting) if noun in setting.sentence else None
        if placed is not None and (best is None or placed[0] > best.worth):
            best = Noun(placed[0], noun, placed[1], place)
    return best


def _placed(noun: str, setting: Setting) -> tuple[float, bool] | None:
    """Return what a noun of the sentence is worth by its place, and whether it is near."""
    near = True
    worth = NOUN_SENTENCE
    place = setting.after.find(noun)
    if place >= 0:
        worth = NOUN_AFTER - place / FAR
    place = setting.before.rfind(noun)
    if place >= 0:
        gap = len(setting.before) - place - len(noun)
        worth = max(worth, NOUN_BEFORE - gap / FAR)
    if worth == NOUN_SENTENCE:
        near = False
        if noun in setting.clause:
            worth = NOUN_CLAUSE
        elif setting.named:
            return None
        else:
            gap = len(setting.sentence) - setting.sentence.rfind(noun)
            worth = NOUN_SENTENCE - min(gap, FAR) / FAR
    return worth + len(noun) * 0.05, near

"""What each city's text stresses: its terms, and the domains that its sentences are about."""

import re
from collections import Counter
from collections.abc import Mapping
from itertools import chain
from math import fsum, log, sqrt
from pathlib import Path

import pandas as pd

from yjstats.codebook import codebook
from yjstats.comparison.texts import city_sentences
from yjstats.errors import UsageError
from yjstats.text import Lang, say
from yjstats.tokens import tokenize

TYPES = {
    "city": "str", "term": "str", "count": "int64", "tfidf": "float64", "rank": "int64",
    "shared": "int64", "kind": "str",
}  # fmt: skip
SHARE_TYPES = {
    "city": "str", "domain": "str", "sentences": "int64", "characters": "int64", "share": "float64",
}  # fmt: skip
OTHER = "other"
PLACE_ENDS = ("市", "县", "地区")


def themes(
    articles: str | Path | None = None, root: str | Path | None = None, top: int = 12
) -> pd.DataFrame:
    """Find the terms that stand out in each city's text.

    The weight of a term in a city is its TF-IDF in the smooth form of scikit-learn's
    `TfidfTransformer` (scikit-learn user guide, "Tf–idf term weighting"), with natural logarithm::

        weight = count * (ln((1 + cities) / (1 + shared)) + 1)
        tfidf = weight / sqrt(sum of squared weights of all terms of the city)

    Names of the cities and recipients of the codebook are no terms: each text is about its own.

    Parameters
    ----------
    articles : str or Path, optional
        A folder with the articles' texts, found by checksum. Without it the digests are read,
        which this project wrote in its own words.
    root : str or Path, optional
        The project folder.
    top : int
        How many terms a city, from 1.

    Returns
    -------
    DataFrame
        At most `top` rows a city that has a text, in the order of the codebook and of `rank`:

        - `city`, `term` : str
        - `count` : int64, how often the city's text has the term
        - `tfidf` : float64, from 0 to 1
        - `rank` : int64, 1 the highest tfidf; of equal ones the longer term, which says more,
          stands first, then the order of characters decides
        - `shared` : int64, how many cities' texts have the term
        - `kind` : str; distinctive (at most half of the texts have it), shared (all have it),
          several (more than half, not all)

    Raises
    ------
    UsageError
        If the folder does not exist or has the text of no article, or if `top` is below 1.
    """
    if top < 1:
        raise UsageError("error.top", top=top)
    texts = city_sentences(articles, root)
    counts = {city: _count(sentences) for city, sentences in texts.items()}
    shared = Counter(chain.from_iterable(counts.values()))
    rows = []
    for city, terms in counts.items():
        weights = _tfidf(terms, shared, len(counts))
        ranked = sorted(weights, key=lambda term: (-weights[term], -len(term), term))[:top]
        rows += [
            (city, term, terms[term], weights[term], rank, shared[term],
             _kind(shared[term], len(counts)))
            for rank, term in enumerate(ranked, 1)
        ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(TYPES)).astype(TYPES)


def domain_shares(
    articles: str | Path | None = None, root: str | Path | None = None
) -> pd.DataFrame:
    """Measure how much of each city's text is about each domain.

    A sentence is about the domain whose words (domains.csv of the codebook) it holds most; about
    the first of them in the codebook's order where several are equal; about `other` where it holds
    none. Where words overlap the longest counts, once.

    Parameters
    ----------
    articles, root
        As for `themes`.

    Returns
    -------
    DataFrame
        One row a city that has a text and a domain, `other` last; in the order of the codebook:

        - `city`, `domain` : str
        - `sentences` : int64
        - `characters` : int64, white space apart
        - `share` : float64, of the characters of the city's text; they sum to 1

    Raises
    ------
    UsageError
        If the folder does not exist or has the text of no article.
    """
    rows = []
    for city, sentences in city_sentences(articles, root).items():
        domains = [domain_of(sentence) for sentence in sentences]
        sizes = [len("".join(sentence.split())) for sentence in sentences]
        for domain in (*codebook().terms["domain"], OTHER):
            held = [size for size, own in zip(sizes, domains, strict=True) if own == domain]
            rows.append((city, domain, len(held), sum(held), sum(held) / sum(sizes)))
    return pd.DataFrame(rows, columns=list(SHARE_TYPES)).astype(SHARE_TYPES)


def domain_of(sentence: str) -> str:
    """Return the domain that a sentence is about (see `domain_shares`)."""
    words = codebook().domain_words
    longest = sorted(words, key=lambda word: (-len(word), word))
    found = Counter(words[word] for word in re.findall("|".join(map(re.escape, longest)), sentence))
    return max(codebook().terms["domain"], key=found.__getitem__) if found else OTHER


def present_themes(found: pd.DataFrame, lang: Lang = "zh") -> pd.DataFrame:
    """Return terms as a table to read: one row a rank, one column a city.

    Parameters
    ----------
    found : DataFrame
        From `themes`.
    lang : {"zh", "en"}

    Returns
    -------
    DataFrame
        All str: rank, and for each city the term with its count and kind.
    """
    book = codebook()
    cells = found.assign(
        text=[
            say("present.theme", lang, term=term, count=count,
                kind=book.name("theme_kind", kind, lang))
            for term, count, kind in zip(found["term"], found["count"], found["kind"], strict=True)
        ]
    )  # fmt: skip
    table = cells.pivot(index="rank", columns="city", values="text")
    return _by_city(table, say("column.rank", lang), [str(rank) for rank in table.index], lang)


def present_shares(found: pd.DataFrame, lang: Lang = "zh") -> pd.DataFrame:
    """Return shares of text as a table to read: one row a domain, one column a city, all str."""
    table = found.pivot(index="domain", columns="city", values="share")
    table = table.reindex(index=found["domain"].drop_duplicates())
    names = [codebook().name("domain", domain, lang) for domain in table.index]
    return _by_city(table.map("{:.0%}".format), say("column.domain", lang), names, lang)


def _by_city(table: pd.DataFrame, heading: str, names: list[str], lang: Lang) -> pd.DataFrame:
    table = table[[city for city in codebook().cities if city in table]].fillna("")
    table.columns = pd.Index([codebook().name("city", city, lang) for city in table.columns])
    table.insert(0, heading, names)
    return table.reset_index(drop=True).astype("str")


def _count(sentences: list[str]) -> Counter[str]:
    words = chain.from_iterable(tokenize(sentence) for sentence in sentences)
    return Counter(word for word, _, _ in words if not _is_place(word))


def _is_place(word: str) -> bool:
    """Tell whether a word is a name of the codebook, or a part of one: 甲县, 甲市, 九团."""
    book = codebook()
    names = [row["zh"] for row in (*book.cities.values(), *book.recipients.values())]
    stem = word
    for end in PLACE_ENDS:
        stem = stem.removesuffix(end) or stem
    return any(stem in name for name in names)


def _tfidf(terms: Mapping[str, int], shared: Mapping[str, int], cities: int) -> dict[str, float]:
    """Return the weights of one city's terms, of length 1 (see `themes`)."""
    weights = {
        term: count * (log((1 + cities) / (1 + shared[term])) + 1) for term, count in terms.items()
    }
    length = sqrt(fsum(weight * weight for weight in weights.values()))
    return {term: weight / length for term, weight in weights.items()}


def _kind(shared: int, cities: int) -> str:
    if 2 * shared <= cities or cities == 1:
        return "distinctive"
    return "shared" if shared == cities else "several"

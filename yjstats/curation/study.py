"""Study what is lost on an article whose wording the lexicon did not use."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from yjstats.curation.rereading import read_again
from yjstats.curation.score import score
from yjstats.extraction.rules import Entry, Rules, Words, rules
from yjstats.tables import Row


def leave_one_out(
    gold: pd.DataFrame, texts: Mapping[str, str], registers: Sequence[Row]
) -> pd.DataFrame:
    """Score each article read without the words that it alone has.

    A lexicon made without an article would lack the words that only this article uses. For each
    article in turn the lexicon's nouns and groups lose the words that stand in it and in no other
    of the texts; then it is read and scored.

    Parameters
    ----------
    gold : DataFrame
        Curated figures, the tidy frame.
    texts : mapping of str to str
        Text by source_id.
    registers : sequence of Row
        Rows of sources.csv.

    Returns
    -------
    DataFrame
        Two rows an article: `source_id`, `lexicon` (whole, without), `words` (how many were left
        out), then the columns of `score.score` for all domains together.
    """
    parts = []
    for name, text in texts.items():
        others = [other for key, other in texts.items() if key != name]
        book, lost = without(rules(), text, others)
        known = gold[gold["source_id"] == name]
        for kind, used, words in (("whole", rules(), 0), ("without", book, lost)):
            found = score(known, read_again({name: text}, registers, used)).head(1)
            found = found.drop(columns="domain")
            found.insert(0, "source_id", name)
            found.insert(1, "lexicon", kind)
            found.insert(2, "words", words)
            parts.append(found)
    return pd.concat(parts, ignore_index=True)


def without(book: Rules, text: str, others: Sequence[str]) -> tuple[Rules, int]:
    """Return rules whose lexicon lacks the words that only one text has, and how many those are."""
    lost: set[str] = set()

    def kept(words: Words) -> Words:
        own = {word for word in words if word in text and not any(word in one for one in others)}
        lost.update(own)
        return tuple(word for word in words if word not in own)

    def cut(entry: Entry) -> Entry:
        groups = tuple((kept(words), where) for words, where in entry.groups)
        return entry._replace(nouns=kept(entry.nouns), groups=groups)

    lexicon = {
        unit: tuple(
            made for entry in entries
            if (made := cut(entry)).nouns or not entry.nouns
        )
        for unit, entries in book.lexicon.items()
    }  # fmt: skip
    return replace(book, lexicon=lexicon), len(lost)

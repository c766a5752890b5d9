"""The texts of each city: the digests, or the articles where they are at hand."""

import re
from pathlib import Path

from yjstats.codebook import codebook
from yjstats.errors import UsageError
from yjstats.loading import sources
from yjstats.opening import open_project
from yjstats.registers import SOURCES, read_articles
from yjstats.tables import read_table
from yjstats.tracing import SENTENCE_END


def city_sentences(
    articles: str | Path | None = None, root: str | Path | None = None
) -> dict[str, list[str]]:
    """Return the sentences of each city's texts.

    Parameters
    ----------
    articles : str or Path, optional
        A folder with the articles' texts, found by checksum. Without it the digests are read.
    root : str or Path, optional
        The project folder.

    Returns
    -------
    dict of str to list of str
        Sentences by city, in the order of the codebook, without line breaks or white space at
        their ends. A city none of whose texts is there is missing.

    Raises
    ------
    UsageError
        If the folder does not exist or has the text of no article.
    BadData
        If the register of sources is wrong.
    """
    register = sources(root).set_index("source_id")
    project = open_project(root)
    kind, folder = ("digest", project.digests) if articles is None else ("article", Path(articles))
    wanted = register.index[(register["kind"] == kind) & register["city"].notna()]
    rows = [row for row in read_table(project.sources, SOURCES)[0] if row["source_id"] in wanted]
    texts = read_articles(folder, rows) if articles is not None or folder.is_dir() else {}
    if articles is not None and not texts:
        raise UsageError("error.no_text", path=articles)
    parts: dict[str, list[str]] = {city: [] for city in codebook().cities}
    for source_id in wanted:
        parts[register.loc[source_id, "city"]] += split_sentences(texts.get(source_id, ""))
    return {city: found for city, found in parts.items() if found}


def split_sentences(text: str) -> list[str]:
    """Cut a text after each mark that ends a sentence, and at blank lines.

    A line break inside a sentence, as columns of newspapers have, is taken out.
    """
    sentences, start = [], 0
    for end in [*(match.end() for match in SENTENCE_END.finditer(text)), len(text)]:
        sentences.append(re.sub(r"\s*\n\s*", "", text[start:end]).strip())
        start = end
    return [sentence for sentence in sentences if sentence]

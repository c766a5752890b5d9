"""Read the sources whose text is at hand again, as rows of the tidy frame."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from yjstats.codebook import codebook
from yjstats.extraction.version import extractor_version
from yjstats.observations import observation_id, to_frame
from yjstats.tables import Row

if TYPE_CHECKING:
    import pandas as pd

    from yjstats.extraction.rules import Rules

READINGS = ("source_id", "sha256", "version", "rows")


def read_again(
    texts: Mapping[str, str], registers: Sequence[Row], book: "Rules | None" = None
) -> "pd.DataFrame":
    """Extract the statistics of sources.

    Parameters
    ----------
    texts : mapping of str to str
        Text by source_id.
    registers : sequence of Row
        Rows of sources.csv, for the city and the day of publication.
    book : Rules, optional
        The words to read by; the codebook's where not given.

    Returns
    -------
    DataFrame
        The tidy frame, one row a statistic, in the order of sources.csv and of the text; origin
        extracted, status candidate. Scope and part_of are blank: the program does not read them.
    """
    return to_frame(records_of(texts, registers, book))


def records_of(
    texts: Mapping[str, str], registers: Sequence[Row], book: "Rules | None" = None
) -> list[dict[str, object]]:
    """Return the rows of `read_again`, whose cells are text or numbers, as JSON has them."""
    from yjstats.extraction.extract import read_text  # its patterns take a while to load
    from yjstats.extraction.known import day_of

    records: list[dict[str, object]] = []
    for row in registers:
        text = texts.get(row["source_id"])
        if text is not None:
            found = read_text(
                text, day_of(row["published"]), row["city"], row["source_id"], book=book
            )
            records += [_tidy(record) for record in found]
    return records


def readings_of(
    texts: Mapping[str, str], registers: Sequence[Row], before: Sequence[Row], frame: "pd.DataFrame"
) -> "pd.DataFrame":
    """Return which version of the extractor read each source.

    Parameters
    ----------
    texts : mapping of str to str
        The texts read now.
    registers : sequence of Row
    before : sequence of Row
        What was recorded of earlier readings.
    frame : DataFrame
        All extracted rows.

    Returns
    -------
    DataFrame
        `source_id`, `sha256` of the text, `version`, `rows` (how many statistics); all str but
        `rows`.
    """
    import pandas as pd

    counts = frame["source_id"].astype("str").value_counts()
    earlier = {row["source_id"]: row for row in before}
    rows = []
    for row in registers:
        name = row["source_id"]
        if name in texts:
            rows.append((name, row["sha256"], extractor_version(), int(counts.get(name, 0))))
        elif name in earlier and (counts.get(name, 0) or earlier[name]["rows"] == "0"):
            old = earlier[name]
            rows.append((name, old["sha256"], old["version"], int(counts.get(name, 0))))
    return pd.DataFrame(rows, columns=list(READINGS))


def _tidy(record: Mapping[str, object]) -> dict[str, object]:
    indicator = codebook().indicators.get(str(record["indicator"]), {})
    place = (int(str(record["char_start"])), int(str(record["char_end"])))
    return {
        **{name: value for name, value in record.items() if name != "why"},
        "obs_id": observation_id(str(record["source_id"]), *place),
        "domain": indicator.get("domain"),
        "origin": "extracted",
        "status": "candidate",
    }

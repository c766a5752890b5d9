"""Find the readings that need a person: new ones, those unlike what was entered, unsure ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from yjstats.curation.reconcile import FIELDS, reconcile
from yjstats.curation.reviews import READ, latest, read_reviews, sum_of
from yjstats.errors import UnknownName, UsageError
from yjstats.observations import BY_NAME, CURATED, NAMES
from yjstats.paths import Project
from yjstats.registers import ALTERNATIVES, SOURCES, read_articles
from yjstats.tables import Row, read_table
from yjstats.tracing import cut_sentence

BELOW = 0.8  # a reading less sure than this is looked at
SURE = 1.0
Cells = Mapping[str, str]


@dataclass(frozen=True)
class Item:
    """A reading that a person is asked to judge.

    Attributes
    ----------
    obs_id : str
        Of the entered figure that it overlaps; of the reading where there is none.
    reading : mapping of str to str
        The row of extracted.csv.
    entered : mapping of str to str or None
        The row of curated.csv, None for a new figure.
    reasons : tuple of str
        Why it needs a person: codes of the codebook's list `review_reason`.
    fields : tuple of str
        The columns in which the two differ.
    sentence : tuple of str
        The sentence before the number, the number, and after it; empty where no text is at hand.
    """

    obs_id: str
    reading: Cells
    entered: Cells | None
    reasons: tuple[str, ...]
    fields: tuple[str, ...]
    sentence: tuple[str, str, str] = ("", "", "")

    @property
    def basis(self) -> str:
        """Checksum of the entered row that the judgement rests on; empty for a new figure."""
        return "" if self.entered is None else sum_of(self.entered)


def review_items(
    project: Project,
    source: str | None = None,
    below: float = BELOW,
    articles: str | Path | None = None,
) -> list[Item]:
    """Return the readings of articles that need a person.

    A reading is asked about once: not again after it was judged, unless the figure that came of it
    was removed, and not where alternatives.csv tells the same difference already.

    Parameters
    ----------
    project : Project
    source : str, optional
        Only readings of this source.
    below : float
        Readings whose confidence is below this are asked about even where nothing differs.
    articles : str or Path, optional
        A folder that may have the articles' texts, found by checksum, for the sentences.

    Returns
    -------
    list of Item
        In the order of sources.csv and of the text.

    Raises
    ------
    UnknownName
        If there is no such source.
    UsageError
        If `below` is not between 0 and 1, or the folder does not exist.
    BadData
        If the project's data do not pass their checks.
    """
    if not 0 <= below <= SURE:
        raise UsageError("error.not_a_confidence", value=below)
    registers, _ = read_table(project.sources, SOURCES)
    names = [row["source_id"] for row in registers if row["kind"] != "digest"]
    if source is not None and source not in names:
        raise UnknownName("source", source, names)
    told = reconcile(project.root)
    entered, read = (_by_id(project.curated, CURATED), _by_id(project.extracted, NAMES))
    texts = {} if articles is None else read_articles(articles, registers)
    last = latest(read_reviews(project)[0])
    known = _disputes(project)
    items = []
    wanted = told[(told["kind"] == "article") & told["extracted_id"].notna()]
    for record in wanted.to_dict("records"):
        reading = read[record["extracted_id"]]
        figure = entered.get(record["obs_id"]) if record["outcome"] != "only_extracted" else None
        obs_id = reading["obs_id"] if figure is None else figure["obs_id"]
        if (source or reading["source_id"]) != reading["source_id"]:
            continue
        if figure is None and obs_id in entered:  # its place is taken: another row stands for it
            continue
        fields = () if figure is None else unlike(figure, reading)
        asked = not all((obs_id, name, reading[name]) in known for name in fields)
        reasons = _reasons(figure, fields if asked else (), reading, below)
        judged = last.get((obs_id, sum_of(reading, READ)))
        gone = figure is None and judged is not None and judged["decision"] != "reject"
        if reasons and (judged is None or gone):
            sentence = _sentence(texts.get(reading["source_id"]), reading)
            items.append(Item(obs_id, reading, figure, reasons, fields, sentence))
    order = {name: number for number, name in enumerate(names)}
    items.sort(key=lambda i: (order[i.reading["source_id"]], int(i.reading["char_start"])))
    return items


def unlike(figure: Cells, reading: Cells) -> tuple[str, ...]:
    """Return the columns in which an entered figure and a reading differ."""
    return tuple(name for name in FIELDS if not _same(name, figure[name], reading[name]))


def proposed(reading: Cells, entered: Cells | None) -> dict[str, str]:
    """Return the row of curated.csv that taking a reading makes.

    Of an entered figure, its name, place, scope, total, status and note stay: the program reads
    none of them.
    """
    if entered is None:
        row = {name: reading[name] for name in CURATED}
        return row | {"status": "accepted", "note": ""}
    row = dict(entered) | {name: reading[name] for name in unlike(entered, reading)}
    if not row["indicator"] and not row["label"]:
        row["label"] = reading["label"]
    return row


def _same(name: str, one: str, other: str) -> bool:
    if one and other and BY_NAME[name].kind == "number":
        return float(one) == float(other)
    return one == other


def _reasons(
    figure: Cells | None, fields: Sequence[str], reading: Cells, below: float
) -> tuple[str, ...]:
    unsure = bool(reading["confidence"]) and float(reading["confidence"]) < below
    found = {"new": figure is None, "differs": bool(fields), "low_confidence": unsure}
    return tuple(code for code, holds in found.items() if holds)


def _sentence(text: str | None, reading: Cells) -> tuple[str, str, str]:
    if text is None:
        return ("", "", "")
    return cut_sentence(text, int(reading["char_start"]), int(reading["char_end"]))


def _by_id(path: Path, columns: Sequence[str]) -> dict[str, Cells]:
    rows: list[Row] = read_table(path, columns)[0] if path.is_file() else []
    return {row["obs_id"]: row.cells for row in rows}


def _disputes(project: Project) -> set[tuple[str, str, str]]:
    rows, _ = read_table(project.alternatives, ALTERNATIVES)
    return {(row["obs_id"], row["field"], row["value"]) for row in rows}

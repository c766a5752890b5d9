"""Lay what the program read beside what people entered."""

from pathlib import Path

import pandas as pd

from yjstats.curation.rereading import records_of
from yjstats.curation.reviews import rejected
from yjstats.keeping.recalling import Recall, anew
from yjstats.loading import load_both
from yjstats.observations import to_frame
from yjstats.opening import open_project
from yjstats.registers import SOURCES, read_text
from yjstats.tables import read_table

FIELDS = (
    "value", "low", "high", "unit", "qualifier", "measure", "per", "indicator", "recipient",
    "basis", "period_start", "period_end",
)  # fmt: skip
COLUMNS = (
    "source_id", "kind", "outcome", "fields", "obs_id", "extracted_id", "surface", "indicator",
    "extracted_indicator", "value", "extracted_value", "unit", "period_start", "period_end",
    "char_start", "char_end", "status", "confidence",
)  # fmt: skip


Loaded = tuple[pd.DataFrame, pd.DataFrame]


def reconcile(
    root: str | Path | None = None,
    digests: pd.DataFrame | None = None,
    loaded: Loaded | None = None,
) -> pd.DataFrame:
    """Tell which figures person and program read alike.

    Articles are compared by place: the rows of extracted.csv with the curated rows that they
    overlap. The digests, read now, are compared by meaning: city, value and unit.

    Parameters
    ----------
    root : str or Path, optional
        The project folder.
    digests : DataFrame, optional
        From `digest_readings`, where it was asked already.
    loaded : tuple of DataFrame, optional
        From `load_both`, where it was asked already.

    Returns
    -------
    DataFrame
        One row a figure. `source_id`, `kind` (article, digest), `outcome` (matched, differs,
        only_curated, only_extracted), `fields` (those that differ, joined by `;`), `obs_id` and
        `extracted_id`, `surface`, `indicator` and `value` as curated (else as extracted) and as
        extracted, `unit`, `period_start`, `period_end`, `char_start`, `char_end`, `status` of the
        curated row, `confidence` of the reading.

    Raises
    ------
    BadData
        If the project's data do not pass their checks.
    """
    curated, extracted = load_both(root) if loaded is None else loaded
    digests = digest_readings(root) if digests is None else digests
    parts = [_by_place(curated, extracted), _by_meaning(curated, digests, root)]
    frame = pd.DataFrame([row for part in parts for row in part], columns=list(COLUMNS))
    for name in ("value", "extracted_value", "confidence"):
        frame[name] = pd.to_numeric(frame[name]).astype("float64")
    for name in ("period_start", "period_end"):
        frame[name] = pd.to_datetime(frame[name]).astype("datetime64[ms]")
    return frame


def candidates(
    root: str | Path | None = None,
    digests: pd.DataFrame | None = None,
    told: pd.DataFrame | None = None,
    loaded: Loaded | None = None,
) -> pd.DataFrame:
    """Return the readings that no curated row covers, for a person to judge.

    Parameters
    ----------
    root : str or Path, optional
        The project folder.
    digests, told : DataFrame, optional
        From `digest_readings` and `reconcile`, where they were asked already.
    loaded : tuple of DataFrame, optional
        From `load_both`, likewise.

    Returns
    -------
    DataFrame
        The tidy frame: extracted rows of articles that no curated row overlaps, but for those that
        a person rejected (reviews.csv), then those of digests that none matches; status candidate,
        so that they never enter comparisons.
    """
    digests = digest_readings(root) if digests is None else digests
    loaded = load_both(root) if loaded is None else loaded
    told = reconcile(root, digests, loaded) if told is None else told
    new = set(told.loc[told["outcome"] == "only_extracted", "extracted_id"])
    new -= rejected(root)
    both = pd.concat([frame.astype("object") for frame in (loaded[1], digests)], ignore_index=True)
    both = both[both["obs_id"].isin(new)].assign(status="candidate")
    return to_frame(both.to_dict("records"))


def digest_readings(root: str | Path | None = None, recall: Recall = anew) -> pd.DataFrame:
    """Read the project's digests, which are at hand in every clone.

    Parameters
    ----------
    root : str or Path, optional
        The project folder.
    recall : callable, optional
        From `keeping.recalling`: gives what was read before of the same texts.

    Returns
    -------
    DataFrame
        The tidy frame, as `rereading.read_again` makes it.
    """
    project = open_project(root)
    registers, _ = read_table(project.sources, SOURCES)
    texts: dict[str, str] = {}
    for row in registers:
        path = project.digests / f"{row['source_id']}.txt"
        text = read_text(path) if row["kind"] == "digest" and path.is_file() else None
        if text is not None:
            texts[row["source_id"]] = text
    told = [row for row in registers if row["source_id"] in texts]
    cells = [{name: row[name] for name in ("source_id", "published", "city")} for row in told]
    return to_frame(recall(["digests", texts, cells], lambda: records_of(texts, told)))


def _by_place(curated: pd.DataFrame, extracted: pd.DataFrame) -> list[dict[str, object]]:
    read = set(extracted["source_id"].astype("str"))
    rows: list[dict[str, object]] = []
    used: set[str] = set()
    records = extracted.to_dict("records")
    for one in curated[curated["source_id"].isin(read)].to_dict("records"):
        match = next((other for other in records if _overlaps(one, other)), None)
        used |= {match["obs_id"]} if match else set()
        rows.append(_row("article", one, match))
    rows += [_row("article", None, other) for other in records if other["obs_id"] not in used]
    return sorted(rows, key=lambda row: (str(row["source_id"]), int(str(row["char_start"]))))


def _by_meaning(
    curated: pd.DataFrame, digests: pd.DataFrame, root: str | Path | None
) -> list[dict[str, object]]:
    registers, _ = read_table(open_project(root).sources, SOURCES)
    article = {row["source_id"]: row["digest_of"] for row in registers}
    entered: dict[str, list[dict[str, object]]] = {}
    for one in curated.to_dict("records"):
        entered.setdefault(str(one["source_id"]), []).append(one)
    rows: list[dict[str, object]] = []
    for other in digests.to_dict("records"):
        known = entered.get(article.get(str(other["source_id"]), ""), [])
        alike = [one for one in known if one["value"] == other["value"]]
        alike.sort(key=lambda one: -sum(_same(one[name], other[name]) for name in FIELDS))
        match = alike[0] if alike else None
        if match is not None:
            known.remove(match)
        rows.append(_row("digest", match, other))
    return rows


def _overlaps(one: dict[str, object], other: dict[str, object]) -> bool:
    starts = (int(str(one["char_start"])), int(str(other["char_start"])))
    ends = (int(str(one["char_end"])), int(str(other["char_end"])))
    return one["source_id"] == other["source_id"] and max(starts) < min(ends)


def _same(one: object, other: object) -> bool:
    blank = (pd.isna(one), pd.isna(other))
    return all(blank) or (not any(blank) and one == other)


def _row(
    kind: str, curated: dict[str, object] | None, extracted: dict[str, object] | None
) -> dict[str, object]:
    main = extracted if kind == "digest" or curated is None else curated
    assert main is not None
    fields: list[str] = []
    if curated and extracted:
        fields = [name for name in FIELDS if not _same(curated[name], extracted[name])]
    outcome = "differs" if fields else "matched"
    if curated is None or extracted is None:
        outcome = "only_extracted" if curated is None else "only_curated"
    return {
        **{name: main[name] for name in ("source_id", "surface", "char_start", "char_end")},
        **{name: main[name] for name in ("unit", "period_start", "period_end")},
        "kind": kind,
        "outcome": outcome,
        "fields": ";".join(fields) or None,
        "obs_id": curated["obs_id"] if curated else None,
        "extracted_id": extracted["obs_id"] if extracted else None,
        "indicator": (curated or main)["indicator"],
        "extracted_indicator": extracted["indicator"] if extracted else None,
        "value": (curated or main)["value"],
        "extracted_value": extracted["value"] if extracted else None,
        "status": curated["status"] if curated else None,
        "confidence": extracted["confidence"] if extracted else None,
    }

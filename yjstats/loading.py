"""Load a project's data as frames, checked."""

from pathlib import Path
from typing import Literal

import pandas as pd

from yjstats.checking import extracted_rows
from yjstats.codebook import codebook
from yjstats.curation.corrections import check_corrections, correct, read_corrections
from yjstats.curation.reviews import rejected
from yjstats.errors import BadData, UsageError
from yjstats.judging import check_rows
from yjstats.observations import CURATED, to_frame
from yjstats.opening import open_project
from yjstats.paths import Project
from yjstats.registers import ALTERNATIVES, SOURCES, check_alternatives, check_sources
from yjstats.tables import Row, read_table

Origin = Literal["all", "curated", "extracted"]
TRUSTED = 0.8
ORIGINS: tuple[Origin, ...] = ("all", "curated", "extracted")


def load(origin: Origin = "all", root: str | Path | None = None) -> pd.DataFrame:
    """Load the observations of a project, checked.

    Parameters
    ----------
    origin : {"all", "curated", "extracted"}
        Which rows: entered by hand, read by the program, or both. With both, an extracted row that
        overlaps a curated one of the same source gives way to it (whose origin is then `both`,
        where the values agree), and the others are candidates, which no comparison uses. Readings
        alone are accepted where their confidence is above `TRUSTED`; those that a person rejected
        (reviews.csv) have status rejected.
    root : str or Path, optional
        The project folder (see `paths.find_project`).

    Returns
    -------
    DataFrame
        One row an observation, corrected as `data/raw/corrections.csv` says, with the columns of
        `observations.COLUMNS` and their dtypes, in the order of sources.csv and of the text. Values
        and bounds are in canonical units.

    Raises
    ------
    BadData
        If any row is wrong; the error lists every fault with file, line, column and value.
    UsageError
        If there is no such origin or no project folder.
    """
    if origin not in ORIGINS:
        raise UsageError("error.unknown_origin", name=origin, known=", ".join(ORIGINS))
    project = open_project(root)
    if origin == "curated":
        return _curated(project)
    if origin == "extracted":
        return trusted(_extracted(project))
    return curated_first(_curated(project), _extracted(project))


def load_both(root: str | Path | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Load what was entered by hand and what the program read, apart.

    Parameters
    ----------
    root : str or Path, optional
        The project folder.

    Returns
    -------
    curated, extracted : DataFrame
        As `load` returns them, but that no reading is accepted yet: `trusted` does that, and
        `curated_first` puts both together.

    Raises
    ------
    BadData
        As `load`.
    """
    project = open_project(root)
    return _curated(project), _extracted(project)


def sources(root: str | Path | None = None) -> pd.DataFrame:
    """Load the register of sources, checked.

    Parameters
    ----------
    root : str or Path, optional
        The project folder.

    Returns
    -------
    DataFrame
        One row a source, article or digest, with the columns of `registers.SOURCES`, all str but
        `chars` (Int64), `published_inferred` (boolean), `covers_start` and `covers_end`
        (datetime64[ms]). `published` keeps the precision it has: 2023-01 is a month.

    Raises
    ------
    BadData
        If any row is wrong.
    """
    project = open_project(root)
    name = project.name(project.sources)
    rows, faults = read_table(project.sources, SOURCES, name)
    faults += check_sources(rows, name, codebook())
    if faults:
        raise BadData(faults)
    frame = pd.DataFrame([row.cells for row in rows], columns=list(SOURCES), dtype=object)
    frame = frame.mask(frame == "", None).astype("str")
    frame["chars"] = pd.to_numeric(frame["chars"]).astype("Int64")
    frame["published_inferred"] = (
        frame["published_inferred"].map({"yes": True, "no": False}).astype("boolean")
    )
    for column in ("covers_start", "covers_end"):
        frame[column] = pd.to_datetime(frame[column], format="ISO8601").astype("datetime64[ms]")
    return frame


def readings(root: str | Path | None = None) -> pd.DataFrame:
    """Load the other readings of disputed figures.

    Parameters
    ----------
    root : str or Path, optional
        The project folder (see `paths.find_project`).

    Returns
    -------
    DataFrame
        `obs_id`, `field` (a column of the tidy frame), `value` (as text), `why`; all str.

    Raises
    ------
    BadData
        If any row is wrong.
    """
    project = open_project(root)
    curated, _ = read_table(project.curated, CURATED)
    name = project.name(project.alternatives)
    rows, faults = read_table(project.alternatives, ALTERNATIVES, name)
    faults += check_alternatives(rows, name, curated)
    if faults:
        raise BadData(faults)
    return pd.DataFrame([row.cells for row in rows], columns=list(ALTERNATIVES), dtype="str")


def _curated(project: Project) -> pd.DataFrame:
    book = codebook()
    registers, faults = read_table(project.sources, SOURCES, project.name(project.sources))
    rows, found = read_table(project.curated, CURATED, project.name(project.curated))
    faults += found
    if not any(fault.line in (None, 1) for fault in faults):
        faults += check_sources(registers, project.name(project.sources), book)
        faults += check_rows(rows, project.name(project.curated), registers, book)
        corrections, found = read_corrections(project)
        told = project.name(project.corrections)
        faults += found or check_corrections(corrections, told, rows, registers, book)
    if faults:
        raise BadData(faults)
    rows = correct(rows, corrections)
    order = {row["source_id"]: number for number, row in enumerate(registers)}
    rows = sorted(rows, key=lambda row: (order[row["source_id"]], int(row["char_start"])))
    return to_frame(_derive(row) for row in rows)


def _derive(row: Row) -> dict[str, object]:
    indicator = codebook().indicators.get(row["indicator"], {})
    return {**row.cells, "domain": indicator.get("domain"), "origin": "curated"}


def _extracted(project: Project) -> pd.DataFrame:
    if not project.extracted.is_file():
        return to_frame([])
    rows, faults = extracted_rows(project)
    if faults:
        raise BadData(faults)
    refused = rejected(project.root)
    return to_frame(
        {**row.cells, "status": "rejected"} if row["obs_id"] in refused else row.cells
        for row in rows
    )


def trusted(frame: pd.DataFrame) -> pd.DataFrame:
    """Accept the readings that the program is sure of, so that they can be compared."""
    status = frame["status"].astype("str")
    sure = (status == "candidate") & (frame["confidence"] > TRUSTED)
    return frame.assign(status=status.mask(sure, "accepted").astype("category"))


def curated_first(curated: pd.DataFrame, extracted: pd.DataFrame) -> pd.DataFrame:
    """Put both in one frame, without the extracted rows that overlap a curated one."""
    if extracted.empty:
        return curated
    columns = ["obs_id", "source_id", "char_start", "char_end", "value"]
    places = extracted[columns].merge(
        curated[["source_id", "char_start", "char_end"]], on="source_id", suffixes=("", "_by_hand")
    )
    overlaps = places.query("char_start < char_end_by_hand and char_start_by_hand < char_end")
    new = extracted[~extracted["obs_id"].isin(overlaps["obs_id"])]
    seen = overlaps.merge(curated[["source_id", "char_start", "value", "obs_id"]].rename(
        columns={"char_start": "char_start_by_hand", "value": "value_by_hand", "obs_id": "by_hand"}
    ), on=["source_id", "char_start_by_hand"])  # fmt: skip
    alike = set(seen.loc[seen["value"] == seen["value_by_hand"], "by_hand"])
    origin = curated["origin"].astype("str").mask(curated["obs_id"].isin(alike), "both")
    curated = curated.assign(origin=origin)
    both = pd.concat([curated.astype("object"), new.astype("object")], ignore_index=True)
    return to_frame(both.to_dict("records"))

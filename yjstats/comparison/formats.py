"""Comparisons as JSON and CSV: the same names, null or an empty field for a blank."""

import json
from typing import Any

import pandas as pd

from yjstats.comparison.compare import NEAR
from yjstats.observations import to_csv


def as_json(comparison: pd.DataFrame) -> str:
    """Return a comparison as a JSON array of objects, one a city (see `compare`)."""
    records = [
        {key: plain(cell) for key, cell in row.items()} for row in comparison.to_dict("records")
    ]
    return json.dumps(records, ensure_ascii=False, indent=2)


def as_csv(comparison: pd.DataFrame) -> str:
    """Return a comparison as CSV: reasons joined by `;`, `near` in columns of its own."""
    return to_csv(flat(comparison))


def flat(comparison: pd.DataFrame) -> pd.DataFrame:
    """Return a comparison with plain cells only: `reasons` as text, `near_*` for each key of near.

    Parameters
    ----------
    comparison : DataFrame
        From `compare`, or another view with `reasons`.

    Returns
    -------
    DataFrame
        The same rows; `near` replaced by `near_indicator` … `near_reasons`.
    """
    out = comparison.copy()
    if "reasons" in out and len(out) and isinstance(out["reasons"].iloc[0], tuple):
        out["reasons"] = [";".join(codes) for codes in comparison["reasons"]]
    if "near" not in out:
        return out
    out = out.drop(columns="near")
    for name in NEAR:
        cells = [None if near is None else near[name] for near in comparison["near"]]
        if name == "reasons":
            cells = [None if codes is None else ";".join(codes) for codes in cells]
        if name in ("value", "low", "high"):
            out[f"near_{name}"] = pd.Series(cells, out.index, dtype="float64")
        elif name.startswith("period"):
            dates = pd.to_datetime(pd.Series(cells, out.index))
            out[f"near_{name}"] = dates.astype("datetime64[ms]")
        else:
            out[f"near_{name}"] = pd.Series(cells, out.index, dtype="str")
    return out


def plain(cell: Any) -> Any:
    """Return a cell as JSON knows it: null for blanks, ISO dates, whole numbers without a point."""
    if isinstance(cell, dict):
        return {key: plain(value) for key, value in cell.items()}
    if isinstance(cell, tuple | list):
        return [plain(value) for value in cell]
    if cell is None or pd.isna(cell):
        return None
    if isinstance(cell, pd.Timestamp):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return int(cell)
    return cell.item() if hasattr(cell, "item") else cell

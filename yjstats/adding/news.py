"""Tell what a new source reports that was not known of its city."""

import pandas as pd

NEW, OTHER, KNOWN, UNNAMED = "new", "other_value", "known", "unnamed"
NEWS = (NEW, OTHER, KNOWN, UNNAMED)
COLUMNS = (
    "news", "indicator", "label", "value", "unit", "period_start", "period_end", "confidence",
    "surface", "known_value", "known_id", "obs_id",
)  # fmt: skip
NEAR = 1e-9  # relative: thirds have no exact decimals


def news(found: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Lay the figures of a new source beside what is known of the same city.

    Parameters
    ----------
    found : DataFrame
        Tidy frame of the new source, as read.
    known : DataFrame
        Tidy frame of the project before it; rejected rows and other cities are left out.

    Returns
    -------
    DataFrame
        One row a figure, in the order of `found`. `news`: `known` (the same indicator with the same
        value), `other_value` (the same indicator with other values only: another period, another
        scope, or a contradiction), `new` (an indicator that the city had none of), `unnamed` (no
        indicator names it); `known_value` and `known_id` of the figure it was compared with, the
        one whose period ends last; and `indicator`, `label`, `value`, `unit`, `period_start`,
        `period_end`, `confidence`, `surface`, `obs_id` of the figure.
    """
    rows = [row for row in known.to_dict("records") if str(row["status"]) != "rejected"]
    rows.sort(key=lambda row: _text(row["period_end"]), reverse=True)
    told = []
    for one in found.to_dict("records"):
        alike = [
            row for row in rows
            if _text(row["indicator"]) == _text(one["indicator"]) and _same_city(one, row)
        ]  # fmt: skip
        same = [row for row in alike if _close(row["value"], one["value"])]
        kind = KNOWN if same else OTHER if alike else NEW
        other = next(iter(same or alike), None)
        if not _text(one["indicator"]):
            kind, other = UNNAMED, None
        beside = {
            "news": kind,
            "known_value": other["value"] if other else None,
            "known_id": other["obs_id"] if other else None,
        }
        told.append({**{name: one.get(name) for name in COLUMNS}, **beside})
    frame = pd.DataFrame(told, columns=list(COLUMNS))
    for name in ("value", "known_value", "confidence"):
        frame[name] = pd.to_numeric(frame[name]).astype("float64")
    for name in ("period_start", "period_end"):
        frame[name] = pd.to_datetime(frame[name]).astype("datetime64[ms]")
    texts = ("news", "indicator", "label", "unit", "surface", "known_id", "obs_id")
    return frame.astype(dict.fromkeys(texts, "str"))


def _same_city(one: dict[str, object], other: dict[str, object]) -> bool:
    return _text(one["city"]) == _text(other["city"])


def _close(one: object, other: object) -> bool:
    a, b = float(str(one)), float(str(other))
    return abs(a - b) <= NEAR * max(1.0, abs(a), abs(b))


def _text(cell: object) -> str:
    return "" if cell is None or cell is pd.NaT or cell != cell else str(cell)  # noqa: PLR0124 - NaN

"""Score readings against figures entered by hand."""

from collections.abc import Iterable, Mapping

import pandas as pd

FIELDS = ("unit", "bounds", "measure", "period", "basis", "recipient")
COLUMNS = (
    "domain", "statistics", "found", "wrong", "precision", "recall", "f1", "value", *FIELDS,
    "indicator_precision", "indicator_recall", "indicator_f1",
)  # fmt: skip
NEAR = 1e-9  # relative: thirds have no exact decimals

Record = Mapping[str, object]


def score(gold: pd.DataFrame, read: pd.DataFrame) -> pd.DataFrame:
    """Score extracted rows against curated ones of the same sources.

    Parameters
    ----------
    gold, read : DataFrame
        Tidy frames. Curated rows of status conflict are left out, and so are the readings that
        overlap them: two careful readers differ there too.

    Returns
    -------
    DataFrame
        One row a domain of the curated figures (`other`: no indicator) and, first, one for all.
        `statistics`: curated figures; `found`: those that a reading overlaps with the same value;
        `wrong`: readings that no figure answers, or of another value. `precision`, `recall`, `f1`
        of mentions; among those found the share with the right `unit`, `bounds`, `measure`,
        `period` (both days), `basis`, `recipient`; `value`: the share of overlapping readings
        whose value is right; indicator precision, recall and F1.
    """
    outcomes = list(_outcomes(gold.to_dict("records"), read.to_dict("records")))
    table = pd.DataFrame(outcomes, columns=["domain", "gold", "read"])
    domains = ["all", *dict.fromkeys(table["domain"])]
    rows = [
        _summary(name, table if name == "all" else table[table["domain"] == name])
        for name in domains
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def confusion(gold: pd.DataFrame, read: pd.DataFrame) -> pd.DataFrame:
    """Return which indicators were taken for which.

    Returns
    -------
    DataFrame
        `indicator` (as curated), `read_as`, `count`, `surfaces`; blank is no indicator. The most
        frequent first; figures read right are left out.
    """
    pairs: dict[tuple[str, str], list[str]] = {}
    for _, one, other in _outcomes(gold.to_dict("records"), read.to_dict("records")):
        if one and other and _text(one["indicator"]) != _text(other["indicator"]):
            key = (_text(one["indicator"]), _text(other["indicator"]))
            pairs.setdefault(key, []).append(" ".join(str(one["surface"]).split()))
    rows = [(a, b, len(found), "、".join(found)) for (a, b), found in pairs.items()]
    rows.sort(key=lambda row: (-row[2], row[0], row[1]))
    return pd.DataFrame(rows, columns=["indicator", "read_as", "count", "surfaces"])


def missed(gold: pd.DataFrame, read: pd.DataFrame) -> pd.DataFrame:
    """Return the figures that were not found and the readings that are none, by their surfaces.

    Returns
    -------
    DataFrame
        `what` (missed, wrong), `source_id`, `surface`, `value`, `char_start`.
    """
    rows = []
    for _, one, other in _outcomes(gold.to_dict("records"), read.to_dict("records")):
        if one and not (other and _close(one["value"], other["value"])):
            rows.append(("missed", one))
        if other and not (one and _close(one["value"], other["value"])):
            rows.append(("wrong", other))
    return pd.DataFrame(
        [
            (
                what,
                row["source_id"],
                " ".join(str(row["surface"]).split()),
                row["value"],
                row["char_start"],
            )
            for what, row in rows
        ],
        columns=["what", "source_id", "surface", "value", "char_start"],
    )


def _outcomes(
    gold: list[Record], read: list[Record]
) -> Iterable[tuple[str, Record | None, Record | None]]:
    """Yield domain, figure and reading: both where they overlap, one where the other lacks."""
    by_source: dict[str, list[Record]] = {}
    for other in read:
        by_source.setdefault(str(other["source_id"]), []).append(other)
    used: set[int] = set()
    for one in gold:
        known = by_source.get(str(one["source_id"]), [])
        match = next((row for row in known if id(row) not in used and _overlaps(one, row)), None)
        if match is not None:
            used.add(id(match))
        if str(one.get("status")) != "conflict":
            yield _text(one["domain"]) or "other", one, match
    for other in read:
        if id(other) not in used:
            yield _text(other["domain"]) or "other", None, other


def _overlaps(one: Record, other: Record) -> bool:
    starts = (int(str(one["char_start"])), int(str(other["char_start"])))
    ends = (int(str(one["char_end"])), int(str(other["char_end"])))
    return max(starts) < min(ends)


def _summary(domain: str, table: pd.DataFrame) -> dict[str, object]:
    pairs = list(zip(table["gold"], table["read"], strict=True))
    figures = sum(one is not None for one, _ in pairs)
    overlapping = [(one, other) for one, other in pairs if one and other]
    right = [(one, other) for one, other in overlapping if _close(one["value"], other["value"])]
    wrong = sum(other is not None for _, other in pairs) - len(right)
    named = sum(bool(_text(one["indicator"])) for one, _ in right)
    read = sum(bool(_text(other["indicator"])) for _, other in right)
    same = sum(
        bool(_text(one["indicator"])) and _text(one["indicator"]) == _text(other["indicator"])
        for one, other in right
    )
    precision, recall = _share(len(right), len(right) + wrong), _share(len(right), figures)
    indicator = (_share(same, read), _share(same, named))
    return {
        "domain": domain,
        "statistics": figures,
        "found": len(right),
        "wrong": wrong,
        "precision": precision,
        "recall": recall,
        "f1": _harmonic(precision, recall),
        "value": _share(len(right), len(overlapping)),
        **{
            name: _share(sum(_agrees(name, *pair) for pair in right), len(right)) for name in FIELDS
        },
        "indicator_precision": indicator[0],
        "indicator_recall": indicator[1],
        "indicator_f1": _harmonic(*indicator),
    }


def _agrees(field: str, one: Record, other: Record) -> bool:
    if field == "bounds":
        return _close(one["low"], other["low"]) and _close(one["high"], other["high"])
    if field == "period":
        names = ("period_start", "period_end")
        return all(_text(one[name]) == _text(other[name]) for name in names)
    return _text(one[field]) == _text(other[field])


def _close(one: object, other: object) -> bool:
    if _text(one) == "" or _text(other) == "":
        return _text(one) == _text(other)
    a, b = float(str(one)), float(str(other))
    return abs(a - b) <= NEAR * max(1.0, abs(a), abs(b))


def _text(cell: object) -> str:
    return "" if cell is None or cell != cell or cell is pd.NaT else str(cell)  # noqa: PLR0124 - NaN


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _harmonic(one: float | None, other: float | None) -> float | None:
    if one is None or other is None or one + other == 0:
        return None
    return round(2 * one * other / (one + other), 4)

"""How well extraction reads, from the committed scores: no number of them is typed."""

import csv

from making import ROOT, code, table

# What is told of all figures, and the columns of scores.csv for it.
TOLD = {
    "mentions: precision, recall, F1": ("precision", "recall", "f1"),
    "value, unit, bounds, measure": ("value", "unit", "bounds", "measure"),
    "period (both days), basis, recipient": ("period", "basis", "recipient"),
    "indicator: precision, recall, F1": (
        "indicator_precision", "indicator_recall", "indicator_f1",
    ),
}  # fmt: skip
BY_DOMAIN = {
    "mentions F1": "f1", "value": "value", "bounds": "bounds", "period": "period", "basis": "basis",
    "recipient": "recipient", "indicator F1": "indicator_f1",
}  # fmt: skip


def scores() -> str:
    """Return two tables: of all figures, and by domain."""
    rows = _rows("scores.csv")
    whole = next(row for row in rows if row["domain"] == "all")
    told = [
        [name, ", ".join(_share(whole[c], 4) for c in columns)] for name, columns in TOLD.items()
    ]
    domains = [
        [row["domain"], row["statistics"], *(_share(row[c], 2) for c in BY_DOMAIN.values())]
        for row in rows
        if row is not whole
    ]
    first = table([f"on the five articles ({whole['statistics']} figures)", "score"], told)
    return first + "\n" + table(["domain", "figures", *BY_DOMAIN], domains)


def readings() -> str:
    """Return what was read, by which version of the rules."""
    cells = [
        [row["source_id"], row["rows"], code(row["version"]), code(row["sha256"][:12])]
        for row in _rows("readings.csv")
    ]
    return table(["text", "rows read", "version of the rules", "SHA-256 begins"], cells)


def _rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "data/processed" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _share(cell: str, digits: int) -> str:
    """Return a share with as many digits as the figures bear: the file has four."""
    return f"{float(cell):.{digits}f}" if cell else "—"

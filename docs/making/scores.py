"""How well extraction reads, from the committed scores: no number of them is typed."""

import csv
from typing import Any

from making import ROOT, code, table

MEASURES = (
    "precision", "recall", "f1", "value", "unit", "bounds", "measure", "period", "basis",
    "recipient", "indicator_f1",
)  # fmt: skip


def table_of(name: str) -> list[dict[str, Any]]:
    """Return the rows of a table of data/processed."""
    with (ROOT / "data/processed" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table_rows() -> list[list[str]]:
    """Return the cells: a row a domain, all of them first."""
    return [
        [row["domain"], row["statistics"], *(_share(row[name]) for name in MEASURES)]
        for row in table_of("scores.csv")
    ]


def scores() -> str:
    """Return the table of the scores."""
    header = ["domain", "figures", *(name.replace("_", " ") for name in MEASURES)]
    return table(header, table_rows())


def readings() -> str:
    """Return what was read, by which version of the rules."""
    rows = table_of("readings.csv")
    cells = [[r["source_id"], r["rows"], code(r["version"]), code(r["sha256"][:12])] for r in rows]
    return table(["text", "rows read", "version of the rules", "SHA-256 begins"], cells)


def _share(cell: str) -> str:
    return f"{float(cell):.3f}" if cell else "—"

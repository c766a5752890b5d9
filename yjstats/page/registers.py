"""What lies behind: every figure with its evidence, the codebook, the reason codes, the sources."""

from typing import Any

import pandas as pd

from yjstats.codebook import codebook, indicators
from yjstats.page.cells import Cell, Table, day, key
from yjstats.presenting import show_bounds, show_figure, show_period
from yjstats.registers import SOURCES
from yjstats.text import Lang, messages, say
from yjstats.workbook.report import Report

EVIDENCE = (
    "city", "indicator", "value", "surface", "bounds", "qualifier", "period", "basis", "scope",
    "status", "origin", "source_id", "place", "sha256", "note",
)  # fmt: skip
PICKED = ("city", "indicator", "status", "origin")
HIDDEN = ("qualifier", "basis", "sha256", "note")  # shown in the evidence, not in the table
CODEBOOK = ("code", "domain", "indicator", "unit", "kind", "comparable", "near", "definition")
REASONS = ("code", "reason", "meaning", "blocks_total", "blocks_per_year")


def evidence_table(report: Report, readings: pd.DataFrame) -> Table:
    """Return every observation: the number as written, and where it stands.

    Parameters
    ----------
    report : Report
    readings : DataFrame
        Other readings of disputed figures (see `loading.readings`).
    """
    lang = report.lang
    sums = dict(zip(report.register["source_id"], report.register["sha256"], strict=True))
    cited = {row["source_id"]: _cite(row, lang) for row in report.register.to_dict("records")}
    other: dict[str, list[str]] = {}
    for row in readings.to_dict("records"):
        told = say("page.reading", lang, field=_field(row["field"], lang),
                   value=row["value"] or "—", why=row["why"])  # fmt: skip
        other.setdefault(row["obs_id"], []).append(told)
    records = report.frame.to_dict("records")
    rows = [_evidence(row, sums, cited, other.get(row["obs_id"], []), lang) for row in records]
    header = [
        (_heading(name, lang), " ".join([*(["pick"] if name in PICKED else []),
                                         *(["more"] if name in HIDDEN else []),
                                         *(["folded"] if name == "place" else [])]))
        for name in EVIDENCE
    ]  # fmt: skip
    ids = [str(row["obs_id"]) for row in records]
    return Table("table-evidence", say("page.evidence_table", lang), header, rows, ids, paged=True)


def _cite(row: dict[str, Any], lang: Lang) -> str:
    """Return what is known of a source: its title, its publisher, its date."""
    told = [str(row[name]) for name in ("title", "publisher", "published") if pd.notna(row[name])]
    return say("list.comma", lang).join(told)


def _heading(name: str, lang: Lang) -> str:
    own = {"place": "page.place", "sha256": "source.sha256", "note": "page.note",
           "origin": "page.origin", "basis": "column.basis"}  # fmt: skip
    return say(own.get(name, f"column.{name}"), lang)


def _field(name: str, lang: Lang) -> str:
    found = f"column.{name}"
    return say(found, lang) if found in messages() else name


def _evidence(
    row: dict[str, Any], sums: dict[str, Any], cited: dict[str, str], other: list[str], lang: Lang
) -> list[Cell]:
    def name(kind: str) -> str:
        return "" if pd.isna(row[kind]) else codebook().name(kind, str(row[kind]), lang)

    between = say("list.semicolon", lang)
    scope = [name("recipient"), *(str(row[c]) for c in ("label", "scope") if pd.notna(row[c]))]
    if row["measure"] != "level":
        scope.append(name("measure"))
    note = [] if pd.isna(row["note"]) else [str(row["note"])]
    source = str(row["source_id"])
    checksum = sums.get(source)
    bounds = show_bounds(row, lang)
    looks = dict.fromkeys(HIDDEN, "more")
    made = {
        "city": Cell(name("city")),
        "indicator": Cell(name("indicator") or str(row["label"]), head=True),
        "value": Cell(show_figure(row, lang), order=key(row["value"]), look="number"),
        "surface": Cell(" ".join(str(row["surface"]).split()), look="quoted"),
        "bounds": Cell(bounds, order=key(row["low"]) if bounds else "", look="roomy"),
        "qualifier": Cell(name("qualifier")),
        "period": Cell(show_period(row["period_start"], row["period_end"], lang),
                       order=day(row["period_start"]), look="roomy"),
        "basis": Cell(name("basis")),
        "scope": Cell(between.join(part for part in scope if part), look="quoted"),
        "status": Cell(name("status")),
        "origin": Cell(name("origin")),
        "source_id": Cell(source, extra=cited.get(source, ""), look="cited"),
        "place": Cell(f"{row['char_start']}–{row['char_end']}", order=str(row["char_start"]),
                      look="whole"),
        "sha256": Cell("" if pd.isna(checksum) else str(checksum)),
        "note": Cell(between.join([*note, *other]), look="quoted"),
    }  # fmt: skip
    return [
        Cell(c.text, c.obs_id, c.order, f"{c.look} {looks.get(n, '')}".strip(), c.extra, c.head)
        for n, c in made.items()
    ]


def codebook_table(lang: Lang) -> Table:
    """Return the indicators with their definitions."""
    rows = [
        [
            Cell(item["indicator"], look="code"),
            Cell(item["domain_name"]),
            Cell(item["name"], head=True),
            Cell(item["unit_name"]),
            Cell(codebook().name("kind", item["kind"], lang)),
            Cell(say("word.yes" if item["comparable"] else "word.no", lang)),
            Cell("" if pd.isna(item["near"])
                 else codebook().name("indicator", item["near"], lang)),
            Cell(item["definition"]),
        ]
        for item in indicators(lang).to_dict("records")
    ]  # fmt: skip
    picked = ("domain", "unit", "kind")
    header = [(say(f"column.{name}", lang), "pick" if name in picked else "") for name in CODEBOOK]
    return Table("table-codebook", say("page.codebook_table", lang), header, rows)


def reasons_table(lang: Lang) -> Table:
    """Return the reason codes in words, and what each forbids."""
    rows = [
        [
            Cell(code, look="code"),
            Cell(row[lang], head=True),
            Cell(row[f"meaning_{lang}"]),
            *(Cell(say(f"word.{row[name]}", lang)) for name in ("blocks_total", "blocks_per_year")),
        ]
        for code, row in codebook().reasons.items()
    ]
    header = [(say(f"column.{name}", lang), "") for name in REASONS]
    return Table("table-reasons", say("page.reasons_table", lang), header, rows)


def sources_table(report: Report) -> Table:
    """Return the register of sources, as recorded."""
    lang = report.lang
    kinds = {"kind": "source_kind", "city": "city", "published_precision": "precision"}
    rows = []
    for row in report.register.to_dict("records"):
        cells = []
        for name in SOURCES:
            value = row[name]
            if isinstance(value, pd.Timestamp):
                text = value.date().isoformat()
            elif not isinstance(value, bool) and pd.isna(value):
                text = ""
            elif isinstance(value, bool):
                text = say("word.yes" if value else "word.no", lang)
            else:
                text = codebook().name(kinds.get(name, ""), str(value), lang)
            look = "code" if "sha256" in name else "quoted"
            cells.append(Cell(text, look=look, head=name == "source_id"))
        rows.append(cells)
    header = [(say(f"source.{name}", lang), "") for name in SOURCES]
    return Table("table-sources", say("page.sources_table", lang), header, rows)

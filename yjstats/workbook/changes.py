"""What changed between two workbooks: figures added, changed and removed."""

from typing import Any

import pandas as pd

from yjstats.codebook import codebook
from yjstats.observations import BY_NAME, NAMES, as_tidy
from yjstats.presenting import show_period
from yjstats.text import Lang, say
from yjstats.workbook.observations import in_display_unit
from yjstats.workbook.page import HEADER_ROW, Entry, Page, place
from yjstats.workbook.report import Report

COLUMNS = ("change", "obs_id", "source_id", "city", "indicator", "field", "before", "after")
HEADER = (
    "change",
    "obs_id",
    "source_id",
    "city",
    "indicator",
    "period",
    "field",
    "before",
    "after",
)
FIGURES = ("value", "low", "high")


def changes(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Tell which observations were added, changed and removed.

    Parameters
    ----------
    old, new : DataFrame
        Tidy frames. Observations are the same where their `obs_id` is, which depends on where the
        number stands and not on how it is read.

    Returns
    -------
    DataFrame
        In the order of `new`, then those removed: `change` (added, changed, removed), `obs_id`,
        `source_id`, `city`, `indicator` (str, as they are now), `field` (a column of the tidy
        frame; `value` for what was added or removed), `before`, `after` (object: number, date or
        text; None where blank). A row a field that changed.

    Raises
    ------
    UsageError
        If a frame lacks columns.
    """
    before, after = (_by_id(as_tidy(frame)) for frame in (old, new))
    rows: list[dict[str, Any]] = []
    for obs_id, row in after.items():
        was = before.get(obs_id)
        if was is None:
            rows.append(_row("added", row, "value", None, row["value"]))
        else:
            rows += [
                _row("changed", row, name, was[name], row[name])
                for name in NAMES
                if was[name] != row[name]
            ]
    rows += [
        _row("removed", row, "value", row["value"], None)
        for obs_id, row in before.items()
        if obs_id not in after
    ]
    told = pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)
    return told.astype(dict.fromkeys(COLUMNS[:6], "str"))


def changes_page(told: pd.DataFrame, report: Report, old: pd.DataFrame, since: str) -> Page:
    """Return the change log.

    Parameters
    ----------
    told : DataFrame
        From `changes`.
    report : Report
        Of the new data.
    old : DataFrame
        The old ones.
    since : str
        Name of the old workbook.
    """
    lang = report.lang
    was, now = _by_id(old), _by_id(report.frame)
    lines = {obs_id: HEADER_ROW + 1 + n for n, obs_id in enumerate(report.frame["obs_id"])}
    rows = [
        _cells(row, was.get(row["obs_id"]), now.get(row["obs_id"]), lines, lang)
        for row in told.to_dict("records")
    ]
    return Page(
        name=say("sheet.changes", lang),
        title=say("sheet.changes", lang),
        note=count_changes(told, since, lang),
        contents=say("sheet_holds.changes", lang),
        table="changes",
        header=[say(f"column.{name}", lang) for name in HEADER],
        rows=rows,
        frozen=2,
        wrapped={4: 30, 7: 40, 8: 40},
    )


def count_changes(told: pd.DataFrame, since: str, lang: Lang) -> str:
    """Return in a line how many observations were added, changed and removed."""
    counts = {
        kind: told.loc[told["change"] == kind, "obs_id"].nunique()
        for kind in ("added", "changed", "removed")
    }
    return say("sheet_note.changes", lang, since=since, **counts)


def _cells(row: Any, was: Any, now: Any, lines: dict[str, int], lang: Lang) -> list[Any]:
    book = codebook()
    target = ""
    if now is not None:
        target = place(say("sheet.observations", lang), f"A{lines[row['obs_id']]}")
    shown = now or was
    return [
        say(f"change.{row['change']}", lang),
        Entry(row["obs_id"], look="link" if target else "body", link=target),
        row["source_id"],
        *("" if pd.isna(row[kind]) else book.name(kind, row[kind], lang)
          for kind in ("city", "indicator")),
        show_period(shown["period_start"], shown["period_end"], lang),
        row["field"],
        _value(row["before"], row["field"], was, lang),
        _value(row["after"], row["field"], now, lang),
    ]  # fmt: skip


def _value(value: Any, field: str, row: Any, lang: Lang) -> Any:
    """Return a cell: a figure in its display unit, anything else as it is."""
    if value is None or row is None:
        return None
    return in_display_unit(value, row, lang) if field in FIGURES else value


def _by_id(frame: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Return the rows by obs_id, blanks as None, which equals itself."""
    plain = frame[list(NAMES)].drop_duplicates("obs_id").astype(object)
    for name, column in BY_NAME.items():
        if column.kind == "integer":
            plain[name] = plain[name].map(int)
    rows = plain.where(plain.notna(), None).to_dict("records")
    return {row["obs_id"]: row for row in rows}


def _row(change: str, row: dict[str, Any], field: str, before: Any, after: Any) -> dict[str, Any]:
    keys = {name: row[name] for name in ("obs_id", "source_id", "city", "indicator")}
    return {"change": change, **keys, "field": field, "before": before, "after": after}

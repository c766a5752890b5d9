"""From a number to its evidence: a comment and a link to the observation's row."""

from collections.abc import Mapping
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.worksheet.hyperlink import Hyperlink

from yjstats.presenting import show_bounds, show_period, show_reasons
from yjstats.text import Lang, say
from yjstats.workbook.cells import LINK


def attach_evidence(
    cell: Cell, row: Mapping[str, Any], origin: Mapping[str, Any], target: int, lang: Lang
) -> None:
    """Add to a number a comment that tells where it comes from, and a link to its row.

    Parameters
    ----------
    cell : Cell
    row : mapping
        A row of a comparison.
    origin : mapping
        The observation's row in the tidy frame.
    target : int
        Its row on the sheet of observations.
    lang : {"zh", "en"}
    """
    lines = [
        say("evidence.surface", lang, surface=" ".join(str(origin["surface"]).split())),
        show_period(row["period_start"], row["period_end"], lang),
        show_bounds(row, lang),
        show_reasons(row["reasons"], lang),
        say("workbook.place", lang, source=row["source_id"], start=origin["char_start"],
            end=origin["char_end"], obs_id=row["obs_id"]),
    ]  # fmt: skip
    comment = Comment("\n".join(line for line in lines if line), "yjstats", height=110, width=260)
    cell.comment = comment
    sheet = say("sheet.observations", lang)
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{sheet}'!A{target}")
    cell.font = LINK

"""A review at a notebook: where it stands, and what a decision does."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from yjstats.curation.decisions import Decision
from yjstats.curation.review_apply import apply_decisions
from yjstats.curation.review_items import Item, proposed
from yjstats.curation.reviews import READ, sum_of
from yjstats.errors import UsageError, YjstatsError
from yjstats.extraction.highlight import highlight
from yjstats.extraction.records import Record
from yjstats.paths import Project
from yjstats.text import Lang

NOTEBOOK = "notebook"  # what reviews.csv has in place of a workbook's checksum


class Sitting:
    """Readings to judge one after another; each decision is written at once.

    Parameters
    ----------
    project : Project
    items : list of Item
        From `review_items`.
    articles : str or Path, optional
        A folder that may have the articles' texts.
    reviewer : str
    lang : {"zh", "en"}
    today : date, optional
        The day of review to put down; today's where it is not given.

    Attributes
    ----------
    at : int
        Which reading is shown, from 0.
    """

    def __init__(
        self,
        project: Project,
        items: list[Item],
        articles: str | Path | None = None,
        reviewer: str = "",
        lang: Lang = "zh",
        today: date | None = None,
    ) -> None:
        self.project, self.items, self.reviewer, self.lang = project, items, reviewer, lang
        self.at = 0
        self._articles, self._today = articles, today
        self._read: dict[str, tuple[str, list[Record]] | None] = {}

    @property
    def item(self) -> Item | None:
        """The reading that is shown; None where none is left."""
        return self.items[self.at] if self.items else None

    def move(self, step: int) -> None:
        """Show the reading so many places on; after the last comes the first."""
        if self.items:
            self.at = (self.at + step) % len(self.items)

    def decide(self, decision: str, entered: Mapping[str, str], remark: str = "") -> str:
        """Write a decision on the reading that is shown, and go on to the next.

        Parameters
        ----------
        decision : {"accept", "correct", "reject"}
        entered : mapping of str to str
            The fields as they stand; those unlike what accepting would enter are corrections. A
            rejected reading has none, whatever the fields hold.
        remark : str

        Returns
        -------
        str
            What came of it: added, changed, kept, rejected or already.

        Raises
        ------
        UsageError
            If nothing is left to judge, or the decision does not fit what was changed.
        BadData
            If the figure would not pass its checks, or was edited meanwhile; nothing is written.
        """
        item = self.item
        if item is None:
            raise UsageError("panel.empty")
        base = proposed(item.reading, item.entered)
        unlike = {name: cell for name, cell in entered.items() if cell != base[name]}
        if decision == "correct" and not unlike:
            raise UsageError("panel.unchanged")
        if decision == "accept" and unlike:
            raise UsageError("panel.changed", fields=", ".join(unlike))
        if not self.reviewer:
            raise YjstatsError("fault.no_reviewer")
        one = Decision(
            obs_id=item.obs_id,
            extracted_id=item.reading["obs_id"],
            reading=sum_of(item.reading, READ),
            basis=item.basis,
            decision=decision,
            corrections=unlike if decision == "correct" else {},
            reviewer=self.reviewer,
            remark=remark,
            entered=item.entered or {},
            file=NOTEBOOK,
        )
        done = apply_decisions(self.project, [one], NOTEBOOK, today=self._today)
        self.items.pop(self.at)
        self.at = min(self.at, max(len(self.items) - 1, 0))
        return str(done.changes["outcome"].iloc[0])

    def article(self, item: Item) -> tuple[str, list[Record]] | None:
        """Return the text of a reading's source and all mentions in it; None if not at hand."""
        source = item.reading["source_id"]
        if source not in self._read:
            try:
                found = highlight(source, self._articles, root=self.project.root, lang=self.lang)
                self._read[source] = (found.text, found.records)
            except UsageError:
                self._read[source] = None
        return self._read[source]

"""The controls above an answer: what is asked, in widgets."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import ipywidgets as widgets
import pandas as pd

from yjstats.codebook import codebook
from yjstats.exploring.answer import per_name
from yjstats.exploring.question import Question, per_of, reported, settled
from yjstats.opening import open_project
from yjstats.text import say

WIDE = widgets.Layout(width="420px")
AUTO = {"description_width": "initial"}


class Controls:
    """Widgets that say what is asked.

    Parameters
    ----------
    question : Question
    frame : DataFrame
        The tidy frame.
    root : Path
        The project folder, whose own codebook counts.
    asked : callable
        Called with the new question whenever a person changed something.

    Attributes
    ----------
    box : VBox
    domain, indicator, per, near, lang : Widget
    cities : dict of str to Checkbox
    """

    def __init__(
        self,
        question: Question,
        frame: pd.DataFrame,
        root: Path,
        asked: Callable[[Question], None],
    ) -> None:
        self.question, self._frame, self._root, self._asked = question, frame, root, asked
        self._filling = False
        self.domain = widgets.Dropdown(layout=widgets.Layout(width="220px"), style=AUTO)
        self.indicator = widgets.Dropdown(layout=WIDE, style=AUTO)
        self.per = widgets.ToggleButtons(style={**AUTO, "button_width": "auto"})
        self.near = widgets.Checkbox(indent=False, layout=widgets.Layout(width="auto"))
        self.lang = widgets.ToggleButtons(
            options=[("中文", "zh"), ("English", "en")], style={**AUTO, "button_width": "auto"}
        )
        self.cities = {
            city: widgets.Checkbox(indent=False, layout=widgets.Layout(width="auto"))
            for city in codebook().cities
        }
        self._named = widgets.Label()
        self._definition = widgets.HTML()
        self.box = widgets.VBox(
            [
                _row([self.domain, self.indicator, self.lang]),
                _row([self.per, self.near]),
                _row([self._named, *self.cities.values()], "yj-cities"),
                self._definition,
            ]
        )
        for one in (self.per, self.lang):
            one.add_class("yj-inline")
        self._definition.add_class("yj-definition")
        self.fill(question)
        for one in (self.indicator, self.per, self.near, self.lang, *self.cities.values()):
            one.observe(self._changed, "value")
        self.domain.observe(self._moved, "value")

    def fill(self, question: Question) -> None:
        """Show a question, in its language."""
        self.question, self._filling = question, True
        lang, book, counts = question.lang, codebook(), reported(self._frame)

        def named(code: str) -> str:
            name = book.name("indicator", code, lang)
            return say("explore.option", lang, name=name, count=counts[code])

        try:
            domains = dict.fromkeys(book.indicators[code]["domain"] for code in counts)
            within = [c for c in counts if book.indicators[c]["domain"] == question.domain]
            _fill(self.domain, [(book.name("domain", d, lang), d) for d in domains])
            _fill(self.indicator, [(named(code), code) for code in within])
            _fill(self.per, [(per_name(p, lang), p) for p in per_of(question.indicator)])
            if question.indicator:
                self.domain.value, self.indicator.value = question.domain, question.indicator
            self.per.value, self.near.value, self.lang.value = (
                question.per, question.near, question.lang,
            )  # fmt: skip
            self.domain.description = say("column.domain", lang)
            self.indicator.description = say("column.indicator", lang)
            self.per.description = say("explore.per", lang)
            self.near.description = say("explore.near", lang)
            self.near.disabled = question.per == "project"
            self.lang.description = say("explore.language", lang)
            self._named.value = say("explore.cities", lang)
            for city, box in self.cities.items():
                box.description = book.name("city", city, lang)
                box.value = city in question.cities
            self._definition.value = _definition(question)
        finally:
            self._filling = False

    def _changed(self, _: Any) -> None:
        if self._filling:
            return
        open_project(self._root)  # whatever other project was opened meanwhile
        self._ask(
            replace(
                self.question,
                indicator=self.indicator.value,
                per=self.per.value,
                near=self.near.value,
                lang=self.lang.value,
                cities=tuple(city for city, box in self.cities.items() if box.value),
            )
        )

    def _moved(self, _: Any) -> None:
        """Go to another domain: to its indicator that most cities report."""
        if self._filling:
            return
        open_project(self._root)
        counts = reported(self._frame)
        book = codebook().indicators
        within = [code for code in counts if book[code]["domain"] == self.domain.value]
        best = max(within, key=lambda code: (book[code]["key"] == "yes", counts[code]))
        self._ask(replace(self.question, indicator=best))

    def _ask(self, question: Question) -> None:
        question = settled(question, self._frame)
        self.fill(question)
        self._asked(question)


def _row(children: list[Any], name: str = "yj-controls") -> Any:
    box = widgets.HBox(children, layout=widgets.Layout(flex_flow="row wrap"))
    box.add_class(name)
    return box


def _fill(widget: Any, options: list[tuple[str, str]]) -> None:
    """Change the options only where they change: each change would flicker."""
    if widget.options != tuple(options):
        widget.options = options


def _definition(question: Question) -> str:
    from html import escape

    row = codebook().indicators.get(question.indicator)
    if row is None:
        return ""
    text = row["definition_zh" if question.lang == "zh" else "definition"]
    return f"<small>{escape(text)}</small>"

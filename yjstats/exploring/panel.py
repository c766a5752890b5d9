"""The panel of `explore`: controls, chart, table, what to take away, evidence."""

import base64
from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets
import pandas as pd

from yjstats.errors import YjstatsError
from yjstats.exploring.answer import answer, as_code, as_tsv, figure_of, table_of, title_of
from yjstats.exploring.behind import Data, behind_html
from yjstats.exploring.controls import Controls
from yjstats.exploring.question import Question
from yjstats.exploring.taking import draw, save_chart, save_selection, svg_of
from yjstats.exploring.widgets import Copy, Table
from yjstats.opening import open_project
from yjstats.showing.sheet import sheet
from yjstats.showing.table import table_html
from yjstats.text import say


class Explorer(widgets.VBox):  # type: ignore[misc]
    """What a notebook shows.

    Parameters
    ----------
    data : Data
    question : Question
        One that is settled.
    folder : Path
        Where charts and workbooks are saved.
    asked : callable
        Called with each new question, so that it can be kept.

    Attributes
    ----------
    controls : Controls
    chart, evidence, told : HTML
    table : Table
    copy : Copy
    buttons : dict of str to Button
        png, svg, xlsx.
    """

    def __init__(
        self, data: Data, question: Question, folder: Path, asked: Callable[[Question], None]
    ) -> None:
        self._data, self._folder, self._asked = data, folder, asked
        self._rows = pd.DataFrame()
        self.question = question
        self.controls = Controls(question, data.frame, data.root, self.ask)
        self.chart, self.told, self.evidence = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.evidence.add_class("yj-behind")
        self.table, self.copy_button = Table(), Copy()
        self.table.add_class("yj-wide")
        self.buttons = {
            name: widgets.Button(layout=widgets.Layout(width="auto"))
            for name in ("png", "svg", "xlsx")
        }
        for name, button in self.buttons.items():
            button.on_click(self._saver(name))
        self.table.observe(self._picked, "chosen")
        row = widgets.HBox([*self.buttons.values(), self.copy_button])
        row.add_class("yj-buttons")
        look = widgets.HTML(
            f"<style>{sheet()} {sheet('panel')}</style>", layout=widgets.Layout(display="none")
        )
        super().__init__(
            [look, self.controls.box, self.chart, self.table, row, self.told, self.evidence]
        )
        self.add_class("yj")
        self.add_class("yj-explorer")
        self.ask(question)

    def __repr__(self) -> str:
        return say("explore.static", self.question.lang)

    def ask(self, question: Question) -> None:
        """Answer a question: table, chart and evidence; what goes wrong is told in the panel."""
        self.question, self.told.value = question, ""
        self._name_buttons()
        try:
            self._show()
        except Exception as error:  # a notebook shows no error of what a control set off
            self._tell(error)
            raise
        self._asked(question)

    def _show(self) -> None:
        if self.question.indicator and self.question.cities:
            self._rows = answer(self.question, self._data.frame)
            self._show_table()
            self._show_evidence()
            self._show_chart()
            return
        key = "explore.no_city" if self.question.indicator else "explore.no_figure"
        self.chart.value = f"<p>{escape(say(key, self.question.lang))}</p>"
        self.table.html = self.copy_button.text = self.evidence.value = ""

    def _name_buttons(self) -> None:
        lang = self.question.lang
        for name, button in self.buttons.items():
            button.description = say(f"explore.{name}", lang)
            button.disabled = not (self.question.indicator and self.question.cities)
        self.copy_button.label = say("explore.copy", lang)
        self.copy_button.done = say("explore.copied", lang)
        self.copy_button.refused = say("explore.not_copied", lang)

    def _tell(self, error: Exception) -> None:
        told = f"{type(error).__name__}: {error}"
        if isinstance(error, YjstatsError):
            told = error.text(self.question.lang)
        shown = escape(told).replace("\n", "<br>")
        self.told.value = f'<span role="alert" class="wrong">{shown}</span>'

    def _show_table(self) -> None:
        lang = self.question.lang
        made = table_of(self._rows, lang)
        numbers = {say(f"column.{name}", lang) for name in ("value", "per_year", "rank")}
        title = title_of(self.question)
        keys = self._rows["city"].tolist()
        self.table.chosen = self.question.city
        self.table.html = table_html(made, numbers, title, say("explore.pick", lang), lang, keys)
        self.copy_button.text = as_tsv(made)

    def _show_chart(self) -> None:
        lang = self.question.lang
        figures = [figure_of(row, lang) for row in self._rows.to_dict("records")]
        alt = say("explore.chart", lang, title=title_of(self.question),
                  figures=say("list.semicolon", lang).join(figures))  # fmt: skip
        picture = svg_of(draw(self._rows, self.question, self._data.sources))
        coded = base64.b64encode(picture).decode("ascii")
        self.chart.value = (
            f'<img class="chart" alt="{escape(alt)}" src="data:image/svg+xml;base64,{coded}">'
        )

    def _show_evidence(self) -> None:
        code = f"<p><small>{escape(say('explore.code', self.question.lang))}</small> "
        code += f"<code>{escape(as_code(self.question))}</code></p>"
        shown = ""
        if self.question.city:
            (row,) = self._rows[self._rows["city"] == self.question.city].to_dict("records")
            shown = behind_html(row, self.question, self._data)
        self.evidence.value = shown + code

    def _picked(self, change: dict[str, Any]) -> None:
        if change["new"] == self.question.city:
            return
        open_project(self._data.root)
        self.question = replace(self.question, city=change["new"])
        self.controls.question = self.question
        self._show_evidence()
        self._asked(self.question)

    def _saver(self, name: str) -> Callable[[Any], None]:
        return lambda _: self._save(name)

    def _save(self, name: str) -> None:
        open_project(self._data.root)
        data, lang = self._data, self.question.lang
        try:
            if name == "xlsx":
                path = save_selection(data.frame, self.question, data.root, self._folder)
            else:
                path = save_chart(self._rows, self.question, data.sources, self._folder, f".{name}")
        except YjstatsError as error:
            self._tell(error)
            return
        told = escape(say("explore.saved", lang, path=path))
        self.told.value = f'<span role="status">{told}</span>'

"""The panel in which a notebook shows readings to judge, one at a time."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from yjstats.codebook import codebook
from yjstats.curation.review_items import Item, proposed
from yjstats.curation.review_sitting import Sitting
from yjstats.curation.review_words import CORRECTED, in_words, lists, may_be_blank, option
from yjstats.errors import YjstatsError
from yjstats.extraction.highlight import marked_html
from yjstats.showing.sheet import dressed
from yjstats.text import Lang, say

HEIGHT = "32em"  # of the article, which scrolls


class Panel:
    """The widgets round a sitting: article on the left, reading and decision on the right.

    Parameters
    ----------
    sitting : Sitting
    lang : {"zh", "en"}

    Attributes
    ----------
    box : ipywidgets.HBox
        What the notebook shows.
    fields : dict of str to Widget
        One a field that may be corrected, filled with what accepting would enter.
    buttons : dict of str to Button
        accept, correct, reject, previous, next.
    reviewer, remark : Text
    told : HTML
        What the last click did, or why it did nothing.
    """

    def __init__(self, sitting: Sitting, lang: Lang) -> None:
        import ipywidgets as widgets

        self.sitting, self.lang = sitting, lang
        wide = widgets.Layout(width="98%")
        self.article, self.reading = widgets.HTML(), widgets.HTML()
        self.told = widgets.HTML()
        self.fields = {name: self._field(name, wide) for name in CORRECTED}
        self.reviewer = widgets.Text(
            value=sitting.reviewer, description=say("panel.reviewer", lang), layout=wide
        )
        self.remark = widgets.Text(description=say("panel.remark", lang), layout=wide)
        self.buttons = {
            name: widgets.Button(
                description=say(f"panel.{name}", lang), layout=widgets.Layout(width="7em")
            )
            for name in ("accept", "correct", "reject", "previous", "next")
        }
        for name in codebook().terms["decision"]:
            self.buttons[name].on_click(self._decider(name))
        self.buttons["previous"].on_click(lambda _: self._go(-1))
        self.buttons["next"].on_click(lambda _: self._go(1))
        left = widgets.Box(
            [self.article], layout=widgets.Layout(width="52%", height=HEIGHT, overflow="auto")
        )
        right = widgets.VBox(
            [
                self.reading,
                widgets.HBox([*self.buttons.values()], layout=widgets.Layout(flex_flow="wrap")),
                self.told,
                widgets.GridBox(
                    [*self.fields.values(), self.reviewer, self.remark],
                    layout=widgets.Layout(grid_template_columns="50% 50%"),
                ),
            ],
            layout=widgets.Layout(width="48%"),
        )
        self.box = widgets.HBox([left, right])
        self.box.add_class("yj")
        self.show()

    def show(self) -> None:
        """Show the reading that the sitting stands at."""
        item = self.sitting.item
        if item is None:
            self.article.value = ""
            self.reading.value = escape(say("panel.empty", self.lang))
        else:
            self.article.value = self._article(item)
            self.reading.value = self._reading(item)
            for name, cell in proposed(item.reading, item.entered).items():
                if name in self.fields:
                    self.fields[name].value = cell
        for button in self.buttons.values():
            button.disabled = item is None
        self.remark.value = ""

    def _field(self, name: str, layout: Any) -> Any:
        import ipywidgets as widgets

        title = say(f"entry.{name}", self.lang)
        codes: Sequence[str] | None = lists().get(name)
        if codes is None:
            return widgets.Text(description=title, layout=layout)
        first = [("", "")] if may_be_blank(name) or name == "city" else []
        options = first + [(option(name, code, self.lang), code) for code in codes]
        return widgets.Dropdown(options=options, description=title, layout=layout)

    def _article(self, item: Item) -> str:
        """Return the article from the paragraph of the number on; what is before it can be opened.

        A widget cannot scroll to the number, so the number comes to the top.
        """
        found = self.sitting.article(item)
        start = int(item.reading["char_start"])
        if found is None:
            place = {"start": start, "end": item.reading["char_end"]}
            told = say("review.no_text", self.lang, **place)
            return escape(f"{item.reading['surface']} — {told}")
        text, records = found
        cut = text.rfind("\n", 0, start) + 1
        shown = marked_html(text, records, self.lang, cut, len(text), focus=start)
        if cut:
            title = escape(say("panel.earlier", self.lang))
            earlier = marked_html(text, records, self.lang, 0, cut)
            shown = f"<details><summary>{title}</summary>{earlier}</details>{shown}"
        return dressed(f'<div class="text">{shown}</div>')

    def _reading(self, item: Item) -> str:
        reasons = [codebook().name("review_reason", code, self.lang) for code in item.reasons]
        at = say(
            "panel.at", self.lang, number=self.sitting.at + 1, count=len(self.sitting.items),
            source=item.reading["source_id"], reasons=say("list.comma", self.lang).join(reasons),
        )  # fmt: skip
        entered = say("review.none_entered", self.lang)
        if item.entered is not None:
            entered = in_words(item.entered, self.lang, item.fields)
        told = {"as_read": in_words(item.reading, self.lang, item.fields), "as_entered": entered}
        cells = ""
        for name, words in told.items():
            heading, body = escape(say(f"review.{name}", self.lang)), escape(words)
            body = body.replace("\n", "<br>")
            cells += f'<td style="width:50%"><i>{heading}</i><br>{body}</td>'
        table = f'<table style="width:98%"><tr style="vertical-align:top">{cells}</tr></table>'
        return f"<b>{escape(at)}</b>{table}"

    def _decider(self, decision: str) -> Callable[[Any], None]:
        return lambda _: self._decide(decision)

    def _decide(self, decision: str) -> None:
        entered = {name: str(field.value).strip() for name, field in self.fields.items()}
        self.sitting.reviewer = self.reviewer.value.strip()
        try:
            outcome = self.sitting.decide(decision, entered, self.remark.value)
        except YjstatsError as error:
            told = escape(error.text(self.lang)).replace("\n", "<br>")
            self.told.value = f'<span class="wrong">{told}</span>'
            return
        named = codebook().name("outcome", outcome, self.lang)
        self.told.value = escape(say("panel.done", self.lang, outcome=named))
        self.show()

    def _go(self, step: int) -> None:
        self.sitting.move(step)
        self.told.value = ""
        self.show()

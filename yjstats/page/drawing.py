"""The project's charts on the page, as inline SVG."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import matplotlib as mpl
import pandas as pd
from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from yjstats.charts import CHARTS
from yjstats.charts.caption import CITED
from yjstats.charts.drawing import Shown, digests_of, draw, shown
from yjstats.charts.style import house_style, style
from yjstats.keeping.recalling import Recall, anew
from yjstats.loading import sources
from yjstats.opening import open_project
from yjstats.page.svg import inline
from yjstats.text import Lang, messages, say

AIR = 0.05  # inches
PAPER = ("profiles", "themes")  # whose text stands on colours: not for dark pages


@dataclass(frozen=True)
class Drawing:
    """One of the project's charts on the page.

    Attributes
    ----------
    svg : Markup
    title : str
    notes : tuple of str
        What stands below: marks, sources.
    paper : bool
        Whether it keeps a light ground on a dark page.
    """

    svg: Markup
    title: str
    notes: tuple[str, ...]
    paper: bool


class Studio(NamedTuple):
    """How the page comes by the project's charts.

    Attributes
    ----------
    recall : callable
        Gives what was drawn before of the same (see `keeping.recalling`).
    shown : callable
        Returns the frames that one of the project's charts shows, by its name.
    told : callable
        Returns digests of all that it shows of the project's data.
    cited : DataFrame
        The register of sources, as captions cite it.
    """

    recall: Recall
    shown: Callable[[str], Shown]
    told: Callable[[str], list[str]]
    cited: pd.DataFrame


def studio(
    frame: pd.DataFrame, root: str | Path | None, recall: Recall | None = None,
    known: Mapping[str, Shown] | None = None,
) -> Studio:  # fmt: skip
    """Return how charts of a tidy frame are come by: what both languages show, counted once."""
    cited, known = sources(root)[list(CITED)], known or {}

    @cache
    def frames(name: str) -> Shown:
        return known[name] if name in known else shown(name, frame, root)

    @cache
    def told(name: str) -> list[str]:
        of = () if CHARTS[name].of_texts else frames(name)
        return digests_of(name, of, cited, open_project(root))

    return Studio(recall or anew, frames, told, cited)


def _label(ax: Axes) -> None:
    """Set the labels line by line, each anchored at its end: readers have fonts of other widths."""
    size, marks = style()["size"], style()["marks"]
    for place, tick in zip(ax.get_yticks(), ax.get_yticklabels(), strict=True):
        name, _, period = tick.get_text().partition("\n")
        above = size["label"] * 0.62 if period else 0
        for text, points, colour, up in (
            (name, size["label"], marks["text"], above),
            (period, size["value"] - 1, marks["caption"], -above),
        ):
            ax.annotate(text, (0, place), (-5, up), textcoords="offset points", ha="right",
                        va="center_baseline", fontsize=points, color=colour)  # fmt: skip
    ax.set_yticks([])


def chart(name: str, studio: Studio, lang: Lang, prefix: str) -> Drawing:
    """Draw one of the project's charts, its title and caption as text beside it."""
    of = ["chart", name, studio.told(name), prefix, lang]
    svg, title, notes = studio.recall(of, lambda: _chart(name, studio, lang, prefix))
    return Drawing(Markup(svg), title, tuple(notes), name in PAPER)


def _chart(name: str, studio: Studio, lang: Lang, prefix: str) -> tuple[str, str, list[str]]:
    figure = draw(name, studio.shown(name), studio.cited, lang)
    title, caption = figure.get_suptitle(), figure.get_supxlabel()
    for text in figure.texts:
        if text.get_text() in (title, caption):
            text.set_visible(False)
    for ax in figure.axes:
        if any("\n" in tick.get_text() for tick in ax.get_yticklabels()):
            with house_style():
                _label(ax)
    label = title.replace("\n", " ")
    svg = str(inline(to_svg(figure), prefix, label, box=_cropped(figure)))
    return svg, title, _unwrapped(caption, lang)


def _cropped(figure: Figure) -> str:
    """Return the part of a figure that shows anything, as SVG tells it, with a little air."""
    with house_style():
        box = figure.get_tightbbox().padded(AIR)
    sides = box.x0, figure.get_figheight() - box.y1, box.width, box.height
    return " ".join(f"{side * 72:.1f}" for side in sides)


def _unwrapped(caption: str, lang: Lang) -> list[str]:
    """Return a caption, whose lines were broken for a picture, as paragraphs: a mark, a source."""
    known = [both[lang] for key, both in messages().items() if key.startswith("mark.")]
    begins = (*(text[:6] for text in known), say("caption.sources", lang, sources="").strip())
    found: list[str] = []
    for line in caption.split("\n"):
        if found and not line.startswith(begins):
            found[-1] += ("" if lang == "zh" else " ") + line
        else:
            found.append(line)
    return found


def to_svg(figure: Figure) -> str:
    """Return a figure as SVG with its text as text, the same on every run."""
    file = io.BytesIO()
    with house_style(), mpl.rc_context({"svg.fonttype": "none"}):
        canvas: Any = FigureCanvasSVG(figure)
        canvas.print_svg(file, metadata={"Date": None, "Creator": None})
    return file.getvalue().decode("utf-8")

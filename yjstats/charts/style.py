"""How charts look: the packaged font, one style, files that are the same on every run."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager, patheffects
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.text import Text

from yjstats.codebook import codebook
from yjstats.writing import replacing

FAMILIES = ["Noto Sans SC", "DejaVu Sans"]
SALT = "yjstats"
SCREEN_DPI = 90
PNG = {"compress_level": 3}  # no larger for charts than the usual 6, and made in less time
FULL_WIDTH = "full width"  # label of axes that have no tick labels to stand clear of


def style() -> dict[str, Any]:
    """Return style.toml of the codebook."""
    return codebook().style


@contextmanager
def house_style() -> Iterator[None]:
    """Draw in the project's style, and leave matplotlib's settings as they were.

    The packaged font is made known to matplotlib of this process; nothing on disk changes.
    """
    import pylopdf_fonts_zh_cn

    font = str(pylopdf_fonts_zh_cn.sans_path())
    if font not in {entry.fname for entry in font_manager.fontManager.ttflist}:
        font_manager.fontManager.addfont(font)
    marks, size = style()["marks"], style()["size"]
    settings: Any = {
        "axes.axisbelow": True,
        "lines.solid_capstyle": "round",
        "patch.edgecolor": "white",
        "patch.force_edgecolor": True,
        "xtick.bottom": False,
        "ytick.left": False,
        "font.family": FAMILIES,  # a list of names: only then does matplotlib fall back by glyph
        "axes.unicode_minus": True,
        "axes.edgecolor": marks["caption"],
        "axes.labelcolor": marks["text"],
        "axes.titlesize": size["label"] + 1,
        "axes.titlelocation": "left",
        "text.color": marks["text"],
        "xtick.color": marks["text"],
        "ytick.color": marks["text"],
        "hatch.linewidth": 0.8,
        "text.parse_math": False,  # a dollar sign in a title is a dollar sign
        "svg.fonttype": "path",
        "svg.hashsalt": SALT,
        "figure.dpi": 100,
        "savefig.dpi": size["dpi"],
    }
    with mpl.rc_context(settings):
        yield


class Chart(Figure):
    """A matplotlib Figure that a notebook shows without pyplot, the same bytes on every run."""

    def _repr_png_(self) -> bytes:
        file = io.BytesIO()
        with house_style():
            self.savefig(file, format="png", dpi=SCREEN_DPI, metadata={"Software": None})
        return file.getvalue()


def new_figure(height: float, width: float) -> Figure:
    """Return an empty figure in inches that keeps its labels inside itself."""
    return Chart(figsize=(width, height), layout="constrained")


def bold(text: Text) -> Text:
    """Draw a text heavier: no freely licensed bold of the font is packaged anywhere."""
    stroke = patheffects.Stroke(linewidth=0.6, foreground=text.get_color())
    text.set_path_effects([stroke, patheffects.Normal()])
    return text


def finish(figure: Figure, title: str, caption: str) -> None:
    """Put the title above and the caption below the charts, and settle their places.

    The layout's solver gives places that differ in the last digits from run to run; rounding them
    makes files the same on every run.
    """
    size, marks = style()["size"], style()["marks"]
    bold(figure.suptitle(title, x=0.01, ha="left", fontsize=size["title"]))
    figure.supxlabel(
        caption,
        x=0.01,
        ha="left",
        fontsize=size["caption"],
        color=marks["caption"],
        linespacing=1.5,
    )
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    for ax in figure.axes:
        left, bottom, width, height = (round(e, 4) for e in ax.get_position().bounds)
        if ax.get_label() == FULL_WIDTH:
            left, width = 0.01, 0.98
        ax.set_position((left, bottom, width, height))


def save_figure(figure: Figure, path: Path) -> None:
    """Write a figure as .png or .svg, whole or not at all, with the same bytes on every run."""
    with replacing(path) as part:
        part.write_bytes(as_bytes(figure, path.suffix))


def as_bytes(figure: Figure, suffix: str) -> bytes:
    """Return the file of a figure that is finished, `.png` or `.svg`.

    `savefig` would draw it twice, first to lay it out, which `finish` has done.
    """
    file, dpi = io.BytesIO(), figure.dpi
    try:
        with house_style():
            figure.dpi = mpl.rcParams["savefig.dpi"]
            if suffix == ".png":
                canvas: Any = FigureCanvasAgg(figure)
                canvas.print_png(file, metadata={"Software": None}, pil_kwargs=PNG)
            else:
                canvas = FigureCanvasSVG(figure)
                canvas.print_svg(file, metadata={"Date": None, "Creator": None})
    finally:
        figure.dpi = dpi
    return file.getvalue()

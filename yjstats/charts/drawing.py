"""Draw a chart in two steps: what it shows of the data, then the figure, of nothing else.

So a build can tell from what is shown whether a chart would change, and draw in another process.
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yjstats.charts import CHARTS
from yjstats.codebook.own import Own, use
from yjstats.text import Lang

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from yjstats.paths import Project

Shown = tuple["pd.DataFrame", ...]


def shown(name: str, frame: "pd.DataFrame", root: str | Path | None = None) -> Shown:
    """Return the frames that a chart shows.

    Parameters
    ----------
    name : str
        One of `charts.NAMES`.
    frame : DataFrame
        The tidy frame.
    root : str or Path, optional
        The project folder, for the digests.
    """
    chart = CHARTS[name]
    shows = _function("shows", chart.shows)
    told: Shown = shows(root=root) if chart.of_texts else shows(*chart.of, frame)
    return told


def digests_of(name: str, told: Shown, sources: "pd.DataFrame", project: "Project") -> list[str]:
    """Return digests of all that a chart shows of a project's data.

    Parameters
    ----------
    name : str
        One of `charts.NAMES`.
    told : tuple of DataFrame
        What `shown` returned; of a chart of texts, which is costly to count and depends on few
        files, not needed.
    sources : DataFrame
        The register of sources.
    project : Project
    """
    from yjstats.keeping.manifest import digest_of, entry

    if CHARTS[name].of_texts:
        texts = (project.sources, *sorted(project.digests.glob("*.txt")))
        return [entry(path)["sha256"] for path in texts]
    return [digest_of(frame) for frame in (*told, sources)]


def draw(name: str, told: Shown, sources: "pd.DataFrame", lang: Lang = "zh") -> "Figure":
    """Draw a chart of what `shown` returned, and of the register of sources."""
    figure: Figure = _function(CHARTS[name].module, CHARTS[name].draws)(
        *told, sources=sources, lang=lang
    )
    return figure


def drawn(
    name: str, told: Shown | Callable[[], Shown], sources: "pd.DataFrame", lang: Lang, own: Own
) -> dict[str, bytes]:
    """Draw a chart in whichever process, with a project's own codebook; return its files' bytes.

    Parameters
    ----------
    name : str
        One of `charts.NAMES`.
    told : tuple of DataFrame, or callable
        What `shown` returned, or a function that returns it.
    sources : DataFrame
        The register of sources.
    lang : {"zh", "en"}
    own : tuple of (str, bytes)
        The project's own codebook (see `codebook.own.use`).

    Returns
    -------
    dict of str to bytes
        By suffix: `.png`, `.svg`.
    """
    from yjstats.charts.style import as_bytes

    use(own)
    figure = draw(name, told() if callable(told) else told, sources, lang)
    return {suffix: as_bytes(figure, suffix) for suffix in (".png", ".svg")}


def _function(module: str, name: str) -> Callable[..., Any]:
    found: Callable[..., Any] = getattr(import_module(f"yjstats.charts.{module}"), name)
    return found

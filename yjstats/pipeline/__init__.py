"""Build everything: from data/raw to frames, charts, workbook, page and executed notebooks."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from yjstats.charts import NAMES
from yjstats.checking import project_faults
from yjstats.errors import BadData, UnknownName
from yjstats.keeping.collecting import collecting_rarely
from yjstats.keeping.helper import FEWEST, helping
from yjstats.keeping.lock import one_at_a_time
from yjstats.keeping.repair import repair
from yjstats.keeping.verify import inputs_changed
from yjstats.opening import open_project
from yjstats.text import Lang

if TYPE_CHECKING:
    from yjstats.keeping.redo import Built, Tell
    from yjstats.loading import Origin


def build(
    root: str | Path | None = None,
    articles: str | Path | None = None,
    lang: Lang = "zh",
    notebooks: bool = True,
    tell: "Tell | None" = None,
    force: bool = False,
) -> list[str]:
    """Bring all outputs of a project up to date with data/raw.

    Nothing is written unless all data pass their checks. What changed is made anew beside the old,
    and put into place when all of it is whole. The same data give the same bytes.

    Parameters
    ----------
    root : str or Path, optional
        The project folder.
    articles : str or Path, optional
        A folder with the articles' texts: each curated surface is then checked against its text,
        and extracted.csv is read anew from those found. Without it, only those of the project's
        private folder are read that no reading has, or one of an older version.
    lang : {"zh", "en"}
        Language of charts and workbook; the English ones are `*.en.*` beside the Chinese.
    notebooks : bool
        Whether the notebooks are executed.
    tell : callable, optional
        Called before each step with its name, its number from 1 and the number of steps.
    force : bool
        Whether to redo what is up to date as well.

    Returns
    -------
    list of str
        The steps done; none where all was up to date.

    Raises
    ------
    BadData
        If any data file is wrong; lists every fault.
    YjstatsError
        If a file cannot be written, a notebook fails, or another command is at work.
    """
    return build_told(root, articles, lang, notebooks, tell, force).done


def build_told(
    root: str | Path | None = None,
    articles: str | Path | None = None,
    lang: Lang = "zh",
    notebooks: bool = True,
    tell: "Tell | None" = None,
    force: bool = False,
) -> "Built":
    """Do what `build` does, and tell why each step was done and which were not."""
    project = open_project(root)
    with one_at_a_time(project), helping() as helper, collecting_rarely():
        repaired = repair(project)
        faults = project_faults(project, articles)
        if faults:
            raise BadData(faults)
        if len(NAMES) >= FEWEST and (force or inputs_changed(project)):
            helper.begin()  # it loads its libraries while this process loads its own
        from yjstats.pipeline.all import build_all

        return build_all(project, helper, NAMES, articles, lang, notebooks, tell, force, repaired)


def build_figures(
    root: str | Path | None = None,
    lang: Lang = "zh",
    only: Sequence[str] = (),
    tell: "Tell | None" = None,
    origin: "Origin" = "all",
) -> list[str]:
    """Draw the charts, or those named, into figures/ as PNG and SVG.

    Parameters
    ----------
    root : str or Path, optional
        The project folder.
    lang : {"zh", "en"}
    only : sequence of str
        Names of charts; all where empty.
    tell : callable, optional
        As for `build`.
    origin : {"all", "curated", "extracted"}
        Figures entered by hand, read by the program, or both.

    Raises
    ------
    UnknownName
        If there is no such chart.
    BadData
        If the data do not pass their checks.
    """
    for name in only:
        if name not in NAMES:
            raise UnknownName("chart", name, NAMES)
    project = open_project(root)
    with one_at_a_time(project), helping() as helper:
        from yjstats.pipeline.all import draw_all

        return draw_all(project, helper, only or NAMES, lang, tell, origin)

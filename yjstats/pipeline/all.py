"""Do the steps of a build that are not up to date."""

from collections.abc import Sequence
from pathlib import Path

from yjstats.comparison.once import comparing_once
from yjstats.curation.refresh import to_read
from yjstats.keeping.aside import reading_aside
from yjstats.keeping.helper import Helper
from yjstats.keeping.recalling import keep_recalled, recalling
from yjstats.keeping.redo import Built, Tell, redo
from yjstats.keeping.repair import repair
from yjstats.loading import Origin
from yjstats.paths import Project
from yjstats.pipeline.figures import figure_steps
from yjstats.pipeline.frames import making, showing
from yjstats.pipeline.notebooks import notebook_steps
from yjstats.pipeline.page import page_step
from yjstats.pipeline.tables import table_steps
from yjstats.text import Lang


def build_all(
    project: Project, helper: Helper, names: Sequence[str], articles: str | Path | None, lang: Lang,
    notebooks: bool, tell: Tell | None, force: bool, repaired: Sequence[str],
) -> Built:  # fmt: skip
    """Bring all outputs of a project up to date (see `pipeline.build`).

    Parameters
    ----------
    project : Project
        Locked, repaired and checked.
    helper : Helper
    names : sequence of str
        Of charts.
    articles, lang, notebooks, tell, force
        As for `pipeline.build`.
    repaired : sequence of str
        What `repair` told.
    """
    with reading_aside(project, to_read(project, articles)) as seen, comparing_once():
        recalled = project.recalled / "digests.json"
        recall, kept = recalling(recalled, force)
        made = making(seen, recall=recall)
        shown = showing(seen, made)
        steps = [
            *table_steps(seen, lang, made), *figure_steps(seen, lang, names, shown),
            page_step(project, seen, lang, made, shown, force),
        ]  # fmt: skip
        if notebooks and project.notebooks.is_dir():
            steps += notebook_steps(project, seen)
        built = redo(project, steps, helper, lang, force, tell, repaired, seen)
    keep_recalled(recalled, kept())
    return built


def draw_all(
    project: Project, helper: Helper, names: Sequence[str], lang: Lang, tell: Tell | None,
    origin: Origin,
) -> list[str]:  # fmt: skip
    """Draw charts of a locked project (see `pipeline.build_figures`)."""
    repair(project)
    shown, more = showing(project, making(project, origin)), "" if origin == "all" else origin
    steps = [*figure_steps(project, lang, names, shown, more)]
    return redo(project, steps, helper, lang, True, tell).done

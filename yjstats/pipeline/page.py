"""A step of a build: the page."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from yjstats.charts import CHARTS
from yjstats.codebook.own import Own, in_use, use
from yjstats.comparison.once import comparing_once, made_of
from yjstats.keeping.helper import Job
from yjstats.keeping.recalling import recalling
from yjstats.keeping.redo import Step
from yjstats.page import page_of
from yjstats.paths import Project
from yjstats.pipeline.frames import Made, Shows
from yjstats.text import Lang

PAGE = "yjstats.html"


def page_step(
    project: Project, seen: Project, lang: Lang, made: Made, shown: Shows, force: bool
) -> Step:
    """Return the page, made in whichever process of what is compared and shown already."""
    name = PAGE if lang == "zh" else PAGE.replace(".html", f".{lang}.html")
    output = f"data/processed/{name}"

    def job() -> Job:
        frame = made("observations.csv")
        known = {name: shown(name) for name, chart in CHARTS.items() if not chart.of_texts}
        return partial(
            _paged, output, project, frame, lang, seen.root, in_use(), force, known, made_of(frame)
        )

    return Step(name, (output,), None, "", None, job)


def _paged(
    output: str, project: Project, frame: pd.DataFrame, lang: Lang, root: Path, own: Own,
    force: bool, shown: Mapping[str, Any], compared: Mapping[str | None, pd.DataFrame],
) -> dict[str, bytes]:  # fmt: skip
    use(own)
    path = project.recalled / "page.json"
    recall, kept = recalling(path, force)
    with comparing_once(frame, compared):
        page = page_of(frame, lang, root, recall, shown)
    return {output: page.encode("utf-8"), path.relative_to(project.root).as_posix(): kept()}

"""Steps of a build: the charts."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

import pandas as pd

from yjstats.charts import CHARTS
from yjstats.charts.caption import CITED
from yjstats.charts.drawing import digests_of, drawn
from yjstats.codebook.own import in_use
from yjstats.keeping.helper import Job
from yjstats.keeping.redo import Step
from yjstats.loading import sources
from yjstats.paths import Project
from yjstats.pipeline.frames import Shows
from yjstats.text import Lang


def figure_steps(
    project: Project, lang: Lang, names: Sequence[str], shown: Shows, more: str = ""
) -> Iterator[Step]:
    """Yield the charts; `more` tells other figures from the usual: the next build draws anew."""

    @cache
    def cited() -> pd.DataFrame:
        return sources(project.root)[list(CITED)]

    def shows(name: str) -> str:
        of = () if CHARTS[name].of_texts else shown(name)
        told = digests_of(name, of, cited(), project)
        return json.dumps([told, hashlib.sha256(repr(in_use()).encode()).hexdigest()])

    def job(name: str, outputs: tuple[str, ...]) -> Job:
        return partial(_drawn, outputs, name, shown(name), cited(), lang, in_use())

    for name in names:
        stem = name if lang == "zh" else f"{name}.{lang}"
        outputs = (f"figures/{stem}.png", f"figures/{stem}.svg")
        yield Step(name, outputs, None, more, partial(shows, name), partial(job, name, outputs))


def _drawn(outputs: tuple[str, ...], *told: Any) -> dict[str, bytes]:
    made = drawn(*told)
    return {name: made[Path(name).suffix] for name in outputs}

"""yjstats: comparative statistics out of what the press reports.

Every number resolves to the words it came from, and nothing is compared that is not comparable.
The names below are loaded when first used, so that importing the package costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_DOOR = {
    "build": "yjstats.pipeline",
    "check": "yjstats.checking",
    "compare": "yjstats.comparison.compare",
    "coverage": "yjstats.comparison.coverage",
    "evidence": "yjstats.tracing",
    "findings": "yjstats.narrative",
    "indicators": "yjstats.codebook",
    "load": "yjstats.loading",
    "plot": "yjstats.charts",
    "present": "yjstats.presenting",
    "sources": "yjstats.loading",
    "story": "yjstats.narrative",
    "themes": "yjstats.comparison.themes",
    "to_excel": "yjstats.workbook",
}

__all__ = ["__version__", *sorted(_DOOR)]

if TYPE_CHECKING:
    from yjstats.charts import plot as plot
    from yjstats.checking import check as check
    from yjstats.codebook import indicators as indicators
    from yjstats.comparison.compare import compare as compare
    from yjstats.comparison.coverage import coverage as coverage
    from yjstats.comparison.themes import themes as themes
    from yjstats.loading import load as load
    from yjstats.loading import sources as sources
    from yjstats.narrative import findings as findings
    from yjstats.narrative import story as story
    from yjstats.pipeline import build as build
    from yjstats.presenting import present as present
    from yjstats.tracing import evidence as evidence
    from yjstats.workbook import to_excel as to_excel


def __getattr__(name: str) -> Any:
    if name in _DOOR:
        return getattr(import_module(_DOOR[name]), name)
    raise AttributeError(f"module 'yjstats' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__

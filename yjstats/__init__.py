"""yjstats: comparative statistics out of what the press reports.

Every number resolves to the words it came from, and nothing is compared that is not comparable.
The names below are loaded when first used, so that importing the package costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_DOOR = {
    "add": "yjstats.adding.add",
    "alternatives": "yjstats.comparison.alternatives",
    "build": "yjstats.pipeline",
    "certainty": "yjstats.comparison.pairs",
    "check": "yjstats.checking",
    "compare": "yjstats.comparison.compare",
    "coverage": "yjstats.comparison.coverage",
    "evidence": "yjstats.tracing",
    "explore": "yjstats.exploring.explore",
    "extract": "yjstats.extraction.extract",
    "extract_corpus": "yjstats.corpus.many",
    "findings": "yjstats.narrative",
    "highlight": "yjstats.extraction.highlight",
    "indicators": "yjstats.codebook",
    "init": "yjstats.starting",
    "load": "yjstats.loading",
    "matrix": "yjstats.comparison.views",
    "normalise": "yjstats.comparison.normalise",
    "pairs": "yjstats.comparison.pairs",
    "per_unit": "yjstats.comparison.normalise",
    "plot": "yjstats.charts",
    "present": "yjstats.presenting",
    "profile": "yjstats.comparison.views",
    "rank": "yjstats.comparison.views",
    "ratio_of": "yjstats.comparison.ratios",
    "readable": "yjstats.presenting",
    "read_parquet": "yjstats.parquet",
    "read_workbook": "yjstats.workbook.reading",
    "readings": "yjstats.loading",
    "reconcile": "yjstats.curation.reconcile",
    "review": "yjstats.curation.review",
    "remove": "yjstats.adding.remove",
    "sensitivity": "yjstats.comparison.sensitivity",
    "show": "yjstats.showing.show",
    "sources": "yjstats.loading",
    "statements": "yjstats.narrative",
    "story": "yjstats.narrative",
    "timeline": "yjstats.comparison.views",
    "themes": "yjstats.comparison.themes",
    "to_excel": "yjstats.workbook",
    "to_page": "yjstats.page",
}

__all__ = ["__version__", *sorted(_DOOR)]

if TYPE_CHECKING:
    from yjstats.adding.add import add as add
    from yjstats.adding.remove import remove as remove
    from yjstats.charts import plot as plot
    from yjstats.checking import check as check
    from yjstats.codebook import indicators as indicators
    from yjstats.comparison.alternatives import alternatives as alternatives
    from yjstats.comparison.compare import compare as compare
    from yjstats.comparison.coverage import coverage as coverage
    from yjstats.comparison.normalise import normalise as normalise
    from yjstats.comparison.normalise import per_unit as per_unit
    from yjstats.comparison.pairs import certainty as certainty
    from yjstats.comparison.pairs import pairs as pairs
    from yjstats.comparison.ratios import ratio_of as ratio_of
    from yjstats.comparison.sensitivity import sensitivity as sensitivity
    from yjstats.comparison.themes import themes as themes
    from yjstats.comparison.views import matrix as matrix
    from yjstats.comparison.views import profile as profile
    from yjstats.comparison.views import rank as rank
    from yjstats.comparison.views import timeline as timeline
    from yjstats.corpus.many import extract_corpus as extract_corpus
    from yjstats.curation.reconcile import reconcile as reconcile
    from yjstats.curation.review import review as review
    from yjstats.exploring.explore import explore as explore
    from yjstats.extraction.extract import extract as extract
    from yjstats.extraction.highlight import highlight as highlight
    from yjstats.loading import load as load
    from yjstats.loading import readings as readings
    from yjstats.loading import sources as sources
    from yjstats.narrative import findings as findings
    from yjstats.narrative import statements as statements
    from yjstats.narrative import story as story
    from yjstats.page import to_page as to_page
    from yjstats.parquet import read_parquet as read_parquet
    from yjstats.pipeline import build as build
    from yjstats.presenting import present as present
    from yjstats.presenting import readable as readable
    from yjstats.showing.show import show as show
    from yjstats.starting import init as init
    from yjstats.tracing import evidence as evidence
    from yjstats.workbook import to_excel as to_excel
    from yjstats.workbook.reading import read_workbook as read_workbook


def __getattr__(name: str) -> Any:
    if name in _DOOR:
        return getattr(import_module(_DOOR[name]), name)
    raise AttributeError(f"module 'yjstats' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__

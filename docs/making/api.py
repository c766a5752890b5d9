"""The public names, for mkdocstrings to render from their docstrings."""

import inspect
from importlib import import_module

import yjstats

GROUPS = {
    "Data": (
        "load", "read_parquet", "sources", "indicators", "readings", "evidence", "check",
        "coverage",
    ),
    "Comparing": (
        "compare", "alternatives", "rank", "certainty", "sensitivity", "normalise", "per_unit",
        "ratio_of", "matrix", "profile", "pairs", "timeline", "themes",
    ),
    "Showing": (
        "present", "readable", "show", "explore", "findings", "statements", "story", "plot",
        "to_excel", "read_workbook", "to_page",
    ),
    "Articles and review": (
        "extract", "extract_corpus", "highlight", "add", "remove", "reconcile", "review",
    ),
    "Project": ("init", "build"),
}  # fmt: skip
READING = ("read_file", "known_texts", "Document", "Dropped", "Known", "Limits")
ERRORS = ("YjstatsError", "UsageError", "UnknownName", "BadData", "BadDocument", "Fault")


def names() -> str:
    """Return the groups of functions, what they return, reading, and errors."""
    listed = {name for group in GROUPS.values() for name in group}
    more = [name for name in yjstats.__all__ if name not in listed and name != "__version__"]
    parts = {
        title: [f"yjstats.{name}" for name in group]
        for title, group in {**GROUPS, "More": more}.items()
        if group
    }
    parts["What they return"] = _returned()
    reading = import_module("yjstats.reading")
    parts["Reading documents"] = [f"{getattr(reading, n).__module__}.{n}" for n in READING]
    parts["Errors"] = [f"yjstats.errors.{name}" for name in ERRORS]
    return "\n".join(
        f"## {title}\n\n" + "\n".join(f"::: {place}\n" for place in places)
        for title, places in parts.items()
    )


def _returned() -> list[str]:
    """Return the package's own classes that public functions return, by the first that does."""
    found = []
    for name in yjstats.__all__:
        thing = getattr(yjstats, name)
        told = inspect.signature(thing).return_annotation if callable(thing) else None
        if inspect.isclass(told) and told.__module__.startswith("yjstats."):
            found.append(f"{told.__module__}.{told.__name__}")
    return [*dict.fromkeys(found)]

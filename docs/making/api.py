"""The public names, for mkdocstrings to render from their docstrings."""

import inspect

import yjstats

INTRO = """# Python

The public names of the package: `import yjstats as yj`, then `yj.load()`. All take a frame or a name and
return a new object; none changes what it is given. `lang` is `"zh"` by default. `root` is the project folder,
found from the current folder upwards where it is not given.
"""
GROUPS = {
    "Data": ("load", "sources", "indicators", "readings", "evidence", "check", "coverage"),
    "Comparing": ("compare", "alternatives", "rank", "certainty", "sensitivity", "normalise", "per_unit",
                  "ratio_of", "matrix", "profile", "pairs", "timeline", "themes"),
    "Showing": ("present", "readable", "findings", "statements", "story", "plot", "to_excel", "read_workbook"),
    "Articles and review": ("extract", "highlight", "add", "remove", "reconcile", "review"),
    "Project": ("init", "build"),
}  # fmt: skip
ERRORS = ("YjstatsError", "UsageError", "UnknownName", "BadData", "BadDocument", "Fault")
READING = ("read_file", "known_texts", "Document", "Dropped", "Known", "Limits")


def page() -> str:
    """Return the page: groups of functions, what they return, errors."""
    named = {name for names in GROUPS.values() for name in names}
    more = [name for name in yjstats.__all__ if name not in named and name != "__version__"]
    groups = {**GROUPS, **({"More": tuple(more)} if more else {})}
    parts = [INTRO]
    for title, names in groups.items():
        parts += [f"## {title}\n", *(f"::: yjstats.{name}\n" for name in names)]
    parts += ["## What they return\n", *(f"::: {place}\n" for place in _returned())]
    parts += ["## Reading documents\n", *(f"::: {_place('yjstats.reading', name)}\n" for name in READING)]
    parts += ["## Errors\n", *(f"::: yjstats.errors.{name}\n" for name in ERRORS)]
    return "\n".join(parts)


def _returned() -> list[str]:
    """Return the package's own classes that public functions return, by the first that does."""
    found = {}
    for name in yjstats.__all__:
        thing = getattr(yjstats, name)
        told = inspect.signature(thing).return_annotation if callable(thing) else None
        if inspect.isclass(told) and told.__module__.startswith("yjstats."):
            found[f"{told.__module__}.{told.__name__}"] = name
    return list(found)


def _place(module: str, name: str) -> str:
    thing = getattr(__import__(module, fromlist=[name]), name)
    return f"{thing.__module__}.{name}"

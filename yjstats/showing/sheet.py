"""The stylesheet of all that a notebook shows."""

import re
from functools import cache
from importlib.resources import files


@cache
def sheet(name: str = "look") -> str:
    """Return look.css or panel.css, comments and line breaks taken out."""
    text = (files(__package__) / f"{name}.css").read_text(encoding="utf-8")
    return " ".join(re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL).split())


def dressed(html: str) -> str:
    """Return a piece of HTML with the stylesheet, which reaches nothing else in the notebook."""
    return f'<style>{sheet()}</style><div class="yj">{html}</div>'


def inline(mark: str) -> str:
    """Return how a kind of mark looks, as the value of a style attribute.

    Viewers that take stylesheets out of a notebook, as those of code hosts do, keep neither; a
    notebook that was opened without being trusted keeps this.

    Parameters
    ----------
    mark : str
        A class of `mark` in look.css.
    """
    found = re.search(rf"mark\.{re.escape(mark)} {{(.*?)}}", sheet())
    if found is None:
        raise KeyError(mark)
    return found[1].strip(" ;").replace(": ", ":").replace("; ", ";")

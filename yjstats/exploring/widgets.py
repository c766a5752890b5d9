"""The two widgets that ipywidgets lacks: rows to choose, and a text to copy."""

from pathlib import Path

import anywidget
import traitlets

HERE = Path(__file__).parent


class Table(anywidget.AnyWidget):
    """A table of which one row can be chosen, by mouse or keyboard.

    Attributes
    ----------
    html : str
        From `showing.table.table_html`, with keys.
    chosen : str
        Key of the row; empty where none is.
    """

    _esm = (HERE / "table.js").read_text(encoding="utf-8")
    html = traitlets.Unicode().tag(sync=True)
    chosen = traitlets.Unicode().tag(sync=True)


class Copy(anywidget.AnyWidget):
    """A button that copies a text to the clipboard of the browser.

    Attributes
    ----------
    label, text : str
    done, refused : str
        What is told after it.
    """

    _esm = (HERE / "copy.js").read_text(encoding="utf-8")
    label = traitlets.Unicode().tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)
    done = traitlets.Unicode().tag(sync=True)
    refused = traitlets.Unicode().tag(sync=True)

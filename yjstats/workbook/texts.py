"""Text that a cell can hold, and what had to be left out of it."""

import re

import pandas as pd

from yjstats.observations import COLUMNS

LONGEST = 32_767  # UTF-16 units in one cell
# What XML cannot hold, with the escapes' and the surrogates' ranges; newlines and tabs may stay.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LOOKS_ESCAPED = re.compile(r"x(?=[0-9A-Fa-f]{4}_)")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
TEXTS = tuple(column.name for column in COLUMNS if column.kind in ("text", "category"))


def fit(text: str) -> str:
    """Return a text without the control characters that a cell cannot hold, cut to its limit."""
    text = FORBIDDEN.sub("", text)
    if len(text) <= LONGEST // 2:  # even if every character took two units
        return text
    return text.encode("utf-16-le")[: 2 * LONGEST].decode("utf-16-le", "ignore")


def escape(text: str) -> str:
    r"""Return a text as a cell of a file holds it: `\r` escaped, and what only looks escaped.

    A file writes a character as `_x000D_` where XML would lose it; so a text that has such letters
    of its own must not be taken for an escape.
    """
    return LOOKS_ESCAPED.sub("_x0078_", text).replace("\r", "_x000D_")


def unescape(text: str) -> str:
    """Undo `escape`."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def losses(frame: pd.DataFrame) -> pd.DataFrame:
    """Tell which texts of a frame a workbook cannot hold as they are.

    Parameters
    ----------
    frame : DataFrame
        The tidy frame.

    Returns
    -------
    DataFrame
        One row a text, all str: `obs_id`, `column`, and `loss`, which is `control` (characters
        that a cell cannot hold, left out) or `long` (cut after 32,767 characters).
    """
    found = []
    for name in TEXTS:
        column = frame[name]
        # A category is looked at once, however many rows have it.
        alike = {text: _loss(text) for text in column.dropna().unique()}
        lossy = {text for text, loss in alike.items() if loss}
        if lossy:
            rows = frame[column.isin(lossy)]
            found += [
                (obs_id, name, alike[text])
                for obs_id, text in zip(rows["obs_id"], rows[name], strict=True)
            ]
    return pd.DataFrame(found, columns=["obs_id", "column", "loss"], dtype="str")


def _loss(text: str) -> str:
    if FORBIDDEN.search(text):
        return "control"
    return "" if fit(text) == text else "long"

"""The Python of a page, run while the site is built, so that what it shows is what it gives."""

import ast
import io
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Any

from making import ROOT, cell, table

BLOCK = re.compile(r"```python\n(?P<code>.*?)```\n(?P<mark>\n<!-- made: output -->\n)?", re.S)
ASKED = "\n\n<!-- made: output -->\n"


def with_output(page: str) -> str:
    """Return a page with what its blocks of Python print or end with, where it asks for that.

    The blocks run one after another in a copy of the project's data, and an error of theirs stops
    the build. A block that ends with a frame shows it as a table, as a notebook does.
    """
    if ASKED not in page:
        return page
    names: dict[str, Any] = {}
    with _copy_of_data():
        return BLOCK.sub(lambda block: _shown(block, names), page)


def _shown(block: re.Match[str], names: dict[str, Any]) -> str:
    tree = ast.parse(block["code"])
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    with redirect_stdout(io.StringIO()) as printed:
        exec(compile(tree, "page", "exec"), names)
        value = eval(compile(ast.Expression(last.value), "page", "eval"), names) if last else None  # type: ignore[attr-defined]
    told = printed.getvalue().rstrip()
    shown = f"```python\n{block['code']}```\n"
    if not block["mark"]:
        return shown
    if value is not None and hasattr(value, "itertuples"):
        rows = [[_told(item) for item in row] for row in value.itertuples(index=False)]
        return f"{shown}\n{table([cell(name) for name in value.columns], rows)}"
    return f"{shown}\n```text\n{told or value}\n```\n"


def _told(item: Any) -> str:
    """Return the cell of a frame: a blank for a missing one, a date without its time."""
    from pandas import isna

    if isna(item):
        return " "
    return cell(f"{item:,.15g}" if isinstance(item, float) else str(item).split(" 00:")[0])


@contextmanager
def _copy_of_data() -> Iterator[None]:
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(
            ROOT / "data", Path(folder, "data"), ignore=shutil.ignore_patterns("private")
        )
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)

"""Execute notebooks in place, leaving nothing in them but cells and what they show."""

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

from yjstats.errors import YjstatsError
from yjstats.paths import NAMED
from yjstats.writing import write_text

COLOURS = re.compile(r"\x1b\[[0-9;]*m")
TIMEOUT = 120  # seconds a cell may take
# A widget is gone with its kernel, and bears another number on every run: its words stay.
WIDGET = "application/vnd.jupyter.widget-view+json"


def cells(path: Path) -> str:
    """Return what a person wrote in a notebook, its cells, as text; blank where it is none."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        kept = [(cell["cell_type"], cell["source"], cell.get("metadata")) for cell in told["cells"]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ""
    return json.dumps(kept, ensure_ascii=False)


def execute(path: Path, target: Path | None = None, root: Path | None = None) -> None:
    """Run a notebook from its first cell and save it with its outputs.

    It runs in its own folder with a fresh kernel of this Python. Time stamps, the language version
    and anything printed as a warning are not kept: a warning is an error.

    Parameters
    ----------
    path : Path
        The .ipynb to run.
    target : Path, optional
        The file to write, whole or not at all; without it the notebook itself.
    root : Path, optional
        The project that the notebook sees; without it the one that it lies in.

    Raises
    ------
    YjstatsError
        If a cell fails or warns, if Jupyter is not installed, or if the notebook was saved
        elsewhere while it ran.
    KeyboardInterrupt
        If Ctrl-C ended it.
    """
    before = cells(path)
    try:
        import nbformat
        from nbclient import NotebookClient
        from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
    except ImportError as error:
        raise YjstatsError("error.no_jupyter", missing=error.name) from error
    try:
        notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
        nbformat.validate(notebook)
    except (ValueError, OSError, nbformat.ValidationError, nbformat.reader.NotJSONError) as error:
        why = str(error).strip().splitlines()[0]
        raise YjstatsError("error.notebook", path=path.name, why=why) from error

    class Client(NotebookClient):
        """One that tells whether a signal ended it: it then clears its kernel away twice."""

        cleared = 0

        async def _async_cleanup_kernel(self) -> None:
            self.cleared += 1
            if self.km is not None:
                await super()._async_cleanup_kernel()

    client = Client(
        notebook, timeout=TIMEOUT, kernel_name="python3", record_timing=False,
        extra_arguments=["--log-level=ERROR"], resources={"metadata": {"path": str(path.parent)}},
    )  # fmt: skip
    try:
        told = {} if root is None else {NAMED: str(root.resolve())}
        # what a kernel that is ended says on its way is no one's business
        client.execute(env={**os.environ, **told}, stderr=subprocess.DEVNULL)
    except Exception as error:
        if client.cleared > 1:
            raise KeyboardInterrupt from error
        if not isinstance(error, CellExecutionError | CellTimeoutError | DeadKernelError):
            raise
        why = COLOURS.sub("", str(error)).strip().splitlines()[-1]
        raise YjstatsError("error.notebook", path=path.name, why=why) from error
    text = nbformat.writes(clean(notebook, path.name))  # type: ignore[no-untyped-call]
    if cells(path) != before:
        raise YjstatsError("error.notebook_changed", path=path.name)
    write_text(target or path, text.rstrip("\n") + "\n")


def clean(notebook: Any, name: str) -> Any:
    """Return a notebook whose metadata say nothing of the machine that ran it."""
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for number, cell in enumerate(notebook.cells, 1):
        cell.metadata = {key: value for key, value in cell.metadata.items() if key == "tags"}
        cell.id = f"cell-{number:02d}"
        for output in cell.get("outputs", []):
            if output.output_type == "stream" and output.name == "stderr":
                why = output.text.strip().splitlines()[0]
                raise YjstatsError("error.notebook", path=name, why=why)
            output.pop("transient", None)
            output.get("data", {}).pop(WIDGET, None)
    return notebook

"""A real JupyterLab on this machine alone, and how a test drives it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import nbformat
from playwright.sync_api import BrowserContext, Page

from tests.conftest import ROOT

LAB = (sys.executable, "-m", "jupyterlab", "--expose-app-in-browser",
       "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
       "--LabApp.extension_manager=readonly")  # fmt: skip
QUIET = ("--no-browser", "--ServerApp.ip=127.0.0.1", "--ServerApp.allow_root=True",
         "--IdentityProvider.token=", "--ServerApp.disable_check_xsrf=True",
         "--ServerApp.terminals_enabled=False")  # fmt: skip
LONGEST = 120_000  # milliseconds that anything may take
CURRENT = "jupyterapp.shell.currentWidget"
IDLE = f"""() => window.jupyterapp && {CURRENT} && {CURRENT}.sessionContext
    && {CURRENT}.sessionContext.kernelDisplayStatus === 'idle'"""
# Every cell of code has run, and none runs: '[*]:' has no number.
DONE = f"""() => [...{CURRENT}.content.widgets].filter(c => c.model.type === 'code')
    .every(c => c.model.executionCount > 0)"""


def copied_project(folder: Path) -> Path:
    """Copy what exploring needs: the data and the notebooks."""
    root = folder / "project"
    shutil.copytree(ROOT / "data" / "raw", root / "data" / "raw")
    (root / "data" / "processed").mkdir()
    for name in ("extracted.csv", "readings.csv"):
        shutil.copy(ROOT / "data" / "processed" / name, root / "data" / "processed")
    shutil.copytree(ROOT / "notebooks", root / "notebooks")
    return root


def write_notebook(path: Path, *cells: str) -> None:
    """Write a notebook of code cells, without outputs."""
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    made.metadata["kernelspec"] = {"display_name": "Python 3", "language": "python",
                                   "name": "python3"}  # fmt: skip
    nbformat.write(made, path)


@contextmanager
def serving(root: Path, home: Path, command: Sequence[str] = LAB) -> Iterator[str]:
    """Start a server in a folder, with a home of its own; give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home.mkdir(exist_ok=True)
    settings = home / "settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    (settings / "notification.jupyterlab-settings").write_text('{"fetchNews": "false"}')
    env = {**os.environ, "HOME": str(home), "IPYTHONDIR": str(home / "ipython"),
           "JUPYTER_CONFIG_DIR": str(home / "config"), "JUPYTER_DATA_DIR": str(home / "data"),
           "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
           "JUPYTER_RUNTIME_DIR": str(home / "runtime")}  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    told = (home / "server.log").open("w")
    arguments = [*command, *QUIET, f"--ServerApp.port={port}", f"--ServerApp.root_dir={root}"]
    server = subprocess.Popen(arguments, cwd=root, env=env, stdout=told, stderr=told)
    try:
        _wait(url, server, home / "server.log")
        yield url
    finally:
        server.terminate()
        server.wait(30)
        told.close()


def _wait(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(300):
        assert server.poll() is None, log.read_text("utf-8")
        try:
            with urllib.request.urlopen(f"{url}/api", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(log.read_text("utf-8"))


class Watched:
    """A page, and what it did that it should not have.

    Attributes
    ----------
    page : Page
    errors : list of str
        What the console told as an error.
    abroad : list of str
        Requests to anything but this machine.
    """

    def __init__(self, context: BrowserContext) -> None:
        self.errors: list[str] = []
        self.abroad: list[str] = []
        self.page: Page = context.new_page()
        self.page.set_default_timeout(LONGEST)
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        context.on("request", lambda request: self._asked(request.url))

    def _heard(self, message: object) -> None:
        if message.type == "error":  # type: ignore[attr-defined]
            self.errors.append(f"{message.text} {message.location}")  # type: ignore[attr-defined]

    def _asked(self, url: str) -> None:
        if not url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")):
            self.abroad.append(url)

    def open(self, url: str) -> None:
        """Open a notebook in the Lab and wait for its kernel."""
        self.page.goto(url)
        self.page.wait_for_function(IDLE)

    def run_all(self) -> None:
        """Run all cells and wait for the last; the promise is not returned, it may never end."""
        self.page.evaluate("() => { jupyterapp.commands.execute('notebook:run-all-cells'); }")
        self.settle()

    def settle(self) -> None:
        """Wait until every cell has run and the kernel rests."""
        self.page.wait_for_function(DONE)
        self.rest()

    def rest(self) -> None:
        """Wait until the kernel has answered what was asked."""
        self.page.wait_for_timeout(150)  # the message must be under way
        self.page.wait_for_function(IDLE)
        self.page.wait_for_timeout(150)

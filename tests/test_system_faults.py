"""What the system does to a command: full, locked, interrupted. One message, nothing lost."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

import yjstats
from tests import killing
from tests.conftest import ROOT
from tests.documents import FUNDS
from tests.reviews import FUNDS as READ
from tests.reviews import FUNDS_ID, accept, fill, reading, write_readings
from tests.test_keeping import files
from yjstats.curation.review_export import export_review
from yjstats.paths import Project

LINUX = pytest.mark.skipif(os.name != "posix", reason="sets limits and signals of POSIX")
MARK = ("--city", "wenzhou", "--published", "2024-05")


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A project with an article, a reading to review, and a workbook that judges it."""
    root = tmp_path_factory.mktemp("made") / "project"
    killing.make_project(root)
    write_readings(root, reading(**READ))
    yjstats.add(FUNDS.encode(), "wenzhou", "2023-05", source_id="known", root=root)
    export_review(root.parent / "review.xlsx", root, source="wenzhou")
    fill(root.parent / "review.xlsx", {FUNDS_ID: accept()})
    (root.parent / "a.txt").write_text("乙地的果园里，援建的冷库存下苹果1200吨。\n", "utf-8")
    return root


@pytest.fixture
def project(made, tmp_path) -> Project:
    shutil.copytree(made.parent, tmp_path / "work")
    return Project(tmp_path / "work/project")


COMMANDS = {
    "add": ("add", "../a.txt", *MARK),
    "remove": ("remove", "known"),
    "review apply": ("review", "apply", "../review.xlsx"),
    "build": ("build",),
    "figures": ("figures", "--only", "coverage"),
    "export": ("export", "../out.xlsx"),
    "review export": ("review", "export", "../out.xlsx"),
    "init": ("init", "../mine"),
}


def command(project: Project, *arguments: str, **more: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "yjstats", *arguments, "--lang", "en"],
        cwd=project.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.PIPE,
        text=True, encoding="utf-8", env={**os.environ, "PYTHONPATH": str(ROOT)}, **more,  # type: ignore[call-overload]
    )  # fmt: skip


def told_in_one_line(words: str) -> bool:
    """Tell whether, but for the progress of a build, one line was said."""
    lines = [line for line in words.splitlines() if line and not line.startswith("[")]
    return len(lines) == 1 and lines[0].startswith("yjstats: ")


@LINUX
@pytest.mark.parametrize("size", [0, 100])
@pytest.mark.parametrize("name", COMMANDS)
def test_where_no_file_can_be_written_a_command_says_so_and_changes_nothing(project, name, size):
    import resource

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    before = files(project.root.parent)
    process = command(project, *COMMANDS[name], preexec_fn=limit)
    _, told = process.communicate()
    assert process.returncode == 1
    assert told_in_one_line(told), told
    assert "File too large" in told or "No usable temporary directory" in told
    now = {k: v for k, v in files(project.root.parent).items() if not k.startswith("mine/")}
    assert now == before


@LINUX
@pytest.mark.parametrize("name", ["sources.csv", "curated.csv"])
@pytest.mark.parametrize("lock", [".~lock.{}#", "~${}"])
def test_a_table_that_is_open_elsewhere_is_not_written_beneath(project, name, lock):
    (project.raw / lock.format(name)).touch()
    before = files(project.root)
    verb = "review apply" if name == "curated.csv" else "add"
    process = command(project, *COMMANDS[verb])
    _, told = process.communicate()
    assert (process.returncode, told_in_one_line(told)) == (1, True)
    assert "is open elsewhere" in told
    assert files(project.root) == before


@LINUX
def test_ctrl_c_ends_a_build_with_one_line_and_the_state_before(project):
    before = files(project.root)
    process = command(project, "build")
    assert process.stderr is not None
    while not process.stderr.readline().startswith("[2/"):
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, told = process.communicate()
    assert (process.returncode, told_in_one_line(told)) == (130, True), told
    assert files(project.root) == before


@LINUX
def test_ctrl_c_ends_a_notebook_with_one_line_and_the_state_before(project):
    yjstats.build(project.root)
    cell = nbformat.v4.new_code_cell("open('begun', 'w').close()\nimport time; time.sleep(100)")
    project.notebooks.mkdir()
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), project.notebooks / "a.ipynb")
    before = files(project.root)
    process = command(project, "build")
    while not (project.notebooks / "begun").exists():
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate()
    assert (process.returncode, told_in_one_line(told)) == (130, True), told
    (project.notebooks / "begun").unlink()
    assert files(project.root) == before


@LINUX
def test_ctrl_c_ends_an_addition_that_waits_for_its_text(project):
    before = files(project.root)
    process = command(project, "add", "-", *MARK)
    wait_until_it_reads(process.pid)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate()
    assert (process.returncode, told_in_one_line(told)) == (130, True), told
    assert files(project.root) == before


def wait_until_it_reads(pid: int) -> None:
    """Wait until a process waits for its standard input."""
    place = Path(f"/proc/{pid}/wchan")
    while "pipe" not in place.read_text():
        os.sched_yield()


@LINUX
def test_ctrl_c_while_it_loads_is_silent(tmp_path):
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\n"
        "def stop(event, arguments):\n"
        "    if event == 'import' and arguments[0] == 'click': raise KeyboardInterrupt\n"
        "sys.addaudithook(stop)\n",
        "utf-8",
    )
    path = os.pathsep.join((str(tmp_path), str(ROOT)))
    told = subprocess.run(
        [sys.executable, "-m", "yjstats", "sources"], env={**os.environ, "PYTHONPATH": path},
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert (told.returncode, told.stdout, told.stderr) == (130, "", "")

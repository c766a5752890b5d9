"""Nothing is lost: a manifest, one command at a time, copies, outputs together or not at all."""

import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from tests import killing
from tests.conftest import ROOT, record
from tests.test_cli import yjstats as run
from yjstats import build, check, load, pipeline
from yjstats.errors import YjstatsError
from yjstats.keeping.copies import Change, changing, is_pending, keep, undo
from yjstats.keeping.lock import one_at_a_time
from yjstats.keeping.manifest import read_manifest
from yjstats.keeping.repair import repair
from yjstats.keeping.staging import WHOLE, staging
from yjstats.keeping.verify import changed_since
from yjstats.observations import to_csv
from yjstats.paths import Project
from yjstats.pipeline import build_figures, build_told

NOBODY = 2**22 + 1  # above the largest number of a process on Linux


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """A small project with one chart, built once."""
    root = tmp_path_factory.mktemp("built") / "project"
    killing.make_project(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "NAMES", ("projects_total",))
        build(root)
    return root


@pytest.fixture
def project(built, tmp_path, monkeypatch) -> Project:
    """A copy of it."""
    monkeypatch.setattr(pipeline, "NAMES", ("projects_total",))
    shutil.copytree(built, tmp_path / "project")
    return Project(tmp_path / "project")


def files(root) -> dict[str, bytes]:
    found = [path for path in root.rglob("*") if path.is_file() and path.name != ".yjstats-lock"]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def edit(path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


# The manifest


def test_the_manifest_names_inputs_versions_and_outputs_with_checksums(project):
    told = json.loads(project.manifest.read_text("utf-8"))
    assert set(told) == {"versions", "inputs", "outputs"}
    assert {"data/raw/sources.csv", "data/raw/curated.csv"} < set(told["inputs"])
    assert {"yjstats", "program", "extractor", "python", "pandas"} < set(told["versions"])
    assert "figures/projects_total.svg" in told["outputs"]
    assert all(len(one["sha256"]) == 64 and one["bytes"] for one in told["outputs"].values())
    assert str(project.root) not in project.manifest.read_text("utf-8")


def test_two_projects_with_the_same_data_have_the_same_manifest(project, tmp_path):
    (tmp_path / "other" / "data").mkdir(parents=True)
    os.rename(project.raw, tmp_path / "other/data/raw")
    build(tmp_path / "other")
    assert (tmp_path / "other/data/processed/manifest.json").read_bytes() == (
        project.manifest.read_bytes()
    )


def test_a_project_as_built_has_no_fault_and_is_not_stale(project):
    assert check(project.root).empty
    assert changed_since(project) == []


def test_check_finds_an_output_that_was_edited_or_lost(project):
    edit(project.processed / "coverage.csv", "reported", "reportd")
    (project.figures / "projects_total.svg").unlink()
    told = check(project.root, lang="en")
    assert dict(zip(told["file"], told["check"], strict=True)) == {
        "data/processed/coverage.csv": "output_edited",
        "figures/projects_total.svg": "output_missing",
    }
    assert run("check", "--root", project.root).returncode == 1


def test_check_says_that_outputs_are_stale_and_since_what(project):
    edit(project.sources, "甲市援疆", "乙市援疆")
    assert check(project.root).empty
    assert changed_since(project) == ["data/raw/sources.csv"]
    told = run("check", "--root", project.root, "--lang", "en")
    assert told.returncode == 0
    assert "data/raw/sources.csv" in told.stderr


def test_check_finds_the_charts_of_the_other_language_that_a_build_left_alone(project):
    build_figures(project.root, "en")
    assert changed_since(project) == []
    edit(project.sources, "甲市援疆", "乙市援疆")
    build(project.root)
    assert changed_since(project) == [
        "figures/projects_total.en.png", "figures/projects_total.en.svg",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"versions": {}, "inputs": {"a": 1}}'])
def test_a_manifest_that_cannot_be_read_is_told_and_the_next_build_mends_it(project, text):
    whole = project.manifest.read_bytes()
    project.manifest.write_text(text, "utf-8")
    assert check(project.root)["check"].tolist() == ["bad_manifest"]
    build(project.root)
    assert project.manifest.read_bytes() == whole


# What a build redoes


def test_a_build_without_a_change_does_nothing(project):
    before = files(project.root)
    built = build_told(project.root)
    assert built.done == []
    assert len(built.kept) == len(before_steps(project))
    assert files(project.root) == before


def before_steps(project) -> set[str]:
    manifest = read_manifest(project)
    assert manifest is not None
    return {name.removesuffix(".svg").removesuffix(".png") for name in manifest.outputs}


def test_force_redoes_all_and_changes_no_byte(project):
    before = files(project.root)
    built = build_told(project.root, force=True)
    assert set(built.why.values()) == {"forced"}
    assert built.kept == []
    assert files(project.root) == before


def test_a_changed_input_redoes_what_is_made_of_it(project):
    edit(project.curated, "2020-01-01", "2020-02-01")
    built = build_told(project.root)
    assert set(built.why.values()) == {"changed"}
    assert "2020-02-01" in (project.processed / "observations.csv").read_text("utf-8")


def test_only_what_was_lost_or_edited_is_made_anew_and_the_edited_one_is_kept(project):
    before = files(project.root)
    edit(project.processed / "coverage.csv", "reported", "mine")
    (project.figures / "projects_total.svg").unlink()
    built = build_told(project.root)
    assert built.why == {"coverage.csv": "edited", "projects_total": "missing"}
    after = files(project.root)
    assert {name: after[name] for name in before} == before
    (copy,) = project.copies.glob("*-build/data/processed/coverage.csv")
    assert "mine" in copy.read_text("utf-8")


def test_the_command_says_what_it_did(project):
    edit(project.processed / "coverage.csv", "reported", "mine")
    told = run("build", "--root", project.root, "--lang", "en", "--no-notebooks")
    assert "edited by hand and made anew" in told.stderr
    assert "coverage.csv" in told.stderr


def test_the_charts_that_a_command_draws_are_in_the_manifest(project):
    told = run("figures", "--only", "medical", "--root", project.root, "--lang", "en")
    assert told.returncode == 0, told.stderr
    assert "figures/medical.en.svg" in project.manifest.read_text("utf-8")
    assert check(project.root).empty


# One command at a time


def test_a_second_command_says_that_another_is_at_work_and_changes_nothing(project):
    edit(project.curated, "2020-01-01", "2020-02-01")
    before = files(project.root)
    with one_at_a_time(project):
        told = run("build", "--root", project.root, "--lang", "en", "--no-notebooks")
    assert told.returncode == 1
    assert "another yjstats command" in told.stderr
    assert "Traceback" not in told.stderr
    assert files(project.root) == before


def test_of_builds_at_once_each_is_done_or_says_so_and_nothing_is_mixed(project, tmp_path):
    edit(project.curated, "2020-01-01", "2020-02-01")
    command = [sys.executable, "-m", "yjstats", "build", "--no-notebooks", "--lang", "en"]
    command += ["--root", str(project.root)]
    started = [
        subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8", cwd=ROOT)
        for _ in range(3)
    ]
    told = [process.communicate()[1] for process in started]
    ends = [process.returncode for process in started]
    assert 0 in ends
    for end, words in zip(ends, told, strict=True):
        assert ("redone" if end == 0 else "another yjstats command") in words
    assert check(project.root).empty


def test_the_lock_dies_with_its_process(project):
    code = (
        "import os; from yjstats.keeping.lock import one_at_a_time;"
        "from yjstats.paths import find_project\n"
        "with one_at_a_time(find_project()): os._exit(9)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, cwd=project.root)
    assert done.returncode == 9
    with one_at_a_time(project):
        pass


# What a command that was cut off leaves


@pytest.mark.timeout(1200)
@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a process that it forked")
def test_commands_killed_at_twenty_random_points_leave_a_state_that_the_next_repairs(tmp_path):
    told = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.killing", str(tmp_path), "20", "20"],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert told.stdout == "20 kills of each command, 0 faults\n", told.stdout + told.stderr


def test_outputs_that_were_whole_are_put_into_place_by_the_next_command(project, monkeypatch):
    path = project.processed / "a.csv"
    from yjstats.keeping import staging as module

    monkeypatch.setattr(module, "finish", lambda _: None)  # as if killed there
    with staging(project) as staged:
        staged.processed.mkdir(parents=True)
        (staged.processed / "a.csv").write_text("new", "utf-8")
    monkeypatch.undo()
    assert not path.exists()
    assert "unfinished" in set(check(project.root)["check"])
    assert repair(project) == ["finished"]
    assert path.read_text("utf-8") == "new"
    assert not project.stage.exists()


def test_outputs_that_were_not_whole_are_given_up(project):
    project.stage.mkdir()
    (project.stage / "half.csv").write_text("half", "utf-8")
    assert repair(project) == []
    assert not project.stage.exists()


def test_an_interrupted_build_changes_nothing(project):
    edit(project.curated, "2020-01-01", "2020-02-01")
    before = files(project.root)

    def stop(name: str, number: int, count: int) -> None:
        if number == count:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(project.root, tell=stop)
    assert files(project.root) == before


@pytest.fixture
def read_by_another(project) -> Project:
    """A project with an article that an older extractor is said to have read, changed since."""
    killing.add_article(project.root)
    build(project.root)
    edit(project.curated, "2020-01-01", "2020-02-01")
    killing.read_by_another(project)
    return project


def test_a_build_that_reads_anew_and_is_interrupted_changes_nothing(read_by_another):
    before = files(read_by_another.root)

    def stop(name: str, number: int, count: int) -> None:
        if number == count:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(read_by_another.root, tell=stop)
    assert files(read_by_another.root) == before


def test_outputs_and_notebooks_are_made_from_the_new_readings(read_by_another):
    project = read_by_another
    old = len(project.extracted.read_text("utf-8").splitlines())
    cell = nbformat.v4.new_code_cell("import yjstats as yj; len(yj.load('extracted'))")
    project.notebooks.mkdir()
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), project.notebooks / "a.ipynb")
    build(project.root)
    assert len(project.extracted.read_text("utf-8").splitlines()) == old + 1
    frame = load(root=project.root)
    assert (project.processed / "observations.csv").read_text("utf-8") == to_csv(frame)
    (shown,) = nbformat.read(project.notebooks / "a.ipynb", 4).cells[0].outputs
    assert int(shown.data["text/plain"]) == old
    assert check(project.root).empty
    assert changed_since(project) == []
    assert build(project.root) == []
    assert not project.aside.exists()


@pytest.mark.parametrize("after", [0, 3, 9])
def test_a_full_disk_is_one_message_and_the_last_state_stays(project, monkeypatch, after):
    edit(project.curated, "2020-01-01", "2020-02-01")
    before = files(project.root)
    left = [after]
    flush = os.fsync

    def full(handle: int) -> None:
        if not left[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        left[0] -= 1
        flush(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(YjstatsError, match="No space left"):
        build(project.root)
    monkeypatch.setattr(os, "fsync", flush)
    now = files(project.root)
    assert now == before or (project.stage / WHOLE).is_file()
    build(project.root)
    assert check(project.root).empty


def test_a_folder_that_cannot_be_written_is_one_message(project, monkeypatch):
    opened = os.open

    def refuse(path, *arguments, **more):
        if str(path).endswith(".yjstats-lock"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return opened(path, *arguments, **more)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(YjstatsError, match="Permission denied"):
        build(project.root)


def test_temporary_files_of_dead_processes_are_removed_and_those_of_the_living_stay(project):
    dead, own = (project.processed / f".yjstats-{n}-x.csv" for n in (NOBODY, os.getpid()))
    for path in (dead, own):
        path.write_text("half", "utf-8")
    assert repair(project) == ["swept"]
    assert not dead.exists()
    assert own.exists()


# Copies


def test_a_change_that_fails_is_undone(project):
    before = files(project.root)

    def change() -> None:
        new = project.raw / "new.csv"
        with changing(project, "test", [project.curated, project.sources, new]) as change:
            change.write(project.curated, "half")
            change.write(new, b"half")
            change.remove(project.sources)
            raise ValueError("in the middle")

    with pytest.raises(ValueError, match="in the middle"):
        change()
    after = files(project.root)
    assert {name: data for name, data in after.items() if "copies" not in name} == before


def test_a_change_that_was_cut_off_is_undone_by_the_next_command(project):
    before = project.curated.read_bytes()
    cut_off(project, "half")
    assert "unfinished" in set(check(project.root)["check"])
    assert repair(project) == ["undone"]
    assert project.curated.read_bytes() == before
    assert not undo(project)


def test_what_another_hand_wrote_after_a_change_was_cut_off_is_never_overwritten(project):
    cut_off(project, "half")
    project.curated.write_text("mine", "utf-8")
    with pytest.raises(YjstatsError, match=r"curated\.csv 又被改动"):
        repair(project)
    assert project.curated.read_text("utf-8") == "mine"
    assert is_pending(project)


def cut_off(project, text: str) -> None:
    """Leave what a command leaves that was killed while it changed curated.csv."""
    folder = keep(project, "test", [project.curated])
    change = Change(project, folder)
    change.write(project.curated, text)


def test_copies_that_were_never_whole_are_removed(project):
    whole = keep(project, "test", [project.curated])
    half = project.copies / "0002-test" / "data"
    half.mkdir(parents=True)
    (half / f".yjstats-{NOBODY}-x.csv").write_text("half", "utf-8")
    assert repair(project) == ["swept"]
    assert whole.is_dir()
    assert not half.parent.exists()


def test_copies_are_numbered_and_git_never_takes_them(project):
    made = [keep(project, "test", [project.curated]).name for _ in range(3)]
    assert made == ["0001-test", "0002-test", "0003-test"]
    assert (project.copies / ".gitignore").read_text("utf-8") == "*\n"


@pytest.mark.parametrize("name", ["data/processed", "figures"])
def test_a_build_never_follows_a_link_out_of_the_project(make_project, tmp_path, name):
    root = make_project(record())
    (tmp_path / "elsewhere").mkdir()
    (root / name).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(YjstatsError, match="项目文件夹之外"):
        build(root)
    assert list((tmp_path / "elsewhere").iterdir()) == []
